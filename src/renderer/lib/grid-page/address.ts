import type { GridSort } from '../../ui';

/** Parts of a grid's address that are about the page, not about what is asked. */
const PAGE_PARTS = ['view', 'row'] as const;

/** The asked part of an address in one writing, so that two of them can be compared. */
export function askedPart(params: URLSearchParams): string {
  const asked = new URLSearchParams(params);
  for (const part of PAGE_PARTS) asked.delete(part);
  asked.sort();
  return asked.toString();
}

/** The values of a part that the type knows; anything else in an address is left out. */
export function knownValues<Value extends string>(
  params: URLSearchParams,
  part: string,
  known: readonly Value[],
): readonly Value[] {
  return known.filter((value) => params.getAll(part).includes(value));
}

export function knownValue<Value extends string>(
  params: URLSearchParams,
  part: string,
  known: readonly Value[],
): Value | null {
  return known.find((value) => value === params.get(part)) ?? null;
}

export function readSort<Column extends string>(
  params: URLSearchParams,
  columns: readonly Column[],
): (GridSort & { readonly column: Column }) | null {
  const [name, direction] = (params.get('sort') ?? '').split('.');
  const column = columns.find((known) => known === name);
  if (column === undefined || (direction !== 'ascending' && direction !== 'descending')) return null;
  return { column, direction };
}

/** The address with one part changed: null or an empty list takes it away. */
export function withPart(
  params: URLSearchParams,
  part: string,
  value: string | readonly string[] | null,
): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete(part);
  const values = value === null ? [] : typeof value === 'string' ? [value] : value;
  for (const one of values) if (one !== '') next.append(part, one);
  return next;
}
