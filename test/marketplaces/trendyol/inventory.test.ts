import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MarketplaceWithBatches } from '../kit/batch-faults';
import { TOWELS } from '../kit/given-product';
import type { TrendyolData } from './data';
import { startTrendyol } from './server';
import { call, headersOf } from './test-client';

const seed = 2026;
const start = Date.UTC(2026, 10, 24, 9);
let now = start;
let shop: MarketplaceWithBatches<TrendyolData>;

beforeEach(async () => {
  now = start;
  shop = await startTrendyol({ seed, now: () => now, catalogue: TOWELS, orders: 0 });
});
afterEach(() => shop.stop());

const seller = () => `/sellers/${shop.credentials.sellerId}/products`;
async function send(items: unknown, method = 'POST') {
  const answer = await fetch(`${shop.url}/integration/inventory${seller()}/price-and-inventory`, {
    method,
    headers: { ...headersOf(shop.credentials), 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify({ items }) } : {}),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}
async function result(id: string) {
  const answer = await fetch(`${shop.url}/integration/product${seller()}/batch-requests/${id}`, {
    headers: headersOf(shop.credentials),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}
const [first, second] = TOWELS.map(({ barcode }) => barcode);
const one = (change: object) => [{ barcode: first, ...change }];

describe(`Trendyol stock and price (facts §7, seed ${seed})`, () => {
  test('an update is taken at once, done later, and answered per item', async () => {
    const { status, body } = await send([
      { barcode: first, quantity: 2 },
      { barcode: 'YOK', quantity: 1 },
    ]);
    expect(status).toBe(200);
    expect(shop.floor.shelfRow(first ?? '')?.stock).toBe(5);
    expect((await result(body.batchRequestId)).body.items[0].status).toBe('IN_PROGRESS');
    now += 3000;
    expect(shop.floor.shelfRow(first ?? '')?.stock).toBe(2);
    const done = (await result(body.batchRequestId)).body;
    expect(done).not.toHaveProperty('status');
    expect(done).toMatchObject({ itemCount: 2, failedItemCount: 1 });
    expect(done.items.map((item: { status: string }) => item.status)).toEqual(['SUCCESS', 'FAILED']);
    expect(done.items[1].failureReasons[0]).toContain('bulunamadı');
    expect(shop.floor.writes).toEqual([{ at: start + 3000, key: first, stock: 2 }]);
  });

  test('a result is kept four hours', async () => {
    const { body } = await send(one({ quantity: 2 }));
    now += 4 * 3_600_000;
    expect((await result(body.batchRequestId)).status).toBe(200);
    now += 1;
    expect((await result(body.batchRequestId)).status).toBe(404);
  });

  test('the same body is refused for 15 minutes, another one is not', async () => {
    await send(one({ quantity: 2 }));
    now += 14 * 60_000;
    expect(await send(one({ quantity: 2 }))).toMatchObject({
      status: 400,
      body: { errors: [{ message: expect.stringContaining('15 dakika') }] },
    });
    expect((await send(one({ quantity: 3 }))).status).toBe(200);
    now += 60_000;
    expect((await send(one({ quantity: 2 }))).status).toBe(200);
  });

  test.each([
    ['no items', []],
    ['no list', 'x'],
    ['1001 items', Array.from({ length: 1001 }, (_, index) => ({ barcode: String(index), quantity: 1 }))],
    ['an item without a barcode', [{ quantity: 1 }]],
  ])('%s is refused whole', async (_name, items) => {
    expect((await send(items)).status).toBe(400);
    now += 3000;
    expect(shop.floor.writes).toEqual([]);
  });

  test.each([
    ['quantity above 20,000', { quantity: 20_001 }, 'arasında'],
    ['a negative quantity', { quantity: -1 }, 'arasında'],
    ['a price of 0', { salePrice: 0, listPrice: 0 }, 'sıfırdan'],
    ['a list price below the sale price', { salePrice: 20, listPrice: 10 }, 'Liste fiyatı'],
    ['nothing to change', {}, 'gönderilmelidir'],
  ])('%s fails that item only', async (_name, change, words) => {
    const { body } = await send([...one(change), { barcode: second, quantity: 1 }]);
    now += 3000;
    const { items } = (await result(body.batchRequestId)).body;
    expect(items[0]).toMatchObject({ status: 'FAILED', failureReasons: [expect.stringContaining(words)] });
    expect(items[1].status).toBe('SUCCESS');
    expect(shop.floor.shelfRow(first ?? '')).toMatchObject({ stock: 5, priceMinor: 14990 });
  });

  test('archived and locked goods are refused with the reason', async () => {
    shop.data.editVariant(first ?? '', { archived: true });
    shop.data.editVariant(second ?? '', { locked: true });
    const { body } = await send([
      { barcode: first, quantity: 1 },
      { barcode: second, quantity: 1, salePrice: 10, listPrice: 10 },
    ]);
    now += 3000;
    const reasons = (await result(body.batchRequestId)).body.items.map(
      (item: { failureReasons: string[] }) => item.failureReasons[0],
    );
    expect(reasons).toEqual([expect.stringContaining('Arşiv'), expect.stringContaining('Kilitli')]);
  });

  test('the 31st price of one barcode in a minute fails', async () => {
    const ids: string[] = [];
    for (let price = 1; price <= 31; price += 1) {
      ids.push((await send(one({ salePrice: price, listPrice: 200 }))).body.batchRequestId);
      now += 1000;
    }
    now += 3000;
    const states = await Promise.all(ids.map(async (id) => (await result(id)).body.items[0].status));
    expect(states.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 'SUCCESS'));
    expect(states[30]).toBe('FAILED');
  });

  test('a GET is no update, and the writes have a quota of their own', async () => {
    expect((await send(undefined, 'GET')).status).toBe(405);
    const states: number[] = [];
    for (let call = 0; call < 351; call += 1) states.push((await send(one({ quantity: call }))).status);
    expect(states.slice(0, 350).every((status) => status === 200)).toBe(true);
    expect(states[350]).toBe(429);
  });

  test('a result that never comes, a row that nobody mentions, a row refused in any words', async () => {
    shop.batchFaults.add({ kind: 'stuck', applied: true });
    shop.batchFaults.add({ kind: 'rowMissing', key: second ?? '', applied: true });
    shop.batchFaults.add({ kind: 'rowRefused', reason: 'Ürün incelemede.' });
    const told: { barcode: string; status: string }[][] = [];
    for (const quantity of [1, 2, 3]) {
      const { body } = await send([first, second].map((barcode) => ({ barcode, quantity })));
      now += 60_000;
      const { items } = (await result(body.batchRequestId)).body;
      told.push(
        items.map((item: { requestItem: { barcode: string }; status: string }) => ({
          barcode: item.requestItem.barcode,
          status: item.status,
        })),
      );
    }
    expect(told).toEqual([
      [
        { barcode: first, status: 'IN_PROGRESS' },
        { barcode: second, status: 'IN_PROGRESS' },
      ],
      [{ barcode: first, status: 'SUCCESS' }],
      [
        { barcode: first, status: 'FAILED' },
        { barcode: second, status: 'SUCCESS' },
      ],
    ]);
    expect(shop.floor.writes.map(({ key, stock }) => [key, stock])).toEqual([
      [first, 1],
      [second, 1],
      [first, 2],
      [second, 2],
      [second, 3],
    ]);
  });

  test('the request stands in the result with its moment', async () => {
    const { body } = await send(one({ quantity: 2 }));
    now += 3000;
    const { requestItem } = (await result(body.batchRequestId)).body.items[0];
    expect(requestItem).toEqual({
      barcode: first,
      quantity: 2,
      updateRequestDate: '2026-11-24T09:00:00.000+00:00',
    });
  });

  test('a body that arrives twice is worked on once; an error may come after the work', async () => {
    shop.faults.add({ match: 'price-and-inventory', effect: { kind: 'twice' } });
    expect((await send(one({ quantity: 1 }))).status).toBe(200);
    shop.faults.add({ match: 'price-and-inventory', effect: { kind: 'failedAfter', status: 502 } });
    expect((await send(one({ quantity: 4 }))).status).toBe(502);
    now += 3000;
    expect(shop.floor.writes.map(({ stock }) => stock)).toEqual([1, 4]);
  });

  test('a lost answer was worked on all the same', async () => {
    shop.faults.add({ match: 'price-and-inventory', effect: { kind: 'lost' }, times: 1 });
    await expect(send(one({ quantity: 1 }))).rejects.toThrow();
    now += 3000;
    expect(shop.floor.shelfRow(first ?? '')?.stock).toBe(1);
  });
});

describe(`Trendyol's shop floor (seed ${seed})`, () => {
  const sell = (quantity: number, awaiting = false) =>
    shop.floor.sell([{ key: first ?? '', quantity }], { awaiting });

  test('a sale takes its pieces at once and never more than there are', () => {
    const sold = sell(3, true);
    expect(shop.floor.shelfRow(first ?? '')?.stock).toBe(2);
    expect(sell(3)).toBeNull();
    expect(shop.floor.shelfRow(first ?? '')?.stock).toBe(2);
    expect(shop.data.order(sold?.number ?? '').packages[0]?.status).toBe('Awaiting');
    shop.floor.pay(sold?.number ?? '');
    expect(shop.data.order(sold?.number ?? '').packages[0]?.status).toBe('Created');
  });

  test('a basket that names an article twice wants the pieces of both lines', () => {
    const line = { key: first ?? '', quantity: 3 };
    expect(shop.floor.sell([line, line])).toBeNull();
    expect(shop.floor.sell([line, { ...line, quantity: 2 }])?.lines).toMatchObject([{ quantity: 5 }]);
    expect(shop.floor.shelfRow(first ?? '')?.stock).toBe(0);
  });

  test('a panel edit after an update is the last word, also when nobody asked in between', async () => {
    await send(one({ quantity: 2 }));
    now += 10_000;
    shop.floor.editStock(first ?? '', 7);
    expect(shop.floor.shelfRow(first ?? '')?.stock).toBe(7);
  });

  test('an order is cancelled once, line by line or whole', () => {
    const sold = shop.floor.sell([
      { key: first ?? '', quantity: 1 },
      { key: second ?? '', quantity: 1 },
    ]);
    const number = sold?.number ?? '';
    shop.floor.cancel(number, [sold?.lines[1]?.lineKey ?? '']);
    now += 1000;
    shop.floor.cancel(number);
    const cancelled = shop.data.order(number).packages;
    expect(cancelled.map(({ status }) => status)).toEqual(['Cancelled', 'Cancelled']);
    expect(cancelled.map(({ lastModifiedDate }) => lastModifiedDate).sort()).toEqual([now - 1000, now]);
  });

  test('cancelled and returned pieces do not come back by themselves; a return is told by a claim', async () => {
    const sold = shop.floor.sell([
      { key: first ?? '', quantity: 1 },
      { key: second ?? '', quantity: 1 },
    ]);
    const [line] = sold?.lines ?? [];
    shop.floor.cancel(sold?.number ?? '', [line?.lineKey ?? '']);
    shop.floor.ship(sold?.number ?? '');
    shop.floor.takeBack(sold?.number ?? '');
    const states = shop.data.order(sold?.number ?? '').packages.map(({ status }) => status);
    expect(states.sort()).toEqual(['Cancelled', 'Delivered']);
    const { content } = (
      await call(
        shop,
        `/integration/order/sellers/${shop.credentials.sellerId}/claims?claimItemStatus=Accepted`,
      )
    ).body;
    expect(content).toMatchObject([
      { orderNumber: sold?.number, items: [{ claimItems: [{ claimItemStatus: { name: 'Accepted' } }] }] },
    ]);
    expect(shop.floor.shelf().map(({ stock }) => stock)).toEqual([4, 4, 5, 5]);
  });

  test('an edit in the panel shows in the reads', async () => {
    shop.floor.editStock(first ?? '', 9);
    shop.floor.editPrice(first ?? '', 9990);
    const answer = await fetch(
      `${shop.url}/integration/product${seller()}/approved/inventory-and-price?barcodes=${first}`,
      { headers: headersOf(shop.credentials) },
    );
    const { content } = JSON.parse(await answer.text());
    expect(content[0].variants[0]).toMatchObject({ quantity: 9, salePrice: 99.9 });
    expect(Object.values(shop.floor.calls)).toEqual([1]);
  });

  test('an order of two lines is packed anew under new package numbers', () => {
    const sold = shop.floor.sell([
      { key: first ?? '', quantity: 1 },
      { key: second ?? '', quantity: 1 },
    ]);
    shop.floor.repack(sold?.number ?? '');
    const { packages, lines } = shop.data.order(sold?.number ?? '');
    expect(packages).toHaveLength(2);
    expect(lines.map(({ lineId }) => String(lineId)).sort()).toEqual(
      sold?.lines.map(({ lineKey }) => lineKey).sort(),
    );
  });
});
