import type Sqlite from 'better-sqlite3';
import type { ConnectionId } from '../../../shared/domain/ids';
import { AppError } from '../../../shared/errors/app-error';
import type { Stamp } from '../stamp';
import { contentColumns, type ListingContent, type StoredListing } from './listing-row';

export interface ListingBrief {
  readonly id: number;
  readonly record_hash: string;
  readonly gone_at: number | null;
}

export interface ListingNews {
  readonly hash: string;
  readonly modifiedAt: number | null;
  readonly terms: string | null;
  readonly stamp: Stamp;
}

export interface KeyOfProduct {
  readonly id: number;
  readonly variant_key: string;
  readonly gone_at: number | null;
}

const names = contentColumns.join(', ');
const marks = contentColumns.map(() => '?').join(', ');
const stored = `id, variant_key, record_hash, modified_at, gone_at, ${names}`;

/** Rows of listings together with their entry in the full-text index. */
export class ListingStore {
  readonly #brief: Sqlite.Statement<[string, string], ListingBrief>;
  readonly #get: Sqlite.Statement<[number], StoredListing>;
  readonly #ofProduct: Sqlite.Statement<[string, string], StoredListing>;
  readonly #keysOfProduct: Sqlite.Statement<[string, string], KeyOfProduct>;
  readonly #insert: Sqlite.Statement<unknown[]>;
  readonly #updates = new Map<string, Sqlite.Statement<unknown[]>>();
  readonly #connection: Sqlite.Database;
  readonly #touch: Sqlite.Statement<[string, number | null, number]>;
  readonly #markGone: Sqlite.Statement<[number, number, number]>;
  readonly #markProductGone: Sqlite.Statement<[number, number, string, string]>;
  readonly #markVariantGone: Sqlite.Statement<[number, number, string, string]>;
  readonly #addTerms: Sqlite.Statement<[number, string]>;
  readonly #dropTerms: Sqlite.Statement<[number]>;

  constructor(connection: Sqlite.Database) {
    this.#connection = connection;
    this.#brief = connection.prepare<[string, string], ListingBrief>(
      'SELECT id, record_hash, gone_at FROM listings WHERE connection_id = ? AND variant_key = ?',
    );
    this.#get = connection.prepare<[number], StoredListing>(`SELECT ${stored} FROM listings WHERE id = ?`);
    this.#ofProduct = connection.prepare<[string, string], StoredListing>(
      `SELECT ${stored} FROM listings WHERE connection_id = ? AND product_key = ?`,
    );
    this.#keysOfProduct = connection.prepare<[string, string], KeyOfProduct>(
      'SELECT id, variant_key, gone_at FROM listings WHERE connection_id = ? AND product_key = ?',
    );
    this.#insert = connection.prepare(
      `INSERT INTO listings (connection_id, variant_key, record_hash, modified_at, created_at, updated_at, ${names})
       VALUES (?, ?, ?, ?, ?, ?, ${marks})`,
    );
    this.#touch = connection.prepare('UPDATE listings SET record_hash = ?, modified_at = ? WHERE id = ?');
    const gone = 'UPDATE listings SET gone_at = ?, updated_at = ? WHERE gone_at IS NULL AND';
    this.#markGone = connection.prepare(`${gone} id = ?`);
    this.#markProductGone = connection.prepare(`${gone} connection_id = ? AND product_key = ?`);
    this.#markVariantGone = connection.prepare(`${gone} connection_id = ? AND variant_key = ?`);
    this.#addTerms = connection.prepare('INSERT INTO listing_search (rowid, terms) VALUES (?, ?)');
    this.#dropTerms = connection.prepare('DELETE FROM listing_search WHERE rowid = ?');
  }

  brief(connectionId: ConnectionId, variantKey: string): ListingBrief | undefined {
    return this.#brief.get(connectionId, variantKey);
  }

  get(id: number): StoredListing {
    const row = this.#get.get(id);
    if (row === undefined)
      throw new AppError('internal.unexpected', { cause: new Error(`listing ${id} vanished`) });
    return row;
  }

  ofProduct(connectionId: ConnectionId, productKey: string): StoredListing[] {
    return this.#ofProduct.all(connectionId, productKey);
  }

  keysOfProduct(connectionId: ConnectionId, productKey: string): KeyOfProduct[] {
    return this.#keysOfProduct.all(connectionId, productKey);
  }

  insert(
    connectionId: ConnectionId,
    variantKey: string,
    content: ListingContent,
    hash: string,
    modifiedAt: number | null,
    terms: string,
    stamp: Stamp,
  ): number {
    const values = contentColumns.map((name) => content[name]);
    const result = this.#insert.run(connectionId, variantKey, hash, modifiedAt, stamp, stamp, ...values);
    const id = Number(result.lastInsertRowid);
    this.#addTerms.run(id, terms);
    return id;
  }

  /** Writes only the columns named, so that only their indexes are touched. `terms` null = what is searched did not change. */
  update(
    row: StoredListing,
    columns: readonly (keyof ListingContent)[],
    content: ListingContent,
    news: ListingNews,
  ): void {
    const { hash, modifiedAt, terms, stamp } = news;
    const revive = row.gone_at !== null;
    const values = columns.map((name) => content[name]);
    if (row.modified_at !== modifiedAt) this.#touch.run(hash, modifiedAt, row.id);
    this.#updateOf(columns, revive).run(hash, stamp, ...values, row.id);
    if (terms === null) return;
    this.#dropTerms.run(row.id);
    this.#addTerms.run(row.id, terms);
  }

  #updateOf(columns: readonly string[], revive: boolean): Sqlite.Statement<unknown[]> {
    const sets = [...(revive ? ['gone_at = NULL'] : []), ...columns.map((name) => `${name} = ?`)].join(', ');
    const known = this.#updates.get(sets);
    if (known !== undefined) return known;
    const sql = `UPDATE listings SET record_hash = ?, updated_at = ?${sets && ', '}${sets} WHERE id = ?`;
    const made = this.#connection.prepare(sql);
    // Columns change together in few combinations; the bound is for a channel that proves otherwise.
    if (this.#updates.size >= 100) this.#updates.clear();
    this.#updates.set(sets, made);
    return made;
  }

  touch(id: number, hash: string, modifiedAt: number | null): void {
    this.#touch.run(hash, modifiedAt, id);
  }

  /** False when it was gone already. */
  markGone(id: number, stamp: Stamp): boolean {
    return this.#markGone.run(stamp, stamp, id).changes > 0;
  }

  markProductGone(connectionId: ConnectionId, productKey: string, stamp: Stamp): number {
    return this.#markProductGone.run(stamp, stamp, connectionId, productKey).changes;
  }

  markVariantGone(connectionId: ConnectionId, variantKey: string, stamp: Stamp): number {
    return this.#markVariantGone.run(stamp, stamp, connectionId, variantKey).changes;
  }
}
