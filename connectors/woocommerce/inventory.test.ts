import { describe, expect, it } from 'vitest';
import type { WriteRow } from '../../src/shared/connector/write';
import { inventory } from './inventory';
import { mapVariation } from './products';
import { variationSchema } from './schema';

const context = { fields: {}, learned: { currency: 'TRY' }, readAt: 0, group: {}, key: 'k' };

function row(key: string, more: Partial<WriteRow> = {}): WriteRow {
  return { key, productKey: key, sku: null, barcode: null, remoteIds: { productId: key }, ...more };
}
const stock = { quantity: 3, expected: null };

function read(update: readonly object[], rows: readonly WriteRow[]) {
  if (inventory.answer.kind !== 'now') throw new Error('expected an answer at once');
  return inventory.answer.read({ update }, rows);
}

describe('a batch', () => {
  it('counts the stock it sets, and writes prices as texts with the currency’s decimals', () => {
    const rows = [
      row('1', { stock }),
      row('2', { price: { minor: 14_990, listMinor: 19_900, currency: 'TRY' } }),
      row('3', { price: { minor: 14_990, listMinor: 14_990, currency: 'TRY' } }),
      row('4', { stock, price: { minor: 5_000, listMinor: null, currency: 'TRY' } }),
    ];
    expect(inventory.body(rows, context)).toEqual({
      update: [
        { id: 1, manage_stock: true, stock_quantity: 3 },
        { id: 2, regular_price: '199.00', sale_price: '149.90' },
        { id: 3, regular_price: '149.90', sale_price: '' },
        { id: 4, manage_stock: true, stock_quantity: 3, regular_price: '50.00', sale_price: '' },
      ],
    });
  });

  it('keeps a product’s variations together and apart from simple products', () => {
    const variation = row('11', { remoteIds: { productId: '9', variationId: '11' } });
    expect(inventory.group?.(variation, context)).toEqual({ request: 'variations', productId: '9' });
    expect(inventory.group?.(row('1'), context)).toEqual({});
    expect(inventory.alternatives?.variations?.path).toContain(
      '/products/{group.productId}/variations/batch',
    );
  });

  it('does not write stock that variations share on their product, as it was read', () => {
    const raw = {
      id: 11,
      parent_id: 9,
      price: '10',
      manage_stock: 'parent',
      stock_quantity: 5,
      status: 'publish',
    };
    const [record] = mapVariation(variationSchema.parse(raw), context);
    if (record?.kind !== 'variant') throw new Error('expected a variation');
    const remoteIds = record.variant.remoteIds ?? {};
    expect(inventory.refuses?.(row('11', { remoteIds, stock }), context)).toEqual({
      code: 'stock.sharedByParent',
    });
    const price = { minor: 100, listMinor: null, currency: 'TRY' };
    expect(inventory.refuses?.(row('11', { remoteIds, price }), context)).toBeNull();
  });

  it('refuses a price in another currency than the shop’s', () => {
    const price = { minor: 100, listMinor: null, currency: 'USD' };
    expect(inventory.refuses?.(row('1', { price }), context)).toMatchObject({ code: 'price.currency' });
  });
});

describe('the answer', () => {
  it('tells each element apart although the status is 200', () => {
    const error = (code: string, message: string) => ({ error: { code, message, data: { status: 400 } } });
    const rows = [row('1', { stock }), row('2', { stock }), row('3', { stock }), row('4', { stock })];
    const results = read(
      [
        { id: 1, stock_quantity: 3 },
        { id: 2, ...error('woocommerce_rest_product_invalid_id', 'Geçersiz kimlik.') },
        { id: 3, ...error('woocommerce_rest_cannot_edit', 'Yetkiniz yok.') },
        { id: 4, ...error('something_else', 'Olmadı.') },
      ],
      rows,
    );
    expect(results).toEqual([
      { key: '1', outcome: 'confirmed' },
      { key: '2', outcome: 'refused', code: 'product.notThere', reason: 'Geçersiz kimlik.' },
      {
        key: '3',
        outcome: 'refused',
        code: 'auth.noPermission',
        reason: 'Yetkiniz yok.',
        facts: { scope: 'products: write' },
      },
      { key: '4', outcome: 'refused', code: 'stock.refused', reason: 'Olmadı.' },
    ]);
  });

  it('leaves open what came out otherwise than it was sent, and what is missing', () => {
    expect(read([{ id: 1, stock_quantity: 2 }], [row('1', { stock }), row('2', { stock })])).toEqual([]);
  });
});

describe('reading back', () => {
  it('tells stock and both prices; what is not counted has none', () => {
    const shown = [
      { id: 1, manage_stock: true, stock_quantity: 3, price: '149.90', regular_price: '199.00' },
      {
        id: 2,
        manage_stock: false,
        stock_quantity: null,
        stock_status: 'instock',
        price: '',
        regular_price: '',
      },
    ];
    expect(inventory.readBack?.read(shown, [row('1'), row('2'), row('3')], context)).toEqual([
      { key: '1', stock: 3, price: { minor: 14_990, listMinor: 19_900, currency: 'TRY' } },
      { key: '2', stock: null, price: null },
    ]);
  });
});
