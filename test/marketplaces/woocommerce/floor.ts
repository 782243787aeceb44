import type { ShelfRow, ShopFloor, SoldOrder } from '../kit';
import type { Order, Sellable } from './model';
import type { SellablePatch, WooShop } from './shop';

const minor = (price: string): number => Math.round(Number(price) * 100);

/**
 * Customers and the shop's own panel. The key of a variant is the id of the product or variation. An unpaid order
 * ('pending') takes no stock yet, a paid one does; 'cancelled' and a refund with restock put it back, as core does.
 */
export function wooFloor(
  shop: WooShop,
  currency: () => string,
  writes: ShopFloor['writes'],
  calls: ShopFloor['calls'],
): ShopFloor {
  const rowsOf = (): Sellable[] => [
    ...[...shop.products.values()].filter(({ type }) => type === 'simple'),
    ...shop.variations.values(),
  ];
  const find = (key: string): Sellable | undefined =>
    shop.variations.get(Number(key)) ?? shop.products.get(Number(key));
  const keeperOf = (row: Sellable): Sellable => {
    const variation = shop.variations.get(row.id);
    return variation !== undefined && !variation.manageStock ? shop.product(variation.parentId) : row;
  };
  const rowOf = (row: Sellable): ShelfRow => {
    const onSale = row.salePrice !== '';
    return {
      key: String(row.id),
      sku: row.sku === '' ? null : row.sku,
      barcode: row.globalUniqueId ? row.globalUniqueId : null,
      stock: keeperOf(row).stockQuantity ?? 0,
      priceMinor: minor(onSale ? row.salePrice : row.regularPrice),
      listPriceMinor: minor(row.regularPrice),
      currency: currency(),
    };
  };
  const edit = (key: string, patch: SellablePatch & { readonly manageStock?: boolean }): void => {
    const id = Number(key);
    if (shop.variations.has(id)) shop.editVariation(id, patch);
    else shop.editProduct(id, patch);
  };
  return {
    shelf: () => rowsOf().map(rowOf),
    shelfRow(key) {
      const found = find(key);
      return found && rowOf(found);
    },
    sell(lines, options = {}) {
      const wanted = lines.map(({ key, quantity }) => {
        const row = find(key);
        if (row === undefined) throw new Error(`no product ${key}`);
        return { row, quantity };
      });
      if (wanted.some(({ row, quantity }) => (keeperOf(row).stockQuantity ?? 0) < quantity)) return null;
      const order = shop.addOrder(
        wanted.map(({ row, quantity }) => {
          const parentId = shop.variations.get(row.id)?.parentId;
          return parentId === undefined
            ? { productId: row.id, quantity }
            : { productId: parentId, variationId: row.id, quantity };
        }),
        {
          status: options.awaiting ? 'pending' : 'processing',
          ...(options.number === undefined ? {} : { number: options.number }),
        },
      );
      return soldOrder(order);
    },
    pay: (number) => void shop.setOrderStatus(orderOf(shop, number).id, 'processing'),
    ship: (number) => void shop.setOrderStatus(orderOf(shop, number).id, 'completed'),
    cancel(number, lineKeys) {
      const order = orderOf(shop, number);
      if (lineKeys === undefined || lineKeys.length >= order.lines.length)
        shop.setOrderStatus(order.id, 'cancelled');
      else throw new Error('a WooCommerce order is cancelled whole');
    },
    takeBack: (number) => void shop.refundOrder(orderOf(shop, number).id, 1, true),
    repack: () => undefined,
    editStock: (key, stockQuantity) => edit(key, { manageStock: true, stockQuantity }),
    editPrice: (key, priceMinor) => edit(key, { regularPrice: (priceMinor / 100).toFixed(2), salePrice: '' }),
    writes,
    calls,
  };
}

function orderOf(shop: WooShop, number: string): Order {
  const found = [...shop.orders.values()].find((order) => order.number === number);
  if (found === undefined) throw new Error(`no order ${number}`);
  return found;
}

function soldOrder(order: Order): SoldOrder {
  return {
    number: order.number,
    lines: order.lines.map(({ id, productId, variationId, quantity }) => ({
      key: String(variationId === 0 ? productId : variationId),
      lineKey: String(id),
      quantity,
    })),
  };
}
