import { z } from 'zod';
import { moneySchema } from './money';
import { timeSchema } from './time';

export const listingStatusSchema = z.enum([
  'active',
  'inactive',
  'pending',
  'rejected',
  'archived',
  'locked',
]);
export type ListingStatus = z.infer<typeof listingStatusSchema>;

const text = (max: number) => z.string().max(max);
/** In every record below: a missing field means "this answer does not tell", null means "the channel says there is none". */
const told = <T extends z.ZodType>(schema: T) => schema.nullable().optional();

export const optionValueSchema = z.object({ name: text(200), value: text(500) });

/** One sellable variant as one answer of the channel shows it. A simple product has exactly one. */
export const variantRecordSchema = z.object({
  /** The key that survives at the source; unique within the connection. */
  key: text(200).min(1),
  sku: told(text(200)),
  barcode: told(text(100)),
  /** What tells it from its sisters, for example "Bej / 50x90". */
  title: told(text(2000)),
  options: z.array(optionValueSchema).max(50).optional(),
  price: told(moneySchema),
  /** Price before discount; never below `price` on most channels. */
  listPrice: told(moneySchema),
  /** Pieces the channel shows; null = the channel does not count this one. */
  stock: told(z.int()),
  /** Percent, for example 20. */
  vatRate: told(z.number().min(0).max(100)),
  status: told(listingStatusSchema),
  /** The channel's own word for the status or the reason it is closed. */
  channelStatus: told(text(1000)),
  url: told(text(4000)),
  imageUrl: told(text(4000)),
  /** The channel's ids by name, as needed to write to it later (variant, product, inventoryItem …). */
  remoteIds: z.record(z.string(), text(200)).optional(),
  /** UTC epoch ms. */
  modifiedAt: told(timeSchema),
});
export type VariantRecord = z.infer<typeof variantRecordSchema>;

export const productRecordSchema = z.object({
  kind: z.literal('product'),
  key: text(200).min(1),
  title: told(text(10_000)),
  brand: told(text(500)),
  category: told(text(1000)),
  /** HTML as the channel gave it; sanitised where it is shown. */
  description: told(text(200_000)),
  imageUrls: z.array(text(4000)).max(100).optional(),
  url: told(text(4000)),
  status: told(listingStatusSchema),
  modifiedAt: told(timeSchema),
  variants: z.array(variantRecordSchema),
  /** When given: all variant keys the product has now; any other variant of it is gone. */
  variantKeys: z.array(z.string()).optional(),
});
export type ProductRecord = z.infer<typeof productRecordSchema>;

/** A variant read apart from its product. */
export const productVariantRecordSchema = z.object({
  kind: z.literal('variant'),
  productKey: text(200).min(1),
  variant: variantRecordSchema,
});

/** The channel says in so many words that it is gone. */
export const goneRecordSchema = z.object({
  kind: z.literal('gone'),
  entity: z.enum(['product', 'variant']),
  key: text(200).min(1),
});

export const productStreamRecordSchema = z.discriminatedUnion('kind', [
  productRecordSchema,
  productVariantRecordSchema,
  goneRecordSchema,
]);
export type ProductStreamRecord = z.infer<typeof productStreamRecordSchema>;
