import type { Money } from '../../../shared/domain/money';
import type { ProductRecord, VariantRecord } from '../../../shared/domain/product';

/** What a product says of all its variants. */
export interface SharedByVariants {
  readonly title: string | null;
  readonly brand: string | null;
  readonly category: string | null;
  readonly status: string | null;
}

export interface ProductState extends SharedByVariants {
  readonly description: string | null;
  readonly imageUrls: readonly string[];
  readonly url: string | null;
  readonly modifiedAt: number | null;
}

export const unknownProduct: ProductState = {
  title: null,
  brand: null,
  category: null,
  description: null,
  imageUrls: [],
  url: null,
  status: null,
  modifiedAt: null,
};

/** What is kept of one variant itself. */
export interface VariantState {
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly variantTitle: string | null;
  readonly price: Money | null;
  readonly listPrice: Money | null;
  readonly stock: number | null;
  readonly vatRate: number | null;
  readonly ownStatus: string | null;
  readonly channelStatus: string | null;
  readonly url: string | null;
  readonly imageUrl: string | null;
  readonly remoteIds: Readonly<Record<string, string>>;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly modifiedAt: number | null;
}

export const unknownVariant: VariantState = {
  sku: null,
  barcode: null,
  variantTitle: null,
  price: null,
  listPrice: null,
  stock: null,
  vatRate: null,
  ownStatus: null,
  channelStatus: null,
  url: null,
  imageUrl: null,
  remoteIds: {},
  options: [],
  modifiedAt: null,
};

/** Missing = this answer does not tell, so what is known stays; null = the channel says there is none. */
const told = <T>(news: T | null | undefined, known: T | null): T | null =>
  news === undefined ? known : news;

export function mergeProduct(known: ProductState, news: ProductRecord): ProductState {
  return {
    title: told(news.title, known.title),
    brand: told(news.brand, known.brand),
    category: told(news.category, known.category),
    description: told(news.description, known.description),
    imageUrls: news.imageUrls ?? known.imageUrls,
    url: told(news.url, known.url),
    status: told(news.status, known.status),
    modifiedAt: told(news.modifiedAt, known.modifiedAt),
  };
}

/** Remote ids are joined: an answer that names one id does not take the others away. */
export function mergeVariant(known: VariantState, news: VariantRecord): VariantState {
  return {
    sku: told(news.sku, known.sku),
    barcode: told(news.barcode, known.barcode),
    variantTitle: told(news.title, known.variantTitle),
    price: told(news.price, known.price),
    listPrice: told(news.listPrice, known.listPrice),
    stock: told(news.stock, known.stock),
    vatRate: told(news.vatRate, known.vatRate),
    ownStatus: told(news.status, known.ownStatus),
    channelStatus: told(news.channelStatus, known.channelStatus),
    url: told(news.url, known.url),
    imageUrl: told(news.imageUrl, known.imageUrl),
    remoteIds: news.remoteIds ? { ...known.remoteIds, ...news.remoteIds } : known.remoteIds,
    options: news.options ?? known.options,
    modifiedAt: told(news.modifiedAt, known.modifiedAt),
  };
}
