import { z } from 'zod';
import type { OrderDetail } from '../../../shared/contract/catalogue-data';
import { connectionIdSchema, orderIdSchema } from '../../../shared/domain/ids';
import { currencySchema } from '../../../shared/domain/money';
import { addressSchema, orderStatusSchema } from '../../../shared/domain/order';
import type { Told } from '../route';
import { iso } from '../times';
import { amount, major } from './amounts';
import { texts, time } from './common';

const status = orderStatusSchema.meta({ id: 'OrderStatus' });
const address = addressSchema.meta({ id: 'Address' });

const orderLine = z
  .object({
    id: z.string(),
    sku: z.string().nullable(),
    barcode: z.string().nullable(),
    title: z.string().nullable(),
    quantity: z.int(),
    returnedPieces: z.int().describe('So many of them came back.'),
    unitPrice: amount,
    total: amount,
    discount: amount,
    vatRate: z.number().nullable(),
    status,
    channelStatus: z.string().nullable(),
    packageId: z.string().nullable(),
    remoteVariantId: z.string().nullable(),
  })
  .meta({ id: 'OrderLine' });

const orderPackage = z
  .object({
    id: z.string(),
    key: z.string(),
    status,
    channelStatus: z.string().nullable(),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    trackingUrl: z.string().nullable(),
    replaces: z.array(z.string()).describe('Packages this one was made from.'),
    superseded: z.boolean().describe('Counts no more: split, merged or taken apart.'),
  })
  .meta({ id: 'OrderPackage' });

export const orderAnswer = z
  .object({
    id: orderIdSchema,
    connectionId: connectionIdSchema,
    remoteId: z.string(),
    number: z.string(),
    status,
    channelStatus: z.string().nullable().describe('The channel’s own word.'),
    currency: currencySchema.nullable(),
    total: amount,
    totals: z.object({ total: amount, discount: amount, shipping: amount, tax: amount }),
    placedAt: time.nullable(),
    modifiedAt: time.nullable().describe('Told by the channel.'),
    dueAt: time.nullable().describe('By when the channel wants it shipped.'),
    customer: z.object({
      name: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
    }),
    shippingAddress: address.nullable(),
    billingAddress: address.nullable(),
    paymentMethod: z.string().nullable(),
    note: z.string().nullable(),
    remoteIds: texts,
    lines: z.array(orderLine),
    packages: z.array(orderPackage),
    createdAt: time,
    updatedAt: time.describe('Kervan’s own change time.'),
  })
  .meta({ id: 'Order', description: 'Holds customers’ data in clear.' });

export function orderView(row: OrderDetail): Told<typeof orderAnswer> {
  return {
    id: row.id,
    connectionId: row.connectionId,
    remoteId: row.key,
    number: row.number,
    status: row.status,
    channelStatus: row.channelStatus,
    currency: row.total?.currency ?? null,
    total: major(row.total),
    totals: {
      total: major(row.total),
      discount: major(row.discount),
      shipping: major(row.shipping),
      tax: major(row.tax),
    },
    placedAt: iso(row.placedAt),
    modifiedAt: iso(row.modifiedAt),
    dueAt: iso(row.dueAt),
    customer: { name: row.customerName, email: row.email, phone: row.phone },
    shippingAddress: row.shippingAddress,
    billingAddress: row.billingAddress,
    paymentMethod: row.paymentMethod,
    note: row.note,
    remoteIds: row.remoteIds,
    lines: row.lines.map((line) => ({
      id: line.key,
      sku: line.sku,
      barcode: line.barcode,
      title: line.title,
      quantity: line.quantity,
      returnedPieces: line.returnedPieces,
      unitPrice: major(line.unitPrice),
      total: major(line.total),
      discount: major(line.discount),
      vatRate: line.vatRate,
      status: line.status,
      channelStatus: line.channelStatus,
      packageId: line.packageKey,
      remoteVariantId: line.variantKey,
    })),
    packages: row.packages.map((one) => ({
      id: one.key,
      key: one.key,
      status: one.status,
      channelStatus: one.channelStatus,
      carrier: one.carrier,
      trackingNumber: one.trackingNumber,
      trackingUrl: one.trackingUrl,
      replaces: one.replaces,
      superseded: one.superseded,
    })),
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
  };
}
