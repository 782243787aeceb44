import { z } from 'zod';
import type { HepsiburadaGoodsData } from './goods-data';
import type { HepsiburadaListing } from './model';

export type UploadKind = 'stock' | 'price';

/** Values are checked row by row, so that a wrong one is a row's error and not the upload's. */
export const itemSchema = z.looseObject({
  hepsiburadaSku: z.string().nullish(),
  merchantSku: z.string().nullish(),
  availableStock: z.unknown().optional(),
  maximumPurchasableQuantity: z.unknown().optional(),
  price: z.unknown().optional(),
});
export type Item = z.infer<typeof itemSchema>;

export interface PriceVerdict {
  readonly type: 'MinPrice' | 'MaxPrice' | 'RegulativePrice';
  readonly minPrice: number;
  readonly maxPrice: number;
}

/** What becomes of one row. `error` is one of the vendor's words for listing updates. */
export type Verdict =
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'lock'; readonly listing: HepsiburadaListing; readonly price: PriceVerdict }
  | { readonly kind: 'stock'; readonly listing: HepsiburadaListing; readonly change: StockChange }
  | { readonly kind: 'price'; readonly listing: HepsiburadaListing; readonly value: number };
export interface StockChange {
  readonly availableStock: number;
  readonly maximumPurchasableQuantity?: number;
}

/** https://developers.hepsiburada.com (Listeleme Entegrasyonu Önemli Bilgiler, güncelleme hata mesajları) */
export function judge(data: HepsiburadaGoodsData, kind: UploadKind, item: Item): Verdict {
  const found = find(data, item);
  if (typeof found === 'string') return refused(found);
  // A price lock is lifted by a price within the limits; every other lock only by people.
  const closed = found.isFrozen || (found.isLocked && !isPriceLock(found));
  if (closed) return refused('ListingFrozen');
  return kind === 'stock' ? judgeStock(found, item) : judgePrice(data, found, item);
}

function judgeStock(listing: HepsiburadaListing, item: Item): Verdict {
  const { availableStock, maximumPurchasableQuantity } = item;
  if (!isCount(availableStock)) return refused('InvalidAvailableStock');
  if (maximumPurchasableQuantity !== undefined && !isCount(maximumPurchasableQuantity))
    return refused('InvalidMaximumPurchasableQuantity');
  if (listing.stockDecreaseDisabled && availableStock < listing.availableStock)
    return refused('DiscountedListingStockDecrease');
  const most = maximumPurchasableQuantity === undefined ? {} : { maximumPurchasableQuantity };
  return { kind: 'stock', listing, change: { availableStock, ...most } };
}

function judgePrice(data: HepsiburadaGoodsData, listing: HepsiburadaListing, { price }: Item): Verdict {
  if (typeof price !== 'number' || price <= 0 || !isMoney(price)) return refused('InvalidPrice');
  if (listing.priceIncreaseDisabled && price > listing.price)
    return refused('DiscountedListingPriceIncrease');
  if (listing.priceDecreaseDisabled && price < listing.price)
    return refused('DiscountedListingPriceDecrease');
  const limits = data.priceLimits.get(listing.merchantSku);
  if (limits !== undefined && (price < limits.minPrice || price > limits.maxPrice)) {
    const type = limits.regulative ? 'RegulativePrice' : price < limits.minPrice ? 'MinPrice' : 'MaxPrice';
    return {
      kind: 'lock',
      listing,
      price: { type, minPrice: limits.minPrice, maxPrice: limits.maxPrice },
    };
  }
  const { lowest, highest } = bandOf(listing.price);
  if (price > highest || price < lowest) return refused('OutOfPriceRange');
  return { kind: 'price', listing, value: price };
}

/** How far one change may go up, by the price before it: the vendor's table; down it mirrors that. */
const BANDS = [
  [50, 2.5],
  [100, 1.5],
  [200, 1.2],
  [500, 1],
  [2000, 0.9],
  [Number.POSITIVE_INFINITY, 0.8],
] as const;

function bandOf(price: number): { lowest: number; highest: number } {
  const share = BANDS.find(([below]) => price <= below)?.[1] ?? 0.8;
  return { lowest: cents(price / (1 + share)), highest: cents(price * (1 + share)) };
}

/** The listing a row means, or the vendor's word for why none. */
function find(
  data: HepsiburadaGoodsData,
  { hepsiburadaSku, merchantSku }: Item,
): HepsiburadaListing | string {
  // Merchant SKUs are kept in upper case, whatever was sent.
  const sku = merchantSku?.toUpperCase();
  if (!sku && !hepsiburadaSku) return 'MissingHeaders';
  if (sku && data.deleted.has(sku)) return 'ListingDeletedRecently';
  const byMerchant = sku ? data.goods.get(sku)?.listing : undefined;
  const byNumber = hepsiburadaSku ? data.byHepsiburadaSku(hepsiburadaSku) : undefined;
  if (hepsiburadaSku && byNumber === undefined) return 'ProductNotFound';
  if (!sku) return byNumber ?? 'ProductNotFound';
  if (hepsiburadaSku && byNumber !== byMerchant) return 'MismatchingSkusSpecified';
  return byMerchant ?? 'ProductNotFound';
}

/** Words for rows that name what another row of the same upload names; neither is worked on. */
export function duplicates(items: readonly Item[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const look = (word: string, nameOf: (item: Item) => string | undefined): void => {
    const seen = new Map<string, number>();
    items.forEach((item, index) => {
      const name = nameOf(item);
      if (!name) return;
      const before = seen.get(name);
      seen.set(name, index);
      if (before === undefined) return;
      found.set(before, word);
      found.set(index, word);
    });
  };
  look('DuplicateHepsiburadaSkuSpecified', (item) => item.hepsiburadaSku ?? undefined);
  look('DuplicateMerchantSkuSpecified', (item) => item.merchantSku?.toUpperCase());
  return found;
}

export const isPriceLock = (listing: HepsiburadaListing): boolean =>
  listing.lockReasons.every((reason) => reason.startsWith('Price'));

const refused = (error: string): Verdict => ({ kind: 'error', error });
const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;
const cents = (price: number): number => Math.round(price * 100) / 100;
const isMoney = (price: number): boolean => Math.abs(price * 100 - Math.round(price * 100)) < 1e-6;
