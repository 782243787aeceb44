import { generateCatalogue } from '../kit/catalogue';
import { catalogueProductOf, type GivenProduct } from '../kit/given-product';
import { Random } from '../kit/random';
import { GIVEN_STRIDE, goodsOf } from './generate';
import type { HepsiburadaCatalogueRow, HepsiburadaGoods, HepsiburadaListing } from './model';

export interface HepsiburadaDataOptions {
  seed: number;
  merchantId: string;
  /** Number of rows (one per merchantSku), matched or not. */
  products: number;
  orders: number;
  now: () => number;
  /** The goods every marketplace of this seed has, not Hepsiburada's own. */
  sharedGoods?: boolean;
  /** These goods, all matched and in the merchant's own warehouse, instead of generated ones. */
  given?: readonly GivenProduct[] | undefined;
}

/** Hepsiburada's own limits for the price of one listing; beyond them it is locked. */
export interface PriceLimits {
  readonly minPrice: number;
  readonly maxPrice: number;
  /** Set by law rather than by the category. */
  readonly regulative?: boolean;
}

/** The goods of a practice Hepsiburada merchant: the truth that tests read and change. */
export class HepsiburadaGoodsData {
  readonly merchantId: string;
  /** By merchantSku. */
  readonly goods = new Map<string, HepsiburadaGoods>();
  /** By merchantSku; listings without limits of their own only have the band of one change. */
  readonly priceLimits = new Map<string, PriceLimits>();
  /** The merchantSkus of deleted goods. */
  readonly deleted = new Set<string>();
  /** Moves with every change of goods. */
  goodsVersion = 0;
  protected readonly now: () => number;
  protected readonly random: Random;
  private readonly seed: number;
  private readonly source: Random;
  private readonly byNumber = new Map<string, HepsiburadaGoods>();
  private made = 0;

  constructor(options: HepsiburadaDataOptions) {
    this.merchantId = options.merchantId;
    this.now = options.now;
    this.seed = options.seed;
    this.random = new Random(options.seed).fork('hepsiburada');
    this.source = (options.sharedGoods ? new Random(options.seed) : this.random).fork('catalogue');
    for (const [index, given] of (options.given ?? []).entries()) {
      // Beyond the stride of the odd ones.
      for (const each of goodsOf(catalogueProductOf(given, index * GIVEN_STRIDE, this.now()), this.seed)) {
        if (each.listing !== undefined) each.listing.isFulfilledByHB = false;
        this.keep(each);
      }
    }
    while (options.given === undefined && this.goods.size < options.products) {
      for (const each of this.nextProduct()) if (this.goods.size < options.products) this.keep(each);
    }
  }

  /** Rows that are on sale or could be: everything with a listing. */
  listings(): HepsiburadaListing[] {
    return [...this.goods.values()].flatMap((each) => (each.listing === undefined ? [] : [each.listing]));
  }

  get listingCount(): number {
    return this.byNumber.size;
  }

  byHepsiburadaSku(hepsiburadaSku: string): HepsiburadaListing | undefined {
    return this.byNumber.get(hepsiburadaSku)?.listing;
  }

  catalogue(): HepsiburadaCatalogueRow[] {
    return [...this.goods.values()].flatMap((each) => (each.catalogue === undefined ? [] : [each.catalogue]));
  }

  one(merchantSku: string): HepsiburadaGoods {
    const found = this.goods.get(merchantSku);
    if (found === undefined) throw new Error(`no merchantSku ${merchantSku}`);
    return found;
  }

  /** Stock, price and the like: moves the listing's (unseen) update time. */
  editListing(merchantSku: string, change: Partial<HepsiburadaListing>): HepsiburadaListing {
    const goods = this.one(merchantSku);
    if (goods.listing === undefined) throw new Error(`${merchantSku} has no listing`);
    Object.assign(goods.listing, change);
    const { isLocked, isSuspended, availableStock } = goods.listing;
    goods.listing.isSalable = change.isSalable ?? (!isLocked && !isSuspended && availableStock > 0);
    goods.listingUpdatedAt = this.now();
    this.goodsVersion += 1;
    return goods.listing;
  }

  /** A price within the limits also lifts a lock that an earlier price brought. */
  setPrice(merchantSku: string, price: number): HepsiburadaListing {
    const listing = this.one(merchantSku).listing;
    const unlocks = listing?.isLocked === true && listing.lockReasons.every((why) => why.startsWith('Price'));
    return this.editListing(merchantSku, { price, ...(unlocks ? { isLocked: false, lockReasons: [] } : {}) });
  }

  /** The price stays as it was, and nobody can buy until a price within the limits comes. */
  lockPrice(merchantSku: string, type: 'MinPrice' | 'MaxPrice' | 'RegulativePrice'): HepsiburadaListing {
    const why = type === 'MinPrice' ? 'PriceIsLessThanThreshold' : 'PriceIsHigherThanThreshold';
    return this.editListing(merchantSku, { isLocked: true, lockReasons: [why] });
  }

  /** Title, brand, images, attributes: the catalogue has no time of change at all. */
  editProduct(merchantSku: string, change: Partial<HepsiburadaCatalogueRow>): HepsiburadaCatalogueRow {
    const goods = this.one(merchantSku);
    if (goods.catalogue === undefined) throw new Error(`${merchantSku} has no catalogue row`);
    Object.assign(goods.catalogue, change);
    this.goodsVersion += 1;
    return goods.catalogue;
  }

  /** A new product with its variants, matched and listed now. */
  addProduct(): HepsiburadaGoods[] {
    const now = this.now();
    let made = this.nextProduct();
    while (made.some((each) => each.listing === undefined || each.catalogue === undefined))
      made = this.nextProduct();
    for (const each of made) {
      each.listingUpdatedAt = now;
      this.keep(each);
    }
    this.goodsVersion += 1;
    return made;
  }

  /** Listing and catalogue row are gone from every list. */
  deleteProduct(merchantSku: string): void {
    const { hbSku } = this.one(merchantSku);
    this.goods.delete(merchantSku);
    if (hbSku !== null) this.byNumber.delete(hbSku);
    this.deleted.add(merchantSku);
    this.goodsVersion += 1;
  }

  /** A purchase takes stock. */
  protected sell(merchantSku: string, quantity: number): void {
    const stock = this.goods.get(merchantSku)?.listing?.availableStock;
    if (stock !== undefined) this.editListing(merchantSku, { availableStock: Math.max(0, stock - quantity) });
  }

  private nextProduct(): HepsiburadaGoods[] {
    const [product] = generateCatalogue({ random: this.source, from: this.made, count: 1, now: this.now() });
    this.made += 1;
    return product === undefined ? [] : goodsOf(product, this.seed);
  }

  private keep(goods: HepsiburadaGoods): void {
    this.goods.set(goods.merchantSku, goods);
    if (goods.hbSku !== null && goods.listing !== undefined) this.byNumber.set(goods.hbSku, goods);
  }
}
