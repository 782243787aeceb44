import type { ConnectionId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
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
