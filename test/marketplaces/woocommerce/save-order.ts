import { invalidParams, WpError } from './errors';
import { ORDER_STATUSES } from './orders';
import type { WooShop } from './shop';
import type { Fields } from './write';

/**
 * A PUT of an order, as far as its status goes: any status of the shop is taken from any other, and one it does not know is refused
 * by the schema. An order in the trash is found all the same (class-wc-rest-orders-v2-controller.php).
 */
export function saveOrder(shop: WooShop, id: number, fields: Fields): void {
  const order = shop.orders.get(id);
  if (order === undefined) throw new WpError(400, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');
  const { status } = fields;
  if (status === undefined) return;
  if (typeof status !== 'string' || !ORDER_STATUSES.some((known) => known === status)) {
    const message = `status is not one of ${ORDER_STATUSES.slice(0, -1).join(', ')}, and ${ORDER_STATUSES.at(-1)}.`;
    throw invalidParams(new Map([['status', { code: 'rest_not_in_enum', message }]]));
  }
  if (status !== order.status) shop.setOrderStatus(id, status);
}
