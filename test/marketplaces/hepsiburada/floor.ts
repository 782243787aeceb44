import type { ShelfRow, ShopFloor } from '../kit/shop-floor';
import { wantedTogether } from '../kit/wanted';
import type { ClaimService } from './claims';
import type { HepsiburadaData } from './data';
import type { HepsiburadaListing, HepsiburadaOrder } from './model';
import type { UploadService } from './uploads';

const minor = (price: number): number => Math.round(price * 100);

/**
 * Customers and the merchant's panel. The key of a variant is its merchantSku, which the channel keeps in upper case and by
 * which order lines, listing and catalogue meet; the channel gives order numbers itself.
 * Stock falls with every order, also one that still awaits its payment, and does not come back by itself. A return is a
 * claim; the order's lines stay delivered.
 */
export function hepsiburadaFloor(
  data: HepsiburadaData,
  uploads: UploadService,
  claims: ClaimService,
  calls: Readonly<Record<string, number>>,
): ShopFloor {
  // The channel's own number of a listing finds it too.
  const find = (key: string): HepsiburadaListing | undefined =>
    data.goods.get(key)?.listing ?? data.byHepsiburadaSku(key);
  const one = (key: string): HepsiburadaListing => {
    const found = find(key);
    if (found === undefined) throw new Error(`no listing ${key}`);
    return found;
  };
  const rowOf = (listing: HepsiburadaListing): ShelfRow => ({
    key: listing.merchantSku,
    sku: listing.merchantSku,
    barcode: data.one(listing.merchantSku).catalogue?.barcode ?? null,
    stock: listing.availableStock,
    priceMinor: minor(listing.price),
    listPriceMinor: null,
    currency: 'TRY',
  });
  const packed = (number: string): string[] => {
    const { lines } = data.order(number);
    if (lines.some(({ status }) => status === 'Open' || status === 'Unpacked')) data.pack(number);
    return [...new Set(lines.flatMap(({ packageNumber }) => packageNumber ?? []))];
  };
  return {
    shelf() {
      uploads.settle();
      return data.listings().map(rowOf);
    },
    shelfRow(key) {
      uploads.settle();
      const found = find(key);
      return found && rowOf(found);
    },
    sell(lines, options = {}) {
      uploads.settle();
      const wanted = wantedTogether(lines).map(({ key, quantity }) => ({ listing: one(key), quantity }));
      if (wanted.some(({ listing, quantity }) => !listing.isSalable || listing.availableStock < quantity))
        return null;
      const order = data.addOrder({
        lines: wanted.map(({ listing, quantity }) => ({ merchantSku: listing.merchantSku, quantity })),
        paid: options.awaiting !== true,
      });
      return soldOrder(order);
    },
    pay: (number) => data.pay(number),
    ship(number) {
      for (const packageNumber of packed(number)) data.ship(packageNumber);
    },
    cancel(number, lineKeys) {
      for (const line of data.order(number).lines)
        if (line.status !== 'Cancelled' && (lineKeys === undefined || lineKeys.includes(line.id)))
          data.cancelLine(number, line.id);
    },
    takeBack(number, lineKeys) {
      for (const packageNumber of packed(number)) data.deliver(packageNumber);
      for (const { id, status } of data.order(number).lines)
        if (status === 'Delivered' && (lineKeys === undefined || lineKeys.includes(id)))
          claims.accept(number, id);
    },
    repack(number) {
      for (const packageNumber of packed(number)) {
        const [first, ...others] = data.package(packageNumber).lines;
        if (first !== undefined && others.length > 0) data.splitPackage(packageNumber, [first.lineId]);
        else data.unpack(packageNumber);
      }
    },
    // An upload whose time came before the edit must not come after it.
    editStock(key, availableStock) {
      uploads.settle();
      data.editListing(one(key).merchantSku, { availableStock });
    },
    editPrice(key, priceMinor) {
      uploads.settle();
      data.setPrice(one(key).merchantSku, priceMinor / 100);
    },
    get writes() {
      uploads.settle();
      return uploads.writes.map(({ at, merchantSku, stock, price }) => ({
        at,
        key: merchantSku,
        ...(stock === undefined ? {} : { stock }),
        ...(price === undefined ? {} : { priceMinor: minor(price) }),
      }));
    },
    calls,
  };
}

function soldOrder(order: HepsiburadaOrder): ReturnType<ShopFloor['sell']> {
  return {
    number: order.orderNumber,
    lines: order.lines.map(({ merchantSku, id, quantity }) => ({ key: merchantSku, lineKey: id, quantity })),
  };
}
