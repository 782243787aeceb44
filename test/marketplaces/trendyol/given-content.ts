import type { GivenProduct } from '../kit/given-product';
import { GOODS } from '../kit/goods';
import { contentOf } from './generate-products';
import type { TrendyolContent } from './model';

/** A product that a test gave, as an approved content with one variant on sale. */
export function givenContent(
  given: GivenProduct,
  index: number,
  contentId: number,
  sellerId: number,
  now: number,
): TrendyolContent {
  const [kind] = GOODS;
  if (kind === undefined) throw new Error('no kind of goods');
  const stamps = { createdAt: now, modifiedAt: now };
  const { sku, barcode, title, stock, price } = given;
  const product = {
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
    oddity: 'plain' as const,
  };
  return contentOf(product, contentId, sellerId);
}
