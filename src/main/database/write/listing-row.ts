import { foldCode } from '../../../shared/text/fold';
import { sortKey } from '../../../shared/text/sort-key';
import { readOptions, readTexts, stableJson } from '../json-column';
import { searchTerms } from '../search-terms';
import { textKey } from '../text-key';
import type { SharedByVariants, VariantState } from './product-merge';

/** The columns of a listing that its content decides, as the table holds them. */
export interface ListingContent {
  readonly product_key: string;
  readonly title: string | null;
  readonly title_key: string;
  readonly variant_title: string | null;
  readonly sku: string | null;
  readonly sku_code: string | null;
  readonly barcode: string | null;
  readonly brand: string | null;
  readonly brand_key: number | null;
  readonly category: string | null;
  readonly category_key: number | null;
  readonly price_minor: number | null;
  readonly currency: string | null;
  readonly list_price_minor: number | null;
  readonly list_currency: string | null;
  readonly stock: number | null;
  readonly vat_rate: number | null;
  readonly status: string | null;
  readonly own_status: string | null;
  readonly channel_status: string | null;
  readonly url: string | null;
  readonly image_url: string | null;
  readonly remote_ids: string;
  readonly options: string;
}

/** A listing as it stands in the table, without what only readers need. */
export interface StoredListing extends ListingContent {
  readonly id: number;
  readonly variant_key: string;
  readonly record_hash: string;
  readonly modified_at: number | null;
  readonly gone_at: number | null;
}

const COLUMNS: { readonly [K in keyof ListingContent]: true } = {
  product_key: true,
  title: true,
  title_key: true,
  variant_title: true,
  sku: true,
  sku_code: true,
  barcode: true,
  brand: true,
  brand_key: true,
  category: true,
  category_key: true,
  price_minor: true,
  currency: true,
  list_price_minor: true,
  list_currency: true,
  stock: true,
  vat_rate: true,
  status: true,
  own_status: true,
  channel_status: true,
  url: true,
  image_url: true,
  remote_ids: true,
  options: true,
};
const isContentColumn = (name: string): name is keyof ListingContent => name in COLUMNS;
export const contentColumns: readonly (keyof ListingContent)[] = Object.keys(COLUMNS).filter(isContentColumn);

export function toContent(
  productKey: string,
  product: SharedByVariants,
  variant: VariantState,
): ListingContent {
  return {
    product_key: productKey,
    title: product.title,
    title_key: sortKey([product.title, variant.variantTitle].filter(Boolean).join(' ')),
    variant_title: variant.variantTitle,
    sku: variant.sku,
    sku_code: variant.sku === null ? null : foldCode(variant.sku),
    barcode: variant.barcode,
    brand: product.brand,
    brand_key: textKey(product.brand),
    category: product.category,
    category_key: textKey(product.category),
    price_minor: variant.price?.minor ?? null,
    currency: variant.price?.currency ?? null,
    list_price_minor: variant.listPrice?.minor ?? null,
    list_currency: variant.listPrice?.currency ?? null,
    stock: variant.stock,
    vat_rate: variant.vatRate,
    status: variant.ownStatus ?? product.status,
    own_status: variant.ownStatus,
    channel_status: variant.channelStatus,
    url: variant.url,
    image_url: variant.imageUrl,
    remote_ids: stableJson(variant.remoteIds),
    options: JSON.stringify(variant.options),
  };
}

/** What the row says of its variant, so that an answer that tells only a part can be laid over it. */
export function toVariantState(row: StoredListing): VariantState {
  return {
    sku: row.sku,
    barcode: row.barcode,
    variantTitle: row.variant_title,
    price: money(row.price_minor, row.currency),
    listPrice: money(row.list_price_minor, row.list_currency),
    stock: row.stock,
    vatRate: row.vat_rate,
    ownStatus: row.own_status,
    channelStatus: row.channel_status,
    url: row.url,
    imageUrl: row.image_url,
    remoteIds: readTexts(row.remote_ids),
    options: readOptions(row.options),
    modifiedAt: row.modified_at,
  };
}

/** Names of the columns that would change. */
export function changedColumns(row: ListingContent, content: ListingContent): (keyof ListingContent)[] {
  return contentColumns.filter((column) => row[column] !== content[column]);
}

const SEARCHED: ReadonlySet<keyof ListingContent> = new Set([
  'product_key',
  'title',
  'variant_title',
  'brand',
  'sku',
  'barcode',
  'remote_ids',
]);
export const touchesSearch = (columns: readonly (keyof ListingContent)[]) =>
  columns.some((column) => SEARCHED.has(column));

/** Words of title, variant and brand; codes: SKU, barcode, the channel's own ids. */
export function listingTerms(
  content: ListingContent,
  variantKey: string,
  remoteIds: Readonly<Record<string, string>>,
): string {
  return searchTerms({
    texts: [content.title, content.variant_title, content.brand],
    codes: [
      content.sku,
      content.barcode,
      variantKey,
      content.product_key,
      ...Object.values(remoteIds).map(lastPart),
    ],
  });
}

function money(minor: number | null, currency: string | null) {
  return minor === null || currency === null ? null : { minor, currency };
}

/** Ids that are addresses (gid://shop/Product/17) are found by their end. */
const lastPart = (id: string) => id.slice(id.lastIndexOf('/') + 1);
