import type { ShelfRow, ShopFloor, SoldOrder } from '../kit/shop-floor';
import { wantedTogether } from '../kit/wanted';
import type { ClaimService } from './claims';
import type { TrendyolData } from './data';
import type { InventoryService } from './inventory';
import type { TrendyolOrder, TrendyolPackage, TrendyolVariant } from './model';

const minor = (price: number): number => Math.round(price * 100);

/**
 * Customers and the seller's panel. The key of a variant is its barcode; the channel gives order numbers itself. Stock falls
 * with every order, also one that still awaits its payment, and does not come back by itself with a cancellation or return.
 */
export function trendyolFloor(
  data: TrendyolData,
  inventory: InventoryService,
  claims: ClaimService,
  calls: Readonly<Record<string, number>>,
): ShopFloor {
  const rowOf = ({ variant }: { readonly variant: TrendyolVariant }): ShelfRow => ({
    key: variant.barcode,
    sku: variant.stockCode,
    barcode: variant.barcode,
    stock: variant.stock.quantity ?? 0,
    priceMinor: minor(variant.price.salePrice),
    listPriceMinor: minor(variant.price.listPrice),
    currency: 'TRY',
  });
  const standing = (number: string): TrendyolPackage[] =>
    data.order(number).packages.filter(({ status }) => status !== 'Cancelled' && status !== 'UnSupplied');
  return {
    shelf() {
      inventory.settle();
      return data.variants().map(rowOf);
    },
    shelfRow(key) {
      inventory.settle();
      const found = data.findVariant(key);
      return found && rowOf(found);
    },
    sell(lines, options = {}) {
      inventory.settle();
      const wanted = wantedTogether(lines).map(({ key, quantity }) => ({ barcode: key, quantity }));
      const short = wanted.some(({ barcode, quantity }) => {
        const variant = data.variant(barcode);
        return !variant.onSale || (variant.stock.quantity ?? 0) < quantity;
      });
      if (short) return null;
      const order = data.addOrder({ lines: wanted, status: options.awaiting ? 'Awaiting' : 'Created' });
      return soldOrder(order);
    },
    pay(number) {
      for (const one of standing(number))
        if (one.status === 'Awaiting' || one.status === 'Verified')
          data.setStatus(one.shipmentPackageId, 'Created');
    },
    ship(number) {
      for (const one of standing(number)) data.setStatus(one.shipmentPackageId, 'Shipped');
    },
    cancel(number, lineKeys) {
      const lines = standing(number).flatMap((one) => one.lines);
      for (const { lineId } of lines)
        if (lineKeys === undefined || lineKeys.includes(String(lineId))) data.cancelLine(number, lineId);
    },
    takeBack(number, lineKeys) {
      for (const { shipmentPackageId, status } of standing(number))
        if (status === 'Shipped') data.setStatus(shipmentPackageId, 'Delivered');
      const back = standing(number)
        .filter(({ status }) => status === 'Delivered')
        .flatMap(({ lines }) => lines.map(({ lineId }) => lineId))
        .filter((lineId) => lineKeys === undefined || lineKeys.includes(String(lineId)));
      claims.accept(number, back);
    },
    repack(number) {
      for (const one of data.order(number).packages) {
        const [first] = one.lines;
        const open = one.status === 'Created' || one.status === 'Picking';
        if (first !== undefined && one.lines.length > 1 && open)
          data.splitPackage(one.shipmentPackageId, [first.lineId]);
      }
    },
    // An update whose time came before the edit must not come after it.
    editStock(key, quantity) {
      inventory.settle();
      data.editVariant(key, { quantity });
    },
    editPrice(key, priceMinor) {
      inventory.settle();
      data.editVariant(key, { salePrice: priceMinor / 100 });
    },
    get writes() {
      inventory.settle();
      return inventory.writes.map(({ at, barcode, quantity, salePrice }) => ({
        at,
        key: barcode,
        ...(quantity === undefined ? {} : { stock: quantity }),
        ...(salePrice === undefined ? {} : { priceMinor: minor(salePrice) }),
      }));
    },
    calls,
  };
}

function soldOrder(order: TrendyolOrder): SoldOrder {
  return {
    number: order.orderNumber,
    lines: order.lines.map(({ barcode, lineId, quantity }) => ({
      key: barcode,
      lineKey: String(lineId),
      quantity,
    })),
  };
}
