import type { ServiceHandlers } from '../../shared/contract';
import type { Problem } from '../../shared/contract/problems';
import { type ConnectionId, type ProblemId, problemIdSchema } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import { isAboutSingle } from '../connections/connection-state';
import type { StoredProblem } from '../database';
import { tellState } from './app-state';
import type { ServiceContext } from './context';

type Handlers = Pick<
  ServiceHandlers,
  'problems.list' | 'problems.get' | 'problems.snooze' | 'problems.close' | 'problems.reopen'
>;

export function problemHandlers(context: ServiceContext): Handlers {
  const { database } = context;
  const told = (problem: StoredProblem): Problem => {
    const view = viewProblem(context, problem);
    context.events.emit('problem.changed', view);
    if (problem.connectionId) context.events.emit('connection.changed', { id: problem.connectionId });
    return view;
  };
  return {
    async 'problems.list'({ states, connectionId, cursor, limit }) {
      const before = cursor === undefined ? undefined : readCursor(cursor);
      const rows = database.problems.list({ states, connectionId, before, limit: limit + 1 });
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        problems: shown.map((problem) => viewProblem(context, problem)),
        nextCursor: last ? `${last.lastSeenAt}.${last.id}` : null,
      };
    },
    'problems.get': async ({ id }) => viewProblem(context, database.problems.get(id)),
    'problems.snooze': async ({ id, until }) => told(database.write((tx) => tx.problems.snooze(id, until))),
    'problems.close': async ({ id, reason }) => told(database.write((tx) => tx.problems.close(id, reason))),
    'problems.reopen': async ({ id }) => told(database.write((tx) => tx.problems.reopen(id))),
  };
}

export function viewProblem({ database, connectors }: ServiceContext, problem: StoredProblem): Problem {
  const connection = problem.connectionId === null ? null : database.connections.find(problem.connectionId);
  return {
    ...problem,
    connectionName: connection?.name ?? null,
    integrationName: connection ? connectors.find(connection.integration).name : null,
  };
}

/** News of a problem, and of the whole it weighs on. */
export function tellProblem(context: ServiceContext, problem: StoredProblem): void {
  context.events.emit('problem.changed', viewProblem(context, problem));
  tellState(context);
}

/**
 * The cause is gone: closes what matches of a connection (null = of none), and tells each. Complaints about single records and
 * values stay: a working key does not mend them.
 */
export function endComplaints(
  context: ServiceContext,
  id: ConnectionId | null,
  matches: (problem: StoredProblem) => boolean,
): void {
  const { database } = context;
  const over = database.problems
    .open(id)
    .filter((problem) => matches(problem) && !isAboutSingle(problem.error.code));
  if (over.length === 0) return;
  database.write((tx) => {
    for (const { stream, error } of over) {
      tx.problems.resolve({ connectionId: id, ...(stream ? { stream } : {}), codes: [error.code] });
    }
  });
  for (const problem of over) tellProblem(context, database.problems.get(problem.id));
}

function readCursor(cursor: string): { readonly lastSeenAt: number; readonly id: ProblemId } {
  const [seen, id] = cursor.split('.');
  const parsed = problemIdSchema.safeParse(id);
  const lastSeenAt = Number(seen);
  if (!parsed.success || !Number.isSafeInteger(lastSeenAt)) throw new AppError('input.cursorInvalid');
  return { lastSeenAt, id: parsed.data };
}
