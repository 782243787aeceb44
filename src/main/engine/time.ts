import type { TimeFormat } from '../../shared/connector/definition';
import { assertNever } from '../../shared/errors/app-error';

const MINUTE_MS = 60_000;
/** Turkey keeps UTC+3 all year since September 2016. */
const ISTANBUL_MS = 3 * 60 * MINUTE_MS;

/** Milliseconds of the smallest step a format can say. */
export function granularityMs(format: TimeFormat): number {
  switch (format) {
    case 'epochMs':
      return 1;
    case 'epochSeconds':
    case 'isoZ':
    case 'isoPlain':
      return 1000;
    case 'istanbulMinute':
      return MINUTE_MS;
    default:
      return assertNever(format);
  }
}

/** A moment (UTC epoch ms) as the channel writes it; finer parts than the format holds are cut off. */
export function formatTime(time: number, format: TimeFormat): string {
  switch (format) {
    case 'epochMs':
      return String(Math.floor(time));
    case 'epochSeconds':
      return String(Math.floor(time / 1000));
    case 'isoZ':
      return `${isoSeconds(time)}Z`;
    case 'isoPlain':
      return isoSeconds(time);
    case 'istanbulMinute':
      return isoSeconds(time + ISTANBUL_MS)
        .slice(0, 16)
        .replace('T', ' ');
    default:
      return assertNever(format);
  }
}

/** Start of a range: never later than meant. */
export function alignDown(time: number, format: TimeFormat): number {
  const step = granularityMs(format);
  return Math.floor(time / step) * step;
}

/** End of a range: never earlier than meant. */
export function alignUp(time: number, format: TimeFormat): number {
  const step = granularityMs(format);
  return Math.ceil(time / step) * step;
}

function isoSeconds(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}
