import { Worker } from 'node:worker_threads';
import type {
  ListingDetail,
  ListingRow,
  OrderDetail,
  OrderRow,
} from '../../../shared/contract/catalogue-data';
import type { Hit } from '../../../shared/contract/overview';
import type { ListingQuery, OrderQuery } from '../../../shared/contract/queries';
import type {
  MovementRow,
  StockSheet,
  VariantQuery,
  VariantRow,
  VariantView,
} from '../../../shared/contract/stock';
import type { DifferenceFilter, HoldFilter, ValuesPage } from '../../../shared/contract/values';
import type { ConnectionId, ListingId, MovementId, OrderId, VariantId } from '../../../shared/domain/ids';
import { databasePath } from '../database-files';
import type { StoredValue } from '../value-rows';
import type { DayFigures, Totals } from './figures-reader';
import type { FacetRequest, ListingFacets, ListingPageRow, RowPage } from './listings-reader';
import type { OrderPageRow } from './orders-reader';
import type { PageRequest } from './page-cursor';
import { createReaderCalls, type ReaderCalls, type ReaderFile, type Selection } from './reader-core';
import type { ShownListing, ShownPage, ShownValue, ValueCounts } from './values-reader';
import type { MovementRequest } from './variant-movements';
import { connectWorker } from './worker-calls';

interface Grids<Query, Row, Detail, Id, PageRow> {
  /** How many match, and how many there are in all. */
  count(query: Query): Promise<{ readonly count: number; readonly total: number }>;
  /** A stretch of the rows in the order of the query; at most 500. */
  window(query: Query, offset: number, limit: number): Promise<readonly Row[]>;
  /** Throws input.notFound. */
  get(id: Id): Promise<Detail>;
  /** In the order of changes, for whoever follows them (at most 1000 rows). Throws input.cursorInvalid. */
  page(request: PageRequest): Promise<RowPage<PageRow>>;
  /** All rows of the query as they were when this began, a chunk at a time, for an export. */
  iterate(query: Query, selection?: Selection, chunk?: number): AsyncIterable<readonly Row[]>;
}

interface ListedValues<Filter> {
  count(filter: Filter): Promise<{ readonly count: number; readonly total: number }>;
  window(filter: Filter, offset: number, limit: number): Promise<readonly ShownValue[]>;
  /** In the order of listings. Throws input.cursorInvalid. */
  page(filter: Filter, cursor: string | undefined, limit: number): Promise<ShownPage>;
}

type ListingWithValues = { readonly listing: ShownListing; readonly values: readonly StoredValue[] };

/** Large reads over a connection that cannot write, in a thread of its own, so that no question holds the process up. */
export interface Reader {
  readonly listings: Grids<ListingQuery, ListingRow, ListingDetail, ListingId, ListingPageRow> & {
    facets(request: FacetRequest): Promise<ListingFacets>;
  };
  readonly orders: Grids<OrderQuery, OrderRow, OrderDetail, OrderId, OrderPageRow>;
  readonly variants: Grids<VariantQuery, VariantRow, StockSheet, VariantId, VariantRow> & {
    /** In the order of the ids; what is no more there is left out. */
    pick(ids: readonly VariantId[]): Promise<readonly VariantRow[]>;
    /** How many there are in each view. */
    views(): Promise<Readonly<Record<VariantView, number>>>;
    /** Newest first; the cursor is the last id, null = nothing is behind it. */
    movements(
      request: MovementRequest,
    ): Promise<{ readonly rows: readonly MovementRow[]; readonly nextCursor: MovementId | null }>;
  };
  /** What listings are told: the outbox as screens show it. */
  readonly values: {
    counts(): Promise<ValueCounts>;
    /** Matched listings of a variant, by connection. */
    ofVariant(id: VariantId): Promise<readonly ListingWithValues[]>;
    /** null = not matched. */
    ofListing(id: ListingId): Promise<ListingWithValues | null>;
    page(request: ValuesPage): Promise<ShownPage>;
  };
  readonly holds: ListedValues<HoldFilter>;
  readonly differences: ListedValues<DifferenceFilter>;
  /** Rows kept now of a connection, or of all. */
  totals(connectionId?: ConnectionId): Promise<Totals>;
  /** Figures of the day that began then (local midnight, UTC epoch ms). */
  day(dayStart: number): Promise<DayFigures>;
  quick(text: string): Promise<readonly Hit[]>;
  /** Moves what the WAL holds into the file, away from the process that writes. Answers how many pages were in it. */
  checkpoint(): Promise<number>;
  /** Reads every page of a finished copy of the database. Throws db.damaged. */
  checkCopy(path: string, version: number): Promise<void>;
  close(): Promise<void>;
}

export interface ReaderOptions {
  readonly dataDir: string;
  readonly nativeBinding?: string;
  /** The built reader-worker; without it questions run in this process (tests, tools). */
  readonly workerFile?: string | URL;
}

/** Asks by name; the worker's answers come as promises. */
export type Ask = <Name extends keyof ReaderCalls>(
  name: Name,
  ...args: Parameters<ReaderCalls[Name]>
) => Promise<ReturnType<ReaderCalls[Name]>>;

const EXPORT_CHUNK = 500;

/** The database must have been opened (and so migrated) before. */
export function createReader({ dataDir, nativeBinding, workerFile }: ReaderOptions): Reader {
  const file: ReaderFile = { path: databasePath(dataDir), nativeBinding };
  const { ask, close } = workerFile === undefined ? inProcess(file) : inWorker(file, workerFile);
  async function* rows<Row>(
    opened: Promise<{ readonly handle: number; readonly count: number }>,
    cut: (handle: number, offset: number) => Promise<readonly Row[]>,
    chunk: number,
  ): AsyncIterable<readonly Row[]> {
    const { handle, count } = await opened;
    try {
      for (let offset = 0; offset < count; offset += chunk) yield await cut(handle, offset);
    } finally {
      // A reader that has stopped has forgotten it anyway.
      await ask('snapshot.release', handle).catch(() => false);
    }
  }
  return {
    listings: {
      count: (query) => ask('listings.count', query),
      window: (query, offset, limit) => ask('listings.window', query, offset, limit),
      get: (id) => ask('listings.get', id),
      page: (request) => ask('listings.page', request),
      facets: (request) => ask('listings.facets', request),
      iterate: (query, selection = {}, chunk = EXPORT_CHUNK) =>
        rows(
          ask('listings.snapshot', query, selection),
          (handle, offset) => ask('listings.cut', handle, offset, chunk),
          chunk,
        ),
    },
    orders: {
      count: (query) => ask('orders.count', query),
      window: (query, offset, limit) => ask('orders.window', query, offset, limit),
      get: (id) => ask('orders.get', id),
      page: (request) => ask('orders.page', request),
      iterate: (query, selection = {}, chunk = EXPORT_CHUNK) =>
        rows(
          ask('orders.snapshot', query, selection),
          (handle, offset) => ask('orders.cut', handle, offset, chunk),
          chunk,
        ),
    },
    variants: {
      count: (query) => ask('variants.count', query),
      pick: (ids) => ask('variants.pick', ids),
      views: () => ask('variants.views'),
      window: (query, offset, limit) => ask('variants.window', query, offset, limit),
      get: (id) => ask('variants.get', id),
      page: (request) => ask('variants.page', request),
      movements: (request) => ask('variants.movements', request),
      iterate: (query, selection = {}, chunk = EXPORT_CHUNK) =>
        rows(
          ask('variants.snapshot', query, selection),
          (handle, offset) => ask('variants.cut', handle, offset, chunk),
          chunk,
        ),
    },
    values: {
      counts: () => ask('values.counts'),
      ofVariant: (id) => ask('values.ofVariant', id),
      ofListing: (id) => ask('values.ofListing', id),
      page: (request) => ask('values.page', request),
    },
    holds: {
      count: (filter) => ask('holds.count', filter),
      window: (filter, offset, limit) => ask('holds.window', filter, offset, limit),
      page: (filter, cursor, limit) => ask('holds.page', filter, cursor, limit),
    },
    differences: {
      count: (filter) => ask('differences.count', filter),
      window: (filter, offset, limit) => ask('differences.window', filter, offset, limit),
      page: (filter, cursor, limit) => ask('differences.page', filter, cursor, limit),
    },
    totals: (connectionId) => ask('totals', connectionId ?? null),
    day: (dayStart) => ask('day', dayStart),
    quick: (text) => ask('quick', text),
    checkpoint: () => ask('checkpoint'),
    checkCopy: (path, version) => ask('checkCopy', path, version),
    close,
  };
}

function inProcess(file: ReaderFile): { ask: Ask; close: () => Promise<void> } {
  const { calls, explain, close } = createReaderCalls(file);
  const ask: Ask = async (name, ...args) => {
    const call: (...args: Parameters<ReaderCalls[typeof name]>) => ReturnType<ReaderCalls[typeof name]> =
      calls[name] as never;
    try {
      return call(...args);
    } catch (thrown) {
      throw explain(thrown);
    }
  };
  return { ask, close: async () => close() };
}

function inWorker(file: ReaderFile, workerFile: string | URL): { ask: Ask; close: () => Promise<void> } {
  return connectWorker(new Worker(workerFile, { workerData: file }));
}
