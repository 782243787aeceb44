import { type Answer, json } from '../kit/answer';
import { BadQuery, readChoice, readInteger, readList } from '../kit/query';
import type { MarketplaceRequest } from '../kit/request';
import { firstAfter, SelectionCache } from '../kit/selection';
import type { TrendyolContent, TrendyolUnapproved, TrendyolVariant } from './model';
import type { TrendyolProductData } from './product-data';
import { notFound } from './refusals';

const WINDOW_RESULT = 10_000;
const APPROVED_STATUSES = ['archived', 'blacklisted', 'locked', 'onSale', 'notOnSale'] as const;
const APPROVED_DATES = ['VARIANT_CREATED_DATE', 'VARIANT_MODIFIED_DATE', 'CONTENT_MODIFIED_DATE'] as const;
const UNAPPROVED_DATES = ['CREATED_DATE', 'LAST_MODIFIED_DATE'] as const;

type SortKey = readonly number[];

interface Page<Item> {
  items: readonly Item[];
  /** Where each item stands, so that a token continues after the last one even when the list moved. */
  keyOf(item: Item): SortKey;
  descending: boolean;
  maxSize: number;
  render(item: Item): unknown;
  /** False where only nextPageToken moves on. */
  pageNumbers: boolean;
}

/** The product reads of the seller's product service. */
export class ProductService {
  private readonly approvedCache = new SelectionCache<TrendyolContent>();
  private readonly unapprovedCache = new SelectionCache<TrendyolUnapproved>();

  constructor(private readonly data: TrendyolProductData) {}

  /** https://developers.trendyol.com/docs (Ürün Filtreleme - Onaylı Ürün v2) */
  approved(request: MarketplaceRequest): Answer {
    return this.approvedPage(request.query, (content) => content, true);
  }

  /** Stock and price only; pages move with nextPageToken alone. */
  inventoryAndPrice(request: MarketplaceRequest): Answer {
    return this.approvedPage(request.query, inventoryRow, false);
  }

  /** https://developers.trendyol.com/docs (Ürün Filtreleme - Onaysız Ürün v2) */
  unapproved({ query }: MarketplaceRequest): Answer {
    const items = this.unapprovedCache.get(this.data.productVersion, filterKey(query), () =>
      this.selectUnapproved(query),
    );
    return page(query, {
      items,
      keyOf: (row) => [row.createDateTime],
      descending: false,
      maxSize: 1000,
      render: ({ state: _state, ...row }) => row,
      pageNumbers: true,
    });
  }

  byBarcode(request: MarketplaceRequest, barcode: string): Answer {
    const found = this.data.findVariant(barcode);
    if (found !== undefined) {
      const { content, variant } = found;
      return json(200, {
        barcode,
        approved: true,
        approvedDate: content.creationDate,
        archived: variant.archived,
        listingId: String(variant.variantId),
        contentId: content.contentId,
      });
    }
    if (!this.data.unapproved.has(barcode)) return notFound(request.at);
    return json(200, {
      barcode,
      approved: false,
      approvedDate: null,
      archived: false,
      listingId: null,
      contentId: null,
    });
  }

  private approvedPage(
    query: URLSearchParams,
    render: (content: TrendyolContent) => unknown,
    pageNumbers: boolean,
  ): Answer {
    const direction = readChoice(query, 'orderByDirection', ['ASC', 'DESC']);
    const items = this.approvedCache.get(this.data.productVersion, filterKey(query), () =>
      this.selectApproved(query, direction),
    );
    return page(query, {
      items,
      keyOf: direction === undefined ? (content) => [content.contentId] : createdKey,
      descending: direction === 'DESC',
      maxSize: 100,
      render,
      pageNumbers,
    });
  }

  private selectApproved(query: URLSearchParams, direction: 'ASC' | 'DESC' | undefined): TrendyolContent[] {
    const matchesVariant = variantFilter(query);
    const matchesContent = contentFilter(query);
    const chosen: TrendyolContent[] = [];
    for (const content of this.data.contents.values()) {
      if (matchesContent(content) && content.variants.some((variant) => matchesVariant(variant, content))) {
        chosen.push(content);
      }
    }
    if (direction === undefined) return chosen.sort((left, right) => left.contentId - right.contentId);
    const sign = direction === 'DESC' ? -1 : 1;
    return chosen.sort((left, right) => sign * compareKeys(createdKey(left), createdKey(right)));
  }

  private selectUnapproved(query: URLSearchParams): TrendyolUnapproved[] {
    const status = readChoice(query, 'status', ['rejected', 'pendingApproval']);
    const range = dateRange(query, UNAPPROVED_DATES);
    const barcode = query.get('barcode');
    const stockCode = query.get('stockCode');
    const mainId = query.get('productMainId');
    return [...this.data.unapproved.values()]
      .filter(
        (row) =>
          (status === undefined || row.state === status) &&
          (barcode === null || row.barcode === barcode) &&
          (stockCode === null || row.stockCode === stockCode) &&
          (mainId === null || row.productMainId === mainId) &&
          range.holds(range.type === 'CREATED_DATE' ? row.createDateTime : row.lastUpdateDate),
      )
      .sort((left, right) => left.createDateTime - right.createDateTime);
  }
}

const createdKey = (content: TrendyolContent): SortKey => [
  content.variants[0]?.sellerCreatedDate ?? content.creationDate,
  content.contentId,
];

function inventoryRow(content: TrendyolContent): unknown {
  return {
    contentId: content.contentId,
    productMainId: content.productMainId,
    variants: content.variants.map((variant) => ({
      variantId: variant.variantId,
      barcode: variant.barcode,
      salePrice: variant.price.salePrice,
      listPrice: variant.price.listPrice,
      quantity: variant.stock.quantity,
      stockCode: variant.stockCode,
      stockLastModifiedDate: variant.stock.lastModifiedDate,
    })),
  };
}

function contentFilter(query: URLSearchParams): (content: TrendyolContent) => boolean {
  const mainId = query.get('productMainId');
  const contentId = readInteger(query, 'contentId');
  const brandIds = readList(query, 'brandIds').map(Number);
  return (content) =>
    (mainId === null || content.productMainId === mainId) &&
    (contentId === undefined || content.contentId === contentId) &&
    (brandIds.length === 0 || brandIds.includes(content.brand.id));
}

function variantFilter(
  query: URLSearchParams,
): (variant: TrendyolVariant, content: TrendyolContent) => boolean {
  const status = readChoice(query, 'status', APPROVED_STATUSES);
  const barcode = query.get('barcode');
  const barcodes = new Set(readList(query, 'barcodes', 50));
  const stockCode = query.get('stockCode');
  const origin = query.get('origin');
  const range = dateRange(query, APPROVED_DATES);
  return (variant, content) =>
    (status === undefined || hasStatus(variant, status)) &&
    (barcode === null || variant.barcode === barcode) &&
    (barcodes.size === 0 || barcodes.has(variant.barcode)) &&
    (stockCode === null || variant.stockCode === stockCode) &&
    (origin === null || variant.origin === origin) &&
    range.holds(stampOf(range.type, variant, content));
}

function stampOf(
  type: (typeof APPROVED_DATES)[number] | undefined,
  variant: TrendyolVariant,
  content: TrendyolContent,
): number {
  if (type === 'VARIANT_CREATED_DATE') return variant.sellerCreatedDate;
  if (type === 'VARIANT_MODIFIED_DATE') return variant.sellerModifiedDate;
  return content.lastModifiedDate;
}

function hasStatus(variant: TrendyolVariant, status: (typeof APPROVED_STATUSES)[number]): boolean {
  return status === 'notOnSale' ? !variant.onSale : variant[status];
}

function dateRange<T extends string>(
  query: URLSearchParams,
  types: readonly T[],
): { type: T | undefined; holds(at: number): boolean } {
  const start = readInteger(query, 'startDate', { min: 0 });
  const end = readInteger(query, 'endDate', { min: 0 });
  const type = readChoice(query, 'dateQueryType', types);
  if (start === undefined && end === undefined) return { type, holds: () => true };
  if (type === undefined) throw new BadQuery('dateQueryType is needed with startDate or endDate');
  if (start !== undefined && end !== undefined && start > end)
    throw new BadQuery('startDate is after endDate');
  return { type, holds: (at) => (start === undefined || at >= start) && (end === undefined || at <= end) };
}

/** The query without its place in the list: what a page token belongs to. */
function filterKey(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'page' && name !== 'size' && name !== 'nextPageToken')
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
}

function page<Item>(query: URLSearchParams, list: Page<Item>): Answer {
  const size = readInteger(query, 'size', { min: 1, max: list.maxSize }) ?? 20;
  const number = readInteger(query, 'page', { min: 0 }) ?? 0;
  const token = query.get('nextPageToken');
  const start =
    token !== null && token !== '' ? afterToken(token, list) : list.pageNumbers ? number * size : 0;
  if (list.pageNumbers && token === null && number * size > WINDOW_RESULT) {
    throw new BadQuery(`page x size must not exceed ${WINDOW_RESULT}, continue with nextPageToken`);
  }
  const content = list.items.slice(start, start + size);
  const last = content.at(-1);
  return json(200, {
    totalElements: list.items.length,
    totalPages: Math.ceil(list.items.length / size),
    page: token === null ? number : Math.floor(start / size),
    size,
    // The last page has one too, as the documented sample shows: the page after it is empty.
    nextPageToken: last === undefined ? null : encodeToken(list.keyOf(last)),
    content: content.map(list.render),
  });
}

function encodeToken(key: SortKey): string {
  return Buffer.from(JSON.stringify({ sort: key })).toString('base64');
}

function afterToken<Item>(token: string, list: Page<Item>): number {
  const key = decodeToken(token);
  const sign = list.descending ? -1 : 1;
  return firstAfter(list.items, (item) => sign * compareKeys(list.keyOf(item), key) > 0);
}

function decodeToken(token: string): SortKey {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && 'sort' in parsed && Array.isArray(parsed.sort)) {
      return parsed.sort.map(Number);
    }
  } catch {
    // Not a token of ours: refused below.
  }
  throw new BadQuery('nextPageToken is not valid');
}

function compareKeys(left: SortKey, right: SortKey): number {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
