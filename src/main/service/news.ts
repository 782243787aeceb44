import type { ConnectionId, RunId } from '../../shared/domain/ids';
import type { StreamName } from '../../shared/domain/stream';
import { AppError, type WireError } from '../../shared/errors/app-error';
import type { StoredRun } from '../database';
import type { CoordinatorNews } from '../sync/coordinator';
import { nextDue } from '../sync/next-due';
import { isEnded } from '../sync/run-state';
import { createThrottle, type Throttle } from '../sync/throttle';
import { tellState } from './app-state';
import type { ServiceContext } from './context';
import { proposeAfterReading } from './matching';
import { endComplaints, tellProblem } from './problems';
import { settleOddProblem } from './quarantine';
import { viewRun } from './runs';
import { tellStock } from './stock';

/** A run's progress is told at most four times a second, new rows at most twice. */
const RUN_INTERVAL_MS = 250;
const DATA_INTERVAL_MS = 500;

export interface ServiceNews extends CoordinatorNews {
  /** Tells what is held back now. Nothing comes later by itself: the database may be closed then. */
  finish(): void;
}

/** Turns what the coordinator tells into events for screens and rows of the error centre. */
export function createNews(context: () => ServiceContext): ServiceNews {
  const runs = new Map<RunId, Throttle<RunId>>();
  const data = new Map<string, { readonly throttle: Throttle<void>; added: number }>();

  const tellRun = (id: RunId): void => {
    const found = context().database.runs.find(id);
    if (found) context().events.emit('run.changed', viewRun(context(), found));
  };
  const pushRun = (id: RunId): void => {
    const throttle = runs.get(id) ?? createThrottle<RunId>(RUN_INTERVAL_MS, tellRun);
    runs.set(id, throttle);
    throttle.push(id);
  };
  const endRun = (id: RunId): void => {
    runs.get(id)?.flush();
    runs.delete(id);
  };
  return {
    runProgress: pushRun,
    runChanged(id) {
      pushRun(id);
      const run = context().database.runs.find(id);
      if (run && isEnded(run.state)) endRun(id);
      if (run && run.state !== 'running') tellState(context());
    },
    dataChanged(connectionId, stream, written) {
      const key = `${connectionId}/${stream}`;
      const entry = data.get(key) ?? {
        added: 0,
        throttle: createThrottle<void>(DATA_INTERVAL_MS, () => {
          const sum = data.get(key)?.added ?? 0;
          data.delete(key);
          context().events.emit('data.changed', { connectionId, stream, added: sum });
          // Orders move stock.
          if (stream === 'orders') tellStock(context(), null);
        }),
      };
      entry.added += written;
      data.set(key, entry);
      entry.throttle.push();
    },
    streamReceived: (id, stream, received) => context().progress.note(id, stream, received),
    streamFailed: (run, stream, error) => noteFailure(context(), run, stream, error),
    streamDone(run, stream, missing) {
      const begunAt = run.streams.find((one) => one.stream === stream)?.startedAt ?? null;
      context().absence.readingEnded(run.connectionId, stream, begunAt);
      noteSuccess(context(), run, stream, missing);
      if (stream === 'products') proposeAfterReading(context(), run.connectionId);
      else context().orderReads.note(run);
      context().outbox.unblock(run.connectionId);
      context().webhooks.readingEnded(run.connectionId, stream, begunAt);
    },
    learned: (connectionId) => context().events.emit('connection.changed', { id: connectionId }),
    problemsChanged(ids) {
      for (const id of ids) tellProblem(context(), context().database.problems.get(id));
    },
    finish() {
      for (const id of [...runs.keys()]) endRun(id);
      for (const { throttle } of [...data.values()]) throttle.flush();
    },
  };
}

function noteFailure(context: ServiceContext, run: StoredRun, stream: StreamName, error: WireError): void {
  const { database, failures, progress, scheduler } = context;
  progress.end(run.id, stream);
  const now = context.now();
  const row = failures.failed(run.connectionId, stream, now);
  const nextTryAt = error.retryable ? nextDue({ everyMinutes: 5 }, { finishedAt: null, ...row }, now) : null;
  const { problem } = database.write((tx) =>
    tx.problems.report({
      error: {
        ...error,
        facts: {
          ...error.facts,
          ...channelFacts(context, run.connectionId),
          ...(nextTryAt ? { time: nextTryAt } : {}),
        },
      },
      connectionId: run.connectionId,
      stream: isAboutReaching(error) ? null : stream,
      runId: run.id,
      nextTryAt,
    }),
  );
  tellProblem(context, problem);
  context.events.emit('connection.changed', { id: run.connectionId });
  scheduler.look();
}

/** A finished reading ends the complaints about its stream, and those about reaching the channel and its keys. */
function noteSuccess(
  context: ServiceContext,
  run: StoredRun,
  stream: StreamName,
  missing: readonly string[],
): void {
  const { database, failures, progress, scheduler, events } = context;
  progress.end(run.id, stream);
  failures.succeeded(run.connectionId, stream);
  endComplaints(
    context,
    run.connectionId,
    ({ stream: about, error }) =>
      (about === stream || about === null) && (error.code !== 'chan.notFound' || missing.length === 0),
  );
  if (missing.length > 0) noteMissingLists(context, run, stream, missing);
  const connection = database.connections.find(run.connectionId);
  if (connection) settleOddProblem(context, connection, stream);
  events.emit('connection.changed', { id: run.connectionId });
  scheduler.look();
}

/** The rest was read, but a list that every account should have was not there. */
function noteMissingLists(
  context: ServiceContext,
  run: StoredRun,
  stream: StreamName,
  missing: readonly string[],
): void {
  const facts = { part: missing.join(', '), ...channelFacts(context, run.connectionId) };
  const error = new AppError('chan.notFound', { facts }).toWire();
  const { problem } = context.database.write((tx) =>
    tx.problems.report({ error, connectionId: run.connectionId, stream, runId: run.id }),
  );
  tellProblem(context, problem);
}

/** Keys, network and limits are one trouble of the whole connection, however many streams meet it. */
export function isAboutReaching(error: WireError): boolean {
  return ['auth.', 'net.', 'chan.down', 'chan.badAnswer', 'limit.'].some((start) =>
    error.code.startsWith(start),
  );
}

export function channelFacts(
  { database, connectors }: ServiceContext,
  id: ConnectionId,
): Record<string, string> {
  const connection = database.connections.find(id);
  return connection
    ? { channel: connectors.find(connection.integration).name, connection: connection.name }
    : {};
}
