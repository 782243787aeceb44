import {
  type CatalogueProduct,
  type CatalogueVariant,
  catalogueProductOf,
  DAY_MS,
  type GivenProduct,
  generateCatalogue,
  type Random,
} from '../kit';
import type { PostStatus, Product, ProductType, Sellable, StockStatus, Variation } from './model';

export interface GeneratedCatalogue {
  products: Product[];
  variations: Variation[];
  /** Which product a row of the kit's catalogue became, by its index. */
  byIndex: Product[];
}

const SIZES_OF_HUGE = 15;
const COLOURS_OF_HUGE = 9;

/** A shop's catalogue: the same random stream and `now` (epoch ms) give the same shop. */
export function generateShop(random: Random, now: number, count: number): GeneratedCatalogue {
  const rows = generateCatalogue({ random: random.fork('catalogue'), count, now });
  const made: GeneratedCatalogue = { products: [], variations: [], byIndex: [] };
  let nextId = 11;
  for (const row of rows) {
    const draw = random.fork(`post-${row.index}`);
    const huge = row.index % 400 === 12;
    const variants = huge ? hugeVariants(row) : row.variants;
    const product = toProduct(draw, row, variants.length, nextId, now);
    nextId += 1;
    if (product.type === 'variable') {
      const children = variants.map((variant, position) =>
        toVariation(draw, product, variant, nextId + position, position),
      );
      nextId += children.length;
      product.variationIds = children.map((child) => child.id);
      product.attributes = attributesOf(children);
      // A variation never is newer than its parent: the channel moves both together.
      product.modifiedAt = children.reduce(
        (latest, child) => Math.max(latest, child.modifiedAt),
        product.modifiedAt,
      );
      made.variations.push(...children);
    }
    made.products.push(product);
    made.byIndex.push(product);
  }
  return made;
}

/** Exactly these goods as simple products whose stock is managed. */
export function givenShop(random: Random, now: number, given: readonly GivenProduct[]): GeneratedCatalogue {
  const products = given.map((one, index): Product => {
    const row = catalogueProductOf(one, index, now);
    const product = toProduct(random.fork(`given-${index}`), row, 1, 11 + index, now);
    return Object.assign(product, {
      type: 'simple' as const,
      name: one.title,
      status: 'publish' as const,
      sku: one.sku,
      globalUniqueId: one.barcode,
      regularPrice: one.price,
      salePrice: '',
      saleFrom: null,
      saleTo: null,
      manageStock: true,
      stockQuantity: one.stock,
      stockStatus: one.stock > 0 ? ('instock' as const) : ('outofstock' as const),
      backorders: 'no' as const,
    });
  });
  return { products, variations: [], byIndex: products };
}

function toProduct(
  draw: Random,
  row: CatalogueProduct,
  variantCount: number,
  id: number,
  now: number,
): Product {
  const type = typeOf(row.index, variantCount);
  const first = row.variants[0];
  const manageStock = type === 'simple' ? draw.chance(0.86) : type === 'variable' && draw.chance(0.12);
  const product: Product = {
    id,
    type,
    createdAt: seconds(row.createdAt),
    modifiedAt: seconds(row.modifiedAt),
    name:
      row.oddity === 'plain' && row.index % 23 === 2
        ? `${row.title} &#8211; 2&#8217;li &amp; Kutulu`
        : row.title,
    slug: `urun-${row.code.toLowerCase()}`,
    status: statusOf(row),
    sku:
      type === 'grouped' || row.oddity === 'emptySku'
        ? ''
        : row.oddity === 'duplicateSku'
          ? 'KARISIK-SKU-1'
          : row.code,
    globalUniqueId: row.index % 11 === 2 ? undefined : row.index % 7 === 1 ? '' : (first?.barcode ?? ''),
    ...pricesOf(draw, first, now),
    manageStock,
    stockQuantity: manageStock ? (first?.stock ?? 0) : null,
    stockStatus: 'instock',
    backorders: draw.chance(0.04) ? 'notify' : 'no',
    weight: draw.chance(0.7) ? String(draw.integer(1, 400) / 100) : '',
    taxClass:
      row.vatRate === 20
        ? ''
        : row.vatRate === 10
          ? 'indirimli-oran'
          : row.vatRate === 1
            ? 'temel-gida'
            : 'sifir-oran',
    taxRate: row.vatRate,
    description: row.description,
    shortDescription: draw.chance(0.3) ? '' : `<p>${row.category.name}</p>\n`,
    category: row.category,
    brand: row.brand,
    imageId: row.index % 19 === 6 ? 0 : 500_000 + id * 5,
    imageCount: row.images.length,
    virtual: false,
    menuOrder: 0,
    totalSales: draw.integer(0, 400),
    attributes: [],
    variationIds: [],
    meta: [{ id: id * 10, key: '_desi', value: String(draw.integer(1, 30)) }],
  };
  if (type === 'variable')
    Object.assign(product, { regularPrice: '', salePrice: '', saleFrom: null, saleTo: null });
  else spoil(product, row.index);
  product.stockStatus = statusFor(product);
  return product;
}

function typeOf(index: number, variantCount: number): ProductType {
  if (variantCount > 1) return 'variable';
  if (index % 97 === 5) return 'external';
  return index % 101 === 7 ? 'grouped' : 'simple';
}

function statusOf(row: CatalogueProduct): PostStatus {
  if (row.oddity === 'archived') return 'trash';
  if (row.oddity === 'locked') return 'pending';
  if (row.index % 29 === 3) return 'draft';
  return row.index % 61 === 4 ? 'private' : 'publish';
}

/** Rows that real shops have and importers stumble over. */
function spoil(product: Product, index: number): void {
  if (index % 73 === 13) Object.assign(product, { regularPrice: '', salePrice: '' });
  if (index % 109 === 16) Object.assign(product, { manageStock: true, stockQuantity: -3, backorders: 'yes' });
  if (index % 37 === 8) product.weight = '0,35';
}

function pricesOf(
  draw: Random,
  variant: CatalogueVariant | undefined,
  now: number,
): Pick<Sellable, 'regularPrice' | 'salePrice' | 'saleFrom' | 'saleTo'> {
  const price = variant?.price ?? '0.00';
  const listPrice = variant?.listPrice ?? price;
  // WooCommerce keeps the text the merchant typed: "149.90" and "149.9" both occur.
  const typed = draw.chance(0.5) ? price : String(Number(price));
  const onSale = listPrice !== price;
  const day = now - (now % DAY_MS);
  const dated = onSale && draw.chance(0.3);
  return {
    regularPrice: onSale ? listPrice : typed,
    salePrice: onSale ? typed : '',
    saleFrom: dated ? day - 5 * DAY_MS : null,
    saleTo: dated ? day + 10 * DAY_MS : null,
  };
}

function toVariation(
  draw: Random,
  parent: Product,
  variant: CatalogueVariant,
  id: number,
  position: number,
): Variation {
  const manageStock = !parent.manageStock && draw.chance(0.9);
  const variation: Variation = {
    id,
    parentId: parent.id,
    createdAt: seconds(variant.createdAt),
    modifiedAt: seconds(variant.modifiedAt),
    status: position % 37 === 36 ? 'private' : 'publish',
    // An empty SKU is answered as the parent's: that is how shops get the same SKU on many rows.
    sku: draw.chance(0.94) ? variant.sku : '',
    globalUniqueId: parent.globalUniqueId === undefined ? undefined : draw.chance(0.8) ? variant.barcode : '',
    ...pricesOf(draw, variant, parent.modifiedAt),
    manageStock,
    stockQuantity: manageStock ? variant.stock : null,
    stockStatus: manageStock || draw.chance(0.9) ? 'instock' : 'outofstock',
    backorders: parent.backorders,
    weight: parent.weight,
    taxClass: parent.taxClass,
    taxRate: parent.taxRate,
    description: '',
    imageId: parent.imageId,
    meta: [],
    attributes: variant.options
      .slice(0, parent.id % 17 === 3 && position === 0 ? 1 : undefined)
      .map(({ name, value }) => ({ name, option: value })),
    menuOrder: position,
  };
  if (position % 41 === 40)
    Object.assign(variation, { regularPrice: '', salePrice: '', saleFrom: null, saleTo: null });
  if (manageStock) variation.stockStatus = statusFor(variation);
  return variation;
}

/** WooCommerce derives the status of a managed row from its quantity and backorder setting. */
export function statusFor(row: {
  manageStock: boolean;
  stockQuantity: number | null;
  backorders: string;
}): StockStatus {
  if (!row.manageStock || (row.stockQuantity ?? 0) > 0) return 'instock';
  return row.backorders === 'no' ? 'outofstock' : 'onbackorder';
}

function attributesOf(children: readonly Variation[]): Product['attributes'] {
  const options = new Map<string, Set<string>>();
  for (const { attributes } of children) {
    for (const { name, option } of attributes)
      options.set(name, (options.get(name) ?? new Set()).add(option));
  }
  return [...options].map(([name, values]) => ({ name, options: [...values] }));
}

/** A phone-case-like matrix: more variations than a page of 100 holds. */
function hugeVariants(row: CatalogueProduct): CatalogueVariant[] {
  const pattern = row.variants[0];
  if (pattern === undefined) return [];
  return Array.from({ length: COLOURS_OF_HUGE * SIZES_OF_HUGE }, (_, position) => ({
    ...pattern,
    sku: `${row.code}-${position + 1}`,
    barcode: '',
    stock: (position * 7) % 50,
    options: [
      { name: 'Renk', value: `Desen ${Math.floor(position / SIZES_OF_HUGE) + 1}` },
      { name: 'Model', value: `Model ${(position % SIZES_OF_HUGE) + 1}` },
    ],
  }));
}

/** MySQL keeps whole seconds. */
export function seconds(epochMs: number): number {
  return Math.floor(epochMs / 1000) * 1000;
}
