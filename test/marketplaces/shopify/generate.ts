import {
  type CatalogueProduct,
  type CatalogueVariant,
  catalogueProductOf,
  type GivenProduct,
  generateCatalogue,
  type Random,
} from '../kit';
import type { InventoryItem, InventoryLevel, Location, Product, ProductStatus, Variant } from './model';

const FIRST_PRODUCT = 8_470_000_000_001;
const FIRST_VARIANT = 45_770_000_000_001;
const FIRST_ITEM = 47_800_000_000_001;
const FIRST_LEVEL = 910_000_000_001;

/** Three places: two that ship, one closed down but still holding old stock. */
export function generateLocations(now: number): Location[] {
  const createdAt = seconds(now) - 900 * 86_400_000;
  const place = (id: number, name: string, city: string, isActive: boolean): Location => ({
    kind: 'Location',
    id: 70_000_000_000 + id,
    name,
    city,
    isActive,
    fulfillsOnlineOrders: isActive,
    createdAt,
    updatedAt: createdAt,
  });
  return [
    place(1, 'Merkez Depo', 'İstanbul', true),
    place(2, 'Kadıköy Mağaza', 'İstanbul', true),
    place(3, 'Eski Depo (Gebze)', 'Kocaeli', false),
  ];
}

/** The catalogue of a shop: the same random stream and `now` (epoch ms) give the same shop. */
export function generateProducts(
  random: Random,
  now: number,
  count: number,
  locations: readonly Location[],
): Product[] {
  const rows = generateCatalogue({ random: random.fork('catalogue'), count, now });
  const counter = { variant: FIRST_VARIANT, item: FIRST_ITEM, level: FIRST_LEVEL };
  return rows.map((row) =>
    toProduct(random.fork(`shopify-${row.index}`), row, rowsOf(row), locations, counter),
  );
}

/** Exactly these goods, on sale and tracked, all at the first location. */
export function givenProducts(
  random: Random,
  now: number,
  given: readonly GivenProduct[],
  locations: readonly Location[],
): Product[] {
  const counter = { variant: FIRST_VARIANT, item: FIRST_ITEM, level: FIRST_LEVEL };
  return given.map((one, index) => {
    const row = catalogueProductOf(one, index, now);
    const product = toProduct(random.fork(`given-${index}`), row, row.variants, locations, counter);
    Object.assign(product, { status: 'ACTIVE', publishedAt: seconds(now) });
    for (const variant of product.variants) {
      const { sku, barcode, price, stock } = one;
      Object.assign(variant, { sku, barcode, price: Math.round(Number(price) * 100), compareAtPrice: null });
      variant.inventoryPolicy = 'DENY';
      variant.item.tracked = true;
      variant.item.levels = levelsAt(variant.item, locations.slice(0, 1), stock, counter, now);
    }
    return product;
  });
}

function levelsAt(
  item: InventoryItem,
  locations: readonly Location[],
  available: number,
  counter: Counter,
  now: number,
): InventoryLevel[] {
  return locations.map((location) => {
    counter.level += 1;
    const stamps = { createdAt: seconds(now), updatedAt: seconds(now) };
    const empty = { committed: 0, reserved: 0, incoming: 0 };
    const id = counter.level;
    return { kind: 'InventoryLevel', id, item, location, isActive: true, available, ...empty, ...stamps };
  });
}

interface Counter {
  variant: number;
  item: number;
  level: number;
}

function toProduct(
  draw: Random,
  row: CatalogueProduct,
  variants: readonly CatalogueVariant[],
  locations: readonly Location[],
  counter: Counter,
): Product {
  const status = statusOf(row);
  const product: Product = {
    kind: 'Product',
    id: FIRST_PRODUCT + row.index * 31,
    title: row.title,
    handle: `${row.code.toLowerCase()}-${row.index}`,
    status,
    vendor: row.brand,
    productType: row.index % 9 === 4 ? '' : row.category.name,
    tags: draw.chance(0.4) ? ['kış indirimi', row.category.name] : [],
    descriptionHtml: row.description,
    imageCount: row.index % 19 === 6 ? 0 : row.images.length,
    options: optionsOf(variants),
    variants: [],
    createdAt: seconds(row.createdAt),
    updatedAt: seconds(row.modifiedAt),
    publishedAt: status === 'ACTIVE' ? seconds(row.createdAt) + 60_000 : null,
  };
  product.variants = variants.map((variant, position) =>
    toVariant(draw, product, variant, position, locations, counter),
  );
  return product;
}

function statusOf(row: CatalogueProduct): ProductStatus {
  if (row.oddity === 'archived') return 'ARCHIVED';
  if (row.index % 29 === 3) return 'DRAFT';
  if (row.index % 61 === 4) return 'UNLISTED';
  return row.index % 43 === 10 ? 'ARCHIVED' : 'ACTIVE';
}

/** Some products have more variants than a page of 100, or even of 250, holds. */
function rowsOf(row: CatalogueProduct): CatalogueVariant[] {
  const wanted = row.index % 400 === 12 ? 135 : row.index % 400 === 37 ? 260 : 0;
  const pattern = row.variants[0];
  if (wanted === 0 || pattern === undefined) return row.variants;
  return Array.from({ length: wanted }, (_, position) => ({
    ...pattern,
    sku: `${row.code}-${position + 1}`,
    barcode: '',
    stock: (position * 7) % 50,
    options: [
      { name: 'Desen', value: `Desen ${Math.floor(position / 13) + 1}` },
      { name: 'Model', value: `Model ${(position % 13) + 1}` },
    ],
  }));
}

function optionsOf(variants: readonly CatalogueVariant[]): Product['options'] {
  const options = new Map<string, Set<string>>();
  for (const variant of variants) {
    for (const { name, value } of variant.options)
      options.set(name, (options.get(name) ?? new Set()).add(value));
  }
  if (options.size === 0) return [{ name: 'Title', values: ['Default Title'] }];
  return [...options].map(([name, values]) => ({ name, values: [...values] }));
}

function toVariant(
  draw: Random,
  product: Product,
  row: CatalogueVariant,
  position: number,
  locations: readonly Location[],
  counter: Counter,
): Variant {
  const price = minor(row.price);
  const listPrice = minor(row.listPrice);
  const createdAt = seconds(row.createdAt);
  const updatedAt = Math.min(seconds(row.modifiedAt), product.updatedAt);
  const item: Omit<InventoryItem, 'variant'> = {
    kind: 'InventoryItem',
    id: counter.item,
    tracked: draw.chance(0.93),
    requiresShipping: true,
    unitCost: draw.chance(0.5) ? Math.round(price * 0.6) : null,
    weightGrams: draw.integer(50, 9_000),
    levels: [],
    createdAt,
    updatedAt,
  };
  const variant: Omit<Variant, 'item'> = {
    kind: 'ProductVariant',
    id: counter.variant,
    product,
    sku: row.sku === '' ? (draw.chance(0.5) ? '' : null) : row.sku,
    barcode: row.barcode === '' ? (draw.chance(0.5) ? '' : null) : row.barcode,
    price,
    compareAtPrice: listPrice > price ? listPrice : null,
    position: position + 1,
    taxable: true,
    inventoryPolicy: draw.chance(0.06) ? 'CONTINUE' : 'DENY',
    selectedOptions: row.options.length === 0 ? [{ name: 'Title', value: 'Default Title' }] : row.options,
    createdAt,
    updatedAt,
  };
  counter.item += 33;
  counter.variant += 32;
  const joined = join(variant, item);
  joined.item.levels = levelsOf(draw, joined.item, row.stock, locations, counter);
  return joined;
}

function join(variant: Omit<Variant, 'item'>, item: Omit<InventoryItem, 'variant'>): Variant {
  const owner: Variant = Object.assign(variant, {
    item: Object.assign(item, { variant: undefined }) as unknown as InventoryItem,
  });
  owner.item.variant = owner;
  return owner;
}

function levelsOf(
  draw: Random,
  item: InventoryItem,
  stock: number,
  locations: readonly Location[],
  counter: Counter,
): InventoryLevel[] {
  const roll = draw.next();
  const places = roll < 0.04 ? 0 : roll < 0.6 ? 1 : roll < 0.97 ? 2 : 3;
  return locations.slice(0, places).map((location, position) => {
    counter.level += 7;
    const share = position === 0 ? Math.ceil(stock / Math.max(1, places)) : Math.floor(stock / places);
    return {
      kind: 'InventoryLevel',
      id: counter.level,
      item,
      location,
      isActive: location.isActive,
      available:
        item.variant.inventoryPolicy === 'CONTINUE' && draw.chance(0.3) ? -draw.integer(1, 5) : share,
      committed: draw.chance(0.2) ? draw.integer(1, 3) : 0,
      reserved: 0,
      incoming: draw.chance(0.1) ? 20 : 0,
      createdAt: item.createdAt,
      updatedAt: item.updatedAt,
    };
  });
}

/** Shopify keeps two decimals of the shop's currency. */
export function minor(decimal: string): number {
  return Math.round(Number(decimal) * 100);
}

export function seconds(epochMs: number): number {
  return Math.floor(epochMs / 1000) * 1000;
}
