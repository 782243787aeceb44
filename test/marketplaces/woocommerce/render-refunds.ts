import { MICRO, type Order } from './model';
import { dateText, type Voice } from './render';

/** GET orders/{id}/refunds, newest first: amounts and quantities of the lines are negative. */
export function renderRefunds(order: Order, voice: Voice): Record<string, unknown>[] {
  const money = (micros: number): string => (micros / MICRO).toFixed(voice.decimals);
  return [...order.refunds].reverse().map((refund) => ({
    id: refund.id,
    parent_id: order.id,
    date_created: dateText(refund.createdAt, voice.zoneMinutes),
    date_created_gmt: dateText(refund.createdAt, 0),
    amount: money(refund.total),
    reason: refund.reason,
    refunded_by: 1,
    refunded_payment: false,
    meta_data: [],
    line_items: refund.lines.flatMap(({ lineId, quantity }, position) => {
      const line = order.lines.find(({ id }) => id === lineId);
      if (line === undefined || line.quantity === 0) return [];
      const share = quantity / line.quantity;
      return [
        {
          id: refund.id * 10 + position,
          name: line.name,
          product_id: line.productId,
          variation_id: line.variationId,
          quantity: -quantity,
          tax_class: '',
          subtotal: money(-line.subtotal * share),
          subtotal_tax: money(-line.subtotalTax * share),
          total: money(-line.total * share),
          total_tax: money(-line.totalTax * share),
          taxes: [],
          meta_data: [{ id: lineId, key: '_refunded_item_id', value: String(lineId) }],
          sku: line.sku,
          price: line.total / line.quantity / MICRO,
        },
      ];
    }),
    shipping_lines: [],
    tax_lines: [],
    fee_lines: [],
  }));
}
