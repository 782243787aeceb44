import { gid, type InventoryItem, type Location, type Order, type Product, type Variant } from './model';
import { totalsOf } from './money';
import { variantTitle } from './orders';
import type { SearchFields } from './search';

/** What may be searched and sorted in each connection (argument documentation of the vendor's schema). */

export const PRODUCT_SEARCH: SearchFields<Product> = {
  words: (row) => `${row.title} ${row.vendor} ${row.productType} ${row.tags.join(' ')}`,
  fields: {
    id: { type: 'number', read: (row) => row.id },
    status: { type: 'text', read: (row) => row.status },
    title: { type: 'text', read: (row) => row.title },
    handle: { type: 'text', read: (row) => row.handle },
    vendor: { type: 'text', read: (row) => row.vendor },
    product_type: { type: 'text', read: (row) => row.productType },
    tag: { type: 'text', read: (row) => row.tags },
    sku: { type: 'text', read: (row) => row.variants.map(({ sku }) => sku) },
    barcode: { type: 'text', read: (row) => row.variants.map(({ barcode }) => barcode) },
    variant_id: { type: 'text', read: (row) => row.variants.map(({ id }) => String(id)) },
    inventory_total: { type: 'number', read: (row) => totalInventory(row) },
    created_at: { type: 'time', read: (row) => row.createdAt },
    updated_at: { type: 'time', read: (row) => row.updatedAt },
    published_at: { type: 'time', read: (row) => row.publishedAt },
  },
};

export const VARIANT_SEARCH: SearchFields<Variant> = {
  words: (row) => `${row.product.title} ${variantTitle(row)} ${row.sku ?? ''}`,
  fields: {
    id: { type: 'number', read: (row) => row.id },
    sku: { type: 'text', read: (row) => row.sku },
    barcode: { type: 'text', read: (row) => row.barcode },
    product_id: { type: 'number', read: (row) => row.product.id },
    product_ids: { type: 'text', read: (row) => String(row.product.id) },
    product_status: { type: 'text', read: (row) => row.product.status },
    vendor: { type: 'text', read: (row) => row.product.vendor },
    title: { type: 'text', read: (row) => variantTitle(row) },
    inventory_quantity: { type: 'number', read: (row) => availableOf(row) },
    location_id: { type: 'text', read: (row) => row.item.levels.map(({ location }) => String(location.id)) },
    updated_at: { type: 'time', read: (row) => row.updatedAt },
  },
};

export const ITEM_SEARCH: SearchFields<InventoryItem> = {
  words: (row) => row.variant.sku ?? '',
  fields: {
    id: { type: 'number', read: (row) => row.id },
    sku: { type: 'text', read: (row) => row.variant.sku },
    created_at: { type: 'time', read: (row) => row.createdAt },
    updated_at: { type: 'time', read: (row) => row.updatedAt },
  },
};

export const LOCATION_SEARCH: SearchFields<Location> = {
  words: (row) => `${row.name} ${row.city}`,
  fields: {
    id: { type: 'number', read: (row) => row.id },
    name: { type: 'text', read: (row) => row.name },
    active: { type: 'text', read: (row) => String(row.isActive) },
  },
};

export const ORDER_SEARCH: SearchFields<Order> = {
  words: (row) =>
    `${row.name} ${row.email ?? ''} ${row.shippingAddress?.firstName ?? ''} ${row.shippingAddress?.lastName ?? ''}`,
  fields: {
    id: { type: 'number', read: (row) => row.id },
    name: { type: 'text', read: (row) => [row.name, String(row.number)] },
    email: { type: 'text', read: (row) => row.email },
    sku: { type: 'text', read: (row) => row.lineItems.map(({ sku }) => sku) },
    status: { type: 'text', read: (row) => orderStatuses(row) },
    financial_status: { type: 'text', read: (row) => row.financialStatus },
    fulfillment_status: { type: 'text', read: (row) => fulfillmentWords(row) },
    source_name: { type: 'text', read: (row) => row.sourceName },
    tag: { type: 'text', read: (row) => row.tags },
    test: { type: 'text', read: (row) => String(row.test) },
    created_at: { type: 'time', read: (row) => row.createdAt },
    updated_at: { type: 'time', read: (row) => row.updatedAt },
    processed_at: { type: 'time', read: (row) => row.processedAt },
  },
};

function orderStatuses({ cancelledAt, closedAt }: Order): string[] {
  if (cancelledAt !== null) return closedAt === null ? ['cancelled', 'not_closed'] : ['cancelled', 'closed'];
  return closedAt === null ? ['open', 'not_closed'] : ['closed'];
}

function fulfillmentWords({ fulfillmentStatus }: Order): string[] {
  if (fulfillmentStatus === 'FULFILLED') return ['fulfilled', 'shipped'];
  if (fulfillmentStatus === 'PARTIALLY_FULFILLED') return ['partial'];
  if (fulfillmentStatus === 'UNFULFILLED') return ['unfulfilled', 'unshipped'];
  return [fulfillmentStatus.toLowerCase()];
}

/** What is for sale of one variant over all active places. */
export function availableOf(variant: Variant): number {
  let sum = 0;
  for (const level of variant.item.levels) if (level.isActive) sum += level.available;
  return sum;
}

export function totalInventory(product: Product): number {
  let sum = 0;
  for (const variant of product.variants) if (variant.item.tracked) sum += availableOf(variant);
  return sum;
}

/** What a connection is sorted by, by its sort key; undefined keys fall back to the id. */
export const PRODUCT_SORT: Readonly<Record<string, (row: Product) => number | string>> = {
  CREATED_AT: (row) => row.createdAt,
  INVENTORY_TOTAL: totalInventory,
  PRODUCT_TYPE: (row) => row.productType,
  PUBLISHED_AT: (row) => row.publishedAt ?? 0,
  TITLE: (row) => row.title,
  UPDATED_AT: (row) => row.updatedAt,
  VENDOR: (row) => row.vendor,
};

export const VARIANT_SORT: Readonly<Record<string, (row: Variant) => number | string>> = {
  INVENTORY_QUANTITY: availableOf,
  POSITION: (row) => row.position,
  SKU: (row) => row.sku ?? '',
  TITLE: variantTitle,
};

export const ORDER_SORT: Readonly<Record<string, (row: Order) => number | string>> = {
  CREATED_AT: (row) => row.createdAt,
  ORDER_NUMBER: (row) => row.number,
  PROCESSED_AT: (row) => row.processedAt,
  TOTAL_PRICE: (row) => totalsOf(row).total,
  UPDATED_AT: (row) => row.updatedAt,
};

export const LOCATION_SORT: Readonly<Record<string, (row: Location) => number | string>> = {
  NAME: (row) => row.name,
};

export function globalId(row: { kind: string; id: number }): string {
  return gid(row.kind, row.id);
}
