import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { ShopProcess } from './woocommerce-process';

/**
 * What the same work costs at the least: the same pages fetched one after the other, the same rows inserted, one transaction
 * a page, in the same kind of file. No matching, no checks, no second read. Returns milliseconds and rows.
 */
export async function bareLoop(shop: ShopProcess): Promise<{ readonly ms: number; readonly rows: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'kervan-bare-'));
  const nativeBinding = process.env.KERVAN_SQLITE_BINDING;
  const database = new Sqlite(join(folder, 'bare.db'), nativeBinding ? { nativeBinding } : {});
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(
    'CREATE TABLE rows (id INTEGER PRIMARY KEY, parent INTEGER, title TEXT, sku TEXT, barcode TEXT, price TEXT, stock INTEGER, status TEXT, modified TEXT, url TEXT) STRICT',
  );
  const insert = database.prepare('INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const began = performance.now();
  let rows = 0;
  for (const path of ['products?status=any', 'variations?status=any']) {
    for (let page = 1; ; page += 1) {
      const records = await fetchPage(shop, `${path}&per_page=100&orderby=id&order=asc&page=${page}`);
      if (records.length === 0) break;
      database.transaction(() => {
        for (const one of records) {
          insert.run(
            one.id,
            one.parent_id ?? null,
            one.name ?? null,
            one.sku,
            one.global_unique_id ?? null,
            one.price,
            one.stock_quantity,
            one.status,
            one.date_modified_gmt,
            one.permalink,
          );
          rows += 1;
        }
      })();
      if (records.length < 100) break;
    }
  }
  const ms = performance.now() - began;
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return { ms, rows };
}

interface ShopRecord {
  readonly id: number;
  readonly parent_id?: number;
  readonly name?: string;
  readonly sku: string;
  readonly global_unique_id?: string;
  readonly price: string;
  readonly stock_quantity: number | null;
  readonly status: string;
  readonly date_modified_gmt: string;
  readonly permalink: string;
}

async function fetchPage(shop: ShopProcess, path: string): Promise<ShopRecord[]> {
  const { consumerKey, consumerSecret } = shop.credentials;
  const authorization = `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`;
  const response = await fetch(`${shop.url}/wp-json/wc/v3/${path}`, { headers: { authorization } });
  if (response.status !== 200) throw new Error(`the practice shop answered ${response.status}`);
  return (await response.json()) as ShopRecord[];
}
