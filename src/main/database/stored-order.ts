import { z } from 'zod';
import type { OrderDetail } from '../../shared/contract/catalogue-data';
import { moneySchema } from '../../shared/domain/money';
import { addressSchema, orderStatusSchema } from '../../shared/domain/order';

const text = z.string().nullable();

/** The part of an order that no grid sorts or filters by: one JSON column. */
export const orderDetailColumnSchema = z.object({
  discount: moneySchema.nullable(),
  shipping: moneySchema.nullable(),
  tax: moneySchema.nullable(),
  email: text,
  phone: text,
  shippingAddress: addressSchema.nullable(),
  billingAddress: addressSchema.nullable(),
  paymentMethod: text,
  note: text,
  remoteIds: z.record(z.string(), z.string()),
  packages: z.array(
    z.object({
      key: z.string(),
      status: orderStatusSchema,
      channelStatus: text,
      carrier: text,
      trackingNumber: text,
      trackingUrl: text,
      replaces: z.array(z.string()),
      superseded: z.boolean(),
    }),
  ),
});
export type OrderDetailColumn = z.infer<typeof orderDetailColumnSchema>;

export function orderDetailColumns(
  order: Pick<OrderDetail, keyof OrderDetailColumn>,
): Pick<OrderDetail, keyof OrderDetailColumn> {
  return {
    discount: order.discount,
    shipping: order.shipping,
    tax: order.tax,
    email: order.email,
    phone: order.phone,
    shippingAddress: order.shippingAddress,
    billingAddress: order.billingAddress,
    paymentMethod: order.paymentMethod,
    note: order.note,
    remoteIds: order.remoteIds,
    packages: order.packages,
  };
}
