import type { MapContext } from '../../src/shared/connector/definition';
import { money } from '../../src/shared/connector/vendor/money';
import { clip, code, keptText, plainText } from '../../src/shared/connector/vendor/text';
import { utcTime } from '../../src/shared/connector/vendor/time';
import { currencySchema } from '../../src/shared/domain/money';
import type { ProductRecord, ProductStreamRecord, VariantRecord } from '../../src/shared/domain/product';
import type { ProductLine, ShopifyProduct, ShopifyVariant } from './schema';
import { listingStatusOf } from './statuses';

/** What Shopify calls the one option of a product without options. */
const NO_OPTION = 'Default Title';

type ProductFields = Omit<ShopifyProduct, 'variants'>;

export function mapProduct(raw: ShopifyProduct, context: MapContext): ProductRecord[] {
  const { nodes, pageInfo } = raw.variants;
  return [
    {
      ...productOf(raw),
      variants: nodes.map((variant) => variantOf(variant, raw.id, raw.status, context)),
      // Only a complete list says which variants are gone; the rest of a long one is read apart.
      variantKeys: pageInfo?.hasNextPage ? undefined : nodes.map((variant) => variant.id),
    },
  ];
}

export function moreVariants(raw: ShopifyProduct): Record<string, string>[] {
  const { pageInfo } = raw.variants;
  return pageInfo?.hasNextPage && pageInfo.endCursor
    ? [{ id: raw.id, after: pageInfo.endCursor, status: raw.status ?? '' }]
    : [];
}

export function mapMoreVariant(raw: ShopifyVariant, context: MapContext): ProductStreamRecord[] {
  const productKey = context.parent?.id;
  if (!productKey) throw new Error('parent.id: expected the id of the product');
  return [
    { kind: 'variant', productKey, variant: variantOf(raw, productKey, context.parent?.status, context) },
  ];
}

export function mapProductLine(raw: ProductLine, context: MapContext): ProductStreamRecord[] {
  if (raw.__parentId === undefined) return [{ ...productOf(raw), variants: [] }];
  return [
    {
      kind: 'variant',
      productKey: raw.__parentId,
      variant: variantOf(raw, raw.__parentId, raw.product?.status, context),
    },
  ];
}

function productOf(raw: ProductFields): Omit<ProductRecord, 'variants'> {
  const image = raw.featuredMedia?.preview?.image?.url;
  return {
    kind: 'product',
    key: raw.id,
    title: plainText(raw.title),
    brand: plainText(raw.vendor, 500),
    category: plainText(raw.productType, 1000),
    description: keptText(raw.descriptionHtml, 200_000),
    imageUrls: image ? [image] : [],
    url: raw.onlineStoreUrl,
    status: listingStatusOf(raw.status),
    modifiedAt: utcTime(raw.updatedAt),
  };
}

function variantOf(
  raw: ShopifyVariant,
  productId: string,
  productStatus: string | null | undefined,
  context: MapContext,
): VariantRecord {
  const currency = currencySchema.parse(context.learned.currency);
  const options = raw.selectedOptions
    .map((one) => ({ name: plainText(one.name, 200), value: plainText(one.value, 500) }))
    .flatMap(({ name, value }) => (name && value && value !== NO_OPTION ? [{ name, value }] : []))
    .slice(0, 50);
  return {
    key: raw.id,
    sku: code(raw.sku),
    barcode: code(raw.barcode),
    title: options.length > 0 ? clip(options.map((option) => option.value).join(' / '), 2000) : null,
    options,
    price: money(raw.price, currency, 'price'),
    listPrice: money(raw.compareAtPrice, currency, 'compareAtPrice'),
    stock: raw.inventoryItem?.tracked === false ? null : raw.inventoryQuantity,
    status: listingStatusOf(productStatus),
    channelStatus: productStatus || undefined,
    remoteIds: {
      productId,
      variantId: raw.id,
      ...inventoryIds(raw.inventoryItem),
    },
    modifiedAt: utcTime(raw.updatedAt),
  };
}

/** With what decides whether the stock can be set: is it counted, and at how many locations. */
function inventoryIds(item: ShopifyVariant['inventoryItem']): Record<string, string> {
  const locations = item?.locationsCount?.count;
  return {
    ...(item?.id ? { inventoryItemId: item.id } : {}),
    ...(item?.tracked === false ? { tracked: 'false' } : {}),
    ...(typeof locations === 'number' && locations > 1 ? { locations: String(locations) } : {}),
  };
}
