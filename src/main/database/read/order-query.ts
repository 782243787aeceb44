import type { OrderQuery } from '../../../shared/contract/queries';
import { searchExpression } from '../search-terms';
import { type GridPlan, joinSql, NOTHING, oneOf, type Sql, sql } from './grid-sql';

type SortColumn = NonNullable<OrderQuery['sort']>['column'];

const COLUMNS: Readonly<Record<SortColumn, string>> = {
  placedAt: 'placed_at',
  modifiedAt: 'modified_at',
  updatedAt: 'updated_at',
  number: 'number_key',
  total: 'total_minor',
  dueAt: 'due_at',
};
/** Neither shipped nor closed. */
const OPEN = "('awaiting', 'new', 'preparing')";
/** A late order becomes so by the clock alone; asked again at most once a minute. */
const LATE_STEP_MS = 60_000;

/** How the orders of a query are found and counted; without a sort the newest come first. `now` is for late ones, UTC epoch ms. */
export function planOrders(query: OrderQuery, now: number): GridPlan {
  const lateBefore = query.late ? Math.floor(now / LATE_STEP_MS) * LATE_STEP_MS : null;
  const text = query.text?.trim() ?? '';
  const { connectionIds, status, placedFrom, placedUntil, dueFrom, dueUntil, sort } = query;
  const isByDue = lateBefore !== null || dueFrom !== undefined || dueUntil !== undefined;
  const key = JSON.stringify([
    text,
    connectionIds,
    status,
    placedFrom,
    placedUntil,
    dueFrom,
    dueUntil,
    lateBefore,
    sort,
  ]);
  const direction = (sort?.direction ?? 'descending') === 'descending' ? 'DESC' : 'ASC';
  const column = sort?.column ?? 'placedAt';
  const filters = [
    ...oneOf('+connection_id', connectionIds),
    ...oneOf('+status', status),
    ...(placedFrom === undefined ? [] : [sql('placed_at >= ?', placedFrom)]),
    ...(placedUntil === undefined ? [] : [sql('placed_at < ?', placedUntil)]),
    ...(isByDue ? [sql(`status IN ${OPEN}`)] : []),
    ...(lateBefore === null ? [] : [sql('due_at < ?', lateBefore)]),
    ...(dueFrom === undefined ? [] : [sql('due_at >= ?', dueFrom)]),
    ...(dueUntil === undefined ? [] : [sql('due_at < ?', dueUntil)]),
  ];
  if (column === 'placedAt' && text === '' && !isByDue) return walkByPlaced(key, filters, direction);
  return listAll(key, text, filters, COLUMNS[column], direction);
}

function walkByPlaced(key: string, filters: readonly Sql[], direction: 'ASC' | 'DESC'): GridPlan {
  const where = filters.length === 0 ? sql('1') : joinSql(filters, ' AND ');
  const from = 'FROM orders INDEXED BY orders_by_placed WHERE';
  const order = ['placed_at', 'connection_id', 'status', 'id']
    .map((name) => `${name} ${direction}`)
    .join(', ');
  return {
    key,
    kind: 'walk',
    ids: { text: `SELECT id ${from} ${where.text} ORDER BY ${order}`, values: where.values },
    count: { text: `SELECT count(*) ${from} ${where.text}`, values: where.values },
  };
}

function listAll(
  key: string,
  text: string,
  filters: readonly Sql[],
  column: string,
  direction: 'ASC' | 'DESC',
): GridPlan {
  const expression = text === '' ? null : searchExpression(text);
  const found =
    expression === null
      ? NOTHING
      : sql('id IN (SELECT rowid FROM order_search WHERE order_search MATCH ?)', expression);
  const where = joinSql(text === '' ? [...filters, sql('1')] : [found, ...filters], ' AND ');
  const source = text === '' ? 'orders INDEXED BY orders_grid' : 'orders';
  const from = `FROM ${source} WHERE ${where.text}`;
  return {
    key,
    kind: 'list',
    ids: {
      text: `SELECT id ${from} ORDER BY ${column} ${direction}, connection_id ${direction}, id ${direction}`,
      values: where.values,
    },
    count: { text: `SELECT count(*) ${from}`, values: where.values },
  };
}
