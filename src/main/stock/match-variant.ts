import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type ListingId, listingIdSchema } from '../../shared/domain/ids';
import type { MatchListing, StoredVariant, VariantData } from '../database';
import { gtinOf, gtinSpellings } from './matching-barcode';

/** What a variant made of a listing says of itself at first. */
export function variantOf(listing: MatchListing): VariantData {
  const { title, variantTitle, sku, barcode, brand, options, currency, vatRate } = listing;
  const sameCurrency = listing.listCurrency === null || listing.listCurrency === currency;
  return {
    title: title ?? sku ?? barcode ?? listing.variantKey,
    variantTitle,
    sku,
    // As few digits as its kind has, so that one item is stored one way.
    barcode: shortest(barcode),
    brand,
    options,
    basePriceMinor: listing.priceMinor,
    baseListPriceMinor: sameCurrency ? listing.listPriceMinor : null,
    costMinor: null,
    currency: currency ?? 'TRY',
    vatRate,
    safety: 0,
  };
}

function shortest(barcode: string | null): string | null {
  const gtin = gtinOf(barcode);
  if (gtin === null) return barcode;
  return (
    gtinSpellings(gtin)
      .filter((one) => one.length >= 13)
      .at(-1) ?? gtin
  );
}

/** How a batch keeps that it made a variant. */
export interface Creation {
  readonly createdFrom: ListingId;
  readonly data: VariantData;
}

const creationSchema: z.ZodType<Creation> = z.object({
  createdFrom: listingIdSchema,
  data: z.object({
    title: z.string(),
    variantTitle: z.string().nullable(),
    sku: z.string().nullable(),
    barcode: z.string().nullable(),
    brand: z.string().nullable(),
    options: z.array(z.object({ name: z.string(), value: z.string() })),
    basePriceMinor: z.number().nullable(),
    baseListPriceMinor: z.number().nullable(),
    costMinor: z.number().nullable(),
    currency: z.string(),
    vatRate: z.number().nullable(),
    safety: z.number(),
  }),
});

/** null = the batch does not say what it made; then nothing is known to be unedited. */
export function readCreation(stored: unknown): Creation | null {
  return creationSchema.safeParse(stored).data ?? null;
}

/** Whether nobody edited the variant since: it says of itself what it was made with. Stock moves by itself and does not count. */
export function isAsMade(variant: StoredVariant, { data }: Creation): boolean {
  const now: VariantData = {
    title: variant.title,
    variantTitle: variant.variantTitle,
    sku: variant.sku,
    barcode: variant.barcode,
    brand: variant.brand,
    options: variant.options,
    basePriceMinor: variant.basePriceMinor,
    baseListPriceMinor: variant.baseListPriceMinor,
    costMinor: variant.costMinor,
    currency: variant.currency,
    vatRate: variant.vatRate,
    safety: variant.safety,
  };
  return isDeepStrictEqual(now, data);
}
