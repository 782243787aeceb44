import { startHepsiburada } from '../../marketplaces/hepsiburada/server';
import {
  type GivenProduct,
  type MarketplaceWithFloor,
  type RequestMatch,
  turkishEan13,
} from '../../marketplaces/kit';
import { startShopify } from '../../marketplaces/shopify/server';
import { startTrendyol } from '../../marketplaces/trendyol/server';
import { startWooCommerce } from '../../marketplaces/woocommerce/server';
import { saleNow } from './clock';

export interface Habits {
  /** Calls that set stock. */
  readonly writes: RequestMatch;
  /** Lists of orders. */
  readonly orderReads: RequestMatch;
  /** A write takes effect WORK_MS after it was taken. */
  readonly worksLater: boolean;
  /** Wants ten seconds between two writes. */
  readonly spacesWrites: boolean;
}

export interface Shop {
  readonly name: string;
  readonly market: MarketplaceWithFloor<unknown>;
  readonly habits: Habits;
  /** Tells Kervan of changes; the others are only asked. */
  readonly tells: boolean;
  /** The channel's key of each product, by its place in the catalogue, and back. */
  readonly keys: readonly string[];
  readonly places: ReadonlyMap<string, number>;
}

/** A batch takes effect so much later than it was taken, where the channel works on batches. */
export const WORK_MS = 300;
const LOOSE_LIMITS = 1000;

const trendyol: Habits = {
  writes: '/price-and-inventory',
  orderReads: '/orders',
  worksLater: true,
  spacesWrites: false,
};
const hepsiburada: Habits = {
  writes: /stock-uploads$/,
  orderReads: /^\/(orders|packages)/,
  worksLater: true,
  spacesWrites: true,
};
const wooCommerce: Habits = {
  writes: (request) => request.method !== 'GET' && request.path.includes('/products'),
  orderReads: '/orders',
  worksLater: false,
  spacesWrites: false,
};
const shopify: Habits = {
  writes: (request) => request.body.includes('inventorySetQuantities'),
  orderReads: (request) => request.body.includes('orders('),
  worksLater: false,
  spacesWrites: false,
};

const SYLLABLES = [
  'ba',
  'çe',
  'di',
  'fo',
  'gü',
  'ha',
  'ke',
  'lö',
  'mı',
  'nu',
  'pe',
  'ra',
  'şi',
  'to',
  'vü',
  'ya',
  'ze',
];

/** No two goods have a word of their titles in common: only the barcode matches them. */
function wordOf(number: number): string {
  const at = (place: number) =>
    SYLLABLES[Math.floor(number / SYLLABLES.length ** place) % SYLLABLES.length] ?? '';
  return `${at(0)}${at(1)}${at(2)}${at(3)}${at(4)}`;
}

/** The same goods under the codes and titles that each shop gave them; only the barcode is everywhere the same. */
function goodsOf(prefix: string, stocks: readonly number[]): GivenProduct[] {
  return stocks.map((stock, index) => ({
    sku: `${prefix}-${String(index + 1).padStart(4, '0')}`,
    barcode: turkishEan13(index),
    title: `${wordOf(index)} ${wordOf(index + 7919)} ${wordOf(index + 104_729)} ${prefix}`,
    stock,
    price: `${99 + (index % 400)}.90`,
  }));
}

/** Six shops that sell the same goods; `stocks` are the pieces of each product. */
export async function startShops(seed: number, stocks: readonly number[]): Promise<Shop[]> {
  const options = (prefix: string, number: number) => ({
    seed: seed + number,
    orders: 0,
    scale: LOOSE_LIMITS,
    workMs: WORK_MS,
    now: saleNow,
    catalogue: goodsOf(prefix, stocks),
  });
  return [
    shopOf('trendyol-1', await startTrendyol(options('TY', 1)), trendyol, stocks.length, true),
    shopOf('trendyol-2', await startTrendyol(options('OUTLET', 2)), trendyol, stocks.length, false),
    shopOf('hepsiburada', await startHepsiburada(options('HB', 3)), hepsiburada, stocks.length, false),
    shopOf('woocommerce-1', await startWooCommerce(options('web', 4)), wooCommerce, stocks.length, true),
    shopOf('woocommerce-2', await startWooCommerce(options('toptan', 5)), wooCommerce, stocks.length, false),
    shopOf('shopify', await startShopify(options('SHP', 6)), shopify, stocks.length, true),
  ];
}

function shopOf(
  name: string,
  market: MarketplaceWithFloor<unknown>,
  habits: Habits,
  products: number,
  tells: boolean,
): Shop {
  const byBarcode = new Map(market.floor.shelf().map((row) => [row.barcode, row.key]));
  const keys = Array.from({ length: products }, (_, index) => {
    const key = byBarcode.get(turkishEan13(index));
    if (key === undefined) throw new Error(`${name} does not sell product ${index}`);
    return key;
  });
  return { name, market, habits, tells, keys, places: new Map(keys.map((key, index) => [key, index])) };
}

export function keyIn(shop: Shop, product: number): string {
  const key = shop.keys[product];
  if (key === undefined) throw new Error(`no product ${product}`);
  return key;
}

export function placeIn(shop: Shop, key: string): number {
  const place = shop.places.get(key);
  if (place === undefined) throw new Error(`${shop.name} has no ${key}`);
  return place;
}
