import { describe, expect, it } from 'vitest';
import type { Budget, CostBudget } from '../../shared/connector/definition';
import { createLimiter, type Limiter, type LimiterState } from './limiter';
import { resetMs, retryAfterMs } from './retry-after';
import { createFakeTime } from './testing';

const title = { tr: 'Hepsi', en: 'All' };

const signal = new AbortController().signal;
const source = 'test';

function limiterOf(
  budgets: readonly Budget[],
  more: { cost?: CostBudget; state?: LimiterState; maxWaitSeconds?: number } = {},
) {
  const time = createFakeTime();
  const limiter = createLimiter({
    budgets,
    maxWaitSeconds: 300,
    clock: time.clock,
    sleep: time.sleep,
    ...more,
  });
  return { limiter, time };
}

const points = (restorePerSecond: number): CostBudget => ({
  capacity: 1000,
  restorePerSecond,
  requested: '',
  actual: '',
  available: '',
  maximum: '',
  restore: '',
  source,
});

async function times(limiter: Limiter, count: number, budget?: string): Promise<void> {
  for (let call = 0; call < count; call += 1) await limiter.acquire({ budget, signal });
}

describe('keeping within a channel’s limits', () => {
  it('lets a window’s calls through at once and holds the next until the oldest is out', async () => {
    const { limiter, time } = limiterOf([{ name: 'all', title, calls: 3, perSeconds: 10, source }]);
    await times(limiter, 3);
    time.advance(4000);
    expect(time.slept).toEqual([]);
    await times(limiter, 1);
    expect(time.slept).toEqual([6000]);
  });

  it('never lets more than the budget out in any stretch, whatever the pattern', async () => {
    const { limiter, time } = limiterOf([{ name: 'all', title, calls: 5, perSeconds: 10, source }]);
    const sent: number[] = [];
    for (let call = 0; call < 60; call += 1) {
      time.advance((call * 7919) % 3500);
      await times(limiter, 1);
      sent.push(time.clock.now());
    }
    for (const at of sent)
      expect(sent.filter((other) => other > at - 10_000 && other <= at).length).toBeLessThanOrEqual(5);
  });

  it('counts no call that was not made after all', async () => {
    const cost = points(50);
    const { limiter, time } = limiterOf([{ name: 'all', title, calls: 1, perSeconds: 10, source }], { cost });
    const giveBack = await limiter.acquire({ cost: cost.capacity, signal });
    giveBack();
    await limiter.acquire({ cost: cost.capacity, signal });
    expect(time.slept).toEqual([]);
    await limiter.acquire({ signal });
    expect(time.slept).not.toEqual([]);
  });

  it('keeps the breathing space between two calls of a named budget only', async () => {
    const { limiter, time } = limiterOf([
      { name: 'stream', title, calls: 30, perSeconds: 60, spacingSeconds: 5, only: true, source },
    ]);
    await times(limiter, 2, 'stream');
    await times(limiter, 3);
    expect(time.slept).toEqual([5000]);
  });

  it('pauses a scope as told, reports the wait and its end, and gives up beyond the longest wait', async () => {
    const { limiter, time } = limiterOf([{ name: 'a', title, calls: 9, perSeconds: 1, only: true, source }], {
      maxWaitSeconds: 60,
    });
    limiter.pause('a', time.clock.now() + 30_000);
    const waits: unknown[] = [];
    const until = time.clock.now() + 30_000;
    await limiter.acquire({ signal, onWait: (wait) => waits.push(wait) });
    expect(waits).toEqual([]);
    await limiter.acquire({ budget: 'a', signal, onWait: (wait) => waits.push(wait) });
    expect(waits).toEqual([{ until, budget: 'a' }, null]);
    limiter.pause(undefined, time.clock.now() + 61_000);
    await expect(limiter.acquire({ signal })).rejects.toMatchObject({
      code: 'limit.waitTooLong',
      facts: { seconds: 61 },
    });
  });

  it('remembers calls and pauses over a restart', async () => {
    const budgets = [{ name: 'all', title, calls: 1, perSeconds: 10, source }];
    const first = limiterOf(budgets);
    await times(first.limiter, 1);
    const state: LimiterState = JSON.parse(JSON.stringify(first.limiter.state()));
    const second = limiterOf(budgets, { state });
    await times(second.limiter, 1);
    expect(second.time.slept).toEqual([10_000]);
  });

  it('waits for points to refill and follows what the channel says about them', async () => {
    const cost = points(100);
    const { limiter, time } = limiterOf([], { cost });
    await limiter.acquire({ cost: 900, signal });
    limiter.settle({ expected: 900, actual: 400, available: null, maximum: null, restorePerSecond: null });
    await limiter.acquire({ cost: 600, signal });
    expect(time.slept).toEqual([]);
    limiter.settle({ expected: 600, actual: 600, available: 50, maximum: 2000, restorePerSecond: 50 });
    await limiter.acquire({ cost: 150, signal });
    expect(time.slept).toEqual([2000]);
  });

  it('ends a wait when the caller aborts', async () => {
    const { limiter, time } = limiterOf([]);
    limiter.pause(undefined, time.clock.now() + 1000);
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(limiter.acquire({ signal: stop.signal })).rejects.toThrow('enough');
  });
});

describe('how long a channel asks to wait', () => {
  const now = Date.UTC(2026, 10, 24, 5);
  it.each([
    [{ 'retry-after': '2.0' }, 2000],
    [{ 'retry-after': '30' }, 30_000],
    [{ 'retry-after': 'Tue, 24 Nov 2026 05:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'Tue, 24 Nov 2026 05:01:00 GMT', date: 'Tue, 24 Nov 2026 05:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('%j', (headers, expected) => {
    expect(retryAfterMs(headers, now)).toBe(expected);
  });

  it.each([
    ['12', undefined, 12_000],
    [String(now / 1000 + 5), undefined, 5000],
    [String(now + 700), undefined, 700],
    ['3', 'deltaSeconds', 3000],
    ['x', undefined, null],
  ] as const)('reset %s as %s', (value, unit, expected) => {
    const limit = unit === undefined ? { reset: 'X-RateLimit-Reset' } : { reset: 'X-RateLimit-Reset', unit };
    expect(resetMs({ 'x-ratelimit-reset': value }, limit, now)).toBe(expected);
  });
});
