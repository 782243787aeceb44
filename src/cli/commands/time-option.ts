import { TIME_ZONE } from '../../shared/wording/format';
import { exitCodes } from '../exit-codes';
import { Failure } from '../failure';
import { sentences } from '../words/sentences';

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const AGO = /^(\d{1,5})([mhd])$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A day begins in Istanbul; `7d`, `12h`, `30m` are counted back from now. ISO text for the API. */
export function readTime(option: string, text: string | undefined, now: number): string | undefined {
  if (text === undefined) return undefined;
  const at =
    ago(text, now) ??
    (DAY.test(text) ? startOfDay(text) : INSTANT.test(text) ? Date.parse(text) : Number.NaN);
  if (Number.isNaN(at) || at < 0) throw new Failure(exitCodes.usage, sentences.badTime, { option });
  return new Date(at).toISOString();
}

function ago(text: string, now: number): number | undefined {
  const match = AGO.exec(text);
  const unit = match?.[2];
  if (unit !== 'm' && unit !== 'h' && unit !== 'd') return undefined;
  return now - Number(match?.[1]) * UNIT_MS[unit];
}

/** Midnight in Istanbul. */
function startOfDay(day: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // 2026-02-31 would be read as a day of March.
  if (Number.isNaN(utc) || !new Date(utc).toISOString().startsWith(day)) return Number.NaN;
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: TIME_ZONE, timeZoneName: 'longOffset' });
  const name = clock.formatToParts(utc).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT+03:00';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  const offset = match === null ? 0 : Number(match[2]) * UNIT_MS.h + Number(match[3]) * UNIT_MS.m;
  return utc - (match?.[1] === '-' ? -offset : offset);
}
