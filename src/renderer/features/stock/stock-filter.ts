import {
  type VariantQuery,
  type VariantRow,
  type VariantView,
  variantSortColumnSchema,
  variantViewSchema,
} from '../../../shared/contract/stock';
import { knownValue, readSort } from '../../lib/grid-page/address';
import { call } from '../../lib/kervan';
import type { GridQuery, GridSource } from '../../ui';

/** What the stock page asks, as its address says it. */
export interface StockFilter {
  readonly text: string;
  readonly show: VariantView;
}

export function readStockFilter(params: URLSearchParams): StockFilter {
  return {
    text: (params.get('q') ?? '').slice(0, 200),
    show: knownValue(params, 'show', variantViewSchema.options) ?? 'all',
  };
}

export function readStockSort(params: URLSearchParams) {
  return readSort(params, variantSortColumnSchema.options);
}

export function toVariantQuery({ text, show }: StockFilter): VariantQuery {
  return { ...(text === '' ? {} : { text }), ...(show === 'all' ? {} : { view: show }) };
}

/** Variants as a grid asks for them. `onTotal` hears how many there are without filters. */
export function stockSource(onTotal: (total: number) => void): GridSource<VariantRow, VariantQuery> {
  return {
    async count({ filter }) {
      const { count, total } = await call('variants.count', filter);
      onTotal(total);
      return { total: count, isExact: true };
    },
    window: (query, offset, limit) =>
      call('variants.window', { query: withSort(query), window: { offset, limit } }),
  };
}

export function withSort({ filter, sort }: GridQuery<VariantQuery>): VariantQuery {
  const column = variantSortColumnSchema.safeParse(sort?.column);
  return sort && column.success
    ? { ...filter, sort: { column: column.data, direction: sort.direction } }
    : filter;
}
