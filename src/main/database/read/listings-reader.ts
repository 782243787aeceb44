import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import type { Facet, ListingDetail, ListingRow } from '../../../shared/contract/catalogue-data';
import type { ListingQuery } from '../../../shared/contract/queries';
import type { ConnectionId, ListingId } from '../../../shared/domain/ids';
import { AppError } from '../../../shared/errors/app-error';
import { foldCode, foldSearch } from '../../../shared/text/fold';
import { readOptions, readTextList, readTexts } from '../json-column';
import { wholeCode } from '../search-terms';
import type { Grid } from './grid';
import { joinSql, oneOf, sql } from './grid-sql';
import { planListings } from './listing-query';
import { listingRowSchema, listingRowSql, toListingRow } from './listing-rows';
import { encodePlace, type PageRequest, startOf } from './page-cursor';

export interface ListingPageRow extends ListingRow {
  readonly remoteIds: Readonly<Record<string, string>>;
}
export interface RowPage<Row> {
  readonly rows: readonly Row[];
  /** Hand back to go on; null = nothing has changed after the last row yet. */
  readonly nextCursor: string | null;
}
export interface FacetRequest {
  readonly connectionIds?: readonly ConnectionId[];
  /** Only values that contain these letters. */
  readonly text?: string;
}
export interface ListingFacets {
  readonly brands: readonly Facet[];
  readonly categories: readonly Facet[];
}

const MOST_EXACT = 50;
const MOST_SIBLINGS = 500;
const MOST_FACETS = 200;
const detailSchema = listingRowSchema.extend({
  options: z.string(),
  created_at: z.number(),
  description: z.string().nullable(),
  image_urls: z.string().nullable(),
});
const exactSchema = z.array(
  z.object({ id: z.number(), sku: z.string().nullable(), barcode: z.string().nullable() }),
);
const groupSchema = z.array(z.object({ count: z.number(), sample: z.number() }));

/** Questions about listings over a read-only connection. */
export class ListingsReader {
  readonly #connection: Sqlite.Database;
  readonly #grid: Grid;

  constructor(connection: Sqlite.Database, grid: Grid) {
    this.#connection = connection;
    this.#grid = grid;
  }

  /** How many match, and how many there are in all (gone ones left out). */
  count(query: ListingQuery): { count: number; total: number } {
    return { count: this.#grid.count(planListings(query)), total: this.#grid.count(planListings({})) };
  }

  window(query: ListingQuery, offset: number, limit: number): ListingRow[] {
    return this.rows(this.#grid.window(planListings(query), offset, limit, this.exact(query.text)));
  }

  snapshot(query: ListingQuery): Float64Array {
    return this.#grid.snapshot(planListings(query), this.exact(query.text));
  }

  /** In the order of the ids; what is no more there is left out. */
  rows(ids: readonly number[]): ListingRow[] {
    const found = this.#connection
      .prepare(`${listingRowSql} WHERE l.id IN (SELECT value FROM json_each(?))`)
      .all(JSON.stringify(ids));
    const byId = new Map(
      found.map((row) => listingRowSchema.parse(row)).map((row) => [row.id, toListingRow(row)]),
    );
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  get(id: ListingId): ListingDetail {
    const more = ', l.options, l.created_at, p.description, p.image_urls\n  FROM listings l';
    const found = this.#connection
      .prepare(`${listingRowSql.replace('\n  FROM listings l', more)} WHERE l.id = ?`)
      .get(Number(id));
    if (found === undefined) throw new AppError('input.notFound', { facts: { what: 'listing', id } });
    const row = detailSchema.parse(found);
    return {
      ...toListingRow(row),
      description: row.description,
      imageUrls: row.image_urls === null ? [] : readTextList(row.image_urls),
      options: readOptions(row.options),
      remoteIds: readTexts(row.remote_ids),
      createdAt: row.created_at,
      siblings: this.#siblings(row.connection_id, row.product_key, row.id),
    };
  }

  /** In the order of changes, gone ones too (with goneAt), so that whoever follows the pages misses nothing. */
  page(request: PageRequest): RowPage<ListingPageRow> {
    const of = request.connectionId === undefined ? [] : oneOf('+connection_id', [request.connectionId]);
    const where = joinSql(
      [sql('(updated_at, connection_id, id) > (?, ?, ?)', ...startOf(request)), ...of],
      ' AND ',
    );
    const ids = this.#connection
      .prepare(
        `SELECT id FROM listings INDEXED BY listings_by_change WHERE ${where.text} ORDER BY updated_at, connection_id, id LIMIT ?`,
      )
      .pluck()
      .all(...where.values, request.limit);
    const found = this.#connection
      .prepare(`${listingRowSql} WHERE l.id IN (SELECT value FROM json_each(?))`)
      .all(JSON.stringify(ids));
    const rows = found.map((row) => listingRowSchema.parse(row));
    rows.sort(
      (a, b) => a.updated_at - b.updated_at || compare(a.connection_id, b.connection_id) || a.id - b.id,
    );
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => ({ ...toListingRow(row), remoteIds: readTexts(row.remote_ids) })),
      nextCursor: last === undefined ? null : encodePlace([last.updated_at, last.connection_id, last.id]),
    };
  }

  facets(request: FacetRequest): ListingFacets {
    return { brands: this.#facet('brand', request), categories: this.#facet('category', request) };
  }

  /** Ids whose SKU or barcode is what was typed. */
  exact(typed: string | undefined): number[] {
    const code = foldCode(typed ?? '');
    const whole = wholeCode(typed ?? '');
    if (whole.length < 2) return [];
    const found = this.#connection
      .prepare(
        `SELECT id, sku, barcode FROM listings WHERE gone_at IS NULL
           AND id IN (SELECT rowid FROM listing_search WHERE listing_search MATCH ? LIMIT 1000)`,
      )
      .all(`"${whole}"`);
    const rows = exactSchema.parse(found);
    const matching = rows.filter((row) =>
      [row.sku, row.barcode].some((one) => one !== null && foldCode(one) === code),
    );
    return matching.slice(0, MOST_EXACT).map((row) => row.id);
  }

  #facet(name: 'brand' | 'category', { connectionIds, text }: FacetRequest): Facet[] {
    const key = JSON.stringify(['facet', name, connectionIds]);
    const all = this.#grid.remember(key, () => {
      const where = joinSql(
        [sql(`gone_at IS NULL AND ${name}_key IS NOT NULL`), ...oneOf('+connection_id', connectionIds)],
        ' AND ',
      );
      const groups = this.#connection
        .prepare(
          `SELECT count(*) AS count, max(id) AS sample FROM listings INDEXED BY listings_grid WHERE ${where.text} GROUP BY ${name}_key`,
        )
        .all(...where.values);
      const textOf = this.#connection.prepare(`SELECT ${name} FROM listings WHERE id = ?`).pluck();
      return groupSchema
        .parse(groups)
        .sort((a, b) => b.count - a.count)
        .map(({ count, sample }): Facet => ({ value: z.string().parse(textOf.get(sample)), count }));
    });
    const wanted = foldSearch(text?.trim() ?? '');
    const matching = wanted === '' ? all : all.filter((facet) => foldSearch(facet.value).includes(wanted));
    return matching.slice(0, MOST_FACETS);
  }

  #siblings(connectionId: ConnectionId, productKey: string, id: number): ListingRow[] {
    const ids = this.#connection
      .prepare(
        'SELECT id FROM listings WHERE connection_id = ? AND product_key = ? AND (gone_at IS NULL OR id = ?) LIMIT ?',
      )
      .pluck()
      .all(connectionId, productKey, id, MOST_SIBLINGS);
    return this.rows(z.array(z.number()).parse(ids));
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
