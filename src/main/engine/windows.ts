import type { Delta } from '../../shared/connector/definition';
import type { SyncMode } from '../../shared/domain/stream';
import { alignDown, alignUp } from './time';

export type SinceDelta = Extract<Delta, { kind: 'since' }>;

/** A stretch of modification time, UTC epoch ms. */
export interface TimeWindow {
  readonly from: number;
  readonly until: number;
}

/** Kept away from the far end of the channel's history, so that an answer is not refused for the seconds it took to ask. */
const HISTORY_MARGIN_MS = 60_000;

/**
 * Where reading begins (UTC epoch ms), or null when the part is read without a range.
 * @param since start of the news that is still unread, before the overlap; null = everything
 * @param now the channel's time
 */
export function rangeStart(delta: Delta, mode: SyncMode, since: number | null, now: number): number | null {
  if (delta.kind === 'none') return null;
  const oldest =
    delta.historySeconds === undefined ? null : now - delta.historySeconds * 1000 + HISTORY_MARGIN_MS;
  if (mode === 'full' || since === null) {
    if (delta.always !== true && mode === 'full') return null;
    return oldest === null ? null : alignUp(oldest, delta.format);
  }
  const wanted = alignDown(since - delta.overlapSeconds * 1000, delta.format);
  return oldest === null ? wanted : Math.max(wanted, alignUp(oldest, delta.format));
}

/** The stretch that begins at `from`: at most windowSeconds wide and not beyond `end`. */
export function windowFrom(delta: SinceDelta, from: number, end: number): TimeWindow {
  const last = alignUp(end, delta.format);
  if (delta.windowSeconds === undefined) return { from, until: Math.max(last, from) };
  return { from, until: Math.max(from, Math.min(last, from + delta.windowSeconds * 1000)) };
}

/** Begin of the stretch after this one, or null after the last. Ends meet, so that nothing falls between. */
export function nextWindowStart(delta: SinceDelta, window: TimeWindow, end: number): number | null {
  return window.until >= alignUp(end, delta.format) ? null : window.until;
}
