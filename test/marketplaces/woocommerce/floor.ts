import type { ShelfRow, ShopFloor, SoldOrder } from '../kit';
import { wantedTogether } from '../kit/wanted';
import type { Order, Product, Sellable, Variation } from './model';
import { isOnSale } from './render';
import type { SellablePatch, WooShop } from './shop';

const minor = (price: string): number => Math.round(Number(price) * 100);

/** woocommerce_hold_stock_minutes: so long the checkout keeps the pieces of an order that is not paid yet. */
const HELD_FOR_MS = 60 * 60_000;

/**
 * Customers and the shop's own panel. The key of a variant is the id of the product or variation. An unpaid order
 * ('pending') takes no stock yet but keeps others from buying its pieces for an hour, a paid one takes it; 'cancelled'
 * and a refund with restock put it back, as core does. Single lines are cancelled or taken back by such a refund, which
 * sets the status only with the last of them.
 */
export function wooFloor(
  shop: WooShop,
  currency: () => string,
  writes: ShopFloor['writes'],
  calls: ShopFloor['calls'],
  now: () => number,
): ShopFloor {
  const rowsOf = (): Sellable[] => [
    ...[...shop.products.values()].filter(({ type }) => type === 'simple'),
    ...shop.variations.values(),
  ];
  const find = (key: string): Sellable | undefined =>
    shop.variations.get(Number(key)) ?? shop.products.get(Number(key));
  const keeperOf = (row: Sellable): Product | Variation => {
    const variation = shop.variations.get(row.id);
    if (variation === undefined) return shop.product(row.id);
    const parent = shop.product(variation.parentId);
    return !variation.manageStock && parent.manageStock ? parent : variation;
  };
  const heldOf = (keeper: Product | Variation): number => {
    let held = 0;
    for (const order of shop.pendingSince(now() - HELD_FOR_MS)) {
      for (const { productId, variationId, quantity } of order.lines) {
        const row = shop.variations.get(variationId) ?? shop.products.get(productId);
        if (row !== undefined && keeperOf(row) === keeper) held += quantity;
      }
    }
    return held;
  };
  const rowOf = (row: Sellable): ShelfRow => {
    const onSale = isOnSale(row, now());
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
      const wanted = wantedTogether(lines).map(({ key, quantity }) => {
        const row = find(key);
        if (row === undefined) throw new Error(`no product ${key}`);
        return { row, quantity };
      });
      // Variations whose stock the parent manages share one quantity.
      const asked = new Map<Product | Variation, number>();
      for (const { row, quantity } of wanted) {
        const keeper = keeperOf(row);
        asked.set(keeper, (asked.get(keeper) ?? 0) + quantity);
      }
      if ([...asked].some(([keeper, quantity]) => !sells(keeper, quantity + heldOf(keeper)))) return null;
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
      else shop.refundLines(order.id, lineKeys.map(Number), 'İptal');
    },
    takeBack(number, lineKeys) {
      const order = orderOf(shop, number);
      shop.refundLines(order.id, lineKeys?.map(Number) ?? order.lines.map(({ id }) => id), 'İade');
    },
    repack: () => undefined,
    editStock: (key, stockQuantity) => edit(key, { manageStock: true, stockQuantity }),
    editPrice: (key, priceMinor) => edit(key, { regularPrice: (priceMinor / 100).toFixed(2), salePrice: '' }),
    writes,
    calls,
  };
}

/** A row whose stock nobody counts sells while its status allows; a counted one also when back-orders do. */
function sells(keeper: Product | Variation, quantity: number): boolean {
  if (!keeper.manageStock) return keeper.stockStatus !== 'outofstock';
  return keeper.backorders !== 'no' || (keeper.stockQuantity ?? 0) >= quantity;
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
