import type { ListingQuery } from '../../../shared/contract/queries';
import { listingSortColumnSchema } from '../../../shared/contract/queries';
import { type ConnectionId, connectionIdSchema } from '../../../shared/domain/ids';
import { type ListingStatus, listingStatusSchema } from '../../../shared/domain/product';
import { knownValue, knownValues, readSort } from '../../lib/grid-page/address';

/** At most this many pieces count as few. */
export const LOW_STOCK = 5;

export const STOCK_LEVELS = ['zero', 'low'] as const;
export type StockLevel = (typeof STOCK_LEVELS)[number];

/** What the products page asks, as its address says it. */
export interface ProductFilter {
  readonly text: string;
  readonly connectionIds: readonly ConnectionId[];
  readonly status: readonly ListingStatus[];
  readonly brands: readonly string[];
  readonly categories: readonly string[];
  readonly stock: StockLevel | null;
  readonly includeGone: boolean;
}

export function readProductFilter(params: URLSearchParams): ProductFilter {
  return {
    text: (params.get('q') ?? '').slice(0, 200),
    connectionIds: params.getAll('channel').flatMap((id) => {
      const parsed = connectionIdSchema.safeParse(id);
      return parsed.success ? [parsed.data] : [];
    }),
    status: knownValues(params, 'status', listingStatusSchema.options),
    brands: params.getAll('brand'),
    categories: params.getAll('category'),
    stock: knownValue(params, 'stock', STOCK_LEVELS),
    includeGone: params.get('gone') === 'yes',
  };
}

export function readProductSort(params: URLSearchParams) {
  return readSort(params, listingSortColumnSchema.options);
}

export function isFiltering(filter: ProductFilter): boolean {
  const { text, connectionIds, status, brands, categories, stock } = filter;
  return (
    text !== '' ||
    stock !== null ||
    [connectionIds, status, brands, categories].some((values) => values.length > 0)
  );
}

/** The question to main; the sort is the grid's. */
export function toListingQuery(filter: ProductFilter): ListingQuery {
  return {
    ...(filter.text === '' ? {} : { text: filter.text }),
    ...(filter.connectionIds.length === 0 ? {} : { connectionIds: [...filter.connectionIds] }),
    ...(filter.status.length === 0 ? {} : { status: [...filter.status] }),
    ...(filter.brands.length === 0 ? {} : { brands: [...filter.brands] }),
    ...(filter.categories.length === 0 ? {} : { categories: [...filter.categories] }),
    ...(filter.stock === 'zero' ? { stockMax: 0 } : {}),
    ...(filter.stock === 'low' ? { stockMin: 1, stockMax: LOW_STOCK } : {}),
    ...(filter.includeGone ? { includeGone: true } : {}),
  };
}
