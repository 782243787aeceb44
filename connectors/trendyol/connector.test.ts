import { describe, expect, it } from 'vitest';
import { orderRecordSchema } from '../../src/shared/domain/order';
import { productRecordSchema } from '../../src/shared/domain/product';
import { mapClaim } from './claims';
import { connector } from './connector';
import approved from './fixtures/approved.json';
import packages from './fixtures/packages.json';
import unapproved from './fixtures/unapproved.json';
import { mapApproved, mapPackage, mapUnapproved } from './mapping';
import { approvedProductSchema, claimSchema, packageSchema, unapprovedProductSchema } from './schema';
import { approvedStatus, orderStatusOf } from './statuses';

const lira = (minor: number) => ({ minor, currency: 'TRY' });
const product = (index: number) =>
  mapApproved(approvedProductSchema.parse(approved.content[index])).map((one) =>
    productRecordSchema.parse(one),
  );
const draft = (index: number) =>
  mapUnapproved(unapprovedProductSchema.parse(unapproved.content[index])).map((one) =>
    productRecordSchema.parse(one),
  );
const order = (index: number) =>
  mapPackage(packageSchema.parse(packages.content[index])).map((one) => orderRecordSchema.parse(one));

describe('approved products', () => {
  const [towel] = product(0);

  it('shows the title without tags and keeps the description as it came', () => {
    expect(towel).toMatchObject({
      key: '715530287',
      title: 'Bambu Havlu & Bornoz Takımı',
      brand: 'Çağlayan Tekstil',
      category: 'Banyo Havlusu',
      description: '<p>Yumuşak dokulu.</p>',
      imageUrls: ['https://cdn.example.com/1.jpg', 'https://cdn.example.com/2.jpg'],
    });
  });

  it('keys a variant by its barcode and rounds the price to kuruş', () => {
    expect(towel?.variants[0]).toMatchObject({
      key: '8690000000012',
      barcode: '8690000000012',
      sku: 'HVL-BEJ-50',
      title: 'Bej / 50x90',
      price: lira(20000),
      listPrice: lira(24990),
      stock: 0,
      vatRate: 10,
      status: 'active',
      remoteIds: { variantId: '990001', contentId: '715530287', productMainId: 'HVL-BAMBU' },
      modifiedAt: 1763950000000,
    });
  });

  it('keeps a price of 0, says why it is locked and has no SKU where the field is blank', () => {
    expect(towel?.variants[1]).toMatchObject({
      sku: null,
      price: lira(0),
      stock: 14,
      vatRate: 20,
      status: 'locked',
      channelStatus: 'locked: Fiyat aralığı',
    });
  });

  it('keeps an archived row without barcode under its variant id, and a content id beyond 2^53 exactly', () => {
    const [old] = product(1);
    expect(old).toMatchObject({ key: '9007199254740993123', title: null });
    expect(old?.variants[0]).toMatchObject({ key: 'variant:990003', barcode: null, status: 'archived' });
    expect(old?.variants[0]?.price).toBeUndefined();
    expect(old?.variants[0]?.stock).toBeUndefined();
  });

  it('refuses a price that is no number and a product without an id', () => {
    expect(() => product(2)).toThrow('variants.price.salePrice: expected a decimal amount');
    expect(approvedProductSchema.safeParse(approved.content[3]).success).toBe(false);
  });

  it.each([
    [{ onSale: true }, 'active'],
    [{ onSale: false }, 'inactive'],
    [{ onSale: true, archived: true }, 'archived'],
    [{ onSale: true, blacklisted: true }, 'locked'],
    [{ onSale: true, locked: true }, 'locked'],
    [{}, undefined],
  ])('%o is %s', (flags, expected) => {
    expect(approvedStatus(flags).status).toBe(expected);
  });
});

describe('unapproved products', () => {
  it('become the same row when they are approved: the key is the barcode', () => {
    const [waiting] = draft(0);
    expect(waiting).toMatchObject({ key: 'main:HVL-YENI', imageUrls: ['https://cdn.example.com/n.jpg'] });
    expect(waiting?.variants[0]).toMatchObject({
      key: '8690000000036',
      price: lira(9990),
      stock: 7,
      status: 'pending',
      channelStatus: 'pendingApproval',
      modifiedAt: 1763000000005,
    });
  });

  it('say why they were rejected', () => {
    const [rejected] = draft(1);
    expect(rejected).toMatchObject({
      key: 'main:8690000000043',
      imageUrls: ['https://cdn.example.com/r.jpg'],
    });
    expect(rejected?.variants[0]).toMatchObject({
      status: 'rejected',
      channelStatus: 'rejected: Kategori Hatalı: Ürün bu kategoriye ait değil',
    });
  });

  it('are refused without a barcode: nothing else would find them again', () => {
    expect(unapprovedProductSchema.safeParse(unapproved.content[2]).success).toBe(false);
  });
});

describe('order packages', () => {
  const [first] = order(0);
  const [cancelled] = order(1);

  it('are told to the order by its number; the order date loses its three hours', () => {
    expect(first).toMatchObject({
      key: '10654411111',
      number: '10654411111',
      placedAt: 1763985600000 - 3 * 3_600_000,
      modifiedAt: 1763980000000,
      dueAt: 1764100000000,
      currency: 'TRY',
      customerName: 'Şule Öğüt',
      phone: '5550000000',
      packagesComplete: false,
    });
    expect(first?.shippingAddress).toMatchObject({
      city: 'Diyarbakır',
      district: 'Bağlar',
      neighborhood: 'Kaynartepe',
      country: 'TR',
    });
    expect(first?.billingAddress).toMatchObject({
      company: 'Öğüt Ltd.',
      taxNumber: '1234567890',
      taxOffice: 'Bağlar',
    });
    expect(first?.status).toBeUndefined();
    expect(first?.total).toBeUndefined();
  });

  it('keep a tracking number beyond 2^53 digit by digit', () => {
    expect(first?.packages[0]).toMatchObject({
      key: '3330111111',
      status: 'preparing',
      channelStatus: 'Picking',
      trackingNumber: '7280027504111111111',
      carrier: 'Trendyol Express',
      total: lira(26999),
      replaces: [],
      dissolved: false,
    });
  });

  it('add up what was paid for each piece', () => {
    expect(first?.packages[0]?.lines[0]).toMatchObject({
      key: '4765113',
      sku: 'HVL-BEJ-50',
      title: 'Bambu Havlu & Bornoz',
      quantity: 3,
      unitPrice: lira(9000),
      total: lira(26999),
      discount: lira(3001),
      vatRate: 10,
      status: 'preparing',
      variantKey: '8690000000012',
    });
  });

  it('read the older field names, and point back to the package they were made from', () => {
    expect(cancelled?.key).toBe('10654411111');
    expect(cancelled?.packages[0]).toMatchObject({
      key: '3330222222',
      status: 'cancelled',
      trackingNumber: '733861966410',
      total: lira(4550),
      replaces: ['3330111111'],
    });
    expect(cancelled?.packages[0]?.lines[0]).toMatchObject({
      key: '4765114',
      sku: 'Y-SKU',
      unitPrice: lira(2275),
      total: lira(4550),
      discount: lira(500),
      vatRate: 20,
    });
  });

  it('without lines are refused, not stored as an empty parcel', () => {
    expect(packageSchema.safeParse(packages.content[2]).success).toBe(false);
  });

  it('that were unpacked count no more', () => {
    const [unpacked] = mapPackage(packageSchema.parse({ ...packages.content[0], status: 'UnPacked' }));
    expect(unpacked?.packages[0]).toMatchObject({ dissolved: true, channelStatus: 'UnPacked' });
  });

  it.each([
    ['Awaiting', 'awaiting'],
    ['Verified', 'awaiting'],
    ['Created', 'new'],
    ['Picking', 'preparing'],
    ['Invoiced', 'preparing'],
    ['Shipped', 'shipped'],
    ['AtCollectionPoint', 'shipped'],
    ['AT_COLLECTION_POINT', 'shipped'],
    ['Delivered', 'delivered'],
    ['UnDelivered', 'undelivered'],
    ['Cancelled', 'cancelled'],
    ['Returned', 'returned'],
    ['UnSupplied', 'unsupplied'],
    ['BrandNewWord', 'unknown'],
    [null, 'unknown'],
  ])('status %s is %s', (word, expected) => {
    expect(orderStatusOf(word)).toBe(expected);
  });
});

describe('claims', () => {
  const told = (items: unknown) =>
    mapClaim(claimSchema.parse({ orderNumber: 10600000001, items })).map((one) =>
      orderRecordSchema.parse(one),
    );
  const item = (name: string | null) => ({ id: 'c', claimItemStatus: name === null ? null : { name } });

  it('bring back the accepted pieces of a line, and leave everything else of the order untold', () => {
    const items = [
      { orderLine: { id: 991 }, claimItems: [item('Accepted'), item('Rejected')] },
      { orderLine: { id: 991 }, claimItems: [item('Accepted')] },
      { orderLine: { id: 992 }, claimItems: [item('WaitingInAction'), item(null)] },
    ];
    expect(told(items)).toEqual([
      {
        kind: 'order',
        key: '10600000001',
        number: '10600000001',
        packages: [],
        packagesComplete: false,
        lineUpdates: [{ key: '991', status: 'returned', returnedPieces: 2 }],
      },
    ]);
  });

  it('tell nothing while none of their pieces is accepted', () => {
    expect(told([{ orderLine: { id: 991 }, claimItems: [item('InAnalysis')] }])).toEqual([]);
    expect(told(null)).toEqual([]);
  });

  it('of no order or no line are refused', () => {
    expect(claimSchema.safeParse({ items: [] }).success).toBe(false);
    expect(claimSchema.safeParse({ orderNumber: 1, items: [{ claimItems: [] }] }).success).toBe(false);
  });
});

describe('the definition', () => {
  const parts = Object.values(connector.streams).flatMap((stream) => stream.parts);

  it('asks for changes of contents and of variants, which move apart', () => {
    const kinds = parts
      .filter((part) => part.modes.includes('delta'))
      .map((part) => part.request.query?.dateQueryType);
    expect(kinds).toEqual([
      'LAST_MODIFIED_DATE',
      'CONTENT_MODIFIED_DATE',
      'VARIANT_MODIFIED_DATE',
      undefined,
      undefined,
    ]);
  });

  it('never asks the stream for more than 14 days or 200 packages, and leaves five seconds between calls', () => {
    const stream = connector.streams.orders?.parts[0];
    expect(stream?.delta).toMatchObject({ windowSeconds: 13 * 86_400, always: true });
    expect(stream?.paging).toMatchObject({ size: { value: 200 } });
    expect(connector.http.budgets.find((budget) => budget.name === stream?.budget)).toMatchObject({
      calls: 30,
      spacingSeconds: 5,
    });
  });

  it('uses no path of the closed first order version', () => {
    expect(parts.some((part) => /\/orders$/.test(part.request.path))).toBe(false);
  });
});
