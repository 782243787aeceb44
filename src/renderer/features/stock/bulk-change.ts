import type { VariantRow, Warehouse } from '../../../shared/contract/stock';
import { MOST_MINOR } from '../../../shared/contract/stock';
import { MOST_PIECES } from '../../../shared/domain/stock';
import { levelIn } from './variant-words';

export const PRICE_FIELDS = ['basePriceMinor', 'baseListPriceMinor', 'costMinor'] as const;
export type PriceField = (typeof PRICE_FIELDS)[number];

/** Sale and list price may go up and down together, so that the one does not pass the other. */
export const PRICE_TARGETS = ['baseAndList', ...PRICE_FIELDS] as const;
export type PriceTarget = (typeof PRICE_TARGETS)[number];

/** `by` in pieces or minor units; `percent` in hundredths of a percent, so that 12,5 % is 1250. */
export type Formula =
  | { readonly kind: 'set' | 'add' | 'subtract'; readonly by: number }
  | { readonly kind: 'percentUp' | 'percentDown'; readonly percent: number };

export type StockTarget =
  | { readonly kind: 'warehouse'; readonly warehouseId: Warehouse['id'] }
  | { readonly kind: 'safety' };

export type Impossible =
  | 'unopened'
  | 'negative'
  | 'tooMany'
  | 'noPrice'
  | 'notPositive'
  | 'tooHigh'
  | 'otherCurrency'
  | 'listBelowSale';

/** What a formula would make of a row; numbers are pieces or minor units. */
export type Outcome =
  | { readonly kind: 'same'; readonly before: number | null }
  | { readonly kind: 'change'; readonly before: number | null; readonly after: number }
  | { readonly kind: 'impossible'; readonly before: number | null; readonly reason: Impossible };

export function stockOutcome(row: VariantRow, target: StockTarget, formula: Formula): Outcome {
  const isSafety = target.kind === 'safety';
  const before = isSafety
    ? row.safety
    : row.openedAt === null
      ? null
      : levelIn(row.levels, target.warehouseId);
  // A first number has to be told: there is nothing to add to.
  if (before === null && formula.kind !== 'set') return { kind: 'impossible', before, reason: 'unopened' };
  const after = applied(before ?? 0, formula);
  if (after < 0) return { kind: 'impossible', before, reason: 'negative' };
  if (after > MOST_PIECES) return { kind: 'impossible', before, reason: 'tooMany' };
  return after === before ? { kind: 'same', before } : { kind: 'change', before, after };
}

export function priceOutcome(
  row: VariantRow,
  target: PriceTarget,
  formula: Formula,
  currency: string,
): Outcome {
  const field = target === 'baseAndList' ? 'basePriceMinor' : target;
  const before = row[field];
  const isAmount = formula.kind === 'set' || formula.kind === 'add' || formula.kind === 'subtract';
  if (isAmount && row.currency !== currency) return { kind: 'impossible', before, reason: 'otherCurrency' };
  if (before === null && formula.kind !== 'set') return { kind: 'impossible', before, reason: 'noPrice' };
  const after = applied(before ?? 0, formula);
  if (after <= 0) return { kind: 'impossible', before, reason: 'notPositive' };
  if (after > MOST_MINOR) return { kind: 'impossible', before, reason: 'tooHigh' };
  const sale = field === 'basePriceMinor' ? after : row.basePriceMinor;
  const list = field === 'baseListPriceMinor' ? after : listAfter(row, target, formula);
  if (field !== 'costMinor' && sale !== null && list !== null && list < sale)
    return { kind: 'impossible', before, reason: 'listBelowSale' };
  const isSame = after === before && list === row.baseListPriceMinor;
  return isSame || (after === before && target !== 'baseAndList')
    ? { kind: 'same', before }
    : { kind: 'change', before, after };
}

/** The list price beside the new sale price; none stays none. */
export function listAfter(row: VariantRow, target: PriceTarget, formula: Formula): number | null {
  const list = row.baseListPriceMinor;
  return target === 'baseAndList' && list !== null ? applied(list, formula) : list;
}

/** Whole numbers all the way; half of the smallest unit goes up. */
function applied(before: number, formula: Formula): number {
  switch (formula.kind) {
    case 'set':
      return formula.by;
    case 'add':
      return before + formula.by;
    case 'subtract':
      return before - formula.by;
    case 'percentUp':
      return scaled(before, 10_000 + formula.percent);
    case 'percentDown':
      return scaled(before, 10_000 - formula.percent);
  }
}

function scaled(value: number, tenThousandths: number): number {
  const product = BigInt(value) * BigInt(tenThousandths);
  const half = product < 0n ? -5_000n : 5_000n;
  return Number((product + half) / 10_000n);
}

/** An amount as typed (plain decimal with a dot) in hundredths, for percent. */
export const toHundredths = (percent: number): number => Math.round(percent * 100);

/** The currency most of the rows have; amounts are typed in it. */
export function commonCurrency(rows: readonly VariantRow[]): string {
  const counts = new Map<string, number>();
  for (const { currency } of rows) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? 'TRY';
}
