import type { ConnectionId } from '../../shared/domain/ids';
import type { WireError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import { needsPerson } from '../connections/connection-state';
import { Outbox } from '../stock/outbox/outbox';
import { createThrottle, type Throttle } from '../sync/throttle';
import type { ServiceContext } from './context';
import { channelFacts, isAboutReaching } from './news';
import { endComplaints, tellProblem } from './problems';

const NEWS_INTERVAL_MS = 500;
/** So many refused rows are looked at for their reasons. */
const REFUSALS_READ = 200;
const ABOUT_SENDING = 'sending';
const ABOUT_VALUES = 'values';

/** The outbox with its news for screens and the error centre. */
export function createOutbox({
  context,
  orderReads,
  clients,
  ...plain
}: Pick<ServiceContext, 'database' | 'clients' | 'now' | 'log' | 'orderReads'> & {
  readonly context: () => ServiceContext;
}): { readonly outbox: Outbox; finish(): void } {
  const told = new Map<ConnectionId, Throttle<void>>();
  const outbox = new Outbox({
    ...plain,
    open: (connection) => clients.open(connection),
    readOrders: (id, since, signal) => orderReads.freshSince(id, since, signal),
    needsPerson: (error) => needsPerson(error.code),
    news: {
      valuesChanged(id) {
        const throttle =
          told.get(id) ?? createThrottle<void>(NEWS_INTERVAL_MS, () => tellValues(context(), id));
        told.set(id, throttle);
        throttle.push();
      },
      sendingFailed: (id, error, nextAt) => noteFailure(context(), id, error, nextAt),
      sendingWorks: (id) =>
        endComplaints(context(), id, ({ stream, error }) => stream === null && isAboutReaching(error)),
    },
  });
  return {
    outbox,
    finish() {
      for (const throttle of told.values()) throttle.flush();
      told.clear();
    },
  };
}

function tellValues(context: ServiceContext, id: ConnectionId): void {
  if (context.database.connections.find(id) === null) return;
  settleRefusals(context, id);
  context.events.emit('values.changed', { connectionId: id });
}

/** One complaint per reason, with the newest row as its example; closed when no row has it any more. */
function settleRefusals(context: ServiceContext, id: ConnectionId): void {
  const { database } = context;
  const newest = new Map<ErrorCode, WireError>();
  const rows = database.values.refused(id, REFUSALS_READ);
  for (const { error } of rows) if (error !== null && !newest.has(error.code)) newest.set(error.code, error);
  const open = database.problems
    .open(id)
    .filter(({ stream, error }) => stream === null && isAboutValue(error.code));
  const over = open.filter(({ error }) => !newest.has(error.code));
  const fresh = [...newest.values()].filter(
    (error) => !open.some((problem) => sameError(problem.error, error)),
  );
  if (over.length === 0 && fresh.length === 0) return;
  const changed = database.write((tx) => [
    ...over.flatMap(({ error }) => {
      const closed = tx.problems.settle({ code: error.code, distinguish: ABOUT_VALUES, connectionId: id });
      return closed === null ? [] : [closed];
    }),
    ...fresh.map(
      (error) =>
        tx.problems.report({ error, connectionId: id, stream: null, runId: null, distinguish: ABOUT_VALUES })
          .problem,
    ),
  ]);
  for (const problem of changed) tellProblem(context, problem);
}

function sameError(a: WireError, b: WireError): boolean {
  return a.code === b.code && a.facts.sku === b.facts.sku && a.facts.text === b.facts.text;
}

function noteFailure(
  context: ServiceContext,
  id: ConnectionId,
  error: WireError,
  nextAt: number | null,
): void {
  const { database, events } = context;
  if (database.connections.find(id) === null) return;
  const facts = {
    ...error.facts,
    ...channelFacts(context, id),
    ...(nextAt === null ? {} : { time: nextAt }),
  };
  const { problem } = database.write((tx) =>
    tx.problems.report({
      error: { ...error, facts },
      connectionId: id,
      stream: null,
      runId: null,
      nextTryAt: nextAt,
      // What hinders reading hinders sending: one trouble of the connection.
      ...(isAboutReaching(error) ? {} : { distinguish: ABOUT_SENDING }),
    }),
  );
  tellProblem(context, problem);
  events.emit('connection.changed', { id });
}

function isAboutValue(code: ErrorCode): boolean {
  return ['price.', 'stock.', 'product.', 'input.', 'chan.refused', 'limit.'].some((start) =>
    code.startsWith(start),
  );
}
