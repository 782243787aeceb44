import type { OrderRow } from '../../../shared/contract/catalogue-data';
import { type OrderQuery, orderSortColumnSchema } from '../../../shared/contract/queries';
import { call } from '../../lib/kervan';
import type { GridQuery, GridSource } from '../../ui';

/** Orders as a grid asks for them. `onTotal` hears how many there are without filters. */
export function orderSource(onTotal: (total: number) => void): GridSource<OrderRow, OrderQuery> {
  return {
    async count({ filter }) {
      const { count, total } = await call('orders.count', filter);
      onTotal(total);
      return { total: count, isExact: true };
    },
    window: (query, offset, limit) =>
      call('orders.window', { query: withSort(query), window: { offset, limit } }),
  };
}

function withSort({ filter, sort }: GridQuery<OrderQuery>): OrderQuery {
  const column = orderSortColumnSchema.safeParse(sort?.column);
  return sort && column.success
    ? { ...filter, sort: { column: column.data, direction: sort.direction } }
    : filter;
}
