import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Marketplace } from '../kit/marketplace';
import type { HepsiburadaData } from './data';
import { CATALOGUE_STATUSES } from './model';
import { startHepsiburada } from './server';
import { call, field, rows } from './test-client';

const seed = 2026;
let now = Date.UTC(2026, 10, 24, 9);
let shop: Marketplace<HepsiburadaData>;
const listing = (query: string) => call(shop, `/listings/merchantid/${shop.credentials.merchantId}?${query}`);
const catalogue = (query: string) =>
  call(shop, `/product/api/products/all-products-of-merchant/${shop.credentials.merchantId}?${query}`);

beforeAll(async () => {
  shop = await startHepsiburada({ seed, now: () => now, products: 1500, orders: 0, scale: 1000 });
});
afterAll(() => shop.stop());

describe(`Hepsiburada listings (facts §5, seed ${seed})`, () => {
  test('every listing once over offsets, with totalCount, and without title or barcode', async () => {
    const skus: unknown[] = [];
    for (let offset = 0; ; offset += 500) {
      const answer = await listing(`offset=${offset}&limit=500`);
      expect(answer.body).toMatchObject({ totalCount: shop.data.listings().length, limit: 500, offset });
      skus.push(...rows(answer, 'listings').map((row) => row.hepsiburadaSku));
      if (rows(answer, 'listings').length === 0) break;
      expect(rows(answer, 'listings')[0]).not.toHaveProperty('productName');
    }
    expect(skus).toEqual(shop.data.listings().map((row) => row.hepsiburadaSku));
    expect(new Set(skus).size).toBe(skus.length);
  });

  test.each([
    ['offset is missing', 'limit=10'],
    ['limit is missing', 'offset=0'],
    ['limit is above 5000', 'offset=0&limit=5001'],
    [
      'more than 50 SKUs are asked',
      `offset=0&limit=10&merchantSkuList=${Array.from({ length: 51 }, (_, n) => `S${n}`).join(',')}`,
    ],
    ['a date is not ISO', 'offset=0&limit=10&updateStartDate=24.11.2026'],
  ])('%s → 400', async (_what, query) => {
    expect((await listing(query)).status).toBe(400);
  });

  test('only the lower-case path is taken: camelCase → 400 (facts §1)', async () => {
    const answer = await call(shop, `/listings/merchantId/${shop.credentials.merchantId}?offset=0&limit=1`);
    expect(answer.status).toBe(400);
  });

  test('filters by SKU lists and by update time; a row never shows that time', async () => {
    now += 60_000;
    const [one, two] = shop.data.listings();
    if (!one || !two) throw new Error('no listings');
    shop.data.editListing(one.merchantSku, { availableStock: 77, price: 12.5 });
    shop.data.editProduct(two.merchantSku, { productName: 'Yeni ad' });
    const changed = await listing(`offset=0&limit=10&updateStartDate=${new Date(now).toISOString()}`);
    expect(rows(changed, 'listings')).toMatchObject([
      { merchantSku: one.merchantSku, availableStock: 77, price: 12.5 },
    ]);
    expect(JSON.stringify(changed.body)).not.toContain(String(now));
    const before = await listing(`offset=0&limit=1&updateEndDate=${new Date(now - 1).toISOString()}`);
    expect(field(before, 'totalCount')).toBe(shop.data.listings().length - 1);
    const bySku = await listing(`offset=0&limit=10&hbSkuList=${one.hepsiburadaSku},${two.hepsiburadaSku}`);
    expect(rows(bySku, 'listings').map((row) => row.merchantSku)).toEqual([one.merchantSku, two.merchantSku]);
  });

  test('salable filters in both spellings', async () => {
    const expected = shop.data.listings().filter((row) => row.isSalable).length;
    for (const name of ['salableListings', 'salable-listings']) {
      expect(field(await listing(`offset=0&limit=1&${name}=true`), 'totalCount')).toBe(expected);
    }
    expect(field(await listing('offset=0&limit=1&notsalableListings=true'), 'totalCount')).toBe(
      shop.data.listings().length - expected,
    );
  });

  test('merchantSku is upper case, without blanks and Turkish letters', () => {
    for (const sku of shop.data.goods.keys()) expect(sku).toMatch(/^[A-Z0-9-]+$/);
  });
});

describe('Hepsiburada catalogue (facts §6)', () => {
  test('pages with the Spring envelope, rows without stock, joined to listings by hbSku', async () => {
    const seen: Record<string, unknown>[] = [];
    for (let page = 0; ; page += 1) {
      const answer = await catalogue(`page=${page}&size=400`);
      expect(answer.body).toMatchObject({
        success: true,
        number: page,
        totalElements: shop.data.catalogue().length,
      });
      seen.push(...rows(answer, 'data'));
      if (field(answer, 'last') === true) break;
    }
    expect(seen.map((row) => row.merchantSku)).toEqual(shop.data.catalogue().map((row) => row.merchantSku));
    expect(seen[0]).not.toHaveProperty('availableStock');
    const joined = new Set(seen.map((row) => row.hbSku).filter((sku) => sku !== null));
    const listed = new Set(shop.data.listings().map((row) => row.hepsiburadaSku));
    expect([...joined].every((sku) => typeof sku === 'string' && listed.has(sku))).toBe(true);
    expect(seen.some((row) => row.hbSku === null)).toBe(true);
    expect(listed.size).toBeGreaterThan(joined.size);
  });

  test('no match is 200 with success:false', async () => {
    const answer = await catalogue('page=0&size=10&merchantSku=YOK');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ success: false, data: [] });
  });

  test('by status: a wrong or missing productStatus is HTTP 500', async () => {
    const path = (query: string) =>
      `/product/api/products/products-by-merchant-and-status?merchantId=${shop.credentials.merchantId}&${query}`;
    expect((await call(shop, path('productStatus=matched'))).status).toBe(500);
    expect((await call(shop, path(''))).status).toBe(500);
    const counts = await Promise.all(
      CATALOGUE_STATUSES.map(async (status) =>
        Number(field(await call(shop, path(`productStatus=${status}&size=1`)), 'totalElements')),
      ),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(shop.data.catalogue().length);
  });

  test('price is text with a decimal comma, tax is text', async () => {
    const [row] = rows(await catalogue('page=0&size=1'), 'data');
    expect(row?.price).toMatch(/^\d+,\d+$/);
    expect(row?.tax).toMatch(/^\d+$/);
  });

  test('paths are case-sensitive here', async () => {
    expect(
      (await call(shop, `/product/api/products/All-Products-Of-Merchant/${shop.credentials.merchantId}`))
        .status,
    ).toBe(404);
  });

  test('a deleted product is gone from both; a new one is in both', async () => {
    const made = shop.data.addProduct();
    const [first] = made;
    if (!first) throw new Error('nothing added');
    const both = async () => [
      field(await listing(`offset=0&limit=1&merchantSkuList=${first.merchantSku}`), 'totalCount'),
      field(await catalogue(`merchantSku=${first.merchantSku}`), 'success'),
    ];
    expect(await both()).toEqual([1, true]);
    for (const each of made) shop.data.deleteProduct(each.merchantSku);
    expect(await both()).toEqual([0, false]);
  });

  test('the seed holds the hard cases', () => {
    const catalogueRows = shop.data.catalogue();
    const listings = shop.data.listings();
    expect(catalogueRows.some((row) => row.productName.includes('<b>'))).toBe(true);
    expect(catalogueRows.some((row) => row.barcode === null)).toBe(true);
    expect(catalogueRows.some((row) => row.barcode === undefined)).toBe(true);
    expect(catalogueRows.some((row) => row.brand === null)).toBe(true);
    expect(listings.some((row) => row.availableStock === 0)).toBe(true);
    expect(listings.some((row) => row.price === 0)).toBe(true);
    expect(listings.some((row) => /\.\d{5,}/.test(String(row.price)))).toBe(true);
    expect(listings.some((row) => row.isFulfilledByHB)).toBe(true);
    expect(listings.some((row) => row.isLocked)).toBe(true);
  });
});
