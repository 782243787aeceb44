import { z } from 'zod';
import type { ListingDetail, ListingRow } from '../../../shared/contract/catalogue-data';
import { connectionIdSchema, listingIdSchema } from '../../../shared/domain/ids';
import { currencySchema } from '../../../shared/domain/money';
import { listingStatusSchema } from '../../../shared/domain/product';
import type { ProductPageRow } from '../../service/service';
import type { Told } from '../route';
import { iso } from '../times';
import { amount, major } from './amounts';
import { texts, time } from './common';

const sisterFields = {
  id: listingIdSchema,
  connectionId: connectionIdSchema,
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  title: z.string().nullable(),
  variantTitle: z.string().nullable(),
  brand: z.string().nullable(),
  category: z.string().nullable(),
  price: amount,
  priceMinor: z.int().nullable(),
  listPrice: amount,
  currency: currencySchema.nullable(),
  stock: z.int().nullable().describe('null where the channel does not count.'),
  vatRate: z.number().nullable(),
  status: listingStatusSchema.nullable(),
  channelStatus: z.string().nullable().describe('The channel’s own word.'),
  remoteProductId: z.string(),
  remoteVariantId: z.string(),
  url: z.string().nullable(),
  imageUrl: z.string().nullable(),
  modifiedAt: time.nullable().describe('Told by the channel.'),
  updatedAt: time.describe('Kervan’s own change time.'),
  gone: z.boolean().describe('No longer listed at the channel.'),
};
const sisterAnswer = z.object(sisterFields).meta({ id: 'ProductSister' });

const productFields = { ...sisterFields, remoteIds: texts };
export const productAnswer = z
  .object(productFields)
  .meta({ id: 'Product', description: 'One variant on one channel.' });

export const productDetailAnswer = z
  .object({
    ...productFields,
    description: z.string().nullable().describe('As the channel gave it; HTML that nobody has cleaned.'),
    imageUrls: z.array(z.string()),
    options: z.array(z.object({ name: z.string(), value: z.string() })),
    createdAt: time,
    sisters: z.array(sisterAnswer).describe('The product’s variants on this channel, at most 500.'),
  })
  .meta({ id: 'ProductDetail' });

function sisterView(row: ListingRow): Told<typeof sisterAnswer> {
  return {
    id: row.id,
    connectionId: row.connectionId,
    sku: row.sku,
    barcode: row.barcode,
    title: row.title,
    variantTitle: row.variantTitle,
    brand: row.brand,
    category: row.category,
    price: major(row.price),
    priceMinor: row.price?.minor ?? null,
    listPrice: major(row.listPrice),
    currency: row.price?.currency ?? row.listPrice?.currency ?? null,
    stock: row.stock,
    vatRate: row.vatRate,
    status: row.status,
    channelStatus: row.channelStatus,
    remoteProductId: row.productKey,
    remoteVariantId: row.variantKey,
    url: row.url,
    imageUrl: row.imageUrl,
    modifiedAt: iso(row.modifiedAt),
    updatedAt: iso(row.updatedAt),
    gone: row.goneAt !== null,
  };
}

export function productView(row: ProductPageRow): Told<typeof productAnswer> {
  return { ...sisterView(row), remoteIds: row.remoteIds };
}

export function productDetailView(row: ListingDetail): Told<typeof productDetailAnswer> {
  return {
    ...productView(row),
    description: row.description,
    imageUrls: row.imageUrls,
    options: row.options,
    createdAt: iso(row.createdAt),
    sisters: row.siblings.map(sisterView),
  };
}
