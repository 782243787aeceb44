import type { ConnectorDefinition, MapContext, StreamRecord } from '../../shared/connector/definition';
import type { ServiceHandlers } from '../../shared/contract';
import type { StreamName } from '../../shared/domain/stream';
import { AppError } from '../../shared/errors/app-error';
import type { FullOddRecord, StoredConnection } from '../database';
import { extract, type Mapped } from '../engine';
import { applyOrders, isOrderRecord, isProductRecord } from '../sync/stream-run';
import type { ServiceContext } from './context';
import { maskedJson } from './masked-json';
import { tellProblem } from './problems';

type Handlers = Pick<
  ServiceHandlers,
  'quarantine.list' | 'quarantine.get' | 'quarantine.replay' | 'quarantine.dismiss'
>;

const BATCH = 100;

export function quarantineHandlers(context: ServiceContext): Handlers {
  const { database } = context;
  return {
    'quarantine.list': async ({ limit, offset, ...filter }) =>
      database.quarantine.list(filter, limit, offset),
    async 'quarantine.get'({ id }) {
      const { raw, ...record } = database.quarantine.get(id);
      return { ...record, json: maskedJson(raw) };
    },
    async 'quarantine.replay'({ connectionId, stream }) {
      const connection = database.connections.get(connectionId);
      const definition = await context.connectors.load(connection.integration);
      const before = database.quarantine.list({ connectionId, stream }, 1).total;
      await replayAll(context, connection, definition, stream);
      const left = database.quarantine.list({ connectionId, stream }, 1).total;
      settleOddProblem(context, connection, stream);
      return { understood: before - left, left };
    },
    async 'quarantine.dismiss'({ id }) {
      const record = database.quarantine.get(id);
      database.write((tx) => tx.quarantine.dismiss(id));
      settleOddProblem(context, database.connections.get(record.connectionId), record.stream);
      return { dismissed: true };
    },
  };
}

async function replayAll(
  context: ServiceContext,
  connection: StoredConnection,
  definition: ConnectorDefinition,
  stream: StreamName,
): Promise<void> {
  let after: FullOddRecord['id'] | null = null;
  for (;;) {
    const batch: FullOddRecord[] = context.database.quarantine.batch(connection.id, stream, after, BATCH);
    if (batch.length === 0) return;
    for (const record of batch) await replayOne(context, connection, definition, record);
    after = batch.at(-1)?.id ?? null;
  }
}

async function replayOne(
  context: ServiceContext,
  connection: StoredConnection,
  definition: ConnectorDefinition,
  record: FullOddRecord,
): Promise<void> {
  const { database } = context;
  const readAt = context.now();
  const mapContext = { fields: connection.fields, learned: connection.learned, readAt };
  const records = await understand(definition, record, mapContext);
  if (!records) return;
  const problems = database.write((tx) => {
    const page = { connectionId: connection.id, fullRunId: null };
    tx.quarantine.remove(record.id);
    if (record.stream === 'orders')
      return applyOrders(tx, page, records.filter(isOrderRecord), readAt).problems;
    tx.products.apply(records.filter(isProductRecord), page);
    return [];
  });
  for (const id of problems) tellProblem(context, database.problems.get(id));
}

/** What today's definition makes of the record: as a page's, its bulk job's or its child's; undefined = still odd. */
async function understand(
  definition: ConnectorDefinition,
  { stream, part: name, raw }: FullOddRecord,
  mapContext: MapContext,
): Promise<readonly StreamRecord[] | undefined> {
  const part = definition.streams[stream]?.parts.find((one) => one.name === name);
  if (!part) return undefined;
  const ways: readonly (Mapped | undefined)[] = [part, part.job, part.child];
  for (const way of ways) {
    const read = way && (await extract([JSON.parse(raw)], way, stream, mapContext));
    if (read && read.odd.length === 0) return read.records;
  }
  return undefined;
}

/** The complaint about odd records stands as long as there are some. */
export function settleOddProblem(
  context: ServiceContext,
  connection: StoredConnection,
  stream: StreamName,
): void {
  const { database, connectors, events } = context;
  const connectionId = connection.id;
  const { total } = database.quarantine.list({ connectionId, stream }, 1);
  const open = database.problems
    .open(connectionId)
    .find((problem) => problem.stream === stream && problem.error.code === 'record.odd');
  if (total > 0) {
    const facts = {
      count: total,
      stream,
      channel: connectors.find(connection.integration).name,
      connection: connection.name,
    };
    if (open?.error.facts.count === total) return;
    const error = new AppError('record.odd', { facts }).toWire();
    const { problem } = database.write((tx) =>
      tx.problems.report({ error, connectionId, stream, runId: open?.runId ?? null }),
    );
    tellProblem(context, problem);
  } else if (open) {
    database.write((tx) => tx.problems.resolve({ connectionId, stream, codes: ['record.odd'] }));
    tellProblem(context, database.problems.get(open.id));
  }
  events.emit('connection.changed', { id: connectionId });
}
