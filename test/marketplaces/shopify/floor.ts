import type { ShelfRow, ShopFloor, SoldOrder } from '../kit';
import { wantedTogether } from '../kit/wanted';
import { availableOf } from './fields';
import { gid, numberOf, type Order, type Variant } from './model';
import type { ShopifyShop } from './shop';

/**
 * Customers and the shop's own panel. The key of a variant is its gid. Every order commits its stock at once, an unpaid one
 * (PENDING) too; cancelling puts it back, and so do the refunds of single lines and of returns: restocking is ticked in the
 * shop's panel unless the merchant unticks it.
 */
export function shopifyFloor(shop: ShopifyShop, calls: ShopFloor['calls']): ShopFloor {
  const variantOf = (key: string): Variant | undefined =>
    shop.variants.get(numberOf('ProductVariant', key) ?? 0);
  const one = (key: string): Variant => shop.variant(numberOf('ProductVariant', key) ?? 0);
  return {
    shelf: () => [...shop.variants.values()].map(rowOf),
    shelfRow(key) {
      const found = variantOf(key);
      return found && rowOf(found);
    },
    sell(lines, options = {}) {
      const wanted = wantedTogether(lines).map(({ key, quantity }) => ({ variant: one(key), quantity }));
      const short = wanted.some(
        ({ variant, quantity }) =>
          variant.item.tracked && variant.inventoryPolicy === 'DENY' && availableOf(variant) < quantity,
      );
      if (short) return null;
      const order = shop.addOrder(
        wanted.map(({ variant, quantity }) => ({ variantId: variant.id, quantity })),
        options.awaiting ? { financialStatus: 'PENDING' } : {},
      );
      return soldOrder(order);
    },
    pay(number) {
      const { id, financialStatus } = orderOf(shop, number);
      if (financialStatus === 'PENDING') shop.editOrder(id, { financialStatus: 'PAID' });
    },
    ship: (number) => void shop.fulfillOrder(orderOf(shop, number).id),
    cancel(number, lineKeys) {
      const order = orderOf(shop, number);
      if (lineKeys === undefined || lineKeys.length >= order.lineItems.length) shop.cancelOrder(order.id);
      else
        for (const line of chosen(order, lineKeys))
          shop.refundLine(order.id, line.id, line.currentQuantity, true);
    },
    takeBack(number, lineKeys) {
      const order = orderOf(shop, number);
      for (const line of chosen(order, lineKeys))
        shop.refundLine(order.id, line.id, line.currentQuantity, true);
    },
    repack: () => undefined,
    editStock: (key, stock) => void shop.setStock(one(key).id, stock),
    editPrice: (key, price) => void shop.editVariant(one(key).id, { price }),
    writes: shop.writes,
    calls,
  };
}

function rowOf(variant: Variant): ShelfRow {
  return {
    key: gid('ProductVariant', variant.id),
    sku: variant.sku,
    barcode: variant.barcode,
    stock: availableOf(variant),
    priceMinor: variant.price,
    listPriceMinor: variant.compareAtPrice,
    currency: 'TRY',
  };
}

function chosen(order: Order, lineKeys: readonly string[] | undefined): Order['lineItems'] {
  return order.lineItems.filter(
    (line) =>
      line.currentQuantity > 0 && (lineKeys === undefined || lineKeys.includes(gid('LineItem', line.id))),
  );
}

function orderOf(shop: ShopifyShop, number: string): Order {
  const found = [...shop.orders.values()].find(({ name }) => name === number);
  if (found === undefined) throw new Error(`no order ${number}`);
  return found;
}

function soldOrder(order: Order): SoldOrder {
  return {
    number: order.name,
    lines: order.lineItems.map(({ id, variant, quantity }) => ({
      key: variant === null ? '' : gid('ProductVariant', variant.id),
      lineKey: gid('LineItem', id),
      quantity,
    })),
  };
}
