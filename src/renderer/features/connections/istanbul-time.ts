/** Türkiye keeps UTC+3 all year. */
const OFFSET_MS = 3 * 3_600_000;
const DAY_MS = 86_400_000;

/** Epoch ms of tomorrow at this full hour in Istanbul. */
export function tomorrowAt(hour: number, nowMs: number): number {
  const today = Math.floor((nowMs + OFFSET_MS) / DAY_MS) * DAY_MS;
  return today + DAY_MS + hour * 3_600_000 - OFFSET_MS;
}
