import { BadQuery } from '../kit/query';

const ISTANBUL_MS = 3 * 3_600_000;

/** Turkey's clock without a suffix, as order dates are written ('2026-11-24T12:00:00.0000000'). */
export function istanbulText(at: number): string {
  return `${new Date(at + ISTANBUL_MS).toISOString().slice(0, 19)}.0000000`;
}

/** UTC with Z, as some event dates are written. */
export function utcText(at: number): string {
  return new Date(at).toISOString();
}

/** Reads a query date: 'yyyy-MM-dd HH:mm' on Turkey's clock; throws BadQuery for another form. */
export function readIstanbul(query: URLSearchParams, name: string): number | undefined {
  const raw = query.get(name);
  if (raw === null || raw === '') return undefined;
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})$/.exec(raw);
  const at = match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2]}:00Z`);
  if (Number.isNaN(at)) throw new BadQuery(`${name} must be yyyy-MM-dd HH:mm`);
  return at - ISTANBUL_MS;
}

/** Reads an ISO 8601 query date; without a zone it is Turkey's clock. */
export function readIso(query: URLSearchParams, name: string): number | undefined {
  const raw = query.get(name);
  if (raw === null || raw === '') return undefined;
  if (!/^\d{4}-\d{2}-\d{2}/.test(raw)) throw new BadQuery(`${name} must be ISO 8601`);
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(raw) && raw.includes('T');
  const at = Date.parse(zoned ? raw : `${raw.includes('T') ? raw : `${raw}T00:00:00`}Z`);
  if (Number.isNaN(at)) throw new BadQuery(`${name} must be ISO 8601`);
  return zoned ? at : at - ISTANBUL_MS;
}
