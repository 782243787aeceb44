import { describe, expect, it } from 'vitest';
import type { MapContext } from '../../src/shared/connector/definition';
import { orderRecordSchema } from '../../src/shared/domain/order';
import { productStreamRecordSchema } from '../../src/shared/domain/product';
import { connector } from './connector';
import { tidyField } from './fields';
import orders from './fixtures/orders.json';
import fixture from './fixtures/products.json';
import { mapOrder } from './orders';
import { mapProduct, mapVariation, variationBindings } from './products';
import { orderSchema, productSchema, variationSchema } from './schema';
import { orderStatusOf } from './statuses';

const lira = (minor: number) => ({ minor, currency: 'TRY' });
const context = (parent?: Record<string, string>): MapContext => ({
  fields: {},
  learned: { currency: 'TRY' },
  readAt: 0,
  parent,
});
const product = (index: number) => {
  const [record] = mapProduct(productSchema.parse(fixture.products[index]), context());
  productStreamRecordSchema.parse(record);
  return record;
};
const variation = (index: number, parent?: Record<string, string>) => {
  const [record] = mapVariation(variationSchema.parse(fixture.variations[index]), context(parent));
  return productStreamRecordSchema.parse(record);
};
const order = (index: number) =>
  mapOrder(orderSchema.parse(orders[index])).map((one) => orderRecordSchema.parse(one))[0];

describe('products', () => {
  it('read like a person wrote them: no entities, no tags, price in kuruş', () => {
    expect(product(0)).toMatchObject({
      key: '101',
      title: 'Bambu Havlu – 2’li Set & Kese',
      brand: 'Çağlayan',
      category: 'Ev & Banyo, Havlu',
      description: '<p>Yumuşak</p>',
      status: 'active',
      modifiedAt: Date.UTC(2026, 10, 24, 5),
      variantKeys: ['101'],
    });
    expect(product(0)?.variants).toEqual([
      expect.objectContaining({
        key: '101',
        sku: 'HVL-1',
        barcode: '8690000000012',
        price: lira(20000),
        listPrice: lira(24990),
        stock: 12,
        remoteIds: { productId: '101' },
      }),
    ]);
  });

  it('with variations name them and are no variant themselves', () => {
    expect(product(1)).toMatchObject({ key: '102', brand: 'Taç', variants: [], variantKeys: ['201', '202'] });
    expect(variationBindings(productSchema.parse(fixture.products[1]))).toEqual([{ id: '102' }]);
    expect(variationBindings(productSchema.parse(fixture.products[0]))).toEqual([]);
  });

  it.each([
    [2, 'not counted, in stock', null, null, 'inactive'],
    [3, 'not counted, sold out', 0, lira(0), 'inactive'],
    [4, 'counted in fractions', -2, lira(1250), 'active'],
  ])('row %i (%s) has stock %s', (index, _what, stock, price, status) => {
    expect(product(index)?.variants[0]).toMatchObject({ stock, price, status });
  });

  it('with a price that is no number, or without an id, are refused', () => {
    expect(() => product(5)).toThrow('price: expected a decimal amount');
    expect(productSchema.safeParse(fixture.products[6]).success).toBe(false);
  });

  it('are refused while the shop’s currency is not known, instead of guessing one', () => {
    const raw = productSchema.parse(fixture.products[0]);
    expect(() => mapProduct(raw, { fields: {}, learned: {}, readAt: 0 })).toThrow();
  });
});

describe('variations', () => {
  it('join their parent; the parent’s stock counts where the shop repeats it', () => {
    expect(variation(0)).toMatchObject({
      kind: 'variant',
      productKey: '102',
      variant: {
        key: '201',
        sku: 'NVR-BEJ',
        barcode: null,
        title: 'Bej / Çift kişilik',
        price: lira(50000),
        stock: 40,
        imageUrl: 'https://magazam.example/bej.jpg',
        remoteIds: { productId: '102', variationId: '201' },
      },
    });
  });

  it('without parent id take it from the address they were read at; an untold stock stays untold', () => {
    const record = variation(1, { id: '102' });
    expect(record).toMatchObject({
      productKey: '102',
      variant: { key: '202', price: null, status: 'inactive' },
    });
    expect(record.kind === 'variant' && record.variant.stock).toBeUndefined();
    expect(() => variation(1)).toThrow('parent_id');
  });
});

describe('orders', () => {
  it('come whole: one package with every line', () => {
    expect(order(0)).toMatchObject({
      key: '5001',
      number: '2026-5001',
      placedAt: Date.UTC(2026, 10, 24, 5),
      modifiedAt: Date.UTC(2026, 10, 24, 5, 10),
      status: 'new',
      channelStatus: 'processing',
      total: lira(25800),
      discount: lira(1200),
      shipping: lira(3000),
      tax: lira(4300),
      customerName: 'Çağla Öz',
      paymentMethod: 'Kapıda ödeme',
      note: ' Zili çalmayın ',
      packagesComplete: true,
    });
    expect(order(0)?.shippingAddress).toMatchObject({
      name: null,
      company: 'Öz Ltd.',
      city: 'Gebze',
      phone: null,
    });
    expect(order(0)?.packages.map((one) => [one.key, one.lines.length])).toEqual([['', 2]]);
  });

  it('tell what the customer pays for a line, tax included', () => {
    expect(order(0)?.packages[0]?.lines).toEqual([
      expect.objectContaining({
        key: '9001',
        sku: 'HVL-1',
        title: 'Bambu Havlu & Kese',
        quantity: 3,
        unitPrice: lira(7600),
        total: lira(22800),
        discount: lira(1200),
        vatRate: 20,
        variantKey: '101',
      }),
      expect.objectContaining({ key: '9002', total: lira(0), variantKey: '202' }),
    ]);
    expect(order(0)?.packages[0]?.lines[1]?.vatRate).toBeUndefined();
  });

  it('keep a plugin’s status word instead of guessing, and the order’s own currency', () => {
    expect(order(1)).toMatchObject({
      status: 'unknown',
      channelStatus: 'kargoya-verildi',
      currency: 'USD',
      total: { minor: 0, currency: 'USD' },
      placedAt: null,
      billingAddress: null,
    });
  });

  it('without a list of lines are refused', () => {
    expect(orderSchema.safeParse(orders[2]).success).toBe(false);
  });

  it.each([
    ['checkout-draft', 'awaiting'],
    ['pending', 'awaiting'],
    ['on-hold', 'awaiting'],
    ['processing', 'new'],
    ['completed', 'delivered'],
    ['cancelled', 'cancelled'],
    ['failed', 'cancelled'],
    ['refunded', 'returned'],
    ['trash', 'cancelled'],
    ['wc-processing', 'new'],
    ['shipped', 'unknown'],
  ])('status %s is %s', (word, expected) => {
    expect(orderStatusOf(word)).toBe(expected);
  });
});

describe('the shop address', () => {
  it.each([
    ['magazam.com', 'https://magazam.com'],
    [' https://Magazam.com/ ', 'https://magazam.com'],
    ['https://magazam.com/wp-admin/admin.php?page=wc-settings', 'https://magazam.com'],
    ['magazam.com/dukkan/', 'https://magazam.com/dukkan'],
    ['https://magazam.com/dukkan/wp-json/wc/v3', 'https://magazam.com/dukkan'],
    ['https://magazam.com:8443/?x=1#y', 'https://magazam.com:8443'],
    ['http://magazam.com', 'http://magazam.com'],
    ['https://user:pass@magazam.com', 'https://user:pass@magazam.com'],
    ['', ''],
  ])('%s becomes %s', (typed, expected) => {
    expect(tidyField('siteUrl', typed)).toBe(expected);
  });

  it('with a name and password in it does not pass the form', () => {
    const field = connector.fields.find((one) => one.name === 'siteUrl');
    const pattern = new RegExp(`^(?:${field?.pattern})$`, 'u');
    expect(pattern.test('https://user:pass@magazam.com')).toBe(false);
    expect(pattern.test('https://magazam.com/dukkan')).toBe(true);
  });

  it('leaves keys alone but for the blanks around them', () => {
    expect(tidyField('consumerKey', ' ck_1 ')).toBe('ck_1');
  });
});

describe('the definition', () => {
  const parts = Object.values(connector.streams).flatMap((stream) => stream.parts);

  it('never asks for more than 100 rows and never orders by the date of change', () => {
    for (const part of parts) {
      expect(part.paging).toMatchObject({ size: { value: 100 }, total: { header: 'X-WP-Total' } });
      expect(part.request.query).toMatchObject({ orderby: 'id', order: 'asc' });
    }
  });

  it('asks for changes in UTC', () => {
    for (const part of parts.filter((one) => one.delta.kind === 'since')) {
      expect(part.request.query?.dates_are_gmt).toBe('true');
    }
  });

  it('reads variations by their parents where the shop has no list of all', () => {
    const part = parts.find((one) => one.name === 'variationsByParent');
    expect(part).toMatchObject({
      onlyIfSkipped: 'variations',
      child: { request: { path: '/wp-json/wc/v3/products/{parent.id}/variations' } },
    });
  });
});
