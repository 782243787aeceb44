/** How one record of a list is spoilt. `field` may be dotted ('variants.0.price.salePrice'). */
export interface DamageChoice {
  /** Which record of the list, from 0 (default 0). */
  index?: number;
  field: string;
  how: 'missing' | 'null' | 'wrongType' | { value: unknown };
}

/**
 * Spoils one record of the first list of objects found in an answer (the body itself, or the nearest list
 * inside it). The seeded truth stays whole: only the copies on the way are new.
 */
export function damageRecord(body: unknown, choice: DamageChoice): unknown {
  const path = listPath(body);
  if (path === undefined) return body;
  return replaceAt(body, [...path, String(choice.index ?? 0), ...choice.field.split('.')], choice.how);
}

function listPath(body: unknown): string[] | undefined {
  const waiting: { value: unknown; path: string[] }[] = [{ value: body, path: [] }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { value, path } = next;
    if (Array.isArray(value)) {
      if (isRecord(value[0])) return path;
    } else if (isRecord(value)) {
      for (const [key, inner] of Object.entries(value)) waiting.push({ value: inner, path: [...path, key] });
    }
  }
  return undefined;
}

function replaceAt(value: unknown, path: readonly string[], how: DamageChoice['how']): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return spoil(value, how);
  if (Array.isArray(value)) {
    return value.map((inner: unknown, index) =>
      String(index) === key ? replaceAt(inner, rest, how) : inner,
    );
  }
  if (!isRecord(value)) return value;
  const copy: Record<string, unknown> = { ...value };
  if (rest.length === 0 && how === 'missing') delete copy[key];
  else copy[key] = replaceAt(copy[key], rest, how);
  return copy;
}

function spoil(value: unknown, how: DamageChoice['how']): unknown {
  if (typeof how === 'object') return how.value;
  if (how === 'null') return null;
  if (Array.isArray(value)) return 'not-a-list';
  if (typeof value === 'string') return { unexpected: value };
  return `not-a-${typeof value}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
