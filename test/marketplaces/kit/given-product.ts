import type { CatalogueProduct } from './catalogue';
import { GOODS } from './goods';

/** A product that a test gives to several marketplaces; it has one variant and is on sale. */
export interface GivenProduct {
  readonly sku: string;
  readonly barcode: string;
  readonly title: string;
  readonly stock: number;
  /** TRY in major units, a decimal text with two decimals ('149.90'). */
  readonly price: string;
}

/** A given product as one of the catalogue's. `index` is its place, by which marketplaces make ids. */
export function catalogueProductOf(given: GivenProduct, index: number, now: number): CatalogueProduct {
  const [kind] = GOODS;
  if (kind === undefined) throw new Error('no kind of goods');
  const stamps = { createdAt: now, modifiedAt: now };
  const { sku, barcode, title, stock, price } = given;
  return {
    index,
    code: sku,
    title,
    description: `<p>${title}</p>`,
    brand: 'Kervan Deneme',
    category: kind.category,
    vatRate: kind.vatRate,
    images: [],
    variants: [{ sku, barcode, options: [], price, listPrice: price, stock, ...stamps }],
    ...stamps,
    oddity: 'plain',
  };
}

/** Four goods of five pieces each, for tests of writes and of the shop floor. */
export const TOWELS: readonly GivenProduct[] = Array.from({ length: 4 }, (_, index) => ({
  sku: `HVL-${index}`,
  barcode: `869000000000${index}`,
  title: `Bambu Havlu ${index}`,
  stock: 5,
  price: '149.90',
}));
