import type { ListingRow } from '../../../shared/contract/catalogue-data';
import { type ListingQuery, listingSortColumnSchema } from '../../../shared/contract/queries';
import { call } from '../../lib/kervan';
import type { GridQuery, GridSource } from '../../ui';

/** Listings as a grid asks for them. `onTotal` hears how many there are without filters. */
export function productSource(onTotal: (total: number) => void): GridSource<ListingRow, ListingQuery> {
  return {
    async count({ filter }) {
      const { count, total } = await call('listings.count', filter);
      onTotal(total);
      return { total: count, isExact: true };
    },
    window: (query, offset, limit) =>
      call('listings.window', { query: withSort(query), window: { offset, limit } }),
  };
}

export function withSort({ filter, sort }: GridQuery<ListingQuery>): ListingQuery {
  const column = listingSortColumnSchema.safeParse(sort?.column);
  return sort && column.success
    ? { ...filter, sort: { column: column.data, direction: sort.direction } }
    : filter;
}
