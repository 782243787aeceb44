import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import type { DifferenceFilter, HoldFilter, ValuesPage } from '../../../shared/contract/values';
import {
  type ConnectionId,
  connectionIdSchema,
  type ListingId,
  listingIdSchema,
  type VariantId,
  variantIdSchema,
} from '../../../shared/domain/ids';
import { type ValueKind, valueKindSchema, valueStateSchema } from '../../../shared/domain/listing-value';
import { type ListingStatus, listingStatusSchema } from '../../../shared/domain/product';
import { AppError } from '../../../shared/errors/app-error';
import { listedPrice, readValue, type StoredValue, VALUE_COLUMNS } from '../value-rows';
import type { Grid } from './grid';
import type { GridPlan, Sql } from './grid-sql';
import {
  type AfterRef,
  differencesPage,
  differingCountsSql,
  heldCountsSql,
  holdsPage,
  planDifferences,
  planHolds,
  stateCountsSql,
  valueConnectionsSql,
  valueRangeSql,
} from './value-query';

/** A listing as the values of it are shown; price in minor units. */
export interface ShownListing {
  readonly listingId: ListingId;
  readonly connectionId: ConnectionId;
  readonly variantId: VariantId | null;
  readonly title: string | null;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly key: string;
  readonly status: ListingStatus | null;
  readonly gone: boolean;
  readonly url: string | null;
  readonly stock: number | null;
  readonly price: ReturnType<typeof listedPrice>;
}

export interface ShownValue {
  readonly listing: ShownListing;
  readonly value: StoredValue;
}

export interface ValueCount {
  readonly connectionId: ConnectionId;
  readonly count: number;
}
export interface ValueCounts {
  readonly states: readonly (ValueCount & {
    readonly kind: ValueKind;
    readonly state: StoredValue['state'];
  })[];
  readonly held: readonly ValueCount[];
  readonly differing: readonly ValueCount[];
}

export interface ShownPage {
  readonly rows: readonly ShownValue[];
  readonly nextCursor: string | null;
}

const listingRow = z.object({
  id: z.number(),
  connection_id: connectionIdSchema,
  variant_id: z.number().nullable(),
  title: z.string().nullable(),
  variant_title: z.string().nullable(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  variant_key: z.string(),
  status: listingStatusSchema.nullable(),
  gone_at: z.number().nullable(),
  url: z.string().nullable(),
  stock: z.number().nullable(),
  price_minor: z.number().nullable(),
  currency: z.string().nullable(),
  list_price_minor: z.number().nullable(),
  list_currency: z.string().nullable(),
});
const stateCount = z.object({
  connection_id: connectionIdSchema,
  kind: valueKindSchema,
  state: valueStateSchema,
  count: z.number(),
});
const plainCount = z.object({ connection_id: connectionIdSchema, count: z.number() });
const refsSchema = z.array(z.number());
const placeSchema = z.tuple([connectionIdSchema, z.int().min(1), valueKindSchema]);

const LISTINGS = `SELECT l.id, l.connection_id, m.variant_id, l.title, l.variant_title, l.sku, l.barcode, l.variant_key, l.status,
    l.gone_at, l.url, l.stock, l.price_minor, l.currency, l.list_price_minor, l.list_currency
  FROM listings l LEFT JOIN matches m ON m.listing_id = l.id`;
/** The SQL of this reader, open to the test of query plans. */
export const shownValueSql = {
  listings: `${LISTINGS} WHERE l.id IN (SELECT value FROM json_each(?))`,
  ofVariant: `${LISTINGS} WHERE l.id IN (SELECT listing_id FROM matches WHERE variant_id = ?) ORDER BY l.connection_id, l.id LIMIT 500`,
  values: `SELECT ${VALUE_COLUMNS} FROM listing_values WHERE listing_id IN (SELECT value FROM json_each(?))`,
} as const;

/** Questions about what listings are told, over a read-only connection. */
export class ShownValuesReader {
  readonly #connection: Sqlite.Database;
  readonly #grid: Grid;

  constructor(connection: Sqlite.Database, grid: Grid) {
    this.#connection = connection;
    this.#grid = grid;
  }

  holdsCount(filter: HoldFilter): { count: number; total: number } {
    return { count: this.#grid.count(planHolds(filter)), total: this.#grid.count(planHolds({})) };
  }

  holds(filter: HoldFilter, offset: number, limit: number): ShownValue[] {
    return this.#window(planHolds(filter), offset, limit);
  }

  holdsPage(filter: HoldFilter, cursor: string | undefined, limit: number): ShownPage {
    return this.#page((after, most) => holdsPage(filter, after, most), cursor, limit);
  }

  differencesCount(filter: DifferenceFilter): { count: number; total: number } {
    return { count: this.#grid.count(planDifferences(filter)), total: this.#grid.count(planDifferences({})) };
  }

  differences(filter: DifferenceFilter, offset: number, limit: number): ShownValue[] {
    return this.#window(planDifferences(filter), offset, limit);
  }

  differencesPage(filter: DifferenceFilter, cursor: string | undefined, limit: number): ShownPage {
    return this.#page((after, most) => differencesPage(filter, after, most), cursor, limit);
  }

  page(request: ValuesPage): ShownPage {
    return this.#pageOf((after, most) => this.#walk(request, after, most), request.cursor, request.limit);
  }

  ofVariant(id: VariantId): { listing: ShownListing; values: StoredValue[] }[] {
    return this.#withValues(this.#connection.prepare(shownValueSql.ofVariant).all(Number(id)).map(toListing));
  }

  /** null = not matched, or not there. */
  ofListing(id: ListingId): { listing: ShownListing; values: StoredValue[] } | null {
    const [listing] = this.#listings([Number(id)]);
    if (listing === undefined || listing.variantId === null) return null;
    return this.#withValues([listing])[0] ?? null;
  }

  counts(): ValueCounts {
    return this.#grid.remember('values/counts', () => {
      const plain = (text: string) =>
        this.#connection
          .prepare(text)
          .all()
          .map((found) => plainCount.parse(found))
          .map((row) => ({ connectionId: row.connection_id, count: row.count }));
      return {
        states: this.#connection
          .prepare(stateCountsSql)
          .all()
          .map((found) => stateCount.parse(found))
          .map(({ connection_id: connectionId, kind, state, count }) => ({
            connectionId,
            kind,
            state,
            count,
          })),
        held: plain(heldCountsSql),
        differing: plain(differingCountsSql),
      };
    });
  }

  #window(plan: GridPlan, offset: number, limit: number): ShownValue[] {
    return this.#rows(this.#grid.window(plan, offset, limit));
  }

  #page(
    sqlOf: (after: AfterRef | null, limit: number) => Sql,
    cursor: string | undefined,
    limit: number,
  ): ShownPage {
    return this.#pageOf(
      (after, most) => {
        const { text, values } = sqlOf(after, most);
        return refsSchema.parse(
          this.#connection
            .prepare(text)
            .pluck()
            .all(...values),
        );
      },
      cursor,
      limit,
    );
  }

  #pageOf(
    refsOf: (after: AfterRef | null, most: number) => readonly number[],
    cursor: string | undefined,
    limit: number,
  ): ShownPage {
    const refs = refsOf(cursor === undefined ? null : decode(cursor), limit + 1);
    const rows = this.#rows(refs.slice(0, limit));
    const last = rows.at(-1)?.value;
    return { rows, nextCursor: refs.length > limit && last !== undefined ? encode(last) : null };
  }

  /** By connection and listing: the states of a connection lie side by side in the index and are merged here. */
  #walk({ connectionId, kind, states }: ValuesPage, after: AfterRef | null, most: number): number[] {
    const found: number[] = [];
    const kinds = kind === undefined ? valueKindSchema.options : [kind];
    const range = this.#connection.prepare(valueRangeSql).pluck();
    for (const id of this.#connectionIds(connectionId, after)) {
      const place = after?.connectionId === id ? after : null;
      const part: number[] = [];
      for (const one of kinds) {
        // Of one listing the price comes before the stock.
        const isAfter = place === null || one > place.kind;
        const from = (place?.listingId ?? 0) + (isAfter ? 0 : 1);
        for (const state of states ?? valueStateSchema.options)
          part.push(...refsSchema.parse(range.all(id, one, state, from, most)));
      }
      part.sort((a, b) => Math.floor(a / 2) - Math.floor(b / 2) || b - a);
      found.push(...part.slice(0, most - found.length));
      if (found.length >= most) break;
    }
    return found;
  }

  #connectionIds(only: ConnectionId | undefined, after: AfterRef | null): readonly string[] {
    if (only !== undefined) return after === null || after.connectionId <= only ? [only] : [];
    const ids: unknown = this.#connection
      .prepare(valueConnectionsSql)
      .pluck()
      .all(after?.connectionId ?? '');
    return z.array(connectionIdSchema).parse(ids);
  }

  /** In the order of the refs; what is no more there is left out. */
  #rows(refs: readonly number[]): ShownValue[] {
    const ids = [...new Set(refs.map((ref) => Math.floor(ref / 2)))];
    const listings = new Map(this.#listings(ids).map((one) => [one.listingId, one]));
    const values = new Map(this.#values(ids).map((one) => [refOf(one), one]));
    return refs.flatMap((ref) => {
      const value = values.get(ref);
      const listing = value === undefined ? undefined : listings.get(value.listingId);
      return value === undefined || listing === undefined ? [] : [{ listing, value }];
    });
  }

  #withValues(listings: readonly ShownListing[]): { listing: ShownListing; values: StoredValue[] }[] {
    const values = this.#values(listings.map(({ listingId }) => Number(listingId)));
    return listings.map((listing) => ({
      listing,
      values: values.filter(({ listingId }) => listingId === listing.listingId),
    }));
  }

  #listings(ids: readonly number[]): ShownListing[] {
    return this.#connection.prepare(shownValueSql.listings).all(JSON.stringify(ids)).map(toListing);
  }

  #values(ids: readonly number[]): StoredValue[] {
    return this.#connection.prepare(shownValueSql.values).all(JSON.stringify(ids)).map(readValue);
  }
}

function refOf({ listingId, kind }: StoredValue): number {
  return Number(listingId) * 2 + (kind === 'price' ? 1 : 0);
}

function encode({ connectionId, listingId, kind }: StoredValue): string {
  return Buffer.from(JSON.stringify([connectionId, Number(listingId), kind]), 'utf8').toString('base64url');
}

/** Throws input.cursorInvalid for anything that is no cursor of ours. */
function decode(cursor: string): AfterRef {
  try {
    const [connectionId, listingId, kind] = placeSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    return { connectionId, listingId, kind };
  } catch (thrown) {
    throw new AppError('input.cursorInvalid', { cause: thrown });
  }
}

function toListing(found: unknown): ShownListing {
  const row = listingRow.parse(found);
  return {
    listingId: listingIdSchema.parse(String(row.id)),
    connectionId: row.connection_id,
    variantId: row.variant_id === null ? null : variantIdSchema.parse(String(row.variant_id)),
    title: row.title,
    variantTitle: row.variant_title,
    sku: row.sku,
    barcode: row.barcode,
    key: row.variant_key,
    status: row.status,
    gone: row.gone_at !== null,
    url: row.url,
    stock: row.stock,
    price: listedPrice(row),
  };
}
