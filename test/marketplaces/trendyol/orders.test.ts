import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Marketplace } from '../kit/marketplace';
import type { TrendyolData } from './data';
import { ISTANBUL_SHIFT_MS, PACKAGE_STATUSES } from './model';
import { startTrendyol } from './server';
import { call, records } from './test-client';

const seed = 2026;
const DAY = 86_400_000;
const MINUTE = 60_000;
let now: number;
let shop: Marketplace<TrendyolData>;
const list = (query: string) =>
  call(shop, `/integration/order/sellers/${shop.credentials.sellerId}/v2/orders?${query}`);
const stream = (query: string) =>
  call(shop, `/integration/order/sellers/${shop.credentials.sellerId}/orders/stream?${query}`);

beforeEach(async () => {
  now = Date.UTC(2026, 10, 24, 9);
  shop = await startTrendyol({ seed, now: () => now, products: 120, orders: 500, scale: 100 });
});
afterEach(() => shop.stop());

async function wholeStream(query: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let cursor = ''; ; ) {
    const answer = await stream(cursor === '' ? query : `${query}&nextCursor=${encodeURIComponent(cursor)}`);
    found.push(...records(answer));
    if (answer.body.hasMore !== true) return found;
    cursor = String(answer.body.nextCursor);
  }
}

describe(`Trendyol order stream (facts §8.2, seed ${seed})`, { timeout: 30_000 }, () => {
  test('windows of 14 days over 3 months give every package of those months once, newest first', async () => {
    const seen: number[] = [];
    const from = now - 90 * DAY;
    for (let start = from; start < now; start += 14 * DAY) {
      const end = Math.min(start + 14 * DAY - 1, now);
      const found = await wholeStream(`size=200&lastModifiedStartDate=${start}&lastModifiedEndDate=${end}`);
      const stamps = found.map((each) => Number(each.lastModifiedDate));
      expect(stamps).toEqual([...stamps].sort((a, b) => b - a));
      seen.push(...found.map((each) => Number(each.shipmentPackageId)));
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect([...seen].sort()).toEqual([...shop.data.packages.keys()].sort());
  });

  test.each([
    [
      'a window wider than 14 days',
      () => `lastModifiedStartDate=${now - 15 * DAY}&lastModifiedEndDate=${now}`,
    ],
    [
      'a start more than 3 months ago',
      () => `lastModifiedStartDate=${now - 100 * DAY}&lastModifiedEndDate=${now - 95 * DAY}`,
    ],
    ['size above 200', () => 'size=201'],
    ['an unknown status', () => 'packageItemStatuses=Created,Lost'],
    ['a cursor it never gave', () => 'nextCursor=garbage'],
  ])('%s is refused as {error, message}', async (_what, query) => {
    const answer = await stream(query());
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body)).toEqual(['error', 'message']);
  });

  test('the default size is 50 and the last page has no cursor', async () => {
    const answer = await stream('');
    expect(records(answer)).toHaveLength(50);
    expect(answer.body).toMatchObject({ hasMore: true });
    const end = await stream('size=200&packageItemStatuses=Verified');
    expect(end.body).toMatchObject({ hasMore: false, nextCursor: null });
  });

  test('a package changed while pages are read moves to the front and does not shift the rest', async () => {
    const first = await stream('size=50');
    const order = shop.data.package(Number(records(await stream('size=200'))[60]?.shipmentPackageId));
    now += 1000;
    shop.data.setStatus(order.shipmentPackageId, 'Shipped');
    const second = await stream(`size=50&nextCursor=${encodeURIComponent(String(first.body.nextCursor))}`);
    const ids = [...records(first), ...records(second)].map((each) => each.shipmentPackageId);
    expect(new Set(ids).size).toBe(100);
    expect(ids).not.toContain(order.shipmentPackageId);
    expect(records(await stream('size=1'))[0]?.shipmentPackageId).toBe(order.shipmentPackageId);
  });
});

describe('Trendyol order list (facts §8.1)', () => {
  test('without dates it gives the last week', async () => {
    const answer = await list('size=200');
    const expected = [...shop.data.packages.values()].filter(
      (each) => each.lastModifiedDate >= now - 7 * DAY + ISTANBUL_SHIFT_MS,
    );
    expect(answer.body).toMatchObject({ totalElements: expected.length, page: 0, size: 200 });
  });

  test('more than two weeks and size above 200 are refused with 400; beyond 10,000 packages with 429', async () => {
    expect((await list(`startDate=${now - 15 * DAY}&endDate=${now}`)).status).toBe(400);
    expect((await list('size=201')).status).toBe(400);
    expect((await list('page=49&size=200')).status).toBe(200);
    const beyond = await list('page=50&size=200');
    expect(beyond.status).toBe(429);
    expect(beyond.body).toMatchObject({ errors: [{ key: 'too.many.requests' }] });
  });

  test('nothing older than a month is reachable', async () => {
    const answer = await list(`startDate=${now - 60 * DAY}&endDate=${now - 46 * DAY}`);
    expect(answer.body).toMatchObject({ totalElements: 0 });
  });

  test('orderDate is shifted to GMT+3, packageHistories and lastModifiedDate are not', async () => {
    const order = shop.data.addOrder();
    const [sent] = records(await list(`orderNumber=${order.orderNumber}`));
    expect(sent).toMatchObject({
      orderDate: now + 3 * 3_600_000,
      lastModifiedDate: now,
      packageHistories: [{ createdDate: now, status: 'Created' }],
    });
  });

  test('filters by status, package ids (at most 50) and sorts as asked', async () => {
    const byStatus = await list('status=Delivered&size=200');
    expect(records(byStatus).every((each) => each.status === 'Delivered')).toBe(true);
    const ids = [...shop.data.packages.keys()].slice(-3);
    expect(
      records(await list(`shipmentPackageIds=${ids.join(',')}`))
        .map((each) => each.shipmentPackageId)
        .sort(),
    ).toEqual(ids);
    expect(
      (await list(`shipmentPackageIds=${Array.from({ length: 51 }, (_, n) => n).join(',')}`)).status,
    ).toBe(400);
    const ascending = records(await list('orderByField=CreatedDate&orderByDirection=ASC&size=200')).map(
      (each) => Number(each.orderDate),
    );
    expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
  });
});

describe('Trendyol packages (facts §8.4)', () => {
  test('cargoTrackingNumber is a JSON number, sometimes beyond 2^53, with every digit', async () => {
    const big = [...shop.data.packages.values()].find(
      (each) => each.cargoTrackingNumber?.length === 19 && each.lastModifiedDate > now - 20 * DAY,
    );
    if (!big) throw new Error('no big tracking number');
    const { text } = await list(`shipmentPackageIds=${big.shipmentPackageId}`);
    expect(text).toContain(`"cargoTrackingNumber":${big.cargoTrackingNumber}`);
    expect(Number.isSafeInteger(Number(big.cargoTrackingNumber))).toBe(false);
  });

  test('cancelling one of several lines makes two new packages that point back; the old one is UnPacked', () => {
    const order = shop.data.orders().find((each) => each.packages.length === 1 && each.lines.length > 1);
    const [line] = order?.lines ?? [];
    const [old] = order?.packages ?? [];
    if (!order || !line || !old) throw new Error('no order with several lines');
    now += MINUTE;
    const after = shop.data.cancelLine(order.orderNumber, line.lineId);
    expect(after.packages).toHaveLength(2);
    for (const each of after.packages) {
      expect(each).toMatchObject({
        createdBy: 'cancel',
        originPackageIds: [old.shipmentPackageId],
        lastModifiedDate: now,
      });
      expect(each.shipmentPackageId).not.toBe(old.shipmentPackageId);
    }
    expect(shop.data.package(old.shipmentPackageId).status).toBe('UnPacked');
    expect(after.lines.map((each) => each.lineId).sort()).toEqual(
      order.lines.map((each) => each.lineId).sort(),
    );
    expect(after.lines.find((each) => each.lineId === line.lineId)?.orderLineItemStatusName).toBe(
      'Cancelled',
    );
  });

  test('split and merge keep every line id and give new package ids', () => {
    const barcodes = shop.data
      .variants()
      .slice(0, 3)
      .map(({ variant }) => ({ barcode: variant.barcode, quantity: 2 }));
    const order = shop.data.addOrder({ lines: barcodes });
    const [whole] = order.packages;
    const [first] = order.lines;
    if (!whole || !first) throw new Error('no package');
    const parts = shop.data.splitPackage(whole.shipmentPackageId, [first.lineId]);
    expect(parts.map((each) => each.lines.length)).toEqual([2, 1]);
    const merged = shop.data.mergeOrders(order.orderNumber);
    expect(merged.originPackageIds).toEqual(parts.map((each) => each.shipmentPackageId));
    expect(merged.lines.map((each) => each.lineId).sort()).toEqual(
      order.lines.map((each) => each.lineId).sort(),
    );
    expect(merged.packageTotalPrice).toBe(whole.packageTotalPrice);
    expect(shop.data.order(order.orderNumber).packages).toEqual([merged]);
  });

  test('amounts: unit net = unit gross − both discounts, one discount detail per unit, totals add up', () => {
    for (const each of shop.data.packages.values()) {
      let total = 0;
      for (const line of each.lines) {
        expect(line.lineUnitPrice).toBeCloseTo(
          line.lineGrossAmount - line.lineSellerDiscount - line.lineTyDiscount,
          2,
        );
        expect(line.discountDetails).toHaveLength(line.quantity);
        total += line.lineUnitPrice * line.quantity;
      }
      expect(each.packageTotalPrice).toBeCloseTo(total, 2);
    }
  });

  test('the seed has every status, big order numbers, foreign money, digital goods without a phone, and whole carts', () => {
    const packages = [...shop.data.packages.values()];
    expect(new Set(packages.map((each) => each.status))).toEqual(new Set(PACKAGE_STATUSES));
    expect(packages.some((each) => Number(each.orderNumber) > Number.MAX_SAFE_INTEGER)).toBe(true);
    expect(packages.some((each) => each.currencyCode !== 'TRY')).toBe(true);
    expect(
      packages.some(
        (each) => each.lines[0]?.businessUnit === 'Digital Goods' && each.shipmentAddress.phone === null,
      ),
    ).toBe(true);
    expect(packages.some((each) => each.lines.length > 5)).toBe(true);
    expect(packages.some((each) => each.lines.some((line) => line.quantity > 1))).toBe(true);
    expect(packages.some((each) => each.createdBy === 'split')).toBe(true);
  });

  test('the names from before V2 are sent when asked for', async () => {
    const old = await startTrendyol({ seed, now: () => now, products: 30, orders: 20, fieldNames: 'old' });
    try {
      const answer = await call(
        old,
        `/integration/order/sellers/${old.credentials.sellerId}/orders/stream?size=1`,
      );
      const [sent] = records(answer);
      expect(sent).toHaveProperty('id');
      expect(sent).toHaveProperty('totalPrice');
      const line = Array.isArray(sent?.lines) ? sent.lines[0] : undefined;
      expect(line).toMatchObject({
        id: expect.any(Number),
        merchantId: expect.any(Number),
        price: expect.any(Number),
      });
    } finally {
      await old.stop();
    }
  });
});
