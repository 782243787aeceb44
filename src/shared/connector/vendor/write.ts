import { minorDigits, moneyToDecimal } from '../../domain/money';
import type { LocalRefusal, RowResult, WriteRow } from '../write';

export type RowPrice = NonNullable<WriteRow['price']>;

/** What no channel takes, whatever its own rules: said before a call is spent on it. */
export function valueRefusal(
  row: WriteRow,
  rules: { readonly currency: string; readonly maxQuantity?: number },
): LocalRefusal | null {
  const { stock, price } = row;
  if (stock !== undefined) {
    if (!Number.isSafeInteger(stock.quantity) || stock.quantity < 0)
      return { code: 'input.invalid', facts: { field: 'quantity' } };
    if (rules.maxQuantity !== undefined && stock.quantity > rules.maxQuantity)
      return { code: 'stock.tooHigh', facts: { count: stock.quantity, max: rules.maxQuantity } };
  }
  return price === undefined ? null : priceRefusal(price, rules.currency);
}

function priceRefusal(price: RowPrice, currency: string): LocalRefusal | null {
  if (!Number.isSafeInteger(price.minor)) return { code: 'input.invalid', facts: { field: 'price' } };
  if (price.minor < 0) return { code: 'price.negative' };
  if (price.minor === 0) return { code: 'price.zero' };
  if (price.currency !== currency)
    return { code: 'price.currency', facts: { found: price.currency, currency } };
  if (price.listMinor !== null && price.listMinor < price.minor)
    return { code: 'price.listBelowSale', facts: { list: price.listMinor, sale: price.minor, currency } };
  return null;
}

/** Major units with a dot and the currency's own decimals: "149.90". */
export function decimalText(minor: number, currency: string): string {
  return moneyToDecimal({ minor, currency });
}

/** Major units as a JSON number, rounded to the currency's decimals: 149.9. */
export function decimalNumber(minor: number, currency: string): number {
  return Number((minor / 10 ** minorDigits(currency)).toFixed(minorDigits(currency)));
}

/** The code for words of a channel that name no known reason: by what the row carried, stock first. */
export function refusedCode(row: WriteRow, text: string): 'stock.refused' | 'price.refused' {
  if (row.stock === undefined) return 'price.refused';
  return row.price !== undefined && /fiyat|price/iu.test(text) ? 'price.refused' : 'stock.refused';
}

export function confirmed(row: WriteRow): RowResult {
  return { key: row.key, outcome: 'confirmed' };
}
