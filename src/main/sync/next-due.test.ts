import { describe, expect, it } from 'vitest';
import { nextDue } from './next-due';

const at = (iso: string) => Date.parse(iso);
const never = { finishedAt: null, failures: 0, failedAt: null };

describe('when a stream is due', () => {
  it('is at once for a new connection, and never when left to the person', () => {
    expect(nextDue({ everyMinutes: 5 }, never, 1000)).toBe(1000);
    expect(nextDue({ everyMinutes: 0 }, never, 1000)).toBeNull();
  });

  it('counts from the end of the last run', () => {
    const finishedAt = at('2026-11-24T09:00:00Z');
    expect(nextDue({ everyMinutes: 5 }, { ...never, finishedAt }, 0)).toBe(at('2026-11-24T09:05:00Z'));
  });

  it.each([
    ['2026-11-24T05:59:00Z', '2026-11-24T06:00:00Z'],
    ['2026-11-24T06:00:00Z', '2026-11-25T06:00:00Z'],
    ['2026-11-24T22:30:00Z', '2026-11-25T06:00:00Z'],
  ])('daily at 09:00 in Istanbul after %s is %s', (finished, expected) => {
    expect(nextDue({ everyMinutes: 0, dailyAt: '09:00' }, { ...never, finishedAt: at(finished) }, 0)).toBe(
      at(expected),
    );
  });

  it('backs off after failures and stays bounded', () => {
    const failed = (failures: number) =>
      nextDue({ everyMinutes: 60 }, { finishedAt: 0, failures, failedAt: 600_000 }, 0);
    expect([1, 2, 3, 6, 50].map(failed)).toEqual([660_000, 720_000, 900_000, 2_400_000, 2_400_000]);
  });
});
