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
