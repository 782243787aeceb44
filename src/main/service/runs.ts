import type { ServiceHandlers } from '../../shared/contract';
import type { Run } from '../../shared/contract/runs';
import type { RunId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { StoredRun } from '../database';
import type { ServiceContext } from './context';

type Handlers = Pick<
  ServiceHandlers,
  'runs.list' | 'runs.get' | 'runs.pause' | 'runs.resume' | 'runs.cancel'
>;

export function runHandlers(context: ServiceContext): Handlers {
  const { database, coordinator } = context;
  return {
    async 'runs.list'({ connectionId, states, cursor, limit }) {
      const before = cursor === undefined ? undefined : readCursor(cursor);
      const stored = database.runs.list({ connectionId, states, before, limit: limit + 1 });
      const shown = stored.slice(0, limit);
      const last = stored.length > limit ? shown.at(-1) : undefined;
      return {
        runs: shown.map((run) => viewRun(context, run)),
        nextCursor: last ? String(last.number) : null,
      };
    },
    'runs.get': async ({ id }) => viewRunById(context, id),
    async 'runs.pause'({ id }) {
      await coordinator.pause(id);
      return viewRunById(context, id);
    },
    async 'runs.resume'({ id }) {
      const run = database.runs.get(id);
      if (database.connections.get(run.connectionId).state === 'paused')
        throw new AppError('connection.paused');
      coordinator.resume(id);
      return viewRunById(context, id);
    },
    async 'runs.cancel'({ id }) {
      await coordinator.cancel(id);
      return viewRunById(context, id);
    },
  };
}

export function viewRunById(context: ServiceContext, id: RunId): Run {
  return viewRun(context, context.database.runs.get(id));
}

export function viewRun({ database, progress }: ServiceContext, run: StoredRun): Run {
  return progress.view(run, database.connections.find(run.connectionId));
}

function readCursor(cursor: string): number {
  const number = Number(cursor);
  if (!Number.isSafeInteger(number) || number < 0) throw new AppError('input.cursorInvalid');
  return number;
}
