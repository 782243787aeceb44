import type { ConnectionSummary, StreamStatus } from '../../../shared/contract/connections';

/** Data older than three times its schedule is marked. */
const TIMES_ITS_SCHEDULE = 3;

/** Whether a stream has not been read for three times as long as its schedule says. */
export function isStreamStale({ schedule, lastRun, activeRunId }: StreamStatus, nowMs: number): boolean {
  if (schedule.everyMinutes === 0 || activeRunId !== null || !lastRun || lastRun.endedAt === null)
    return false;
  return nowMs - lastRun.endedAt > TIMES_ITS_SCHEDULE * schedule.everyMinutes * 60_000;
}

/** The list knows only when the next reading was due: it is late when that time has passed by a quarter of an hour. */
export function isConnectionLate({ active, nextSyncAt }: ConnectionSummary, nowMs: number): boolean {
  return active && nextSyncAt !== null && nowMs - nextSyncAt > 15 * 60_000;
}
