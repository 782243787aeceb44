import { describe, expect, it } from 'vitest';
import type { WriteRow } from '../../src/shared/connector/write';
import { mapListing } from './products';
import { listingSchema } from './schema';
import { price, stock } from './uploads';

const context = { fields: {}, learned: {}, readAt: 0, group: {}, key: 'k' };

function row(key: string, more: Partial<WriteRow> = {}): WriteRow {
  return {
    key,
    productKey: key,
    sku: key,
    barcode: null,
    remoteIds: { hepsiburadaSku: `HB-${key}` },
    stock: { quantity: 4, expected: null },
    ...more,
  };
}
const priced = (key: string) =>
  row(key, { stock: undefined, price: { minor: 9_990, listMinor: null, currency: 'TRY' } });

function poll(json: unknown, rows: readonly WriteRow[], action = stock) {
  if (action.answer.kind !== 'later') throw new Error('expected a later answer');
  return action.answer.read(json, rows);
}

describe('an upload', () => {
  it('names each row by both SKUs and carries stock or price', () => {
    expect(stock.body([row('A'), row('B', { sku: null })], context)).toEqual([
      { hepsiburadaSku: 'HB-A', merchantSku: 'A', availableStock: 4 },
      { hepsiburadaSku: 'HB-B', availableStock: 4 },
    ]);
    expect(price.body([priced('A')], context)).toEqual([
      { hepsiburadaSku: 'HB-A', merchantSku: 'A', price: 99.9 },
    ]);
  });

  it('never touches stock that Hepsiburada keeps in its own depot, as the listing was read', () => {
    const [product] = mapListing(
      listingSchema.parse({
        merchantSku: 'A',
        hepsiburadaSku: 'HB-A',
        availableStock: 9,
        isFulfilledByHB: true,
      }),
    );
    const remoteIds = product?.variants[0]?.remoteIds ?? {};
    expect(stock.refuses?.(row('A', { remoteIds }), context)).toEqual({ code: 'stock.keptByChannel' });
    expect(price.refuses?.({ ...priced('A'), remoteIds }, context)).toBeNull();
  });

  it('refuses a product without a listing', () => {
    expect(stock.refuses?.(row('A', { remoteIds: {} }), context)).toMatchObject({
      code: 'product.notWritable',
      facts: { field: 'hepsiburadaSku' },
    });
  });
});

describe('the result of an upload', () => {
  it.each(['PROCESSING', 'Processing', 'WAITING', 'something new'])('waits while it is %s', (status) => {
    expect(poll({ id: '1', status }, [row('A')])).toBeNull();
  });

  it.each(['COMPLETED', 'Done', 'COMPLETED_WITH_ERRORS', 'CompletedWithErrors'])(
    'at %s: what no error names went through',
    (status) => {
      const errors = [
        { elementNo: 1, merchantSku: 'b', errors: ['Listing kilitli'] },
        { elementNo: 2, hepsiburadaSku: 'HB-C', errors: [{ code: 'X1', message: 'Stok girilemez' }] },
      ];
      expect(poll({ id: '1', status, errors }, [row('A'), row('B'), row('C')])).toEqual([
        { key: 'A', outcome: 'confirmed' },
        { key: 'B', outcome: 'refused', code: 'product.closedThere', reason: 'Listing kilitli' },
        { key: 'C', outcome: 'refused', code: 'stock.refused', reason: 'Stok girilemez' },
      ]);
    },
  );

  it('concludes nothing about rows it cannot tell apart', () => {
    const unnamed = { id: '1', status: 'COMPLETED', errors: [{ elementNo: 1, errors: ['x'] }] };
    expect(poll(unnamed, [row('A'), row('B')])).toEqual([]);
    expect(poll({ id: '1', status: 'FAILED', errors: [] }, [row('A')])).toEqual([]);
  });

  it.each([
    ['MinPrice', { minPrice: 100, maxPrice: 250.5 }, { lowest: 10_000, highest: 25_050 }],
    [
      'RegulativePrice',
      { regulativePriceDetail: { minAmount: 50, maxAmount: 60, categoryName: 'Kitap' } },
      { lowest: 5_000, highest: 6_000 },
    ],
    ['MaxPrice', { maxPrice: 90 }, { highest: 9_000 }],
  ])('tells the range of a price outside of it: %s', (type, range, facts) => {
    const priceValidations = [{ elementNo: 0, merchantSku: 'A', type, ...range, description: 'Aralık dışı' }];
    expect(poll({ id: '1', status: 'COMPLETED', priceValidations }, [priced('A')], price)).toEqual([
      {
        key: 'A',
        outcome: 'refused',
        code: 'price.outOfRange',
        reason: 'Aralık dışı',
        facts: { currency: 'TRY', ...facts },
      },
    ]);
  });

  it('knows the error of the price band by its name', () => {
    const errors = [{ merchantSku: 'A', errors: ['OutOfPriceRange'] }];
    expect(poll({ id: '1', status: 'COMPLETED', errors }, [priced('A')], price)).toMatchObject([
      { code: 'price.outOfRange' },
    ]);
  });
});

describe('reading back', () => {
  it('finds the rows by Hepsiburada’s own SKU', () => {
    const listings = [
      { hepsiburadaSku: 'HB-A', merchantSku: 'A', price: 99.9, availableStock: 2 },
      { hepsiburadaSku: 'HB-Z', merchantSku: 'Z', price: 1, availableStock: 1 },
    ];
    expect(stock.readBack?.read({ listings, totalCount: 2 }, [row('A'), row('B')], context)).toEqual([
      { key: 'A', stock: 2, price: { minor: 9_990, listMinor: null, currency: 'TRY' } },
    ]);
  });
});
