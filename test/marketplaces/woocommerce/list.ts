import type { AnswerHeaders } from '../kit';
import type { Order, Product, Variation } from './model';
import type { ListParameters } from './parameters';

type Row = Product | Variation | Order;

/** Statuses that 'any' leaves out: WordPress marks them exclude_from_search. */
const HIDDEN = ['trash', 'auto-draft', 'checkout-draft'];

/** The rows a list request asks for, in its order; the whole list, not yet cut into pages. */
export function selectRows<T extends Row>(
  rows: Iterable<T>,
  parameters: ListParameters,
  zoneMinutes: number,
): T[] {
  const chosen: T[] = [];
  for (const row of rows) if (wanted(row, parameters, zoneMinutes)) chosen.push(row);
  return sortRows(chosen, parameters);
}

function wanted(row: Row, parameters: ListParameters, zoneMinutes: number): boolean {
  if (!statusWanted(row.status, parameters)) return false;
  if (parameters.include.length > 0 && !parameters.include.includes(row.id)) return false;
  if (parameters.exclude.includes(row.id)) return false;
  for (const { column, side, wall, gmt } of parameters.bounds) {
    const value = row[column] + (gmt ? 0 : zoneMinutes * 60_000);
    // Strict on both sides: a row on the very second of the bound is left out.
    if (side === 'after' ? value <= wall : value >= wall) return false;
  }
  return 'lines' in row ? orderWanted(row, parameters) : sellableWanted(row, parameters);
}

function statusWanted(status: string, { statuses, excludeStatuses }: ListParameters): boolean {
  if (excludeStatuses.includes(status)) return false;
  return statuses.includes('any') ? !HIDDEN.includes(status) : statuses.includes(status);
}

function sellableWanted(row: Product | Variation, parameters: ListParameters): boolean {
  const { skus, globalUniqueIds, type, stockStatus, parents, search, slug } = parameters;
  if (skus !== undefined && skus.length > 0 && !skus.includes(row.sku)) return false;
  if (globalUniqueIds !== undefined && !globalUniqueIds.includes(row.globalUniqueId ?? '')) return false;
  if (stockStatus !== '' && row.stockStatus !== stockStatus) return false;
  if ('parentId' in row) return parents.length === 0 || parents.includes(row.parentId);
  if (type !== '' && row.type !== type) return false;
  if (slug !== '' && row.slug !== slug) return false;
  return search === '' || row.name.toLocaleLowerCase('tr').includes(search.toLocaleLowerCase('tr'));
}

function orderWanted(order: Order, { search, parents }: ListParameters): boolean {
  if (parents.length > 0 && !parents.includes(order.parentId)) return false;
  if (search === '') return true;
  const haystack = `${order.number} ${order.billing.firstName} ${order.billing.lastName} ${order.billing.email}`;
  return haystack.toLocaleLowerCase('tr').includes(search.toLocaleLowerCase('tr'));
}

function sortRows<T extends Row>(rows: T[], { order, orderBy, include }: ListParameters): T[] {
  const direction = order === 'asc' ? 1 : -1;
  if (orderBy === 'include')
    return rows.sort((left, right) => include.indexOf(left.id) - include.indexOf(right.id));
  const key = sortKey(orderBy);
  // The id settles ties in the same direction (WooCommerce adds it to date and modified for stable pages).
  return rows.sort((left, right) => {
    const first = key(left);
    const second = key(right);
    if (first !== second) return (first < second ? -1 : 1) * direction;
    return (left.id - right.id) * direction;
  });
}

function sortKey(orderBy: string): (row: Row) => number | string {
  switch (orderBy) {
    case 'modified':
      return (row) => row.modifiedAt;
    case 'id':
      return (row) => row.id;
    case 'title':
    case 'slug':
      return (row) => ('slug' in row ? row[orderBy === 'slug' ? 'slug' : 'name'] : row.id);
    case 'price':
      return (row) => ('regularPrice' in row ? Number(row.salePrice || row.regularPrice || 0) : 0);
    case 'popularity':
      return (row) => ('totalSales' in row ? row.totalSales : 0);
    case 'menu_order':
      return (row) => ('menuOrder' in row ? row.menuOrder : 0);
    default:
      return (row) => row.createdAt;
  }
}

/** Cuts a page out and writes the paging headers of the WordPress REST server. */
export function pageOf<T>(
  rows: readonly T[],
  parameters: ListParameters,
  url: string,
  query: URLSearchParams,
): { rows: readonly T[]; headers: AnswerHeaders } {
  const { page, perPage, offset } = parameters;
  const start = offset ?? (page - 1) * perPage;
  const pages = Math.ceil(rows.length / perPage);
  const to = (number: number): string => {
    const next = new URLSearchParams(query);
    next.set('page', String(number));
    return `<${url}?${next.toString()}>`;
  };
  const links: string[] = [];
  if (page > 1) links.push(`${to(Math.min(page - 1, Math.max(pages, 1)))}; rel="prev"`);
  if (page < pages) links.push(`${to(page + 1)}; rel="next"`);
  return {
    rows: rows.slice(start, start + perPage),
    headers: {
      'x-wp-total': String(rows.length),
      'x-wp-totalpages': String(pages),
      ...(links.length > 0 ? { link: links.join(', ') } : {}),
    },
  };
}
