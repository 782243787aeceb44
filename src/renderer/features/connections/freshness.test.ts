import { expect, it } from 'vitest';
import type { StreamStatus } from '../../../shared/contract/connections';
import { isStreamStale } from './freshness';

const MINUTE = 60_000;
const stream = (everyMinutes: number, endedAt: number | null, active = false) =>
  ({ schedule: { everyMinutes }, lastRun: { endedAt }, activeRunId: active ? 'r' : null }) as StreamStatus;

it.each([
  [stream(5, 0), 15 * MINUTE, false],
  [stream(5, 0), 15 * MINUTE + 1, true],
  [stream(5, 0, true), 60 * MINUTE, false],
  [stream(0, 0), 9e12, false],
  [stream(5, null), 9e12, false],
])('case %#', (status, now, stale) => {
  expect(isStreamStale(status, now)).toBe(stale);
});
