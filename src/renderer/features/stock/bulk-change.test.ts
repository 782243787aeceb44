import { describe, expect, it } from 'vitest';
import type { VariantRow } from '../../../shared/contract/stock';
import { variantIdSchema, warehouseIdSchema } from '../../../shared/domain/ids';
import { commonCurrency, type Formula, listAfter, priceOutcome, stockOutcome } from './bulk-change';

const main = warehouseIdSchema.parse('1');
const branch = warehouseIdSchema.parse('2');
const row = (more: Partial<VariantRow> = {}): VariantRow => ({
  id: variantIdSchema.parse('1'),
  title: 'Havlu',
  variantTitle: null,
  sku: 'HVL',
  barcode: null,
  brand: null,
  options: [],
  basePriceMinor: 24_990,
  baseListPriceMinor: null,
  costMinor: null,
  currency: 'TRY',
  vatRate: 20,
  onHand: 20,
  reserved: 0,
  safety: 2,
  available: 18,
  openedAt: 1,
  listings: 1,
  levels: [{ warehouseId: main, onHand: 16 }],
  createdAt: 1,
  updatedAt: 1,
  deletedAt: null,
  ...more,
});

describe('pieces', () => {
  const inMain = { kind: 'warehouse', warehouseId: main } as const;
  const cases: [string, VariantRow, Formula, object][] = [
    ['set', row(), { kind: 'set', by: 5 }, { kind: 'change', before: 16, after: 5 }],
    ['set to what it is', row(), { kind: 'set', by: 16 }, { kind: 'same', before: 16 }],
    ['set to nothing', row(), { kind: 'set', by: 0 }, { kind: 'change', after: 0 }],
    ['add', row(), { kind: 'add', by: 4 }, { kind: 'change', after: 20 }],
    ['take all', row(), { kind: 'subtract', by: 16 }, { kind: 'change', after: 0 }],
    [
      'take more than there is',
      row(),
      { kind: 'subtract', by: 17 },
      { kind: 'impossible', reason: 'negative' },
    ],
    ['more than any shop holds', row(), { kind: 'add', by: 1e7 }, { kind: 'impossible', reason: 'tooMany' }],
    [
      'a first number',
      row({ openedAt: null }),
      { kind: 'set', by: 3 },
      { kind: 'change', before: null, after: 3 },
    ],
    [
      'a first number of nothing',
      row({ openedAt: null }),
      { kind: 'set', by: 0 },
      { kind: 'change', before: null, after: 0 },
    ],
    [
      'more of what was never told',
      row({ openedAt: null }),
      { kind: 'add', by: 3 },
      { kind: 'impossible', reason: 'unopened' },
    ],
  ];
  it.each(cases)('%s', (_name, of, formula, outcome) => {
    expect(stockOutcome(of, inMain, formula)).toMatchObject(outcome);
  });

  it('counts a warehouse that never held it as empty, and safety by itself', () => {
    expect(
      stockOutcome(row(), { kind: 'warehouse', warehouseId: branch }, { kind: 'add', by: 1 }),
    ).toMatchObject({
      before: 0,
      after: 1,
    });
    expect(stockOutcome(row({ openedAt: null }), { kind: 'safety' }, { kind: 'add', by: 1 })).toMatchObject({
      before: 2,
      after: 3,
    });
  });
});

describe('prices', () => {
  const cases: [string, VariantRow, Formula, object][] = [
    ['set', row(), { kind: 'set', by: 19_990 }, { kind: 'change', before: 24_990, after: 19_990 }],
    ['ten percent up', row(), { kind: 'percentUp', percent: 1000 }, { after: 27_489 }],
    [
      'a third down',
      row({ basePriceMinor: 10_000 }),
      { kind: 'percentDown', percent: 3333 },
      { after: 6_667 },
    ],
    ['half a kuruş goes up', row({ basePriceMinor: 10 }), { kind: 'percentUp', percent: 500 }, { after: 11 }],
    [
      'percent of nothing',
      row({ basePriceMinor: null }),
      { kind: 'percentUp', percent: 1000 },
      { reason: 'noPrice' },
    ],
    ['all of it down', row(), { kind: 'percentDown', percent: 10_000 }, { reason: 'notPositive' }],
    ['to nothing', row(), { kind: 'subtract', by: 24_990 }, { reason: 'notPositive' }],
    ['beyond any price', row(), { kind: 'set', by: 2e12 }, { reason: 'tooHigh' }],
    ['lira on euro', row({ currency: 'EUR' }), { kind: 'set', by: 100 }, { reason: 'otherCurrency' }],
    ['percent on euro', row({ currency: 'EUR' }), { kind: 'percentUp', percent: 100 }, { kind: 'change' }],
    [
      'above its list price',
      row({ baseListPriceMinor: 25_000 }),
      { kind: 'add', by: 11 },
      { reason: 'listBelowSale' },
    ],
    [
      'huge, without rounding off',
      row({ basePriceMinor: 899_999_999_999 }),
      { kind: 'percentUp', percent: 1 },
      { after: 900_089_999_999 },
    ],
  ];
  it.each(cases)('%s', (_name, of, formula, outcome) => {
    expect(priceOutcome(of, 'basePriceMinor', formula, 'TRY')).toMatchObject(outcome);
  });

  it('keeps a list price from falling below the sale price, and leaves the cost free of both', () => {
    expect(priceOutcome(row(), 'baseListPriceMinor', { kind: 'set', by: 20_000 }, 'TRY')).toMatchObject({
      reason: 'listBelowSale',
    });
    expect(priceOutcome(row(), 'costMinor', { kind: 'set', by: 99_999 }, 'TRY')).toMatchObject({
      after: 99_999,
    });
  });

  it('raises sale and list price together, where there is a list price', () => {
    const formula: Formula = { kind: 'percentUp', percent: 1000 };
    const listed = row({ baseListPriceMinor: 24_990 });
    expect(priceOutcome(listed, 'basePriceMinor', formula, 'TRY')).toMatchObject({ reason: 'listBelowSale' });
    expect(priceOutcome(listed, 'baseAndList', formula, 'TRY')).toMatchObject({ after: 27_489 });
    expect(listAfter(listed, 'baseAndList', formula)).toBe(27_489);
    expect(listAfter(row(), 'baseAndList', formula)).toBeNull();
    expect(priceOutcome(listed, 'baseAndList', { kind: 'set', by: 24_990 }, 'TRY')).toMatchObject({
      kind: 'same',
    });
  });

  it('types amounts in the currency most rows have', () => {
    expect(commonCurrency([row({ currency: 'EUR' }), row(), row()])).toBe('TRY');
    expect(commonCurrency([])).toBe('TRY');
  });
});
