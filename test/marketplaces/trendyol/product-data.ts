import { type CatalogueProduct, generateCatalogue } from '../kit/catalogue';
import { catalogueProductOf, type GivenProduct } from '../kit/given-product';
import { Random } from '../kit/random';
import { contentOf, unapprovedOf } from './generate-products';
import type { TrendyolContent, TrendyolUnapproved, TrendyolVariant } from './model';

export interface TrendyolDataOptions {
  seed: number;
  sellerId: number;
  products: number;
  orders: number;
  now: () => number;
  /** The goods every marketplace of this seed has, not Trendyol's own. */
  sharedGoods?: boolean;
  /** These goods instead of generated ones. */
  given?: readonly GivenProduct[] | undefined;
}

export interface VariantChange {
  salePrice?: number;
  listPrice?: number;
  quantity?: number;
  stockCode?: string | null;
  vatRate?: number;
  archived?: boolean;
  locked?: boolean;
  blacklisted?: boolean;
}

const FIRST_CONTENT_ID = 710_000_000;
/** One generated product in this many still waits for Trendyol's approval. */
const UNAPPROVED_EVERY = 29;

/** The goods of a practice Trendyol seller: the truth that tests read and change. */
export class TrendyolProductData {
  readonly sellerId: number;
  readonly contents = new Map<number, TrendyolContent>();
  readonly unapproved = new Map<string, TrendyolUnapproved>();
  /** Moves with every change of goods. */
  productVersion = 0;
  protected readonly now: () => number;
  protected readonly random: Random;
  private readonly byBarcode = new Map<string, { content: TrendyolContent; variant: TrendyolVariant }>();
  private readonly source: Random;
  private made = 0;

  constructor(options: TrendyolDataOptions) {
    this.sellerId = options.sellerId;
    this.now = options.now;
    this.random = new Random(options.seed).fork('trendyol');
    this.source = (options.sharedGoods ? new Random(options.seed) : this.random).fork('catalogue');
    for (const [index, given] of (options.given ?? []).entries())
      this.keepContent(
        contentOf(catalogueProductOf(given, index, this.now()), FIRST_CONTENT_ID + index, this.sellerId),
      );
    for (const product of this.generate(options.given === undefined ? options.products : 0)) {
      if (product.index % UNAPPROVED_EVERY === UNAPPROVED_EVERY - 1) this.keepUnapproved(product);
      else this.keepContent(contentOf(product, FIRST_CONTENT_ID + product.index, this.sellerId));
    }
  }

  /** Every approved listing, one per barcode. */
  variants(): { content: TrendyolContent; variant: TrendyolVariant }[] {
    return [...this.byBarcode.values()];
  }

  get variantCount(): number {
    return this.byBarcode.size;
  }

  findVariant(barcode: string): { content: TrendyolContent; variant: TrendyolVariant } | undefined {
    return this.byBarcode.get(barcode);
  }

  content(contentId: number): TrendyolContent {
    const content = this.contents.get(contentId);
    if (content === undefined) throw new Error(`no content ${contentId}`);
    return content;
  }

  variant(barcode: string): TrendyolVariant {
    const found = this.byBarcode.get(barcode);
    if (found === undefined) throw new Error(`no barcode ${barcode}`);
    return found.variant;
  }

  /** A change of the content: moves lastModifiedDate of the content and no variant's stamp. */
  editProduct(
    contentId: number,
    change: Partial<Pick<TrendyolContent, 'title' | 'description' | 'images' | 'attributes'>>,
  ): TrendyolContent {
    const content = this.content(contentId);
    Object.assign(content, change);
    content.lastModifiedDate = this.now();
    this.productVersion += 1;
    return content;
  }

  /** A change of one variant by the seller: moves its sellerModifiedDate, and the stock's own date with stock. */
  editVariant(barcode: string, change: VariantChange): TrendyolVariant {
    const variant = this.variant(barcode);
    const now = this.now();
    const { salePrice, listPrice, quantity, archived, locked, ...plain } = change;
    Object.assign(variant, plain);
    if (salePrice !== undefined) {
      variant.price.salePrice = salePrice;
      variant.price.priceSeenByCustomer = salePrice;
      variant.price.listPrice = Math.max(variant.price.listPrice, salePrice);
    }
    if (listPrice !== undefined) variant.price.listPrice = listPrice;
    if (quantity !== undefined) variant.stock = { quantity, lastModifiedDate: now };
    if (archived !== undefined) {
      variant.archived = archived;
      variant.archivedDate = archived ? now : null;
    }
    if (locked !== undefined) {
      variant.locked = locked;
      variant.lockReason = locked ? 'Fiyat kilidi' : null;
      variant.lockDate = locked ? now : null;
    }
    variant.onSale = !variant.archived && !variant.locked && (variant.stock.quantity ?? 0) > 0;
    variant.sellerModifiedDate = now;
    this.productVersion += 1;
    return variant;
  }

  /** A purchase: the stock falls and only the stock's own date moves, since the seller changed nothing. */
  sell(barcode: string, quantity: number): void {
    const found = this.byBarcode.get(barcode);
    if (found === undefined) return;
    const { variant } = found;
    variant.stock = {
      quantity: Math.max(0, (variant.stock.quantity ?? 0) - quantity),
      lastModifiedDate: this.now(),
    };
    variant.onSale = variant.onSale && (variant.stock.quantity ?? 0) > 0;
    this.productVersion += 1;
  }

  /** A new approved product, created now. */
  addProduct(change: Partial<Pick<TrendyolContent, 'title' | 'description'>> = {}): TrendyolContent {
    const [product] = this.generate(1);
    if (product === undefined) throw new Error('the generator gave no product');
    const now = this.now();
    product.createdAt = now;
    product.modifiedAt = now;
    for (const variant of product.variants) Object.assign(variant, { createdAt: now, modifiedAt: now });
    const content = contentOf(product, FIRST_CONTENT_ID + product.index, this.sellerId);
    Object.assign(content, change);
    this.keepContent(content);
    this.productVersion += 1;
    return content;
  }

  /** Deleted goods simply disappear from every list. */
  deleteProduct(contentId: number): void {
    for (const { barcode } of this.content(contentId).variants) this.byBarcode.delete(barcode);
    this.contents.delete(contentId);
    this.productVersion += 1;
  }

  /** One variant disappears; its content stays with the others and keeps its stamp. */
  deleteVariant(barcode: string): void {
    const found = this.byBarcode.get(barcode);
    if (found === undefined) throw new Error(`no barcode ${barcode}`);
    found.content.variants = found.content.variants.filter((variant) => variant.barcode !== barcode);
    this.byBarcode.delete(barcode);
    this.productVersion += 1;
  }

  private generate(count: number): CatalogueProduct[] {
    const all = generateCatalogue({ random: this.source, from: this.made, count, now: this.now() });
    this.made += count;
    return all;
  }

  private keepContent(content: TrendyolContent): void {
    this.contents.set(content.contentId, content);
    for (const variant of content.variants) this.byBarcode.set(variant.barcode, { content, variant });
  }

  private keepUnapproved(product: CatalogueProduct): void {
    const random = this.random.fork(`unapproved-${product.index}`);
    for (const row of unapprovedOf(product, this.sellerId, random)) this.unapproved.set(row.barcode, row);
  }
}
