import type { VariantFields, VariantRow } from '../../../shared/contract/stock';
import type { Money } from '../../../shared/domain/money';

export const CURRENCIES: readonly string[] = ['TRY', 'EUR', 'USD', 'GBP'];

export type PriceKey = 'basePriceMinor' | 'baseListPriceMinor' | 'costMinor';

/** A product as it is being typed. */
export interface ProductDraft {
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly barcode: string;
  readonly brand: string;
  readonly basePriceMinor: Money | undefined;
  readonly baseListPriceMinor: Money | undefined;
  readonly costMinor: Money | undefined;
  readonly currency: string;
  readonly vatRate: number | undefined;
  readonly safety: number | undefined;
  readonly onHand: number | undefined;
}

export const EMPTY_DRAFT: ProductDraft = {
  title: '',
  variantTitle: '',
  sku: '',
  barcode: '',
  brand: '',
  basePriceMinor: undefined,
  baseListPriceMinor: undefined,
  costMinor: undefined,
  currency: 'TRY',
  vatRate: 20,
  safety: 0,
  onHand: undefined,
};

export function draftOf(row: VariantRow): ProductDraft {
  const money = (minor: number | null) => (minor === null ? undefined : { minor, currency: row.currency });
  return {
    title: row.title,
    variantTitle: row.variantTitle ?? '',
    sku: row.sku ?? '',
    barcode: row.barcode ?? '',
    brand: row.brand ?? '',
    basePriceMinor: money(row.basePriceMinor),
    baseListPriceMinor: money(row.baseListPriceMinor),
    costMinor: money(row.costMinor),
    currency: row.currency,
    vatRate: row.vatRate ?? undefined,
    safety: row.safety,
    onHand: undefined,
  };
}

/** A price of nothing is a typing error; a cost of nothing may be a gift. */
export function hasFreePrice({ basePriceMinor, baseListPriceMinor }: ProductDraft): boolean {
  return [basePriceMinor, baseListPriceMinor].some((price) => price !== undefined && price.minor <= 0);
}

/** What is to be saved: of a known product only what changed; null = there is nothing to save yet. */
export function fieldsOf(draft: ProductDraft, known: VariantRow | undefined): Partial<VariantFields> | null {
  if (draft.title.trim() === '') return null;
  const code = (text: string) => (text.trim() === '' ? null : text.trim());
  const fields: VariantFields = {
    title: draft.title.trim(),
    variantTitle: code(draft.variantTitle),
    sku: code(draft.sku),
    barcode: code(draft.barcode),
    brand: code(draft.brand),
    options: known ? [...known.options] : [],
    basePriceMinor: draft.basePriceMinor?.minor ?? null,
    baseListPriceMinor: draft.baseListPriceMinor?.minor ?? null,
    costMinor: draft.costMinor?.minor ?? null,
    currency: draft.currency,
    vatRate: draft.vatRate ?? null,
    safety: draft.safety ?? 0,
  };
  if (known === undefined) return fields;
  const changed = Object.entries(fields).filter(
    ([name, value]) => name !== 'options' && value !== known[name as keyof VariantFields],
  );
  return changed.length === 0 ? null : Object.fromEntries(changed);
}
