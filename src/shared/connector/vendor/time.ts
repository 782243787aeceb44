const ISTANBUL_OFFSET_MS = 3 * 3_600_000;
const WRITTEN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** A written time without offset is meant as UTC. UTC epoch ms; null = none, undefined = not told or not a time. */
export function utcTime(value: string | number | null | undefined): number | null | undefined {
  return writtenTime(value, 0);
}

/** A written time without offset is meant as Turkish time, which has been UTC+3 all year since 2016. */
export function istanbulTime(value: string | number | null | undefined): number | null | undefined {
  return writtenTime(value, ISTANBUL_OFFSET_MS);
}

/** Epoch milliseconds that may be written as text; 0 and below mean none. */
export function epochMs(value: string | number | null | undefined): number | null | undefined {
  if (value === null || value === undefined) return value;
  const read = Number(value);
  if (!Number.isFinite(read)) return undefined;
  return read > 0 ? Math.trunc(read) : null;
}

function writtenTime(value: string | number | null | undefined, offsetMs: number): number | null | undefined {
  if (typeof value === 'number') return epochMs(value);
  if (value === null || value === undefined) return value;
  if (value.trim() === '') return null;
  const match = WRITTEN.exec(value.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  if (year === '0001') return null;
  const clock = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Math.trunc(Number(`0.${fraction || '0'}`) * 1000),
  );
  return Number.isNaN(clock) ? undefined : clock - (zone === undefined ? offsetMs : zoneOffset(zone));
}

function zoneOffset(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.replace(/\D/g, '');
  const ms = (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4))) * 60_000;
  return zone.startsWith('-') ? -ms : ms;
}
