import { z } from 'zod';
import { currencySchema, moneySchema } from './money';
import { addressSchema, orderStatusSchema } from './order';

const text = z.string().nullable();
const stamp = {
  /** The channel's own time of this piece, UTC epoch ms; null = it tells none. */
  modifiedAt: z.int().nullable(),
  /** When this content was first read. */
  readAt: z.int(),
};

export const lineDocumentSchema = z.object({
  key: z.string(),
  sku: text,
  barcode: text,
  title: text,
  quantity: z.int(),
  unitPrice: moneySchema.nullable(),
  total: moneySchema.nullable(),
  discount: moneySchema.nullable(),
  vatRate: z.number().nullable(),
  /** null = as its package. */
  status: orderStatusSchema.nullable(),
  channelStatus: text,
  variantKey: text,
  /** So many of its pieces came back, whatever the state of the rest. */
  returnedPieces: z.int().min(0).default(0),
  ...stamp,
});
export type LineDocument = Readonly<z.infer<typeof lineDocumentSchema>>;

export const packageDocumentSchema = z.object({
  /** '' = the part of the order that is in no parcel. */
  key: z.string(),
  status: orderStatusSchema,
  channelStatus: text,
  replaces: z.array(z.string()),
  dissolved: z.boolean(),
  carrier: text,
  trackingNumber: text,
  trackingUrl: text,
  total: moneySchema.nullable(),
  lines: z.array(lineDocumentSchema),
  ...stamp,
});
export type PackageDocument = Readonly<z.infer<typeof packageDocumentSchema>>;

/**
 * An order as Kervan keeps it: what every answer about it added up to. Packages stay apart, because channels split, merge and
 * rename them; lines of the order follow from the packages that still count (src/main/orders/derive.ts).
 */
export const orderDocumentSchema = z.object({
  key: z.string(),
  number: z.string(),
  placedAt: z.int().nullable(),
  modifiedAt: z.int().nullable(),
  dueAt: z.int().nullable(),
  /** The channel's word for the whole order; null = follows from the packages. */
  toldStatus: orderStatusSchema.nullable(),
  channelStatus: text,
  currency: currencySchema,
  /** The channel's total of the whole order; null = sum of the packages. */
  toldTotal: moneySchema.nullable(),
  discount: moneySchema.nullable(),
  shipping: moneySchema.nullable(),
  tax: moneySchema.nullable(),
  customerName: text,
  email: text,
  phone: text,
  shippingAddress: addressSchema.nullable(),
  billingAddress: addressSchema.nullable(),
  paymentMethod: text,
  note: text,
  remoteIds: z.record(z.string(), z.string()),
  packages: z.array(packageDocumentSchema),
});
export type OrderDocument = Readonly<z.infer<typeof orderDocumentSchema>>;

/** The channel's time of a piece, or the time it was read where the channel tells none. */
export function timeOf(piece: { readonly modifiedAt: number | null; readonly readAt: number }): number {
  return piece.modifiedAt ?? piece.readAt;
}
