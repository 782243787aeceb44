import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Marketplace } from '../kit/marketplace';
import type { HepsiburadaData } from './data';
import type { HepsiburadaLine } from './model';
import { startHepsiburada } from './server';
import { call, field, rows } from './test-client';
import { istanbulText } from './time';

const seed = 2026;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let now: number;
let shop: Marketplace<HepsiburadaData>;
const orders = (rest: string) => call(shop, `/orders/merchantid/${shop.credentials.merchantId}${rest}`);
const packages = (rest: string) => call(shop, `/packages/merchantid/${shop.credentials.merchantId}${rest}`);
const dateText = (at: number) => encodeURIComponent(istanbulText(at).slice(0, 16).replace('T', ' '));
const linesWith = (status: HepsiburadaLine['status']) =>
  [...shop.data.orders.values()].flatMap((order) => order.lines.filter((line) => line.status === status));

beforeEach(async () => {
  now = Date.UTC(2026, 10, 24, 9);
  shop = await startHepsiburada({ seed, now: () => now, products: 300, orders: 600, scale: 1000 });
});
afterEach(() => shop.stop());

describe(`Hepsiburada open lines (facts §7.1, seed ${seed})`, () => {
  test('offset and limit are mandatory (400 with the documented message)', async () => {
    for (const query of ['', '?limit=10', '?offset=0']) {
      const answer = await orders(query);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({ message: 'Bad Request limit and offset parameters are required' });
    }
    expect((await orders('?offset=0&limit=0')).status).toBe(400);
  });

  test('more than 100 are never shown; every open or unpacked line comes once', async () => {
    const ids: unknown[] = [];
    const first = await orders('?offset=0&limit=500');
    expect(field(first, 'limit')).toBe(100);
    for (let offset = 0; offset < Number(field(first, 'totalCount')); offset += 100) {
      ids.push(...rows(await orders(`?offset=${offset}&limit=100`), 'items').map((line) => line.id));
    }
    const expected = [...linesWith('Open'), ...linesWith('Unpacked')].map((line) => line.id);
    expect([...ids].sort()).toEqual(expected.sort());
  });

  test('a line carries money with currency, the order number as text and town as ilçe', async () => {
    const order = shop.data.addOrder();
    const items = rows(
      await orders(`?offset=0&limit=100&begindate=${dateText(now - HOUR)}&enddate=${dateText(now + HOUR)}`),
      'items',
    );
    const sent = items.find((line) => line.orderNumber === order.orderNumber);
    const [line] = order.lines;
    expect(sent).toMatchObject({
      orderDate: '2026-11-24T12:00:00.0000000',
      status: 'Open',
      unitPrice: { amount: (line?.unitPrice ?? 0) / 100, currency: 'TRY' },
      shippingAddress: { town: order.address.town, district: order.address.district },
    });
  });

  test("dates must be yyyy-MM-dd HH:mm on Turkey's clock; a range above 24 hours loses its end", async () => {
    expect((await orders('?offset=0&limit=10&begindate=2026-11-24T10:00:00Z')).status).toBe(400);
    const early = await orders(
      `?offset=0&limit=1&begindate=${dateText(now - 2 * DAY)}&enddate=${dateText(now - DAY)}`,
    );
    const wide = await orders(
      `?offset=0&limit=1&begindate=${dateText(now - 2 * DAY)}&enddate=${dateText(now)}`,
    );
    expect(field(wide, 'totalCount')).toBe(field(early, 'totalCount'));
  });

  test('unpaid lines are only in paymentawaiting, in PascalCase', async () => {
    const answer = await orders('/paymentawaiting?limit=50&offset=0');
    expect(
      rows(answer, 'items')
        .map((line) => line.Id)
        .sort(),
    ).toEqual(
      linesWith('PaymentAwaiting')
        .map((line) => line.id)
        .sort(),
    );
    const order = shop.data.addOrder({ paid: false });
    expect(field(await orders('/paymentawaiting'), 'totalCount')).toBe(linesWith('PaymentAwaiting').length);
    shop.data.pay(order.orderNumber);
    expect(order.lines[0]?.status).toBe('Open');
  });

  test('cancelled lists the last month, 50 at most', async () => {
    const answer = await orders('/cancelled?limit=100&offset=0');
    expect(field(answer, 'limit')).toBe(50);
    const expected = linesWith('Cancelled').filter((line) => (line.cancel?.at ?? 0) >= now - 30 * DAY);
    expect(field(answer, 'totalCount')).toBe(expected.length);
    expect(linesWith('Cancelled').length).toBeGreaterThan(expected.length);
  });

  test('the detail of an order has all its lines in whatever state; an unknown one is 404', async () => {
    const order = [...shop.data.orders.values()].find((each) => each.lines.length > 3);
    const answer = await orders(`/ordernumber/${order?.orderNumber}`);
    expect(rows(answer, 'items').map((line) => line.id)).toEqual(order?.lines.map((line) => line.id));
    expect((await orders('/ordernumber/1')).status).toBe(404);
  });

  test('both path cases are taken here (facts §1)', async () => {
    const answer = await call(shop, `/orders/merchantId/${shop.credentials.merchantId}?offset=0&limit=1`);
    expect(answer.status).toBe(200);
  });
});

describe('Hepsiburada packages (facts §7.2)', { timeout: 30_000 }, () => {
  test('a bare array of at most 10 with its paging in the headers', async () => {
    const answer = await packages('?limit=50&offset=0&timespan=2400');
    const open = [...shop.data.packages.values()].filter((each) => each.status === 'Open');
    expect(rows(answer)).toHaveLength(10);
    expect(answer.headers.get('totalcount')).toBe(String(open.length));
    expect(answer.headers.get('pagecount')).toBe(String(Math.ceil(open.length / 10)));
    expect(answer.headers.get('limit')).toBe('10');
  });

  test('limit and offset are mandatory', async () => {
    expect((await packages('?timespan=24')).status).toBe(400);
    expect((await packages('?timespan=24&limit=0&offset=0')).status).toBe(400);
  });

  test('a range above 24 hours silently becomes 24 hours after its begin; without a range the last 24 hours', async () => {
    const count = async (query: string) =>
      (await packages(`?limit=10&offset=0${query}`)).headers.get('totalcount');
    const dayOne = await count(`&begindate=${dateText(now - 3 * DAY)}&enddate=${dateText(now - 2 * DAY)}`);
    expect(await count(`&begindate=${dateText(now - 3 * DAY)}&enddate=${dateText(now)}`)).toBe(dayOne);
    expect(await count('')).toBe(await count('&timespan=24'));
  });

  test('day after day gives every ready package once, by the time it was packed', async () => {
    const seen: unknown[] = [];
    for (let start = now - 91 * DAY; start <= now; start += DAY) {
      const query = `begindate=${dateText(start)}&enddate=${dateText(start + DAY - 60_000)}`;
      for (let offset = 0; ; offset += 10) {
        const page = rows(await packages(`?${query}&limit=10&offset=${offset}`));
        seen.push(...page.map((each) => each.packageNumber));
        if (page.length < 10) break;
      }
    }
    const open = [...shop.data.packages.values()].filter((each) => each.status === 'Open');
    expect([...seen].sort()).toEqual(open.map((each) => each.packageNumber).sort());
  });

  test('a shipped package leaves the list and is named, without lines, in PascalCase; delivered moves it on', async () => {
    const order = shop.data.addOrder();
    const { packageNumber } = shop.data.pack(order.orderNumber);
    const inList = async () =>
      rows(await packages('?limit=10&offset=0&timespan=1')).some(
        (each) => each.packageNumber === packageNumber,
      );
    const inState = async (state: string) =>
      rows(
        await packages(`/${state}?begindate=${dateText(now - HOUR)}&enddate=${dateText(now + HOUR)}`),
        'items',
      ).find((each) => each.PackageNumber === packageNumber);
    expect(await inList()).toBe(true);
    shop.data.ship(packageNumber);
    expect(await inList()).toBe(false);
    expect(await inState('shipped')).toMatchObject({
      OrderNumber: order.orderNumber,
      OrderNumbers: [order.orderNumber],
      ShippedDate: istanbulText(now),
    });
    expect(await inState('shipped')).not.toHaveProperty('items');
    shop.data.deliver(packageNumber);
    expect(await inState('shipped')).toBeUndefined();
    expect(await inState('delivered')).toMatchObject({ DeliveredDate: istanbulText(now) });
    expect(order.lines.every((line) => line.status === 'Delivered')).toBe(true);
  });

  test('the lists by state show 50 at most', async () => {
    const answer = await packages('/delivered?limit=500&offset=0');
    expect(rows(answer, 'items')).toHaveLength(50);
    expect(answer.body).toMatchObject({
      limit: 50,
      totalCount: [...shop.data.packages.values()].filter((each) => each.status === 'Delivered').length,
    });
  });

  test('unpacked and split: the old number is listed as unpacked, the lines keep their ids in new packages', async () => {
    const skus = shop.data
      .listings()
      .slice(0, 2)
      .map((listing) => ({ merchantSku: listing.merchantSku, quantity: 1 }));
    const order = shop.data.addOrder({ lines: skus });
    const whole = shop.data.pack(order.orderNumber);
    const parts = shop.data.splitPackage(whole.packageNumber, [order.lines[0]?.id ?? '']);
    const unpacked = await packages('/status/unpacked?timespan=1&limit=10&offset=0');
    expect(rows(unpacked, 'items').map((each) => each.packageNumber)).toContain(whole.packageNumber);
    expect(parts.flatMap((part) => part.lines.map((line) => line.lineId)).sort()).toEqual(
      order.lines.map((line) => line.id).sort(),
    );
  });

  test('cancelling a packed line undoes the package and sends its other lines back as Unpacked', async () => {
    const skus = shop.data
      .listings()
      .slice(0, 2)
      .map((listing) => ({ merchantSku: listing.merchantSku, quantity: 1 }));
    const order = shop.data.addOrder({ lines: skus });
    shop.data.pack(order.orderNumber);
    shop.data.cancelLine(order.orderNumber, order.lines[0]?.id ?? '');
    expect(order.lines.map((line) => line.status)).toEqual(['Cancelled', 'Unpacked']);
    expect(rows(await orders('/cancelled'), 'items').map((line) => line.lineItemId)).toContain(
      order.lines[0]?.id,
    );
  });

  test('orders of one customer packed together share a package and keep their own numbers', () => {
    const shared = [...shop.data.packages.values()].find(
      (each) => new Set(each.lines.map((line) => line.orderNumber)).size > 1,
    );
    expect(shared).toBeDefined();
    const [one, two] = [shop.data.addOrder(), shop.data.addOrder()];
    const merged = shop.data.mergeOrders([one.orderNumber, two.orderNumber]);
    expect(merged.lines.map((line) => line.orderNumber)).toEqual([one.orderNumber, two.orderNumber]);
  });

  test('all lists together lead to every reachable order, and the details of those give every line', async () => {
    const numbers = new Set<unknown>();
    const collect = async (
      get: (query: string) => ReturnType<typeof call>,
      size: number,
      path: string,
      key: string,
    ) => {
      for (let offset = 0; ; offset += size) {
        const page = rows(await get(`${path}?limit=${size}&offset=${offset}`), 'items');
        for (const row of page) numbers.add(row[key]);
        if (page.length < size) return;
      }
    };
    await collect(orders, 100, '', 'orderNumber');
    await collect(orders, 50, '/paymentawaiting', 'OrderNumber');
    await collect(orders, 50, '/cancelled', 'orderNumber');
    for (const state of ['/shipped', '/delivered', '/undelivered'])
      await collect(packages, 50, state, 'OrderNumber');
    for (let offset = 0; ; offset += 10) {
      const page = rows(await packages(`?limit=10&offset=${offset}&timespan=2400`));
      for (const item of page.flatMap((each) => (Array.isArray(each.items) ? each.items : [])))
        numbers.add(item.orderNumber);
      if (page.length < 10) break;
    }
    const reachable = shop.data.reachableOrders();
    expect([...numbers].sort()).toEqual(reachable.map((order) => order.orderNumber).sort());
    expect(reachable.length).toBeLessThan(shop.data.orders.size);
  });

  test('cargo information of one package', async () => {
    const [first] = shop.data.packages.keys();
    expect(rows(await packages(`/packagenumber/${first}`))).toMatchObject([{ packageNumber: first }]);
    expect((await packages('/packagenumber/1')).status).toBe(404);
  });

  test('the seed has every state, big order numbers, foreign money and whole carts', () => {
    const all = [...shop.data.orders.values()];
    for (const status of [
      'PaymentAwaiting',
      'Open',
      'Packaged',
      'InTransit',
      'Delivered',
      'UnDelivered',
      'Cancelled',
    ] as const) {
      expect(linesWith(status).length, status).toBeGreaterThan(0);
    }
    expect(all.some((order) => Number(order.orderNumber) > Number.MAX_SAFE_INTEGER)).toBe(true);
    expect(all.some((order) => order.currency !== 'TRY')).toBe(true);
    expect(all.some((order) => order.lines.length > 5)).toBe(true);
    expect([...shop.data.packages.values()].some((each) => each.unpackedAt !== undefined)).toBe(true);
  });

  test("packageList 'all' keeps shipped and delivered packages in the list by packing day", async () => {
    const all = await startHepsiburada({
      seed,
      now: () => now,
      products: 50,
      orders: 60,
      packageList: 'all',
    });
    try {
      const answer = await call(
        all,
        `/packages/merchantid/${all.credentials.merchantId}?limit=10&offset=0&timespan=2400`,
      );
      expect(answer.headers.get('totalcount')).toBe(String(all.data.packages.size));
    } finally {
      await all.stop();
    }
  });
});
