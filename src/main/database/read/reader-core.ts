import { z } from 'zod';
import type { ListingQuery, OrderQuery } from '../../../shared/contract/queries';
import type { VariantQuery } from '../../../shared/contract/stock';
import type { DifferenceFilter, HoldFilter, ValuesPage } from '../../../shared/contract/values';
import type { ConnectionId, ListingId, OrderId, VariantId } from '../../../shared/domain/ids';
import { AppError } from '../../../shared/errors/app-error';
import { verifyCopy } from '../backup';
import { openFile } from '../database-files';
import { toDatabaseError } from '../sqlite-error';
import { FiguresReader } from './figures-reader';
import { Grid } from './grid';
import { type FacetRequest, ListingsReader } from './listings-reader';
import { OrdersReader } from './orders-reader';
import type { PageRequest } from './page-cursor';
import { ShownValuesReader } from './values-reader';
import { type MovementRequest, readMovements } from './variant-movements';
import { VariantsGridReader } from './variants-reader';

export interface ReaderFile {
  readonly path: string;
  readonly nativeBinding?: string;
}

export interface Selection {
  readonly only?: readonly string[];
  readonly except?: readonly string[];
}

/** The questions of the reader as one flat table: what the worker offers and what runs in the process where no worker is wanted. */
export type ReaderCalls = ReturnType<typeof createReaderCalls>['calls'];

const MOST_SNAPSHOTS = 8;
const checkpointFacts = z.tuple([z.object({ log: z.number() })]);

export function createReaderCalls(file: ReaderFile) {
  const connection = openFile(file.path, { readonly: true, nativeBinding: file.nativeBinding });
  connection.pragma('query_only = ON');
  connection.pragma('cache_size = -65536');
  connection.pragma('temp_store = MEMORY');
  const grid = new Grid(connection, () => performance.now());
  const listings = new ListingsReader(connection, grid);
  const orders = new OrdersReader(connection, grid, Date.now);
  const variants = new VariantsGridReader(connection, grid);
  const values = new ShownValuesReader(connection, grid);
  const figures = new FiguresReader(connection, grid, listings, orders);
  const snapshots = new Map<number, Float64Array>();
  let lastSnapshot = 0;
  const keep = (ids: Float64Array, selection: Selection) => {
    lastSnapshot += 1;
    snapshots.set(lastSnapshot, select(ids, selection));
    const [oldest] = snapshots.keys();
    if (snapshots.size > MOST_SNAPSHOTS && oldest !== undefined) snapshots.delete(oldest);
    return { handle: lastSnapshot, count: snapshots.get(lastSnapshot)?.length ?? 0 };
  };
  const cut = (handle: number, offset: number, limit: number) => {
    const ids = snapshots.get(handle);
    if (ids === undefined) throw new AppError('input.notFound', { facts: { what: 'snapshot' } });
    return [...ids.subarray(offset, offset + limit)];
  };
  const calls = {
    'listings.count': (query: ListingQuery) => listings.count(query),
    'listings.window': (query: ListingQuery, offset: number, limit: number) =>
      listings.window(query, offset, limit),
    'listings.get': (id: ListingId) => listings.get(id),
    'listings.page': (request: PageRequest) => listings.page(request),
    'listings.facets': (request: FacetRequest) => listings.facets(request),
    'listings.snapshot': (query: ListingQuery, selection: Selection) =>
      keep(listings.snapshot(query), selection),
    'listings.cut': (handle: number, offset: number, limit: number) =>
      listings.rows(cut(handle, offset, limit)),
    'orders.count': (query: OrderQuery) => orders.count(query),
    'orders.window': (query: OrderQuery, offset: number, limit: number) =>
      orders.window(query, offset, limit),
    'orders.get': (id: OrderId) => orders.get(id),
    'orders.page': (request: PageRequest) => orders.page(request),
    'orders.snapshot': (query: OrderQuery, selection: Selection) => keep(orders.snapshot(query), selection),
    'orders.cut': (handle: number, offset: number, limit: number) => orders.rows(cut(handle, offset, limit)),
    'variants.count': (query: VariantQuery) => variants.count(query),
    'variants.pick': (ids: readonly VariantId[]) => variants.rows(ids.map(Number)),
    'variants.views': () => variants.views(),
    'variants.window': (query: VariantQuery, offset: number, limit: number) =>
      variants.window(query, offset, limit),
    'variants.get': (id: VariantId) => variants.get(id),
    'variants.page': (request: PageRequest) => variants.page(request),
    'variants.movements': (request: MovementRequest) => readMovements(connection, request),
    'variants.snapshot': (query: VariantQuery, selection: Selection) =>
      keep(variants.snapshot(query), selection),
    'variants.cut': (handle: number, offset: number, limit: number) =>
      variants.rows(cut(handle, offset, limit)),
    'values.counts': () => values.counts(),
    'values.ofVariant': (id: VariantId) => values.ofVariant(id),
    'values.ofListing': (id: ListingId) => values.ofListing(id),
    'values.page': (request: ValuesPage) => values.page(request),
    'holds.count': (filter: HoldFilter) => values.holdsCount(filter),
    'holds.window': (filter: HoldFilter, offset: number, limit: number) =>
      values.holds(filter, offset, limit),
    'holds.page': (filter: HoldFilter, cursor: string | undefined, limit: number) =>
      values.holdsPage(filter, cursor, limit),
    'differences.count': (filter: DifferenceFilter) => values.differencesCount(filter),
    'differences.window': (filter: DifferenceFilter, offset: number, limit: number) =>
      values.differences(filter, offset, limit),
    'differences.page': (filter: DifferenceFilter, cursor: string | undefined, limit: number) =>
      values.differencesPage(filter, cursor, limit),
    'snapshot.release': (handle: number) => snapshots.delete(handle),
    totals: (connectionId: ConnectionId | null) => figures.totals(connectionId),
    day: (dayStart: number) => figures.day(dayStart),
    checkCopy: (path: string, version: number) => verifyCopy(path, version, file.nativeBinding),
    checkpoint: (): number => {
      const writing = openFile(file.path, { nativeBinding: file.nativeBinding });
      try {
        const [told] = checkpointFacts.parse(writing.pragma('wal_checkpoint(PASSIVE)'));
        return told.log;
      } finally {
        writing.close();
      }
    },
    quick: (typed: string) => figures.quick(typed),
  };
  return {
    calls,
    /** The error a person can act on. */
    explain: (thrown: unknown) => toDatabaseError(thrown, file.path),
    close: () => {
      if (connection.open) connection.close();
    },
  };
}

function select(ids: Float64Array, { only, except }: Selection): Float64Array {
  const wanted = only && new Set(only.map(Number));
  const unwanted = new Set(except?.map(Number));
  if (!wanted && unwanted.size === 0) return ids;
  return ids.filter((id) => (!wanted || wanted.has(id)) && !unwanted.has(id));
}
