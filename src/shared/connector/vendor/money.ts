import { type Money, parseMoney } from '../../domain/money';

/** An amount in major units as Money. Blank = null, not told = undefined; what is no decimal makes the record odd. */
export function money(
  value: string | number | null | undefined,
  currency: string,
  field: string,
): Money | null | undefined {
  if (value === null || value === undefined) return value;
  if (typeof value === 'string' && value.trim() === '') return null;
  const read = parseMoney(value, currency);
  if (read === undefined) throw new Error(`${field}: expected a decimal amount`);
  return read;
}

/** `unit` times whole pieces. */
export function times(unit: Money, pieces: number): Money {
  return { minor: unit.minor * pieces, currency: unit.currency };
}
