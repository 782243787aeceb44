import { z } from 'zod';
import type { ListingRow } from '../../../shared/contract/catalogue-data';
import { connectionIdSchema, listingIdSchema } from '../../../shared/domain/ids';
import type { Money } from '../../../shared/domain/money';
import { listingStatusSchema } from '../../../shared/domain/product';

const text = z.string().nullable();
const number = z.number().nullable();

export const listingRowSchema = z.object({
  id: z.number(),
  connection_id: connectionIdSchema,
  product_key: z.string(),
  variant_key: z.string(),
  title: text,
  variant_title: text,
  sku: text,
  barcode: text,
  brand: text,
  category: text,
  price_minor: number,
  currency: text,
  list_price_minor: number,
  list_currency: text,
  stock: number,
  vat_rate: number,
  status: listingStatusSchema.nullable(),
  channel_status: text,
  image: text,
  address: text,
  modified_at: number,
  updated_at: z.number(),
  gone_at: number,
  remote_ids: z.string(),
});
export type ListingTableRow = z.infer<typeof listingRowSchema>;

/** Own picture and address, else the product's. */
export const listingRowSql = `
  SELECT l.id, l.connection_id, l.product_key, l.variant_key, l.title, l.variant_title, l.sku, l.barcode, l.brand, l.category,
    l.price_minor, l.currency, l.list_price_minor, l.list_currency, l.stock, l.vat_rate, l.status, l.channel_status,
    coalesce(l.image_url, json_extract(p.image_urls, '$[0]')) AS image, coalesce(l.url, p.url) AS address,
    l.modified_at, l.updated_at, l.gone_at, l.remote_ids
  FROM listings l LEFT JOIN channel_products p ON p.connection_id = l.connection_id AND p.key = l.product_key`;

export function toListingRow(row: ListingTableRow): ListingRow {
  return {
    id: listingIdSchema.parse(String(row.id)),
    connectionId: row.connection_id,
    productKey: row.product_key,
    variantKey: row.variant_key,
    title: row.title,
    variantTitle: row.variant_title,
    sku: row.sku,
    barcode: row.barcode,
    brand: row.brand,
    category: row.category,
    price: toMoney(row.price_minor, row.currency),
    listPrice: toMoney(row.list_price_minor, row.list_currency),
    stock: row.stock,
    vatRate: row.vat_rate,
    status: row.status,
    channelStatus: row.channel_status,
    imageUrl: row.image,
    url: row.address,
    modifiedAt: row.modified_at,
    updatedAt: row.updated_at,
    goneAt: row.gone_at,
  };
}

export function toMoney(minor: number | null, currency: string | null): Money | null {
  return minor === null || currency === null ? null : { minor, currency };
}
