/** A query parameter that a channel refuses, in plain words. */
export class BadQuery extends Error {}

export interface IntegerRule {
  min?: number;
  max?: number;
}

/** A whole number from the query; undefined when missing or empty; throws BadQuery when it breaks the rule. */
export function readInteger(
  query: URLSearchParams,
  name: string,
  rule: IntegerRule = {},
): number | undefined {
  const raw = query.get(name);
  if (raw === null || raw === '') return undefined;
  if (!/^-?\d{1,16}$/.test(raw)) throw new BadQuery(`${name} must be a whole number`);
  const value = Number(raw);
  if (rule.min !== undefined && value < rule.min) throw new BadQuery(`${name} must be at least ${rule.min}`);
  if (rule.max !== undefined && value > rule.max) throw new BadQuery(`${name} must be at most ${rule.max}`);
  return value;
}

/** One of a few words; undefined when missing; throws BadQuery for another word. */
export function readChoice<T extends string>(
  query: URLSearchParams,
  name: string,
  choices: readonly T[],
): T | undefined {
  const raw = query.get(name);
  if (raw === null || raw === '') return undefined;
  const found = choices.find((choice) => choice === raw);
  if (found === undefined) throw new BadQuery(`${name} must be one of ${choices.join(', ')}`);
  return found;
}

/** A comma separated or repeated list; empty when missing. */
export function readList(query: URLSearchParams, name: string, max = Number.POSITIVE_INFINITY): string[] {
  const values = query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
  if (values.length > max) throw new BadQuery(`${name} takes at most ${max} values`);
  return values;
}
