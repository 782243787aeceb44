import type { Schedule } from '../../shared/contract/connections';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Turkey keeps UTC+3 all year since 2016. */
const ISTANBUL_OFFSET = 3 * 60 * MINUTE;

export interface LastRun {
  /** End of the last run that finished, UTC epoch ms; null = never. */
  readonly finishedAt: number | null;
  /** Failures in a row since then, for the back-off. */
  readonly failures: number;
  /** End of the last failed run. */
  readonly failedAt: number | null;
}

/** Waits after 1, 2, 3 … failures in a row. */
const BACK_OFF_MINUTES = [1, 2, 5, 10, 15, 30] as const;

/**
 * When a stream is due by its schedule: null = by hand only. A time in the past means "now": after sleep or a day off the
 * stream catches up at once. After failures the next try comes sooner or later than the schedule, never both.
 */
export function nextDue(schedule: Schedule, last: LastRun, createdAt: number): number | null {
  if (schedule.everyMinutes === 0 && schedule.dailyAt === undefined) return null;
  if (last.failures > 0 && last.failedAt !== null) {
    const wait = BACK_OFF_MINUTES[Math.min(last.failures, BACK_OFF_MINUTES.length) - 1] ?? 30;
    return last.failedAt + wait * MINUTE;
  }
  if (last.finishedAt === null) return createdAt;
  if (schedule.dailyAt !== undefined) return nextDaily(schedule.dailyAt, last.finishedAt);
  return last.finishedAt + schedule.everyMinutes * MINUTE;
}

/** First HH:mm in Istanbul after the time given. */
function nextDaily(dailyAt: string, after: number): number {
  const [hours = 0, minutes = 0] = dailyAt.split(':').map(Number);
  const local = after + ISTANBUL_OFFSET;
  const today = Math.floor(local / DAY) * DAY + (hours * 60 + minutes) * MINUTE;
  return (today > local ? today : today + DAY) - ISTANBUL_OFFSET;
}
