import type { ConnectionId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import type { ServiceContext } from './context';
import { channelFacts } from './news';
import { tellProblem } from './problems';

/** A trouble of the way in (null) or of one connection's hooks, in the error centre. */
export function complain(context: ServiceContext, id: ConnectionId | null, error: AppError): void {
  const { database } = context;
  if (id !== null && database.connections.find(id) === null) return;
  const facts = { ...error.facts, ...(id === null ? {} : channelFacts(context, id)) };
  const { problem } = database.write((tx) =>
    tx.problems.report({
      error: new AppError(error.code, { facts }).toWire(),
      connectionId: id,
      stream: null,
      runId: null,
    }),
  );
  tellProblem(context, problem);
}

export function closeComplaint(context: ServiceContext, id: ConnectionId | null, code: ErrorCode): void {
  const { database } = context;
  const open = database.problems
    .list({ states: ['open', 'snoozed'], ...(id === null ? {} : { connectionId: id }), limit: 200 })
    .filter((problem) => problem.error.code === code && problem.connectionId === id);
  if (open.length === 0) return;
  database.write((tx) => tx.problems.resolve({ connectionId: id, codes: [code] }));
  for (const problem of open) tellProblem(context, database.problems.get(problem.id));
}
