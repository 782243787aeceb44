import type { MapContext } from '../../src/shared/connector/definition';
import { money } from '../../src/shared/connector/vendor/money';
import { clip, code, joined, keptText, plainText } from '../../src/shared/connector/vendor/text';
import { utcTime } from '../../src/shared/connector/vendor/time';
import { currencySchema } from '../../src/shared/domain/money';
import type { ProductRecord, ProductStreamRecord, VariantRecord } from '../../src/shared/domain/product';
import type { Product, Sellable, Variation } from './schema';
import { listingStatusOf } from './statuses';

const BRAND_ATTRIBUTE = /^(?:marka|brand)$/iu;

/** A variable product carries the ids of its variations, which are read apart; any other kind is its own single variant. */
export function mapProduct(raw: Product, context: MapContext): ProductRecord[] {
  const variable = isVariable(raw);
  return [
    {
      kind: 'product',
      key: raw.id,
      title: plainText(raw.name),
      brand: brandOf(raw),
      category: plainText(
        joined(
          raw.categories.map((one) => one.name),
          ', ',
        ),
        1000,
      ),
      description: keptText(raw.description, 200_000),
      imageUrls: raw.images.flatMap((image) => (image.src ? [image.src] : [])).slice(0, 100),
      url: raw.permalink,
      status: listingStatusOf(raw.status),
      modifiedAt: utcTime(raw.date_modified_gmt),
      variants: variable ? [] : [variantOf(raw, raw.id, context)],
      variantKeys: variable ? raw.variations : [raw.id],
    },
  ];
}

export function isVariable(raw: Product): boolean {
  return raw.variations.length > 0 || (raw.type ?? '').startsWith('variable');
}

export function variationBindings(raw: Product): Record<string, string>[] {
  return isVariable(raw) ? [{ id: raw.id }] : [];
}

/** For reading by parents alone: the parents themselves were read already. */
export function mapNothing(): ProductStreamRecord[] {
  return [];
}

export function mapVariation(raw: Variation, context: MapContext): ProductStreamRecord[] {
  const parent = raw.parent_id && raw.parent_id !== '0' ? raw.parent_id : context.parent?.id;
  if (!parent) throw new Error('parent_id: expected the id of the product');
  const options = raw.attributes
    .map((one) => ({ name: plainText(one.name, 200), value: plainText(one.option, 500) }))
    .flatMap(({ name, value }) => (name && value ? [{ name, value }] : []))
    .slice(0, 50);
  return [
    {
      kind: 'variant',
      productKey: parent,
      variant: {
        ...variantOf(raw, parent, context),
        title: options.length > 0 ? clip(options.map((option) => option.value).join(' / '), 2000) : null,
        options,
        imageUrl: raw.image?.src,
      },
    },
  ];
}

function variantOf(raw: Sellable, productId: string, context: MapContext): VariantRecord {
  const currency = currencySchema.parse(context.learned.currency);
  return {
    key: raw.id,
    sku: code(raw.sku),
    barcode: code(raw.global_unique_id),
    price: money(raw.price, currency, 'price'),
    listPrice: money(raw.regular_price, currency, 'regular_price'),
    stock: stockOf(raw),
    status: listingStatusOf(raw.status),
    channelStatus: raw.status,
    url: raw.permalink,
    remoteIds: {
      productId,
      ...(raw.id === productId ? {} : { variationId: raw.id }),
      ...(raw.manage_stock === 'parent' ? { stockKeptBy: 'product' } : {}),
    },
    modifiedAt: utcTime(raw.date_modified_gmt),
  };
}

/**
 * Counted here: the quantity. Counted on the parent: the shop repeats the parent's quantity in the variation. Not counted:
 * "out of stock" still means nothing can be sold, anything else means no number is kept.
 */
function stockOf(raw: Sellable): number | null | undefined {
  if (raw.manage_stock === undefined || raw.manage_stock === null) return undefined;
  if (raw.manage_stock === false) return raw.stock_status === 'outofstock' ? 0 : null;
  if (typeof raw.stock_quantity === 'number') return Math.floor(raw.stock_quantity);
  return raw.manage_stock === true ? null : undefined;
}

function brandOf(raw: Product): string | null {
  const attribute = raw.attributes.find((one) => BRAND_ATTRIBUTE.test(one.name?.trim() ?? ''));
  const first = raw.brands[0]?.name ?? attribute?.options[0];
  return plainText(first === undefined ? null : String(first), 500) ?? null;
}
