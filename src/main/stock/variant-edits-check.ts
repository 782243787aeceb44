import type { VariantId } from '../../shared/domain/ids';
import { currencySchema } from '../../shared/domain/money';
import { MOST_PIECES } from '../../shared/domain/stock';
import { AppError } from '../../shared/errors/app-error';
import type { VariantData, VariantsReader } from '../database';
import { gtinOf, gtinSpellings } from './matching-barcode';
import { variantName } from './names';

const LONGEST_TITLE = 500;
const LONGEST_CODE = 120;
/** Ten billion in minor units of two digits: more is a typing error. */
export const MOST_MINOR = 1_000_000_000_000;

/** What is wrong with a variant as it would be after `change`; only what the change speaks of is looked at. */
export function checkVariant(after: VariantData, change: Partial<VariantData>): AppError | null {
  const told = (field: keyof VariantData): boolean => change[field] !== undefined;
  if (told('title') && after.title.trim() === '')
    return new AppError('input.fieldMissing', { facts: { field: 'title' } });
  if (after.title.length > LONGEST_TITLE) return tooLong('title', LONGEST_TITLE);
  for (const field of ['sku', 'barcode', 'brand', 'variantTitle'] as const) {
    const value = change[field];
    if (typeof value !== 'string') continue;
    if (value.trim() === '') return invalid(field, 'empty');
    if (value.length > LONGEST_CODE) return tooLong(field, LONGEST_CODE);
  }
  for (const field of ['basePriceMinor', 'baseListPriceMinor', 'costMinor'] as const) {
    const reason = told(field) ? amountProblem(after[field], field) : null;
    if (reason !== null) return invalid(field, reason);
  }
  if (told('safety') && !(Number.isInteger(after.safety) && after.safety >= 0 && after.safety <= MOST_PIECES))
    return invalid('safety', 'range');
  if (told('vatRate') && after.vatRate !== null && !(after.vatRate >= 0 && after.vatRate <= 100))
    return invalid('vatRate', 'range');
  if (told('currency') && !currencySchema.safeParse(after.currency).success)
    return invalid('currency', 'format');
  const pricesTold = told('basePriceMinor') || told('baseListPriceMinor');
  return pricesTold ? listBelowSale(after) : null;
}

/** Another living variant with the code the change gives this one, so that a sale of it could not be told apart. */
export function codeTakenBy(
  variants: Pick<VariantsReader, 'byBarcode' | 'bySku'>,
  change: Pick<Partial<VariantData>, 'sku' | 'barcode'>,
  own: { readonly id: VariantId | null; readonly title: string },
): AppError | null {
  const other = (found: readonly { readonly id: VariantId; readonly title: string }[]) =>
    found.find(({ id }) => id !== own.id);
  if (typeof change.barcode === 'string') {
    const gtin = gtinOf(change.barcode);
    const spellings = gtin === null ? [change.barcode] : gtinSpellings(gtin);
    const taken = other(spellings.flatMap((one) => variants.byBarcode(one)));
    const facts = { barcode: change.barcode, first: taken?.title ?? '', second: own.title };
    if (taken !== undefined) return new AppError('product.duplicateBarcode', { facts });
  }
  if (typeof change.sku === 'string') {
    const taken = other(variants.bySku(change.sku));
    const facts = { sku: change.sku, first: taken?.title ?? '', second: own.title };
    if (taken !== undefined) return new AppError('product.duplicateSku', { facts });
  }
  return null;
}

function amountProblem(minor: number | null, field: string): string | null {
  if (minor === null) return null;
  if (!Number.isSafeInteger(minor) || minor > MOST_MINOR) return 'range';
  if (minor < 0) return 'negative';
  // A free gift may cost nothing; a price of nothing is a typing error.
  return minor === 0 && field !== 'costMinor' ? 'zero' : null;
}

function listBelowSale(after: VariantData): AppError | null {
  const { basePriceMinor: sale, baseListPriceMinor: list, currency } = after;
  if (sale === null || list === null || list >= sale) return null;
  const sku = variantName(after);
  return new AppError('price.listBelowSale', { facts: { list, sale, currency, sku } });
}

function invalid(field: string, reason: string): AppError {
  return new AppError('input.invalid', { facts: { field, reason } });
}

function tooLong(field: string, max: number): AppError {
  return new AppError('input.tooLarge', { facts: { field, max } });
}
