import type { HepsiburadaData } from '../../marketplaces/hepsiburada/data';
import { gid } from '../../marketplaces/shopify/model';
import type { ShopifyShop } from '../../marketplaces/shopify/shop';
import type { TrendyolData } from '../../marketplaces/trendyol/data';
import type { WooShop } from '../../marketplaces/woocommerce/shop';

/** One sellable row as the marketplace itself knows it; undefined = not compared for this channel. */
export interface TrueListing {
  readonly key: string;
  readonly sku: string | null;
  readonly barcode?: string | null;
  readonly priceMinor: number | null | undefined;
  readonly stock: number | null | undefined;
}

export interface TrueOrder {
  readonly number: string;
  /** "sku × quantity" of each line, sorted. */
  readonly lines: readonly string[];
  readonly totalMinor?: number | null;
}

const clean = (text: string | null | undefined): string | null => {
  const trimmed = (text ?? '').trim();
  return trimmed === '' ? null : trimmed;
};
const minor = (amount: number | string): number => Math.round(Number((Number(amount) * 100).toFixed(6)));
export const lineText = (sku: string | null | undefined, quantity: number): string =>
  `${clean(sku) ?? '–'} × ${quantity}`;

export function trendyolTruth(data: TrendyolData) {
  const listings: TrueListing[] = data.variants().map(({ variant }) => ({
    key: variant.barcode,
    sku: clean(variant.stockCode),
    barcode: clean(variant.barcode),
    priceMinor: minor(variant.price.salePrice),
    stock: variant.stock.quantity ?? undefined,
  }));
  const waiting = [...data.unapproved.values()].filter(
    (row) => !listings.some((one) => one.key === row.barcode),
  );
  const unapproved: TrueListing[] = waiting.map((row) => ({
    key: row.barcode,
    sku: clean(row.stockCode),
    barcode: clean(row.barcode),
    priceMinor: minor(row.salePrice),
    stock: row.quantity,
  }));
  const orders: TrueOrder[] = data.orders().map((order) => ({
    number: order.orderNumber,
    lines: order.lines.map((line) => lineText(line.stockCode, line.quantity)).sort(),
    totalMinor: order.packages.reduce((sum, one) => sum + minor(one.packageTotalPrice), 0),
  }));
  return { listings: [...listings, ...unapproved], orders };
}

export function hepsiburadaTruth(data: HepsiburadaData) {
  const listings: TrueListing[] = [...data.goods.values()].map((goods) => ({
    key: goods.merchantSku.toUpperCase(),
    sku: clean(goods.merchantSku),
    barcode: goods.catalogue ? clean(goods.catalogue.barcode) : null,
    priceMinor: goods.listing ? minor(goods.listing.price) : null,
    stock: goods.listing ? goods.listing.availableStock : null,
  }));
  const orders: TrueOrder[] = data.reachableOrders().map((order) => ({
    number: order.orderNumber,
    lines: order.lines.map((line) => lineText(line.merchantSku, line.quantity)).sort(),
  }));
  return { listings, orders };
}

/** A timed sale depends on the clock, so such a price is not compared. */
function wooPrice(one: {
  readonly regularPrice: string;
  readonly salePrice: string;
  readonly saleFrom: number | null;
  readonly saleTo: number | null;
}) {
  if (one.saleFrom !== null || one.saleTo !== null) return undefined;
  const price = one.salePrice === '' ? one.regularPrice : one.salePrice;
  return price === '' ? null : minor(price);
}

export function wooTruth(shop: WooShop) {
  const sold = [...shop.products.values()].filter((product) => product.status !== 'trash');
  const listings: TrueListing[] = sold.flatMap((product) => {
    const variations = product.variationIds.length > 0 ? shop.variationsOf(product.id) : [product];
    return variations.map((one) => ({
      key: String(one.id),
      // A variation without a SKU of its own carries its parent's.
      sku: clean(one.sku) ?? clean(product.sku),
      barcode: clean(one.globalUniqueId),
      priceMinor: wooPrice(one),
      stock: one.manageStock === true ? (one.stockQuantity ?? undefined) : undefined,
    }));
  });
  const shown = [...shop.orders.values()].filter(
    (order) => order.status !== 'trash' && order.status !== 'checkout-draft',
  );
  const orders: TrueOrder[] = shown.map((order) => ({
    number: order.number,
    lines: order.lines.map((line) => lineText(line.sku, line.quantity)).sort(),
  }));
  return { listings, orders };
}

export function shopifyTruth(shop: ShopifyShop) {
  const listings: TrueListing[] = [...shop.products.values()].flatMap((product) =>
    product.variants.map((variant) => ({
      key: gid('ProductVariant', variant.id),
      sku: clean(variant.sku),
      barcode: clean(variant.barcode),
      priceMinor: variant.price,
      stock: variant.item.tracked
        ? variant.item.levels.reduce((sum, level) => sum + (level.isActive ? level.available : 0), 0)
        : null,
    })),
  );
  const orders: TrueOrder[] = [...shop.orders.values()].map((order) => ({
    number: order.name,
    lines: order.lineItems.map((line) => lineText(line.sku, line.quantity)).sort(),
  }));
  return { listings, orders };
}
