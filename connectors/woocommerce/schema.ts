import { z } from 'zod';
import { amount, id, list, number, optionalId, part, text } from '../../src/shared/connector/vendor/schema';

const named = list(z.object({ name: text }));

/** What products and variations have in common. */
const sellable = {
  id,
  sku: text,
  global_unique_id: text,
  price: amount,
  regular_price: amount,
  status: text,
  permalink: text,
  manage_stock: z.union([z.boolean(), z.string()]).nullish(),
  stock_quantity: number,
  stock_status: text,
  date_modified_gmt: text,
};
const sellableSchema = z.object(sellable);
export type Sellable = z.infer<typeof sellableSchema>;

export const productSchema = z.object({
  ...sellable,
  name: text,
  type: text,
  description: text,
  categories: named,
  brands: named,
  images: list(z.object({ src: text })),
  attributes: list(z.object({ name: text, options: list(z.union([z.string(), z.number()])) })),
  variations: list(id),
});
export type Product = z.infer<typeof productSchema>;

export const variationSchema = z.object({
  ...sellable,
  parent_id: optionalId,
  image: z.union([part({ src: text }), z.array(z.unknown()).transform(() => undefined)]),
  attributes: list(z.object({ name: text, option: text })),
});
export type Variation = z.infer<typeof variationSchema>;

const address = part({
  first_name: text,
  last_name: text,
  company: text,
  address_1: text,
  address_2: text,
  city: text,
  postcode: text,
  country: text,
  email: text,
  phone: text,
});
export type WooAddress = z.infer<typeof address>;

const lineSchema = z.object({
  id,
  name: text,
  product_id: optionalId,
  variation_id: optionalId,
  quantity: z.union([
    z.number(),
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number),
  ]),
  subtotal: amount,
  subtotal_tax: amount,
  total: amount,
  total_tax: amount,
  taxes: list(z.object({ id: optionalId, total: amount })),
  sku: text,
  global_unique_id: text,
});
export type WooLine = z.infer<typeof lineSchema>;

export const orderSchema = z.object({
  id,
  number: optionalId,
  status: z.string().min(1),
  currency: z.string().min(1),
  date_created_gmt: text,
  date_modified_gmt: text,
  total: amount,
  total_tax: amount,
  discount_total: amount,
  discount_tax: amount,
  shipping_total: amount,
  shipping_tax: amount,
  customer_note: text,
  payment_method_title: text,
  billing: address,
  shipping: address,
  line_items: z.array(lineSchema),
  tax_lines: list(z.object({ rate_id: optionalId, rate_percent: number })),
  /** Amounts only: which pieces came back stands in the refunds themselves. */
  refunds: list(z.object({ id: optionalId })),
});
export type WooOrder = z.infer<typeof orderSchema>;

/** All refunds of one order; quantities are negative. */
export const refundsSchema = z.array(
  z.object({
    line_items: list(
      z.object({
        product_id: optionalId,
        variation_id: optionalId,
        quantity: number,
        meta_data: list(z.object({ key: text, value: z.unknown() })),
      }),
    ),
  }),
);
export type WooRefunds = z.infer<typeof refundsSchema>;
