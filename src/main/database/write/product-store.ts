import type Sqlite from 'better-sqlite3';
import type { ConnectionId } from '../../../shared/domain/ids';
import { readTextList } from '../json-column';
import type { ProductState } from './product-merge';

/** What a product gives to its variants, and the hash of the record it came from. */
export interface ProductBrief {
  readonly title: string | null;
  readonly brand: string | null;
  readonly category: string | null;
  readonly status: string | null;
  readonly record_hash: string;
}

interface ProductRow extends ProductBrief {
  readonly description: string | null;
  readonly image_urls: string;
  readonly url: string | null;
  readonly modified_at: number | null;
}

/** Rows of channel_products. */
export class ProductStore {
  readonly #brief: Sqlite.Statement<[string, string], ProductBrief>;
  readonly #get: Sqlite.Statement<[string, string], ProductRow>;
  readonly #save: Sqlite.Statement<unknown[]>;

  constructor(connection: Sqlite.Database) {
    this.#brief = connection.prepare<[string, string], ProductBrief>(
      'SELECT title, brand, category, status, record_hash FROM channel_products WHERE connection_id = ? AND key = ?',
    );
    this.#get = connection.prepare<[string, string], ProductRow>(
      'SELECT * FROM channel_products WHERE connection_id = ? AND key = ?',
    );
    this.#save = connection.prepare(
      `INSERT INTO channel_products
         (connection_id, key, title, brand, category, description, image_urls, url, status, modified_at, record_hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (connection_id, key) DO UPDATE SET title = excluded.title, brand = excluded.brand,
         category = excluded.category, description = excluded.description, image_urls = excluded.image_urls,
         url = excluded.url, status = excluded.status, modified_at = excluded.modified_at,
         record_hash = excluded.record_hash`,
    );
  }

  brief(connectionId: ConnectionId, key: string): ProductBrief | undefined {
    return this.#brief.get(connectionId, key);
  }

  get(connectionId: ConnectionId, key: string): ProductState | undefined {
    const row = this.#get.get(connectionId, key);
    if (row === undefined) return undefined;
    const { title, brand, category, status, description, url } = row;
    const imageUrls = readTextList(row.image_urls);
    return { title, brand, category, status, description, url, imageUrls, modifiedAt: row.modified_at };
  }

  save(connectionId: ConnectionId, key: string, state: ProductState, hash: string): void {
    this.#save.run(
      connectionId,
      key,
      state.title,
      state.brand,
      state.category,
      state.description,
      JSON.stringify(state.imageUrls),
      state.url,
      state.status,
      state.modifiedAt,
      hash,
    );
  }
}
