import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionId, RunId } from '../../../shared/domain/ids';
import type { ProductStreamRecord } from '../../../shared/domain/product';
import type { Database } from '../database';
import { forgetSeen, sweepListings } from '../long-work';
import { createReader, type Reader } from '../read/reader';
import {
  addConnection,
  addRun,
  endRun,
  openIn,
  product,
  temporaryFolder,
  variant,
} from '../test-kit/temporary-database';

const folder = temporaryFolder();
let database: Database;
let reader: Reader;
let connectionId: ConnectionId;
let count = 0;

beforeEach(async () => {
  count += 1;
  const dataDir = `${folder.path}/${count}`;
  database = await openIn(dataDir);
  reader = createReader({ dataDir });
  connectionId = addConnection(database);
  return async () => {
    await reader.close();
    database.close();
  };
});
afterAll(() => folder.remove());

const apply = (records: readonly ProductStreamRecord[], fullRunId: RunId | null = null) =>
  database.write((tx) => {
    const { touched: _touched, ...counts } = tx.products.apply(records, { connectionId, fullRunId });
    return counts;
  });
const all = () =>
  reader.listings.window({ includeGone: true, sort: { column: 'sku', direction: 'ascending' } }, 0, 500);
const one = async (key: string) => {
  const found = (await all()).find((row) => row.variantKey === key);
  if (!found) throw new Error(`no listing ${key}`);
  return found;
};

describe('a page of products', () => {
  it('makes a row of each variant, with what its product tells', async () => {
    const result = apply([
      product('p1', [variant('v1', { barcode: '869' }), variant('v2', { title: 'Bej' })], {
        title: 'Havlu',
        brand: 'Özdilek',
        category: 'Ev › Havlu',
        imageUrls: ['https://cdn.example/1.jpg'],
        url: 'https://shop.example/p1',
        status: 'active',
      }),
    ]);
    expect(result).toEqual({ added: 2, changed: 0, unchanged: 0, gone: 0 });
    expect(await one('v2')).toMatchObject({
      title: 'Havlu',
      variantTitle: 'Bej',
      brand: 'Özdilek',
      category: 'Ev › Havlu',
      price: { minor: 9990, currency: 'TRY' },
      stock: 5,
      status: 'active',
      imageUrl: 'https://cdn.example/1.jpg',
      url: 'https://shop.example/p1',
      goneAt: null,
    });
  });

  it('leaves a row alone when the same record comes again', async () => {
    const records = [product('p1', [variant('v1')])];
    apply(records);
    const before = await one('v1');
    expect(apply(records)).toEqual({ added: 0, changed: 0, unchanged: 1, gone: 0 });
    expect(await one('v1')).toEqual(before);
  });

  it('keeps what a later answer does not tell and clears what it denies', async () => {
    apply([product('p1', [variant('v1', { barcode: '869', vatRate: 20 })], { brand: 'A', category: 'B' })]);
    apply([
      { kind: 'product', key: 'p1', brand: null, variants: [{ key: 'v1', stock: null, barcode: null }] },
    ]);
    expect(await one('v1')).toMatchObject({
      title: 'Ürün p1',
      brand: null,
      category: 'B',
      stock: null,
      barcode: null,
      sku: 'SKU-v1',
      vatRate: 20,
      price: { minor: 9990, currency: 'TRY' },
    });
  });

  it('carries a new product title, brand and category to variants that were not in the answer', async () => {
    apply([product('p1', [variant('v1'), variant('v2')], { title: 'Eski' })]);
    const before = (await one('v2')).updatedAt;
    const result = apply([{ kind: 'product', key: 'p1', title: 'Yeni', brand: 'X', variants: [] }]);
    expect(result.changed).toBe(2);
    expect(await one('v2')).toMatchObject({ title: 'Yeni', brand: 'X', stock: 5 });
    expect((await one('v2')).updatedAt).toBeGreaterThan(before);
    expect(
      (await reader.listings.window({ text: 'yeni' }, 0, 10)).map((row) => row.variantKey).sort(),
    ).toEqual(['v1', 'v2']);
    expect(await reader.listings.window({ text: 'eski' }, 0, 10)).toEqual([]);
  });

  it('takes a variant before its product is known and completes it later', async () => {
    apply([{ kind: 'variant', productKey: 'p1', variant: variant('v1') }]);
    expect((await one('v1')).title).toBeNull();
    apply([{ kind: 'product', key: 'p1', title: 'Sonradan', variants: [] }]);
    expect((await one('v1')).title).toBe('Sonradan');
  });

  it('lets a variant’s own status win over its product’s', async () => {
    apply([product('p1', [variant('v1', { status: 'rejected' }), variant('v2')], { status: 'active' })]);
    expect((await one('v1')).status).toBe('rejected');
    apply([{ kind: 'product', key: 'p1', status: 'archived', variants: [] }]);
    expect([(await one('v1')).status, (await one('v2')).status]).toEqual(['rejected', 'archived']);
  });

  it('joins remote ids of answers that name different ones', async () => {
    apply([product('p1', [variant('v1', { remoteIds: { variant: '1' } })])]);
    apply([{ kind: 'variant', productKey: 'p1', variant: { key: 'v1', remoteIds: { inventory: '9' } } }]);
    expect((await reader.listings.get((await one('v1')).id)).remoteIds).toEqual({
      inventory: '9',
      variant: '1',
    });
  });

  it('notes a new modification time without calling the row changed', async () => {
    apply([product('p1', [variant('v1', { modifiedAt: 1 })])]);
    const { updatedAt } = await one('v1');
    expect(apply([product('p1', [variant('v1', { modifiedAt: 2 })])])).toMatchObject({
      changed: 0,
      unchanged: 1,
    });
    expect(await one('v1')).toMatchObject({ modifiedAt: 2, updatedAt });
  });

  it('counts a price of another answer as a change even when two kinds of answers take turns', async () => {
    const stock: ProductStreamRecord = {
      kind: 'variant',
      productKey: 'p1',
      variant: { key: 'v1', stock: 7 },
    };
    const record = product('p1', [{ key: 'v1', price: { minor: 100, currency: 'TRY' } }]);
    apply([record, stock]);
    expect(apply([record, stock])).toMatchObject({ changed: 0, unchanged: 2 });
    expect(await one('v1')).toMatchObject({ stock: 7, price: { minor: 100, currency: 'TRY' } });
  });

  it('keeps two connections with the same keys apart', async () => {
    const other = addConnection(database, 'Öteki');
    apply([product('p1', [variant('v1', { stock: 1 })])]);
    database.write((tx) =>
      tx.products.apply([product('p1', [variant('v1', { stock: 2 })])], {
        connectionId: other,
        fullRunId: null,
      }),
    );
    expect((await all()).map((row) => row.stock).sort()).toEqual([1, 2]);
  });
});

describe('what is gone', () => {
  it('takes away variants the product no longer lists, and brings one back', async () => {
    apply([product('p1', [variant('v1'), variant('v2')])]);
    expect(apply([product('p1', [variant('v1')], { variantKeys: ['v1'] })])).toMatchObject({ gone: 1 });
    expect((await one('v2')).goneAt).not.toBeNull();
    expect((await reader.listings.count({})).count).toBe(1);
    expect(
      apply([product('p1', [variant('v1'), variant('v2')], { variantKeys: ['v1', 'v2'] })]),
    ).toMatchObject({ changed: 1, gone: 0 });
    expect((await one('v2')).goneAt).toBeNull();
  });

  it('keeps the word of the channel that a product or a variant is gone', async () => {
    apply([product('p1', [variant('v1'), variant('v2')]), product('p2', [variant('v3'), variant('v4')])]);
    const result = apply([
      { kind: 'gone', entity: 'product', key: 'p1' },
      { kind: 'gone', entity: 'variant', key: 'v3' },
      { kind: 'gone', entity: 'variant', key: 'never seen' },
    ]);
    expect(result.gone).toBe(3);
    expect((await reader.listings.window({}, 0, 10)).map((row) => row.variantKey)).toEqual(['v4']);
  });

  it('sweeps what a full run did not meet, in its own connection only, and revives what comes back', async () => {
    const other = addConnection(database, 'Öteki');
    database.write((tx) =>
      tx.products.apply([product('p9', [variant('v9')])], { connectionId: other, fullRunId: null }),
    );
    const many = Array.from({ length: 5000 }, (_, index) => product(`p${index}`, [variant(`v${index}`)]));
    apply(many);
    const run = addRun(database, connectionId);
    apply(many.slice(0, 4990), run);
    expect(await sweepListings(database, connectionId, run)).toBe(10);
    expect(await sweepListings(database, connectionId, run)).toBe(0);
    expect(await reader.totals(connectionId)).toEqual({ listings: 4990, orders: 0 });
    expect(await reader.totals(other)).toEqual({ listings: 1, orders: 0 });
    expect(database.runs.get(run).streams[0]?.gone).toBe(10);
    await forgetSeen(database, run);
    endRun(database, run);
    const next = addRun(database, connectionId);
    expect(apply(many, next)).toEqual({ added: 0, changed: 10, unchanged: 4990, gone: 0 });
    expect(await sweepListings(database, connectionId, next)).toBe(0);
  });

  it('meets nothing twice after a crash between page and sweep', async () => {
    apply([product('p1', [variant('v1')]), product('p2', [variant('v2')])]);
    const run = addRun(database, connectionId);
    apply([product('p1', [variant('v1')])], run);
    apply([product('p1', [variant('v1')])], run);
    expect(await sweepListings(database, connectionId, run)).toBe(1);
    expect((await one('v1')).goneAt).toBeNull();
  });
});
