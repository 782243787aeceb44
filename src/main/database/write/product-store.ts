import type Sqlite from 'better-sqlite3';
import type { ConnectionId } from '../../../shared/domain/ids';
import { readTextList } from '../json-column';
import type { ProductState } from './product-merge';

interface ProductRow {
  readonly title: string | null;
  readonly brand: string | null;
  readonly category: string | null;
  readonly description: string | null;
  readonly image_urls: string;
  readonly url: string | null;
  readonly status: string | null;
  readonly modified_at: number | null;
  readonly record_hash: string;
}

/** Rows of channel_products. */
export class ProductStore {
  readonly #get: Sqlite.Statement<[string, string], ProductRow>;
  readonly #save: Sqlite.Statement<unknown[]>;

  constructor(connection: Sqlite.Database) {
    this.#get = connection.prepare<[string, string], ProductRow>(
      `SELECT title, brand, category, description, image_urls, url, status, modified_at, record_hash
       FROM channel_products WHERE connection_id = ? AND key = ?`,
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

  get(connectionId: ConnectionId, key: string): { state: ProductState; hash: string } | undefined {
    const row = this.#get.get(connectionId, key);
    if (row === undefined) return undefined;
    const { image_urls, modified_at, record_hash, ...same } = row;
    return {
      state: { ...same, imageUrls: readTextList(image_urls), modifiedAt: modified_at },
      hash: record_hash,
    };
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
