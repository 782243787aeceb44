import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MarketplaceWithBatches } from '../kit/batch-faults';
import { TOWELS } from '../kit/given-product';
import { DAY_MS } from '../kit/marketplace';
import type { HepsiburadaData } from './data';
import { startHepsiburada } from './server';
import { call, field, headersOf, rows } from './test-client';

const seed = 2026;
const start = Date.UTC(2026, 10, 24, 9);
let now = start;
let shop: MarketplaceWithBatches<HepsiburadaData>;
const base = () => `/listings/merchantid/${shop.credentials.merchantId}`;

beforeEach(async () => {
  now = start;
  shop = await startHepsiburada({ seed, now: () => now, catalogue: TOWELS, orders: 0 });
});
afterEach(() => shop.stop());

async function upload(kind: 'stock' | 'price', items: unknown) {
  const answer = await fetch(`${shop.url}${base()}/${kind}-uploads`, {
    method: 'POST',
    headers: { ...headersOf(shop.credentials), 'content-type': 'application/json' },
    body: JSON.stringify(items),
  });
  const body = JSON.parse(await answer.text());
  return { status: answer.status, id: String(body.id), words: String(body.errors?.[0]?.message) };
}
const result = (kind: 'stock' | 'price', id: string) => call(shop, `${base()}/${kind}-uploads/id/${id}`);
const listing = (sku: string) => shop.data.one(sku).listing;
const [first, second] = TOWELS.map(({ sku }) => sku);

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
      { elementNo: 2, hepsiburadaSku: null, merchantSku: 'YOK', errors: ['ProductNotFound'] },
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
    ['a negative number', 'stock', { availableStock: -1 }, 'InvalidAvailableStock'],
    ['no number', 'stock', {}, 'InvalidAvailableStock'],
    ['half a piece', 'stock', { availableStock: 1.5 }, 'InvalidAvailableStock'],
    ['a number as text', 'stock', { availableStock: '1' }, 'InvalidAvailableStock'],
    [
      'a wrong most to buy',
      'stock',
      { availableStock: 1, maximumPurchasableQuantity: -1 },
      'InvalidMaximumPurchasableQuantity',
    ],
    ['a price of 0', 'price', { price: 0 }, 'InvalidPrice'],
    ['no price', 'price', {}, 'InvalidPrice'],
    ['a price as text with a dot', 'price', { price: '150.00' }, 'InvalidPrice'],
    ['a third decimal', 'price', { price: 150.005 }, 'InvalidPrice'],
    ['an unknown number', 'stock', { hepsiburadaSku: 'HBCVX', availableStock: 1 }, 'ProductNotFound'],
    ['no name at all', 'stock', { merchantSku: null, availableStock: 1 }, 'MissingHeaders'],
  ] as const)('%s fails that row only', async (_name, kind, item, error) => {
    const good = kind === 'stock' ? { availableStock: 3 } : { price: 160 };
    const { id } = await upload(kind, [
      { merchantSku: first, ...item },
      { merchantSku: second, ...good },
    ]);
    now += 3000;
    expect(rows(await result(kind, id), 'errors')).toMatchObject([{ elementNo: 1, errors: [error] }]);
    expect(listing(first ?? '')).toMatchObject({ availableStock: 5, price: 149.9 });
    expect(listing(second ?? '')).toMatchObject(kind === 'stock' ? { availableStock: 3 } : { price: 160 });
  });

  test('names of two listings match none; a small-lettered merchantSku is the same; one name is enough', async () => {
    const { id } = await upload('stock', [
      { merchantSku: first, hepsiburadaSku: listing(second ?? '')?.hepsiburadaSku, availableStock: 1 },
      { merchantSku: TOWELS[2]?.sku.toLowerCase(), availableStock: 1 },
      { hepsiburadaSku: listing(TOWELS[3]?.sku ?? '')?.hepsiburadaSku, availableStock: 1 },
    ]);
    now += 3000;
    expect(rows(await result('stock', id), 'errors')).toMatchObject([
      { elementNo: 1, errors: ['MismatchingSkusSpecified'] },
    ]);
    expect(shop.floor.shelf().map(({ stock }) => stock)).toEqual([5, 5, 1, 1]);
  });

  test('a listing named twice in one upload is refused in both rows', async () => {
    const { id } = await upload('stock', [
      { merchantSku: first, availableStock: 1 },
      { merchantSku: first, availableStock: 2 },
    ]);
    now += 3000;
    expect(rows(await result('stock', id), 'errors').map(({ errors }) => errors)).toEqual([
      ['DuplicateMerchantSkuSpecified'],
      ['DuplicateMerchantSkuSpecified'],
    ]);
    expect(shop.floor.writes).toEqual([]);
  });

  test.each([
    ['frozen', 'stock', { isFrozen: true }, 'ListingFrozen'],
    ['locked for its pictures', 'price', { isLocked: true, lockReasons: ['ImageError'] }, 'ListingFrozen'],
    ['in a campaign', 'stock', { stockDecreaseDisabled: true }, 'DiscountedListingStockDecrease'],
    ['in a campaign', 'price', { priceIncreaseDisabled: true }, 'DiscountedListingPriceIncrease'],
  ] as const)('a listing that is %s takes no %s', async (_why, kind, change, error) => {
    shop.data.editListing(first ?? '', {
      ...change,
      lockReasons: [...('lockReasons' in change ? change.lockReasons : [])],
    });
    const { id } = await upload(kind, [{ merchantSku: first, availableStock: 1, price: 160 }]);
    now += 3000;
    expect(rows(await result(kind, id), 'errors')).toMatchObject([{ errors: [error] }]);
  });

  test('deleted goods are told apart from unknown ones', async () => {
    shop.data.deleteProduct(first ?? '');
    const { id } = await upload('stock', [{ merchantSku: first, availableStock: 1 }]);
    now += 3000;
    expect(rows(await result('stock', id), 'errors')).toMatchObject([{ errors: ['ListingDeletedRecently'] }]);
  });

  test.each([
    [40, 140.01, false],
    [40, 140, true],
    [149.9, 329.79, false],
    [149.9, 20, false],
    [3000, 5400.01, false],
    [3000, 5400, true],
  ])('from %d to %d: within the band of one change is %s', async (before, after, within) => {
    shop.data.editListing(first ?? '', { price: before });
    const { id } = await upload('price', [{ merchantSku: first, price: after }]);
    now += 3000;
    expect(rows(await result('price', id), 'errors').map(({ errors }) => errors)).toEqual(
      within ? [] : [['OutOfPriceRange']],
    );
    expect(listing(first ?? '')?.price).toBe(within ? after : before);
  });

  test("a price beyond Hepsiburada's limits locks the listing until one within them comes", async () => {
    shop.data.priceLimits.set(first ?? '', { minPrice: 120, maxPrice: 170 });
    const { id } = await upload('price', [{ merchantSku: first, price: 180 }]);
    now += 3000;
    const done = await result('price', id);
    expect(done.body).toMatchObject({ status: 'COMPLETED_WITH_ERRORS', errors: [] });
    expect(rows(done, 'priceValidations')).toMatchObject([
      { elementNo: 1, type: 'MaxPrice', minPrice: 120, maxPrice: 170 },
    ]);
    expect(listing(first ?? '')).toMatchObject({ price: 149.9, isLocked: true, isSalable: false });
    expect(shop.floor.sell([{ key: first ?? '', quantity: 1 }])).toBeNull();
    await upload('price', [{ merchantSku: first, price: 160 }]);
    now += 3000;
    expect(shop.floor.sell([{ key: first ?? '', quantity: 1 }])).not.toBeNull();
  });

  test('the older words: Done, MaxLock, and null for no errors', async () => {
    const old = await startHepsiburada({
      seed,
      now: () => now,
      catalogue: TOWELS,
      orders: 0,
      uploadWords: 'done',
    });
    try {
      old.data.priceLimits.set(first ?? '', { minPrice: 120, maxPrice: 170 });
      const answer = await fetch(`${old.url}${base()}/price-uploads`, {
        method: 'POST',
        headers: { ...headersOf(old.credentials), 'content-type': 'application/json' },
        body: JSON.stringify([{ merchantSku: first, price: 180 }]),
      });
      now += 3000;
      const { id } = JSON.parse(await answer.text());
      expect((await call(old, `${base()}/price-uploads/id/${id}`)).body).toMatchObject({
        status: 'Done',
        errors: null,
        priceValidations: [{ type: 'MaxLock' }],
      });
    } finally {
      await old.stop();
    }
  });

  test('stock of goods in Hepsiburada’s own warehouse is overwritten all the same', async () => {
    shop.data.editListing(first ?? '', { isFulfilledByHB: true });
    await upload('stock', [{ merchantSku: first, availableStock: 1 }]);
    now += 3000;
    expect(shop.floor.writes).toMatchObject([{ key: first, stock: 1 }]);
  });

  test('4,001 rows are refused whole; so is a sixth upload while five are pending', async () => {
    const many = Array.from({ length: 4001 }, (_, index) => ({
      merchantSku: `S${index}`,
      availableStock: 1,
    }));
    expect((await upload('stock', many)).status).toBe(400);
    for (let made = 0; made < 5; made += 1)
      expect((await upload('stock', [{ merchantSku: first, availableStock: made }])).status).toBe(200);
    const sixth = await upload('price', [{ merchantSku: first, price: 160 }]);
    expect(sixth).toMatchObject({ status: 400, words: expect.stringContaining('too many ongoing') });
    now += 3000;
    expect((await upload('price', [{ merchantSku: first, price: 160 }])).status).toBe(200);
  });

  test('ten rows for each listing a day, on Turkey’s calendar', async () => {
    const row = (availableStock: number) => ({ merchantSku: first, availableStock });
    for (let made = 0; made < 40; made += 1) {
      expect((await upload('stock', [row(made)])).status).toBe(200);
      now += 3000;
    }
    const refused = await upload('stock', [row(1)]);
    expect(refused).toMatchObject({ status: 400, words: expect.stringContaining('inventory upload limit') });
    now = Date.UTC(2026, 10, 24, 21);
    expect((await upload('stock', [row(1)])).status).toBe(200);
  });

  test('an upload that arrives twice is worked on twice; a lost answer was worked on all the same', async () => {
    shop.faults.add({ effect: { kind: 'twice' }, match: '/stock-uploads' });
    await upload('stock', [{ merchantSku: first, availableStock: 1 }]);
    shop.faults.add({ effect: { kind: 'lost' }, match: '/stock-uploads' });
    await expect(upload('stock', [{ merchantSku: first, availableStock: 2 }])).rejects.toThrow();
    now += 3000;
    expect(shop.floor.writes.map(({ stock }) => stock)).toEqual([1, 1, 2]);
  });

  test('XML is not taken', async () => {
    const answer = await fetch(`${shop.url}${base()}/stock-uploads`, {
      method: 'POST',
      headers: { ...headersOf(shop.credentials), 'content-type': 'application/xml' },
      body: '<listings/>',
    });
    expect(answer.status).toBe(415);
  });

  test('a result that never comes, a row that nobody mentions, a row refused in any words', async () => {
    shop.batchFaults.add({ kind: 'stuck', applied: true });
    shop.batchFaults.add({ kind: 'rowMissing', key: second ?? '', applied: false });
    shop.batchFaults.add({ kind: 'rowRefused', reason: 'restrictedProductBrand' });
    const ids: string[] = [];
    for (const availableStock of [1, 2, 3]) {
      const both = [first, second].map((merchantSku) => ({ merchantSku, availableStock }));
      ids.push((await upload('stock', both)).id);
      now += 3000;
    }
    const told = await Promise.all(ids.map((id) => result('stock', id)));
    expect(told.map((each) => field(each, 'status'))).toEqual([
      'PROCESSING',
      'COMPLETED',
      'COMPLETED_WITH_ERRORS',
    ]);
    expect(shop.floor.writes.map(({ key, stock }) => [key, stock])).toEqual([
      [first, 1],
      [second, 1],
      [first, 2],
      [second, 3],
    ]);
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
    expect(shop.floor.shelf().map(({ key }) => key)).toEqual(TOWELS.map(({ sku }) => sku));
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

  test('what is sent back shows as accepted claims; the lines stay delivered', async () => {
    const sold = shop.floor.sell([
      { key: first ?? '', quantity: 2 },
      { key: second ?? '', quantity: 1 },
    ]);
    const number = sold?.number ?? '';
    shop.floor.ship(number);
    const [back, kept] = sold?.lines ?? [];
    shop.floor.takeBack(number, [back?.lineKey ?? '']);
    shop.floor.takeBack(number, [back?.lineKey ?? '']);
    const claims = `/claims/merchantId/${shop.credentials.merchantId}`;
    expect((await call(shop, claims)).body).toEqual({ message: 'LimitCannotBeEmpty' });
    expect((await call(shop, `${claims}/status/Lost?limit=10`)).body).toEqual({
      message: 'Wrong Claim Status',
    });
    expect(rows(await call(shop, `${claims}/status/Rejected?limit=10`))).toEqual([]);
    expect(rows(await call(shop, `${claims}/status/Accepted?limit=10`))).toMatchObject([
      { orderNumber: number, lineItemId: back?.lineKey, merchantSku: first, quantity: 2 },
    ]);
    const { lines } = shop.data.order(number);
    expect(lines.map(({ id, status }) => [id, status])).toEqual([
      [back?.lineKey, 'Delivered'],
      [kept?.lineKey, 'Delivered'],
    ]);
    expect(shop.floor.shelfRow(first ?? '')?.stock).toBe(3);
  });

  test('an edit in the panel shows in the reads', async () => {
    const [row] = shop.floor.shelf();
    shop.floor.editStock(row?.key ?? '', 9);
    shop.floor.editPrice(row?.key ?? '', 9990);
    const answer = await call(shop, `${base()}?offset=0&limit=10&merchantSkuList=${row?.sku}`);
    expect(rows(answer, 'listings')).toMatchObject([{ availableStock: 9, price: 99.9 }]);
  });
});
