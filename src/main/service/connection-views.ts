import type { ConnectorDefinition } from '../../shared/connector/definition';
import { readPath } from '../../shared/connector/path';
import type { ConnectionDetail, ConnectionSummary, StreamStatus } from '../../shared/contract/connections';
import type { StreamName } from '../../shared/domain/stream';
import { connectionStateOf } from '../connections/connection-state';
import type { StoredConnection, StoredRun } from '../database';
import { isPractice, scheduleOf, streamsOf } from './connection-facts';
import type { ServiceContext } from './context';
import { methodOf } from './integrations';
import { dueAt } from './plan';
import { isWebhookSecret } from './webhook-secrets';

/** All connections with their state, in the order they were made. */
export async function summariesOf(context: ServiceContext): Promise<ConnectionSummary[]> {
  const active = context.database.runs.active();
  return Promise.all(
    context.database.connections.list().map((connection) => summaryOf(context, connection, active)),
  );
}

async function summaryOf(
  context: ServiceContext,
  connection: StoredConnection,
  active: readonly StoredRun[],
): Promise<ConnectionSummary> {
  const { database, connectors, reader } = context;
  const entry = connectors.find(connection.integration);
  const definition = await connectors.load(connection.integration);
  const problems = database.problems.open(connection.id).filter((problem) => problem.state === 'open');
  const streams = streamsOf(definition);
  const cursors = streams.map((stream) => database.cursors.find(connection.id, stream));
  const lastSyncAt = latest(
    cursors.flatMap((cursor) => [cursor?.fullEndedAt ?? null, cursor?.deltaEndedAt ?? null]),
  );
  const running = active.filter((run) => run.connectionId === connection.id).flatMap((run) => run.streams);
  const totals = await reader.totals(connection.id);
  return {
    id: connection.id,
    integration: connection.integration,
    integrationName: entry.name,
    evidence: entry.evidence,
    name: connection.name,
    active: connection.state === 'active',
    ...connectionStateOf({
      active: connection.state === 'active',
      everRead: lastSyncAt !== null,
      waitingForLimit: running.some(
        (stream) => stream.state === 'running' && stream.wait?.reason === 'limit',
      ),
      openErrors: problems.map((problem) => problem.error),
    }),
    practice: isPractice(context, connection),
    lastSyncAt,
    nextSyncAt: earliest(streams.map((stream) => dueAt(context, connection, definition, stream))),
    openProblems: problems.length,
    products: totals.listings,
    orders: totals.orders,
    createdAt: connection.createdAt,
  };
}

export async function detailOf(
  context: ServiceContext,
  connection: StoredConnection,
): Promise<ConnectionDetail> {
  const definition = await context.connectors.load(connection.integration);
  const summary = await summaryOf(context, connection, context.database.runs.activeOf(connection.id));
  return {
    ...summary,
    fields: definition.fields,
    values: connection.fields,
    savedSecrets: (await context.vault.names(connection.id)).filter((name) => !isWebhookSecret(name)),
    secretsSavedAt: connection.secretsSavedAt,
    settings: connection.settings,
    learned: connection.learned,
    streams: streamsOf(definition).map((stream) =>
      streamStatus(context, connection, definition, stream, summary),
    ),
    lastLimit: context.lastLimits.of(connection.id),
    pausedAt: connection.pausedAt,
    pausedUntil: connection.pausedUntil,
    updatedAt: connection.updatedAt,
  };
}

function streamStatus(
  context: ServiceContext,
  connection: StoredConnection,
  definition: ConnectorDefinition,
  stream: StreamName,
  summary: ConnectionSummary,
): StreamStatus {
  const { database } = context;
  const cursor = database.cursors.find(connection.id, stream);
  const active = database.runs
    .activeOf(connection.id)
    .find((run) => run.streams.some((one) => one.stream === stream && !one.endedAt));
  return {
    stream,
    schedule: scheduleOf(connection, definition, stream),
    method: methodOf(definition, stream),
    activeRunId: active?.id ?? null,
    lastRun: lastRunOf(context, connection, stream),
    lastFullAt: cursor?.fullEndedAt ?? null,
    nextAt: dueAt(context, connection, definition, stream),
    cursorAt: cursorTime(cursor?.cursor ?? null),
    records: stream === 'products' ? summary.products : summary.orders,
  };
}

/** The engine keeps where the whole stream stands under `whole.at`. */
function cursorTime(cursor: Readonly<Record<string, unknown>> | null): number | null {
  const at = readPath(cursor, 'whole.at');
  return typeof at === 'number' ? at : null;
}

function lastRunOf(
  context: ServiceContext,
  connection: StoredConnection,
  stream: StreamName,
): StreamStatus['lastRun'] {
  const last = context.database.runs.lastEnded(connection.id, stream);
  if (!last) return null;
  const { state, endedAt, received, added, changed, odd, error } = last.stream;
  return { runId: last.run.id, mode: last.run.mode, state, endedAt, received, added, changed, odd, error };
}

function latest(times: readonly (number | null)[]): number | null {
  return times.reduce((best, one) => (one !== null && (best === null || one > best) ? one : best), null);
}

function earliest(times: readonly (number | null)[]): number | null {
  return times.reduce((best, one) => (one !== null && (best === null || one < best) ? one : best), null);
}
