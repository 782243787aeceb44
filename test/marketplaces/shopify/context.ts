import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { BulkOperations } from './bulk';
import {
  type Connection,
  compareKeys,
  type PageArguments,
  pageOf,
  type SortedList,
  wholeList,
} from './connection';
import { compileSearch, type SearchFields, type SearchWarning } from './search';
import type { ShopifyShop } from './shop';

/** Filled in while one request is answered. */
export interface Context {
  shop: ShopifyShop;
  scopes: ReadonlySet<string>;
  bulk: BulkOperations;
  /** The version that answers, for rules that changed between versions. */
  version: string;
  now: number;
  zoneMinutes: number;
  lists: ListCache;
  warnings: { path: readonly (string | number)[]; query: string; warnings: SearchWarning[] }[];
  /** Set inside a bulk operation: connections are whole, those at the root cut into slices of rows. */
  slice: { from: number; to: number; more: boolean } | undefined;
}

export type Resolver = (
  source: never,
  args: Record<string, unknown>,
  context: Context,
  info: GraphQLResolveInfo,
) => unknown;
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolver>>>>;

/** "Access denied" as the Admin API says it when the token's scopes do not cover a field. */
export function requireScope(context: Context, scope: string, info: GraphQLResolveInfo): void {
  if (context.scopes.has(scope)) return;
  throw new GraphQLError(
    `Access denied for ${info.fieldName} field. Required access: \`${scope}\` access scope.`,
    {
      extensions: {
        code: 'ACCESS_DENIED',
        documentation: 'https://shopify.dev/api/usage/access-scopes',
        requiredAccess: `\`${scope}\` access scope.`,
      },
    },
  );
}

export interface ListRequest<T extends { id: number }> {
  /** Names the rows, for the cache: the same name always means the same source. Short lists go without. */
  name?: string;
  rows: Iterable<T>;
  search?: SearchFields<T>;
  sort?: Readonly<Record<string, (row: T) => number | string>>;
}

/** Sorted and filtered lists, kept until the shop changes: one walk through pages asks alike. */
export class ListCache {
  private readonly kept = new Map<string, { revision: number; list: unknown; warnings: SearchWarning[] }>();

  read<T>(
    key: string,
    revision: number,
    build: () => { list: T; warnings: SearchWarning[] },
  ): { list: T; warnings: SearchWarning[] } {
    const known = this.kept.get(key);
    // A key begins with its source's name, so the same type was put under it.
    if (known?.revision === revision) return { list: known.list as T, warnings: known.warnings };
    const built = build();
    if (this.kept.size > 60) this.kept.clear();
    this.kept.set(key, { revision, ...built });
    return built;
  }
}

/** A connection of the API: searched, sorted and cut by its arguments. */
export function listConnection<T extends { id: number }>(
  request: ListRequest<T>,
  args: Record<string, unknown>,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<T> {
  const list = sortedList(request, args, context, info);
  const { slice } = context;
  if (slice === undefined) return pageOf(list, pageArguments(args));
  if (info.path.prev !== undefined) return wholeList(list);
  if (slice.to < list.rows.length) slice.more = true;
  return wholeList(list, slice.from, Math.min(slice.to, list.rows.length));
}

export function sortedList<T extends { id: number }>(
  request: ListRequest<T>,
  args: Record<string, unknown>,
  context: Context,
  info: GraphQLResolveInfo,
): SortedList<T> {
  const query = typeof args.query === 'string' ? args.query.trim() : '';
  const sortKey = typeof args.sortKey === 'string' ? args.sortKey : 'ID';
  const reverse = args.reverse === true;
  const idOf = (row: T): number => row.id;
  const sortedBy = request.sort?.[sortKey] ?? idOf;
  const direction = reverse ? -1 : 1;
  // The value `now` moves with the clock; everything else holds until the shop changes.
  const clock = /\bnow\b/.test(query) ? context.now : '';
  const key = `${request.name} ${sortKey} ${reverse} ${query} ${clock}`;
  const build = (): { list: T[]; warnings: SearchWarning[] } => {
    const compiled =
      query !== '' && request.search !== undefined
        ? compileSearch(query, request.search, context)
        : undefined;
    const rows: T[] = [];
    for (const row of request.rows) if (compiled?.matches(row) ?? true) rows.push(row);
    rows.sort((left, right) => direction * compareKeys(sortedBy(left), left.id, sortedBy(right), right.id));
    return { list: rows, warnings: compiled?.warnings ?? [] };
  };
  const { list, warnings } =
    request.name === undefined ? build() : context.lists.read(key, context.shop.revision, build);
  if (warnings.length > 0) context.warnings.push({ path: pathOf(info), query, warnings });
  return { rows: list, valueOf: sortedBy, idOf, reverse };
}

function pageArguments({ first, last, after, before }: Record<string, unknown>): PageArguments {
  return {
    first: typeof first === 'number' ? first : null,
    last: typeof last === 'number' ? last : null,
    after: typeof after === 'string' ? after : null,
    before: typeof before === 'string' ? before : null,
  };
}

function pathOf(info: GraphQLResolveInfo): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = info.path; at !== undefined; at = at.prev)
    path.unshift(at.key);
  return path;
}

/** What every connection type answers. */
export const connectionFields = {
  edges: (connection: Connection<unknown>) =>
    connection.rows.map((node) => ({ node, cursor: () => connection.cursorOf(node) })),
  nodes: (connection: Connection<unknown>) => connection.rows,
  pageInfo: (connection: Connection<unknown>) => {
    const { rows, cursorOf, hasNextPage, hasPreviousPage } = connection;
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: rows.length === 0 ? null : cursorOf(rows[0]),
      endCursor: rows.length === 0 ? null : cursorOf(rows.at(-1)),
    };
  },
};
