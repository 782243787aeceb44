import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListingQuery } from '../../../shared/contract/queries';
import type { ConnectionId } from '../../../shared/domain/ids';
import type { Database } from '../database';
import { addConnection, openIn, product, temporaryFolder, variant } from '../test-kit/temporary-database';
import { createReader, type Reader } from './reader';

const folder = temporaryFolder();
let database: Database;
let reader: Reader;
let first: ConnectionId;
let second: ConnectionId;

beforeAll(async () => {
  database = await openIn(folder.path);
  reader = createReader({ dataDir: folder.path });
  first = addConnection(database, 'Bir');
  second = addConnection(database, 'İki');
  const one = [
    product('1', [variant('a', { sku: 'HVL-5090-BEJ', barcode: '8690000000012', title: 'Bej', stock: 0 })], {
      title: 'Bambu Havlu 50×90',
      brand: 'Özdilek',
      category: 'Havlu',
      status: 'active',
    }),
    product('2', [variant('b', { sku: 'HVL-70140', barcode: '8690000000029', stock: 3 })], {
      title: 'ISPARTA Gül Kokulu Şişe',
      brand: 'Rosense',
      category: 'Kozmetik',
      status: 'active',
    }),
    product('3', [variant('c', { sku: 'INDIGO', stock: null })], {
      title: 'Çift Kişilik Pike',
      brand: 'Özdilek',
      category: 'Pike',
      status: 'rejected',
    }),
    product('4', [variant('d', { sku: 'X', stock: 100 })], {
      title: 'Havlu gibi',
      brand: null,
      status: 'active',
    }),
  ];
  const two = [
    product('1', [variant('e', { sku: 'HVL-5090-BEJ', stock: 7, price: { minor: 1, currency: 'EUR' } })], {
      title: 'Ördek',
      status: 'active',
    }),
    product('2', [variant('f')], { title: 'Silinmiş Havlu' }),
  ];
  database.write((tx) => tx.products.apply(one, { connectionId: first, fullRunId: null }));
  database.write((tx) => tx.products.apply(two, { connectionId: second, fullRunId: null }));
  database.write((tx) =>
    tx.products.apply([{ kind: 'gone', entity: 'variant', key: 'f' }], {
      connectionId: second,
      fullRunId: null,
    }),
  );
});
afterAll(async () => {
  await reader.close();
  database.close();
  folder.remove();
});

const keys = async (query: ListingQuery) =>
  (await reader.listings.window(query, 0, 100)).map((row) => row.variantKey).join('');

describe('search as a Turk types it', () => {
  it.each([
    ['havlu', 'ad'],
    ['HAVLU', 'ad'],
    ['hav', 'ad'],
    ['h', 'abde'],
    ['pi', 'c'],
    ['isparta', 'b'],
    ['ısparta', 'b'],
    ['sise', 'b'],
    ['ŞİŞE', 'b'],
    ['cift kisilik', 'c'],
    ['gul kokulu', 'b'],
    ['kokulu gül', 'b'],
    ['havlu bej', 'a'],
    ['ozdilek', 'ac'],
    ['5090', 'ae'],
    ['50x90', 'a'],
    ['50 × 90', 'ae'],
    ['50 90', 'ae'],
    ['hvl-5090', 'ae'],
    ['hvl5090bej', 'ae'],
    ['HVL 5090 BEJ', 'ae'],
    ['hvl 70140', 'b'],
    ['indigo', 'c'],
    ['ındıgo', 'c'],
    ['8690000000012', 'a'],
    ['869 0000 0000 29', 'b'],
    ['86900', 'ab'],
    ['yok böyle', ''],
    ['"', ''],
    ["havlu' OR 1", ''],
    ['havlu* NOT bej', ''],
  ])('%j finds %j', async (text, found) => {
    expect([...(await keys({ text }))].sort().join('')).toBe(found);
    expect((await reader.listings.count({ text })).count).toBe(found.length);
  });

  it('puts the whole code before everything that only begins like it', async () => {
    expect(await keys({ text: 'X' })).toMatch(/^d/);
    expect(await keys({ text: '8690000000029' })).toBe('b');
  });

  it('treats blanks as nothing typed', async () => {
    expect((await reader.listings.count({ text: '  ' })).count).toBe(5);
  });
});

describe('the products grid', () => {
  it.each<[ListingQuery, string]>([
    [{}, 'acdbe'],
    [{ sort: { column: 'title', direction: 'descending' } }, 'ebdca'],
    [{ sort: { column: 'stock', direction: 'descending' } }, 'debac'],
    [{ sort: { column: 'sku', direction: 'ascending' }, connectionIds: [] }, ''],
    [{ status: ['rejected'] }, 'c'],
    [{ brands: ['Özdilek'] }, 'ac'],
    [{ brands: ['Özdilek', 'Rosense'], stockMax: 3 }, 'ab'],
    [{ categories: ['Kozmetik'] }, 'b'],
    [{ stockMax: 0 }, 'a'],
    [{ stockMin: 7 }, 'de'],
    [{ text: 'havlu', includeGone: true }, 'adf'],
    [{ text: 'havlu', stockMax: 0 }, 'a'],
    [{ includeGone: true, sort: { column: 'updatedAt', direction: 'descending' } }, 'fedcba'],
  ])('%j gives %j', async (query, found) => {
    expect(await keys(query)).toBe(found);
    expect(await reader.listings.count(query)).toEqual({ count: found.length, total: 5 });
  });

  it('shows one connection by title', async () => {
    expect(await keys({ connectionIds: [second] })).toBe('e');
    expect(await keys({ connectionIds: [first], sort: { column: 'price', direction: 'ascending' } })).toBe(
      'abcd',
    );
  });

  it('cuts any stretch out of the same order', async () => {
    for (const query of [{}, { text: 'h' }, { stockMin: 0 }] satisfies ListingQuery[]) {
      const all = await reader.listings.window(query, 0, 100);
      for (let offset = 0; offset <= all.length; offset += 1) {
        expect(await reader.listings.window(query, offset, 2)).toEqual(all.slice(offset, offset + 2));
      }
    }
  });

  it('knows at once what was written', async () => {
    const other = addConnection(database, 'Üç');
    expect((await reader.listings.count({})).count).toBe(5);
    database.write((tx) =>
      tx.products.apply([product('9', [variant('z')])], { connectionId: other, fullRunId: null }),
    );
    expect((await reader.listings.count({})).count).toBe(6);
    database.write((tx) =>
      tx.products.apply([{ kind: 'gone', entity: 'product', key: '9' }], {
        connectionId: other,
        fullRunId: null,
      }),
    );
    expect((await reader.listings.count({})).count).toBe(5);
  });

  it('opens a listing with its sisters, and says when there is none', async () => {
    const [row] = await reader.listings.window({ text: 'hvl-5090-bej' }, 0, 1);
    if (!row) throw new Error('no row');
    const detail = await reader.listings.get(row.id);
    expect(detail.siblings.map((one) => one.variantKey)).toEqual([row.variantKey]);
    await expect(reader.listings.get('999' as typeof row.id)).rejects.toMatchObject({
      code: 'input.notFound',
    });
  });

  it('counts brands and categories, and finds one by its letters', async () => {
    const { brands } = await reader.listings.facets({});
    expect(brands).toEqual([
      { value: 'Özdilek', count: 2 },
      { value: 'Rosense', count: 1 },
    ]);
    expect((await reader.listings.facets({ text: 'OZD' })).brands).toEqual([{ value: 'Özdilek', count: 2 }]);
    expect((await reader.listings.facets({ connectionIds: [second] })).brands).toEqual([]);
  });

  it('gives changes in order, gone ones too, from any time and place', async () => {
    const page = await reader.listings.page({ connectionId: first, limit: 3 });
    expect(page.rows.map((row) => row.variantKey).join('')).toBe('abc');
    const rest = await reader.listings.page({ connectionId: first, limit: 3, cursor: page.nextCursor ?? '' });
    expect(rest.rows.map((row) => row.variantKey).join('')).toBe('d');
    const [lastOfFirst] = rest.rows;
    const later = await reader.listings.page({ updatedAfter: lastOfFirst?.updatedAt ?? 0, limit: 10 });
    expect(later.rows.map((row) => row.variantKey).join('')).toContain('ef');
    expect(later.rows.find((row) => row.variantKey === 'f')?.goneAt).not.toBeNull();
    for (const cursor of ['', 'x', 'eyJhIjoxfQ', Buffer.from('[1,2,3]').toString('base64url')]) {
      await expect(reader.listings.page({ cursor, limit: 1 })).rejects.toMatchObject({
        code: 'input.cursorInvalid',
      });
    }
  });

  it('exports every row of a query once, however it is chunked', async () => {
    const rows = async (...args: Parameters<Reader['listings']['iterate']>) => {
      const found: string[] = [];
      for await (const chunk of reader.listings.iterate(...args))
        for (const row of chunk) found.push(row.variantKey);
      return found.join('');
    };
    const all = await reader.listings.window({}, 0, 100);
    const ids = all.map((row) => row.id);
    expect(await rows({}, {}, 2)).toBe(all.map((row) => row.variantKey).join(''));
    expect(await rows({}, { only: ids.slice(0, 2) })).toBe(
      all
        .slice(0, 2)
        .map((row) => row.variantKey)
        .join(''),
    );
    expect(await rows({}, { except: ids.slice(0, 2) })).toBe(
      all
        .slice(2)
        .map((row) => row.variantKey)
        .join(''),
    );
  });

  it('answers the palette with exact codes first', async () => {
    const hits = await reader.quick('HVL-5090-BEJ');
    expect(hits.map((hit) => hit.exact)).toEqual([true, true]);
    expect(await reader.quick('havlu')).toHaveLength(2);
  });
});
