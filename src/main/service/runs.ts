import type { ServiceHandlers } from '../../shared/contract';
import type { FromPage, Run } from '../../shared/contract/runs';
import type { RunId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { StoredRun } from '../database';
import { fromPageOf } from '../sync/from-page';
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
      if (run.state === 'paused') coordinator.resume(id);
      else coordinator.resumeFailed(id, fromPage(context, run));
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

export function viewRun(context: ServiceContext, run: StoredRun): Run {
  const connection = context.database.connections.find(run.connectionId);
  return context.progress.view(run, connection, fromPage(context, run));
}

function fromPage({ database, connectors }: ServiceContext, run: StoredRun): FromPage | null {
  const connection = database.connections.find(run.connectionId);
  return fromPageOf(database, run, connection && connectors.loaded(connection.integration));
}

function readCursor(cursor: string): number {
  const number = Number(cursor);
  if (!Number.isSafeInteger(number) || number < 0) throw new AppError('input.cursorInvalid');
  return number;
}
