import { z } from 'zod';
import { currencySchema, moneySchema } from './money';
import { timeSchema } from './time';

export const orderStatusSchema = z.enum([
  'awaiting',
  'new',
  'preparing',
  'shipped',
  'delivered',
  'undelivered',
  'cancelled',
  'returned',
  'unsupplied',
  'unknown',
]);
export type OrderStatus = z.infer<typeof orderStatusSchema>;

const text = (max: number) => z.string().max(max);
const told = <T extends z.ZodType>(schema: T) => schema.nullable().optional();

export const addressSchema = z.object({
  name: told(text(500)),
  company: told(text(500)),
  line1: told(text(2000)),
  line2: told(text(2000)),
  /** mahalle */
  neighborhood: told(text(200)),
  /** ilçe */
  district: told(text(200)),
  /** il */
  city: told(text(200)),
  postalCode: told(text(30)),
  /** ISO 3166-1 alpha-2 */
  country: told(text(100)),
  phone: told(text(100)),
  email: told(text(320)),
  taxOffice: told(text(200)),
  /** VKN or TCKN */
  taxNumber: told(text(50)),
});
export type Address = z.infer<typeof addressSchema>;

export const orderLineRecordSchema = z.object({
  /** Survives splits and renames at the source; unique within the order. */
  key: text(200).min(1),
  sku: told(text(200)),
  barcode: told(text(100)),
  title: told(text(10_000)),
  quantity: z.int().min(0),
  unitPrice: told(moneySchema),
  /** What the customer pays for the line. */
  total: told(moneySchema),
  discount: told(moneySchema),
  vatRate: told(z.number().min(0).max(100)),
  status: told(orderStatusSchema),
  channelStatus: told(text(200)),
  /** Key of the variant in the products stream, where the order names it. */
  variantKey: told(text(200)),
});
export type OrderLineRecord = z.infer<typeof orderLineRecordSchema>;

/** A parcel, or with key '' the part of the order that is in no parcel. */
export const packageRecordSchema = z.object({
  key: text(200),
  status: orderStatusSchema,
  channelStatus: told(text(200)),
  /** UTC epoch ms; an older answer never overwrites a newer one. Missing = the time of reading. */
  modifiedAt: told(timeSchema),
  /** Keys of the packages this one was made from (split, partial cancel): those count no more. */
  replaces: z.array(text(200)).optional(),
  /** Taken apart at the channel: its lines count no more under this key. */
  dissolved: z.boolean().optional(),
  carrier: told(text(200)),
  trackingNumber: told(text(200)),
  trackingUrl: told(text(4000)),
  total: told(moneySchema),
  lines: z.array(orderLineRecordSchema),
  /** The lines are all lines of this package (a later answer without one removes it). Default true. */
  linesComplete: z.boolean().optional(),
  /** A line is never in two parcels at once: one that held as many pieces of it before was taken apart without a word. */
  linesMove: z.boolean().optional(),
});
export type PackageRecord = z.infer<typeof packageRecordSchema>;

/** News about one line wherever it stands now (a cancellation list names lines, not packages). */
export const lineUpdateSchema = z.object({
  key: text(200).min(1),
  status: orderStatusSchema,
  channelStatus: told(text(200)),
  modifiedAt: told(timeSchema),
  /** Only so many of its pieces, in all, came back; the rest stays in its state. `status` is 'returned'. */
  returnedPieces: z.int().min(0).optional(),
  /** Used only when the line is not known yet. */
  line: orderLineRecordSchema.optional(),
});
export type LineUpdate = z.infer<typeof lineUpdateSchema>;

export const orderRecordSchema = z.object({
  kind: z.literal('order'),
  /** The key that survives at the source: usually the order number or id, never a package id. */
  key: text(200).min(1),
  /** The number the merchant and the customer know. */
  number: text(200).min(1),
  placedAt: told(timeSchema),
  modifiedAt: told(timeSchema),
  /** When given it is the channel's word for the whole order; else it follows from the packages. */
  status: told(orderStatusSchema),
  channelStatus: told(text(200)),
  /** Missing = this answer does not tell; an order nobody told the currency of counts as TRY until someone does. */
  currency: currencySchema.optional(),
  /** What the customer pays for the whole order; missing = sum of the packages. */
  total: told(moneySchema),
  discount: told(moneySchema),
  shipping: told(moneySchema),
  tax: told(moneySchema),
  customerName: told(text(500)),
  email: told(text(320)),
  phone: told(text(100)),
  shippingAddress: told(addressSchema),
  billingAddress: told(addressSchema),
  paymentMethod: told(text(200)),
  note: told(text(10_000)),
  /** UTC epoch ms by which the channel wants it shipped. */
  dueAt: told(timeSchema),
  remoteIds: z.record(z.string(), text(200)).optional(),
  packages: z.array(packageRecordSchema),
  /** The packages given are all the order has (an order read whole). */
  packagesComplete: z.boolean(),
  lineUpdates: z.array(lineUpdateSchema).optional(),
});
export type OrderRecord = z.infer<typeof orderRecordSchema>;
