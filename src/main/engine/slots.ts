import type { Slot } from '../../shared/connector/definition';

/** A paging or range value and the place it goes to. */
export interface Filled {
  readonly slot: Slot;
  readonly value: string | number;
}

/** Puts a value into a JSON body at a dotted path, making objects on the way. The body given stays as it was. */
export function withBodyValue(body: unknown, path: string, value: string | number): unknown {
  const [first, ...rest] = path.split('.');
  if (first === undefined || first === '') return value;
  if (Array.isArray(body)) {
    return body.map((entry: unknown, index) =>
      String(index) === first ? withBodyValue(entry, rest.join('.'), value) : entry,
    );
  }
  const copy: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  copy[first] = rest.length === 0 ? value : withBodyValue(copy[first], rest.join('.'), value);
  return copy;
}
