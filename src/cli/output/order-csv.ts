import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';

const addressSchema = z.looseObject({
  name: z.string().nullish(),
  line1: z.string().nullish(),
  line2: z.string().nullish(),
  city: z.string().nullish(),
  postalCode: z.string().nullish(),
  country: z.string().nullish(),
});
const lineSchema = z.looseObject({
  id: z.string(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  title: z.string().nullable(),
  quantity: z.number(),
  unitPrice: z.number().nullable(),
  total: z.number().nullable(),
  discount: z.number().nullable(),
  vatRate: z.number().nullable(),
  status: z.string().nullable(),
});
export const orderSchema = z.looseObject({
  id: z.string(),
  connectionId: z.string(),
  remoteId: z.string(),
  number: z.string().nullable(),
  status: z.string(),
  channelStatus: z.string().nullable(),
  currency: z.string().nullable(),
  total: z.number().nullable(),
  placedAt: z.string().nullable(),
  updatedAt: z.string(),
  customer: z.looseObject({
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  shippingAddress: addressSchema.nullable(),
  lines: z.array(lineSchema),
});
export type OrderRow = z.infer<typeof orderSchema>;
type OrderLine = z.infer<typeof lineSchema>;
type CsvCell = string | number | null | undefined;

/** For programs: the same names, points and UTC times in every language. */
const cells: readonly (readonly [
  name: string,
  cell: (order: OrderRow, line: OrderLine | null) => CsvCell,
])[] = [
  ['order_id', (order) => order.id],
  ['connection_id', (order) => order.connectionId],
  ['remote_id', (order) => order.remoteId],
  ['number', (order) => order.number],
  ['status', (order) => order.status],
  ['channel_status', (order) => order.channelStatus],
  ['placed_at', (order) => order.placedAt],
  ['updated_at', (order) => order.updatedAt],
  ['currency', (order) => order.currency],
  ['order_total', (order) => order.total],
  ['customer_name', (order) => order.customer.name],
  ['customer_email', (order) => order.customer.email],
  ['customer_phone', (order) => order.customer.phone],
  ['shipping_name', (order) => order.shippingAddress?.name],
  ['shipping_address', (order) => streetOf(order)],
  ['shipping_city', (order) => order.shippingAddress?.city],
  ['shipping_postal_code', (order) => order.shippingAddress?.postalCode],
  ['shipping_country', (order) => order.shippingAddress?.country],
  ['line_id', (_, line) => line?.id],
  ['line_status', (_, line) => line?.status],
  ['sku', (_, line) => line?.sku],
  ['barcode', (_, line) => line?.barcode],
  ['title', (_, line) => line?.title],
  ['quantity', (_, line) => line?.quantity],
  ['unit_price', (_, line) => line?.unitPrice],
  ['line_discount', (_, line) => line?.discount],
  ['line_total', (_, line) => line?.total],
  ['vat_rate', (_, line) => line?.vatRate],
];

/** RFC 4180. Text that a spreadsheet would run as a formula is marked as text. */
const form = {
  record_delimiter: 'windows',
  escape_formulas: true,
  quoted_match: /[\r\n\t\v\f\u0085\u2028\u2029]/,
} as const;

export function csvHeading(): string {
  return stringify([cells.map(([name]) => name)], form);
}

/** One row for each line; an order without lines has a row too. */
export function csvLines(orders: readonly OrderRow[]): string {
  const rows = orders.flatMap((order) => {
    const lines: readonly (OrderLine | null)[] = order.lines.length === 0 ? [null] : order.lines;
    return lines.map((line) => cells.map(([, cell]) => textOf(cell(order, line))));
  });
  return rows.length === 0 ? '' : stringify(rows, form);
}

/** Numbers as they are: one below zero is no formula. */
function textOf(cell: CsvCell): string | number {
  return cell ?? '';
}

function streetOf({ shippingAddress }: OrderRow): string {
  return [shippingAddress?.line1, shippingAddress?.line2].filter(Boolean).join(', ');
}
