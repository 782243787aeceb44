import { GraphQLError } from 'graphql';

export const MAX_PAGE = 250;
/** "Shopify limits pagination of arrays of objects to 25,000 objects" (https://shopify.dev/docs/api/usage/limits). */
export const DEEPEST = 25_000;

export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

/** A list in the order of the connection, with what its cursors hold. */
export interface SortedList<T> {
  rows: readonly T[];
  /** The value rows are sorted by; ties are settled by the id, in the same direction. */
  valueOf: (row: T) => number | string;
  idOf: (row: T) => number;
  reverse: boolean;
}

export interface Connection<T> {
  rows: readonly T[];
  cursorOf: (row: T) => string;
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

interface Position {
  id: number;
  value: number | string;
}

/** Cuts a page out by cursor. A cursor remembers a place in the order, so it holds when the row itself is gone. */
export function pageOf<T>(list: SortedList<T>, args: PageArguments): Connection<T> {
  const { first, last } = args;
  if (first == null && last == null) throw refused('you must provide one of first or last');
  if (first != null && last != null) throw refused('providing both first and last is not supported');
  const size = first ?? last ?? 0;
  const name = first == null ? 'last' : 'first';
  if (size < 0) throw refused(`${name} cannot be less than zero`);
  if (size > MAX_PAGE) throw refused(`${name} cannot exceed ${MAX_PAGE}`);
  let from = 0;
  let to = list.rows.length;
  if (args.after != null) from = placeAfter(list, decode(args.after));
  if (args.before != null) to = Math.max(from, placeBefore(list, decode(args.before)));
  const start = first == null ? Math.max(from, to - size) : from;
  const end = first == null ? to : Math.min(to, from + size);
  if (start >= DEEPEST)
    throw refused(`pagination is limited to ${DEEPEST} objects; narrow the query with a filter`);
  return {
    rows: list.rows.slice(start, end),
    cursorOf: (row) => encode({ id: list.idOf(row), value: list.valueOf(row) }),
    hasNextPage: end < list.rows.length,
    hasPreviousPage: start > 0,
  };
}

/** Everything, as a bulk operation sees a connection: page arguments do not count there. */
export function wholeList<T>(list: SortedList<T>, from = 0, to = list.rows.length): Connection<T> {
  return {
    rows: list.rows.slice(from, to),
    cursorOf: (row) => encode({ id: list.idOf(row), value: list.valueOf(row) }),
    hasNextPage: to < list.rows.length,
    hasPreviousPage: from > 0,
  };
}

function placeAfter<T>(list: SortedList<T>, position: Position): number {
  return lowest(list.rows.length, (index) => order(list, index, position) > 0);
}

function placeBefore<T>(list: SortedList<T>, position: Position): number {
  return lowest(list.rows.length, (index) => order(list, index, position) >= 0);
}

/** Where a row stands to a position, in the list's own direction. */
function order<T>(list: SortedList<T>, index: number, { id, value }: Position): number {
  const row = list.rows[index];
  if (row === undefined) return 1;
  return compareKeys(list.valueOf(row), list.idOf(row), value, id) * (list.reverse ? -1 : 1);
}

export function compareKeys(
  leftValue: number | string,
  leftId: number,
  rightValue: number | string,
  rightId: number,
): number {
  if (leftValue !== rightValue) return leftValue < rightValue ? -1 : 1;
  return leftId - rightId;
}

function lowest(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function encode({ id, value }: Position): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString('base64');
}

function decode(cursor: string): Position {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
    if (typeof value === 'object' && value !== null && 'last_id' in value && 'last_value' in value) {
      const { last_id: id, last_value: held } = value;
      if (typeof id === 'number' && (typeof held === 'number' || typeof held === 'string'))
        return { id, value: held };
    }
  } catch {
    // Falls through to the refusal below.
  }
  throw refused('Invalid cursor for current pagination sort.');
}

function refused(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
