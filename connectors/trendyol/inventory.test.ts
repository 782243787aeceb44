import { describe, expect, it } from 'vitest';
import type { WriteRow } from '../../src/shared/connector/write';
import { inventory } from './inventory';

const context = { fields: {}, learned: {}, readAt: 0, group: {}, key: 'k' };

function row(more: Partial<WriteRow> = {}): WriteRow {
  return {
    key: '869',
    productKey: '1',
    sku: 'S',
    barcode: '869',
    remoteIds: { contentId: '1', variantId: '2' },
    ...more,
  };
}
const stock = { quantity: 7, expected: null };
const price = { minor: 14_990, listMinor: 19_900, currency: 'TRY' };

function poll(json: unknown, rows: readonly WriteRow[]) {
  if (inventory.answer.kind !== 'later') throw new Error('expected a later answer');
  return inventory.answer.read(json, rows);
}
function failed(reason: string, of: WriteRow = row({ stock, price })) {
  const items = [{ requestItem: { barcode: '869' }, status: 'FAILED', failureReasons: [reason] }];
  return poll({ batchRequestId: 'b', itemCount: 1, items }, [of])?.[0];
}

describe('a stock and price update', () => {
  it('carries only what changes; a list price always comes with the sale price', () => {
    const rows = [
      row({ stock }),
      row({ key: 'b', barcode: 'b', price }),
      row({ key: 'c', barcode: 'c', stock, price: { ...price, listMinor: null } }),
    ];
    expect(inventory.body(rows, context)).toEqual({
      items: [
        { barcode: '869', quantity: 7 },
        { barcode: 'b', salePrice: 149.9, listPrice: 199 },
        { barcode: 'c', quantity: 7, salePrice: 149.9, listPrice: 149.9 },
      ],
    });
  });

  it.each<[string, Partial<WriteRow>, object | null]>([
    ['20,000 pieces', { stock: { quantity: 20_000, expected: null } }, null],
    [
      'more than 20,000 pieces',
      { stock: { quantity: 20_001, expected: null } },
      { code: 'stock.tooHigh', facts: { count: 20_001, max: 20_000 } },
    ],
    ['less than nothing', { stock: { quantity: -1, expected: null } }, { code: 'input.invalid' }],
    ['half a piece', { stock: { quantity: 1.5, expected: null } }, { code: 'input.invalid' }],
    ['a price of zero', { price: { ...price, minor: 0 } }, { code: 'price.zero' }],
    ['a negative price', { price: { ...price, minor: -5 } }, { code: 'price.negative' }],
    [
      'another currency',
      { price: { ...price, currency: 'EUR' } },
      { code: 'price.currency', facts: { found: 'EUR', currency: 'TRY' } },
    ],
    [
      'a list price below the sale price',
      { price: { ...price, listMinor: 1 } },
      { code: 'price.listBelowSale' },
    ],
    ['no barcode', { barcode: null, stock }, { code: 'product.notWritable', facts: { field: 'barcode' } }],
    ['a product not approved yet', { remoteIds: {}, stock }, { code: 'product.notWritable' }],
  ])('asks before sending: %s', (_, more, expected) => {
    const told = inventory.refuses?.(row(more), context) ?? null;
    if (expected === null) expect(told).toBeNull();
    else expect(told).toMatchObject(expected);
  });
});

describe('the result of a batch', () => {
  it('is there when every item is settled, whatever the batch itself says', () => {
    const [a, b] = [row({ stock }), row({ key: 'b', barcode: 'b', stock })];
    const items = (second: string) => ({
      batchRequestId: 'x',
      itemCount: 2,
      items: [
        { requestItem: { barcode: '869' }, status: 'SUCCESS', failureReasons: [] },
        { requestItem: { barcode: 'b' }, status: second, failureReasons: [] },
      ],
    });
    expect(poll(items('PROCESSING'), [a, b])).toBeNull();
    expect(poll({ itemCount: 2, items: [] }, [a, b])).toBeNull();
    expect(poll({ itemCount: 2, items: items('SUCCESS').items.slice(0, 1) }, [a, b])).toBeNull();
    expect(poll(items('SUCCESS'), [a, b])).toEqual([
      { key: '869', outcome: 'confirmed' },
      { key: 'b', outcome: 'confirmed' },
    ]);
  });

  it.each([
    ['15 dakika boyunca aynı isteği tekrarlı olarak atamazsınız!', 'limit.sameBody', 900],
    ['Bir ürünün fiyatı dakikada en fazla 30 kez güncellenebilir.', 'limit.priceChanges', 60],
    ['Ürün bulunamadı', 'product.notThere', undefined],
    ['Ürün kilitli olduğu için güncellenemez', 'product.closedThere', undefined],
    ['ARŞİVLENMİŞ ürün', 'product.closedThere', undefined],
    ['Satış fiyatı liste fiyatından büyük olamaz', 'price.refused', undefined],
    ['Stok adedi geçersiz', 'stock.refused', undefined],
  ])('“%s” is %s, and the words are kept', (reason, code, retryAfterSeconds) => {
    expect(failed(reason)).toMatchObject({ outcome: 'refused', code, reason });
    const told = failed(reason);
    expect(told?.outcome === 'refused' ? told.retryAfterSeconds : null).toBe(retryAfterSeconds);
  });

  it('calls an unknown reason by what the row carried', () => {
    expect(failed('Hata', row({ price }))).toMatchObject({ code: 'price.refused' });
    expect(failed('Hata', row({ stock }))).toMatchObject({ code: 'stock.refused' });
  });
});

describe('reading back', () => {
  it('finds the rows by barcode among the variants of their products', () => {
    const variant = { barcode: '869', quantity: 3, salePrice: 149.9, listPrice: 199 };
    const answer = { content: [{ variants: [{ ...variant, barcode: 'other' }, variant] }] };
    expect(inventory.readBack?.read(answer, [row(), row({ key: 'b', barcode: 'b' })], context)).toEqual([
      { key: '869', stock: 3, price: { minor: 14_990, listMinor: 19_900, currency: 'TRY' } },
    ]);
  });

  it('does not take another answer for an empty shelf', () => {
    expect(() => inventory.readBack?.read({ message: 'x' }, [row()], context)).toThrow();
  });
});
