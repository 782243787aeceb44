import type { ListingQuery } from '../../../shared/contract/queries';
import { searchExpression } from '../search-terms';
import { textKey } from '../text-key';
import { type GridPlan, joinSql, NOTHING, oneOf, type Sql, sql } from './grid-sql';

type SortColumn = NonNullable<ListingQuery['sort']>['column'];

const COLUMNS: Readonly<Record<SortColumn, string>> = {
  title: 'title_key',
  sku: 'sku_code',
  price: 'price_minor',
  stock: 'stock',
  updatedAt: 'updated_at',
  modifiedAt: 'modified_at',
};

/** How the listings of a query are found and counted; without a sort they come by title. */
export function planListings(query: ListingQuery): GridPlan {
  const key = JSON.stringify([
    query.text?.trim() ?? '',
    query.connectionIds,
    query.status,
    query.brands,
    query.categories,
    query.stockMax,
    query.stockMin,
    query.includeGone ?? false,
    query.sort,
  ]);
  const direction = query.sort?.direction === 'descending' ? 'DESC' : 'ASC';
  const column = query.sort?.column ?? 'title';
  if (column === 'title' && isWalkable(query)) return walkByTitle(key, query, direction);
  return listAll(key, query, COLUMNS[column], direction);
}

const isWalkable = (query: ListingQuery) =>
  !query.text?.trim() &&
  !query.includeGone &&
  query.brands === undefined &&
  query.categories === undefined &&
  query.stockMax === undefined &&
  query.stockMin === undefined;

function walkByTitle(key: string, query: ListingQuery, direction: 'ASC' | 'DESC'): GridPlan {
  const filters = [
    sql('gone_at IS NULL'),
    ...oneOf('+connection_id', query.connectionIds),
    ...oneOf('+status', query.status),
  ];
  const where = joinSql(filters, ' AND ');
  const from = 'FROM listings INDEXED BY listings_by_title WHERE';
  const order = ['title_key', 'connection_id', 'status', 'id']
    .map((name) => `${name} ${direction}`)
    .join(', ');
  return {
    key,
    kind: 'walk',
    ids: { text: `SELECT id ${from} ${where.text} ORDER BY ${order}`, values: where.values },
    count: { text: `SELECT count(*) ${from} ${where.text}`, values: where.values },
  };
}

function listAll(key: string, query: ListingQuery, column: string, direction: 'ASC' | 'DESC'): GridPlan {
  const expression = query.text === undefined ? null : searchExpression(query.text);
  const typedNothing = !query.text?.trim();
  const filters = [
    ...oneOf('+connection_id', query.connectionIds),
    ...oneOf('+status', query.status),
    ...oneOf('brand_key', query.brands?.map(keyOf)),
    ...oneOf('category_key', query.categories?.map(keyOf)),
    ...(query.stockMax === undefined ? [] : [sql('stock <= ?', query.stockMax)]),
    ...(query.stockMin === undefined ? [] : [sql('stock >= ?', query.stockMin)]),
  ];
  const parts: Sql[] = [];
  const part = (source: string, more: readonly Sql[]) => {
    const where = joinSql([...more, ...filters], ' AND ');
    parts.push({
      text: `SELECT id, connection_id, ${column} AS k FROM ${source} WHERE ${where.text}`,
      values: where.values,
    });
  };
  if (typedNothing) {
    part('listings INDEXED BY listings_grid', [sql('gone_at IS NULL')]);
    if (query.includeGone) part('listings INDEXED BY listings_grid', [sql('gone_at IS NOT NULL')]);
  } else {
    const found =
      expression === null
        ? NOTHING
        : sql('id IN (SELECT rowid FROM listing_search WHERE listing_search MATCH ?)', expression);
    part('listings', query.includeGone ? [found] : [sql('gone_at IS NULL'), found]);
  }
  const all = joinSql(parts, ' UNION ALL ');
  return {
    key,
    kind: 'list',
    ids: {
      text: `SELECT id FROM (${all.text}) ORDER BY k ${direction}, connection_id ${direction}, id ${direction}`,
      values: all.values,
    },
    count: { text: `SELECT count(*) FROM (${all.text})`, values: all.values },
  };
}

const keyOf = (text: string) => textKey(text) ?? 0;
