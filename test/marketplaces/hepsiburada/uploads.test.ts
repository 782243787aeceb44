import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GivenProduct } from '../kit/given-product';
import { DAY_MS, type MarketplaceWithFloor } from '../kit/marketplace';
import type { HepsiburadaData } from './data';
import { startHepsiburada } from './server';
import { call, field, headersOf, rows } from './test-client';

const seed = 2026;
const start = Date.UTC(2026, 10, 24, 9);
const goods: GivenProduct[] = Array.from({ length: 4 }, (_, index) => ({
  sku: `HVL-${index}`,
  barcode: `869000000000${index}`,
  title: `Bambu Havlu ${index}`,
  stock: 5,
  price: '149.90',
}));
let now = start;
let shop: MarketplaceWithFloor<HepsiburadaData>;
const base = () => `/listings/merchantid/${shop.credentials.merchantId}`;

beforeEach(async () => {
  now = start;
  shop = await startHepsiburada({ seed, now: () => now, catalogue: goods, orders: 0 });
});
afterEach(() => shop.stop());

async function upload(kind: 'stock' | 'price', items: unknown) {
  const answer = await fetch(`${shop.url}${base()}/${kind}-uploads`, {
    method: 'POST',
    headers: { ...headersOf(shop.credentials), 'content-type': 'application/json' },
    body: JSON.stringify(items),
  });
  const body = JSON.parse(await answer.text());
  return { status: answer.status, id: String(body.id) };
}
const result = (kind: 'stock' | 'price', id: string) => call(shop, `${base()}/${kind}-uploads/id/${id}`);
const listing = (sku: string) => shop.data.one(sku).listing;
const [first, second] = goods.map(({ sku }) => sku);

describe(`Hepsiburada uploads (facts §5.2, §5.3, seed ${seed})`, () => {
  test('an upload is taken at once, worked on later, and told by number', async () => {
    const { status, id } = await upload('stock', [
      { merchantSku: first, availableStock: 2 },
      { merchantSku: 'YOK', availableStock: 1 },
    ]);
    expect(status).toBe(200);
    expect(field(await result('stock', id), 'status')).toBe('PROCESSING');
    expect(listing(first ?? '')?.availableStock).toBe(5);
    now += 3000;
    const done = await result('stock', id);
    expect(done.body).toMatchObject({ status: 'COMPLETED_WITH_ERRORS', total: 2, priceValidations: [] });
    expect(rows(done, 'errors')).toEqual([
      { elementNo: 2, hepsiburadaSku: null, merchantSku: 'YOK', errors: ['Listing bulunamadı'] },
    ]);
    expect(listing(first ?? '')?.availableStock).toBe(2);
    expect(shop.floor.writes).toMatchObject([{ at: start + 3000, stock: 2 }]);
  });

  test('a number belongs to its kind and is known for a day', async () => {
    const { id } = await upload('price', [{ merchantSku: first, price: 159.9 }]);
    now += DAY_MS;
    expect((await result('stock', id)).status).toBe(404);
    expect((await result('price', id)).body).toMatchObject({ status: 'COMPLETED', errors: [] });
    now += 1;
    expect((await result('price', id)).status).toBe(404);
  });

  test.each([
    ['a negative number', 'stock', { availableStock: -1 }],
    ['no number', 'stock', {}],
    ['half a piece', 'stock', { availableStock: 1.5 }],
    ['a price of 0', 'price', { price: 0 }],
    ['no price', 'price', {}],
    ['names of two listings', 'stock', { hepsiburadaSku: 'HBCVX', availableStock: 1 }],
  ] as const)('%s fails that row only', async (_name, kind, item) => {
    const good = kind === 'stock' ? { availableStock: 3 } : { price: 160 };
    const { id } = await upload(kind, [
      { merchantSku: first, ...item },
      { merchantSku: second, ...good },
    ]);
    now += 3000;
    expect(rows(await result(kind, id), 'errors')).toMatchObject([{ elementNo: 1 }]);
    expect(listing(first ?? '')).toMatchObject({ availableStock: 5, price: 149.9 });
    expect(listing(second ?? '')).toMatchObject(kind === 'stock' ? { availableStock: 3 } : { price: 160 });
  });

  test.each([
    [149.9, 600, 'MaxPrice'],
    [149.9, 20, 'MinPrice'],
    [3000, 5500, 'MaxPrice'],
    [3000, 1500, 'MinPrice'],
  ])('from %d to %d is out of the band: %s', async (before, after, type) => {
    shop.data.editListing(first ?? '', { price: before });
    const { id } = await upload('price', [{ merchantSku: first, price: after }]);
    now += 3000;
    expect(rows(await result('price', id), 'priceValidations')).toMatchObject([{ elementNo: 1, type }]);
    expect(listing(first ?? '')?.price).toBe(before);
  });

  test('stock in Hepsiburada’s own warehouse is not the merchant’s to set', async () => {
    shop.data.editListing(first ?? '', { isFulfilledByHB: true });
    const { id } = await upload('stock', [{ merchantSku: first, availableStock: 1 }]);
    now += 3000;
    expect(rows(await result('stock', id), 'errors')).toHaveLength(1);
    expect(listing(first ?? '')?.availableStock).toBe(5);
  });

  test.each([
    ['an object', {}],
    ['an empty list', []],
  ])('%s is refused whole', async (_name, body) => {
    expect((await upload('stock', body)).status).toBe(400);
  });

  test('a GET is no upload', async () => {
    expect((await call(shop, `${base()}/stock-uploads`)).status).toBe(405);
  });
});

describe(`Hepsiburada's shop floor (seed ${seed})`, () => {
  test('a sale takes its pieces at once, never more than there are, and gives none back', () => {
    const [row] = shop.floor.shelf();
    const key = row?.key ?? '';
    const sold = shop.floor.sell([{ key, quantity: 4 }], { awaiting: true });
    expect(shop.floor.sell([{ key, quantity: 2 }])).toBeNull();
    const number = sold?.number ?? '';
    expect(shop.data.order(number).lines[0]?.status).toBe('PaymentAwaiting');
    shop.floor.pay(number);
    expect(shop.data.order(number).lines[0]?.status).toBe('Open');
    shop.floor.cancel(number);
    expect(shop.data.order(number).lines[0]?.status).toBe('Cancelled');
    expect(shop.floor.shelfRow(key)?.stock).toBe(1);
  });

  test('the key of the shelf is the merchantSku, and a panel edit after an upload is the last word', async () => {
    expect(shop.floor.shelf().map(({ key }) => key)).toEqual(goods.map(({ sku }) => sku));
    await upload('stock', [{ merchantSku: first, availableStock: 2 }]);
    now += 10_000;
    shop.floor.editStock(first ?? '', 7);
    expect(shop.floor.shelfRow(first ?? '')?.stock).toBe(7);
    const line = { key: first ?? '', quantity: 4 };
    expect(shop.floor.sell([line, line])).toBeNull();
  });

  test('an order is packed anew and shipped', () => {
    const [one, two] = shop.floor.shelf().map(({ key }) => key);
    const sold = shop.floor.sell([
      { key: one ?? '', quantity: 1 },
      { key: two ?? '', quantity: 1 },
    ]);
    shop.floor.repack(sold?.number ?? '');
    shop.floor.ship(sold?.number ?? '');
    const { lines } = shop.data.order(sold?.number ?? '');
    expect(new Set(lines.map(({ packageNumber }) => packageNumber)).size).toBe(2);
    expect(lines.map(({ status }) => status)).toEqual(['InTransit', 'InTransit']);
  });

  test('an edit in the panel shows in the reads', async () => {
    const [row] = shop.floor.shelf();
    shop.floor.editStock(row?.key ?? '', 9);
    shop.floor.editPrice(row?.key ?? '', 9990);
    const answer = await call(shop, `${base()}?offset=0&limit=10&merchantSkuList=${row?.sku}`);
    expect(rows(answer, 'listings')).toMatchObject([{ availableStock: 9, price: 99.9 }]);
  });
});
