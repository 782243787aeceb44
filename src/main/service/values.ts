import { z } from 'zod';
import type { ServiceHandlers } from '../../shared/contract';
import type { ConnectionValues, RowOutcome, RowOutcomes, StateCounts } from '../../shared/contract/values';
import type { ConnectionId, ListingId, ProblemId, VariantId } from '../../shared/domain/ids';
import { type ValueKind, valueStateSchema } from '../../shared/domain/listing-value';
import { AppError, type WireError } from '../../shared/errors/app-error';
import type { ShownPage, WriteTransaction } from '../database';
import { type Ref, repairValue, takeChannelValue } from '../stock/differences-repair';
import { approveValue } from '../stock/holds';
import type { ServiceContext } from './context';
import { dueAt } from './plan';
import { capabilitiesOf } from './rules';
import { tellProblems, tellStock } from './stock';
import { nameOf, viewListingValues, viewValue } from './value-views';

type Handlers = Pick<
  ServiceHandlers,
  | 'values.ofVariant'
  | 'values.ofListing'
  | 'values.page'
  | 'values.summary'
  | 'values.retry'
  | 'holds.count'
  | 'holds.window'
  | 'holds.page'
  | 'holds.approve'
  | 'differences.count'
  | 'differences.window'
  | 'differences.page'
  | 'differences.repair'
  | 'differences.takeChannel'
  | 'differences.readAgain'
>;

/** Rows decided in one transaction, so that the process stays responsive. */
const STEP_ROWS = 20;
const STEP_LISTINGS = 40;
const FILTER_ROWS = 500;
const MOST_FAILURES = 1000;
const countsSchema = z.record(valueStateSchema, z.number());

export function valueHandlers(context: ServiceContext): Handlers {
  const { database, reader } = context;
  const page = ({ rows, nextCursor }: ShownPage) => {
    const names = nameOf(database);
    return { rows: rows.map((row) => viewValue(row, names)), nextCursor };
  };
  const rowsOf = async (rows: Promise<ShownPage['rows']>) =>
    page({ rows: await rows, nextCursor: null }).rows;
  return {
    async 'values.ofVariant'({ variantId }) {
      const found = await reader.values.ofVariant(variantId);
      return { listings: await Promise.all(found.map((one) => listingView(context, one))) };
    },
    async 'values.ofListing'({ listingId }) {
      const found = await reader.values.ofListing(listingId);
      return { listing: found === null ? null : await listingView(context, found) };
    },
    'values.page': async (request) => page(await reader.values.page(request)),
    'values.summary': () => summaryOf(context),
    async 'values.retry'(ref) {
      const error = database.write((tx) => repairValue(tx, ref, context.now()));
      tellChanged(context, connectionsOf(context, [ref]));
      return { ...ref, error };
    },
    'holds.count': (filter) => reader.holds.count(filter),
    'holds.window': ({ query, window }) => rowsOf(reader.holds.window(query, window.offset, window.limit)),
    'holds.page': async ({ cursor, limit, ...filter }) =>
      page(await reader.holds.page(filter, cursor, limit)),
    'holds.approve': ({ rows }) => decide(context, rows, (tx, row) => plain(approveValue(tx, row))),
    'differences.count': (filter) => reader.differences.count(filter),
    'differences.window': ({ query, window }) =>
      rowsOf(reader.differences.window(query, window.offset, window.limit)),
    'differences.page': async ({ cursor, limit, ...filter }) =>
      page(await reader.differences.page(filter, cursor, limit)),
    async 'differences.repair'({ rows, filter }) {
      const repair = (tx: WriteTransaction, row: Ref) => plain(repairValue(tx, row, context.now()));
      if (rows !== undefined) return decide(context, rows, repair);
      let cursor: string | undefined;
      let sum: RowOutcomes = { done: 0, failed: [] };
      do {
        const found = await reader.differences.page(filter, cursor, FILTER_ROWS);
        const refs = found.rows.map(({ value: { listingId, kind } }) => ({ listingId, kind }));
        const { done, failed } = await decide(context, refs, repair);
        sum = { done: sum.done + done, failed: [...sum.failed, ...failed].slice(0, MOST_FAILURES) };
        cursor = found.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return sum;
    },
    'differences.takeChannel': ({ rows, actor }) =>
      decide(context, rows, (tx, row) => takeChannelValue(tx, row, actor)),
    async 'differences.readAgain'({ connectionId }) {
      database.connections.get(connectionId);
      return { asked: await askAll(context, connectionId) };
    },
  };
}

interface Decided {
  readonly error: WireError | null;
  readonly problems: readonly ProblemId[];
  readonly moved: readonly VariantId[];
}

function plain(error: WireError | null): Decided {
  return { error, problems: [], moved: [] };
}

/** Row by row in small transactions; what one of them did stays when a later one fails. */
async function decide<Row extends Ref>(
  context: ServiceContext,
  rows: readonly Row[],
  one: (tx: WriteTransaction, row: Row) => Decided,
): Promise<RowOutcomes> {
  const failed: RowOutcome[] = [];
  const touched = new Set<ConnectionId>();
  let done = 0;
  for (let start = 0; start < rows.length; start += STEP_ROWS) {
    const step = rows.slice(start, start + STEP_ROWS);
    const results = context.database.write((tx) => step.map((row) => ({ row, ...one(tx, row) })));
    for (const { row, error } of results) {
      if (error === null) done += 1;
      else if (failed.length < MOST_FAILURES)
        failed.push({ listingId: row.listingId, kind: row.kind, error });
    }
    tellProblems(
      context,
      results.flatMap(({ problems }) => problems),
    );
    const moved = results.flatMap((result) => result.moved);
    if (moved.length > 0) tellStock(context, moved);
    for (const id of connectionsOf(context, step)) touched.add(id);
    await context.database.turn();
  }
  tellChanged(context, touched);
  return { done, failed };
}

function connectionsOf({ database }: ServiceContext, rows: readonly Ref[]): ReadonlySet<ConnectionId> {
  return new Set(
    rows.flatMap(({ listingId, kind }) => database.values.find(listingId, kind)?.connectionId ?? []),
  );
}

/** A person acted: what rested goes on at once, and screens ask again. */
function tellChanged({ events, outbox }: ServiceContext, ids: ReadonlySet<ConnectionId>): void {
  for (const connectionId of ids) {
    outbox.wake(connectionId);
    events.emit('values.changed', { connectionId });
  }
}

async function askAll({ database, now, outbox }: ServiceContext, id: ConnectionId): Promise<number> {
  let asked = 0;
  for (let after: ListingId | null = null; ; ) {
    const from: ListingId | null = after;
    const last = database.write((tx) => {
      const targets = tx.values.matched(id, from, STEP_LISTINGS);
      for (const { listingId } of targets) {
        for (const kind of ['stock', 'price'] as const satisfies readonly ValueKind[]) {
          const row = tx.values.find(listingId, kind);
          if (row === null || row.state === 'off') continue;
          tx.values.checkLater(row, now());
          asked += 1;
        }
      }
      return targets.length < STEP_LISTINGS ? null : (targets.at(-1)?.listingId ?? null);
    });
    if (last === null) break;
    after = last;
    await database.turn();
  }
  outbox.wake(id);
  return asked;
}

async function listingView(
  { database, connectors }: ServiceContext,
  { listing, values }: NonNullable<Awaited<ReturnType<ServiceContext['reader']['values']['ofListing']>>>,
) {
  const connection = database.connections.find(listing.connectionId);
  if (connection === null)
    throw new AppError('input.notFound', { facts: { what: 'connection', id: listing.connectionId } });
  const capabilities = capabilitiesOf(await connectors.load(connection.integration));
  return viewListingValues(database, listing, values, nameOf(database), capabilities);
}

async function summaryOf(context: ServiceContext) {
  const { database, reader, connectors } = context;
  const counts = await reader.values.counts();
  const none = Object.fromEntries(valueStateSchema.options.map((state) => [state, 0]));
  const ofKind = (id: ConnectionId, kind: ValueKind): StateCounts => {
    const own = counts.states.filter((one) => one.connectionId === id && one.kind === kind);
    return countsSchema.parse({
      ...none,
      ...Object.fromEntries(own.map(({ state, count }) => [state, count])),
    });
  };
  const countOf = (rows: typeof counts.held, id: ConnectionId) =>
    rows.find(({ connectionId }) => connectionId === id)?.count ?? 0;
  const connections = await Promise.all(
    database.connections.list().map(async (connection): Promise<ConnectionValues> => {
      const definition = await connectors.load(connection.integration);
      const cursor = database.cursors.find(connection.id, 'products');
      return {
        connectionId: connection.id,
        stock: ofKind(connection.id, 'stock'),
        price: ofKind(connection.id, 'price'),
        held: countOf(counts.held, connection.id),
        differing: countOf(counts.differing, connection.id),
        readAt: Math.max(cursor?.fullEndedAt ?? 0, cursor?.deltaEndedAt ?? 0) || null,
        nextReadAt: dueAt(context, connection, definition, 'products'),
      };
    }),
  );
  const sum = (of: (one: ConnectionValues) => number) => connections.reduce((all, one) => all + of(one), 0);
  return { connections, held: sum(({ held }) => held), differing: sum(({ differing }) => differing) };
}
