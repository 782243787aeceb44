import { describe, expect, it } from 'vitest';
import type { MapContext } from '../../src/shared/connector/definition';
import { orderRecordSchema } from '../../src/shared/domain/order';
import { connector } from './connector';
import orders from './fixtures/orders.json';
import {
  awaitingBindings,
  cancelledBindings,
  detailBindings,
  mapAwaitingDetail,
  mapCancelledDetail,
  mapCancelledOfOrder,
  mapPackageDetail,
  openBindings,
  packageBindings,
} from './order-details';
import {
  mapAwaitingLine,
  mapCancelledLine,
  mapOpenLine,
  mapPackage,
  mapPackageNumbers,
  mapUnpacked,
} from './orders';
import {
  awaitingLineSchema,
  cancelledLineSchema,
  openLineSchema,
  orderDetailSchema,
  packageNumbersSchema,
  packageSchema,
  unpackedSchema,
} from './schema';
import { catalogueStatusOf, lineStatusOf, packageStatusOf } from './statuses';

const lira = (minor: number) => ({ minor, currency: 'TRY' });
const strict = (records: readonly unknown[]) => records.map((record) => orderRecordSchema.parse(record));
const open = (index: number) => strict(mapOpenLine(openLineSchema.parse(orders.open[index])));
const parcel = (index: number) => strict(mapPackage(packageSchema.parse(orders.packages[index])));
const within = (parent: Record<string, string> | undefined): MapContext => ({
  fields: {},
  learned: {},
  readAt: 0,
  parent,
});

describe('open lines', () => {
  it('stand in no parcel; a time without offset is Turkish time', () => {
    const [record] = open(0);
    expect(record).toMatchObject({
      key: '4512345678901234567',
      number: '4512345678901234567',
      placedAt: Date.UTC(2026, 10, 24, 5),
      dueAt: Date.UTC(2026, 10, 26, 23, 59, 59),
      customerName: 'Gökçe Işık',
      email: 'g@example.com',
      note: 'Kapıya bırakın',
      packagesComplete: false,
    });
    expect(record?.shippingAddress).toMatchObject({
      city: 'İstanbul',
      district: 'Kadıköy',
      neighborhood: 'Caferağa',
    });
    expect(record?.billingAddress).toMatchObject({ taxNumber: '11111111111' });
    expect(record?.packages).toEqual([
      expect.objectContaining({ key: '', status: 'new', linesComplete: false }),
    ]);
    expect(record?.packages[0]?.lines[0]).toMatchObject({
      key: '11111111-aaaa-4bbb-8ccc-000000000001',
      sku: 'HVL-BEJ-50',
      quantity: 2,
      unitPrice: lira(10000),
      total: lira(20000),
      discount: lira(1550),
      vatRate: 10,
      variantKey: 'HVL-BEJ-50',
      status: 'new',
    });
  });

  it('that came back from a parcel take the parcel apart', () => {
    const [record] = open(1);
    expect(record?.packages.map((one) => [one.key, one.dissolved ?? false])).toEqual([
      ['900100', true],
      ['', false],
    ]);
  });

  it('without an order number are refused', () => {
    expect(openLineSchema.safeParse(orders.open[2]).success).toBe(false);
  });
});

describe('parcels', () => {
  it('with lines of two orders are told to both, each with its own lines and no total of the other', () => {
    const records = parcel(0);
    expect(
      records.map((record) => [
        record.key,
        record.packages[0]?.key,
        record.packages[0]?.lines.map((line) => line.key),
      ]),
    ).toEqual([
      ['100', '900200', ['l-1']],
      ['101', '900200', ['l-2']],
    ]);
    expect(records[0]?.packages[0]).toMatchObject({
      status: 'preparing',
      carrier: 'Aras Kargo',
      trackingNumber: 'HB0123456789',
    });
    expect(records[0]?.packages[0]?.total).toBeUndefined();
    expect(records[1]?.packages[0]?.lines[0]).toMatchObject({ total: lira(20000), variantKey: 'HB2' });
    expect(records[0]).toMatchObject({
      customerName: 'Gökçe Işık',
      shippingAddress: { name: 'Annesi', district: 'Kadıköy' },
    });
  });

  it('of one order carry its total', () => {
    expect(parcel(1)[0]?.packages[0]).toMatchObject({ status: 'shipped', total: lira(1000) });
  });

  it('with a line that names no order are refused', () => {
    expect(() => parcel(2)).toThrow('orderNumber');
  });
});

describe('lists that give numbers only', () => {
  const rows = orders.numbers.slice(0, 2).map((row) => packageNumbersSchema.parse(row));

  it('bring the state and keep the lines', () => {
    const records = strict(rows.flatMap(mapPackageNumbers('delivered', 'Delivered')));
    expect(records.map((record) => record.key)).toEqual(['4512345678901234567', '200', '201']);
    expect(records[0]?.packages[0]).toMatchObject({
      key: '900500',
      status: 'delivered',
      lines: [],
      linesComplete: false,
    });
    expect(packageNumbersSchema.safeParse(orders.numbers[2]).success).toBe(false);
  });

  it('are filled from the order: the lines of that parcel, and what was cancelled', () => {
    const detail = orderDetailSchema.parse(orders.detail);
    const [binding] = rows.flatMap((row) => detailBindings('delivered', 'Delivered')(row, within(undefined)));
    const [record] = strict(mapPackageDetail(detail, within(binding)));
    expect(record).toMatchObject({ key: '4512345678901234567', customerName: 'İlknur Çınar', note: null });
    expect(record?.packages).toHaveLength(1);
    expect(record?.packages[0]).toMatchObject({ key: '900500', status: 'delivered' });
    expect(record?.packages[0]?.lines.map((line) => line.key)).toEqual(['d-1']);
    expect(record?.lineUpdates?.map((update) => [update.key, update.status])).toEqual([['d-3', 'cancelled']]);
  });

  it('reach the lines too when the order does not say which line lies in which parcel', () => {
    const detail = orderDetailSchema.parse({
      ...orders.detail,
      items: orders.detail.items.map((item) => ({ ...item, packageNumber: null })),
    });
    const [binding] = rows.flatMap((row) => detailBindings('shipped', 'Shipped')(row, within(undefined)));
    const [record] = strict(mapPackageDetail(detail, within(binding)));
    expect(record?.lineUpdates?.map((update) => [update.key, update.status])).toEqual([
      ['d-1', 'shipped'],
      ['d-2', 'shipped'],
      ['d-3', 'cancelled'],
    ]);
  });
});

describe('other lists', () => {
  it('a cancelled line is cancelled wherever it stands', () => {
    const raw = cancelledLineSchema.parse(orders.cancelled[0]);
    const longAgo = { ...within(undefined), since: Date.UTC(2026, 10, 24) };
    expect(strict(mapCancelledLine(raw, longAgo))[0]).toMatchObject({
      packages: [],
      lineUpdates: [
        {
          key: 'd-3',
          status: 'cancelled',
          channelStatus: 'Cancelled: Customer',
          line: { sku: 'C', quantity: 1 },
        },
      ],
    });
    expect(cancelledBindings(raw, longAgo)).toEqual([]);
  });

  it('a line cancelled since the last reading is filled from its order', () => {
    const raw = cancelledLineSchema.parse(orders.cancelled[0]);
    for (const context of [within(undefined), { ...within(undefined), since: Date.UTC(2026, 10, 20, 8) }]) {
      expect(strict(mapCancelledLine(raw, context))[0]?.lineUpdates?.[0]?.line).toBeUndefined();
      const [binding] = cancelledBindings(raw, context);
      const filled = strict(mapCancelledDetail(orderDetailSchema.parse(orders.detail), within(binding)));
      expect(filled[0]?.lineUpdates?.[0]?.line).toMatchObject({ title: 'C ürünü', total: lira(7000) });
      const untold = strict(mapCancelledDetail(orderDetailSchema.parse({ items: [] }), within(binding)));
      expect(untold[0]?.lineUpdates?.[0]?.line).toMatchObject({ key: 'd-3', sku: 'C', quantity: 1 });
    }
  });

  it('a delta run reads the orders of rows that are news, a full run of all', () => {
    const [row] = orders.numbers.slice(0, 1).map((one) => packageNumbersSchema.parse(one));
    if (!row) throw new Error('no row');
    const bind = (since?: number) =>
      detailBindings('delivered', 'Delivered')(row, { ...within(undefined), since });
    expect(bind()).toHaveLength(1);
    expect(bind(Date.UTC(2026, 10, 20, 9))).toHaveLength(1);
    expect(bind(Date.UTC(2026, 10, 22))).toEqual([]);
  });

  it('a full run looks for lines of open orders that were cancelled longer ago than the list tells', () => {
    const line = openLineSchema.parse(orders.open[0]);
    const parcelRaw = packageSchema.parse(orders.packages[0]);
    expect(openBindings(line, within(undefined))).toEqual([{ orderNumber: '4512345678901234567' }]);
    expect(packageBindings(parcelRaw, within(undefined))).toEqual([
      { orderNumber: '100' },
      { orderNumber: '101' },
    ]);
    const delta = { ...within(undefined), since: 1 };
    expect([openBindings(line, delta), packageBindings(parcelRaw, delta)]).toEqual([[], []]);
    const [record] = strict(
      mapCancelledOfOrder(orderDetailSchema.parse(orders.detail), within({ orderNumber: '1' })),
    );
    expect(record?.lineUpdates?.map((update) => [update.key, update.status])).toEqual([['d-3', 'cancelled']]);
    expect(mapCancelledOfOrder(orderDetailSchema.parse({ items: [] }), within({ orderNumber: '1' }))).toEqual(
      [],
    );
  });

  it('an unpaid line gets its price and customer from its order', () => {
    const [binding] = awaitingBindings(awaitingLineSchema.parse({ ...orders.awaiting[0], Id: 'd-1' }));
    const detail = orderDetailSchema.parse({
      ...orders.detail,
      items: orders.detail.items.map((item) => ({ ...item, packageNumber: null })),
    });
    const [record] = strict(mapAwaitingDetail(detail, within(binding)));
    expect(record).toMatchObject({ key: '300', customerName: 'İlknur Çınar' });
    expect(record?.packages[0]).toMatchObject({ key: '', status: 'awaiting', linesComplete: false });
    expect(record?.packages[0]?.lines).toEqual([
      expect.objectContaining({ key: 'd-1', total: lira(5000), status: 'awaiting' }),
    ]);
  });

  it('a line that is not paid yet waits', () => {
    const [record] = strict(mapAwaitingLine(awaitingLineSchema.parse(orders.awaiting[0])));
    expect(record).toMatchObject({ key: '300', placedAt: Date.UTC(2026, 10, 24, 5) });
    expect(record?.packages[0]?.lines[0]).toMatchObject({
      key: 'w-1',
      quantity: 4,
      status: 'awaiting',
      sku: 'A',
    });
  });

  it('an unpacked parcel counts no more; without an order number there is nothing to say', () => {
    expect(mapUnpacked(unpackedSchema.parse(orders.unpacked[0]))).toEqual([]);
    const records = strict(mapUnpacked(unpackedSchema.parse(orders.unpacked[1])));
    expect(records.map((record) => [record.key, record.packages[0]?.dissolved])).toEqual([
      ['77', true],
      ['78', true],
    ]);
  });
});

describe('statuses', () => {
  it.each([
    ['Open', 'new', 'preparing'],
    ['Packaged', 'preparing', 'preparing'],
    ['InTransit', 'shipped', 'shipped'],
    ['Delivered', 'delivered', 'delivered'],
    ['UnDelivered', 'undelivered', 'undelivered'],
    ['CancelledByMerchant', 'cancelled', 'cancelled'],
    ['Returned', 'returned', 'returned'],
    ['Unpacked', 'new', 'cancelled'],
    ['YeniDurum', 'unknown', 'unknown'],
  ])('%s is %s for a line and %s for a parcel', (word, line, parcelStatus) => {
    expect([lineStatusOf(word), packageStatusOf(word)]).toEqual([line, parcelStatus]);
  });

  it.each([
    ['WAITING', 'pending'],
    ['IN_EXTERNAL_PROGRESS', 'pending'],
    ['PRE_MATCHED', 'pending'],
    ['MISSING_INFO', 'rejected'],
    ['REJECTED', 'rejected'],
    ['BLOCKED', 'locked'],
    ['MATCHED', undefined],
    ['MATCHED_WITH_STAGED', undefined],
    ['CREATED', undefined],
  ])('catalogue %s is %s', (word, expected) => {
    expect(catalogueStatusOf(word)).toBe(expected);
  });
});

describe('the definition', () => {
  const parts = connector.streams.orders?.parts ?? [];

  it('keeps to lower-case listing paths, days of packages and the documented page sizes', () => {
    const listingPart = connector.streams.products?.parts.find((part) => part.name === 'listing');
    expect(listingPart?.request.path).toBe('/listings/merchantid/{merchantId}');
    const packages = parts.find((part) => part.name === 'packages');
    expect(packages?.delta).toMatchObject({ windowSeconds: 86_400, format: 'istanbulMinute' });
    const sizes = Object.fromEntries(
      parts.map((part) => [part.name, 'size' in part.paging ? part.paging.size?.value : undefined]),
    );
    expect(sizes).toMatchObject({
      packages: 10,
      unpacked: 10,
      open: 100,
      shipped: 50,
      delivered: 50,
      undelivered: 50,
      cancelled: 50,
      paymentAwaiting: 50,
    });
  });

  it('sends the developer user name bare', () => {
    expect(connector.http.headers?.['User-Agent']).toBe('{userAgent}');
  });

  it('takes 403 of the catalogue for its rate limit, elsewhere for the user name', () => {
    const catalogue = connector.streams.products?.parts.find((part) => part.name === 'catalogue');
    expect(catalogue?.responses?.[0]).toMatchObject({ status: [403], outcome: 'limited' });
    expect(connector.http.responses?.find((rule) => rule.status?.includes(403))).toMatchObject({
      code: 'auth.userAgentRejected',
    });
  });
});
