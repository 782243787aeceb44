import { describe, expect, it } from 'vitest';
import { createLimiter, type LimitWait } from './limiter';
import { inTurn } from './limiter-turns';
import { createFakeTime } from './testing';

const title = { tr: 'x', en: 'x' };
const source = 'test';
const path = '';
const { signal } = new AbortController();
const points = {
  ...{ capacity: 100, restorePerSecond: 10, source },
  ...{ requested: path, actual: path, available: path, maximum: path, restore: path },
};

function limiterOf(calls: number | null) {
  const time = createFakeTime();
  const limiter = createLimiter({
    budgets: calls === null ? [] : [{ name: 'all', title, calls, perSeconds: 10, source }],
    cost: calls === null ? points : undefined,
    maxWaitSeconds: 60,
    clock: time.clock,
    sleep: time.sleep,
  });
  return { time, limiter: inTurn(limiter) };
}

describe('turns', () => {
  it('let a costly call out before cheap ones that asked after it', async () => {
    const { limiter } = limiterOf(null);
    await limiter.acquire({ cost: 100, signal });
    const out: string[] = [];
    const ask = (name: string, cost: number) => limiter.acquire({ cost, signal }).then(() => out.push(name));
    await Promise.all([ask('costly', 90), ask('cheap', 5), ask('cheap', 5)]);
    expect(out).toEqual(['costly', 'cheap', 'cheap']);
  });

  it('tell everybody in the line what is waited for, and when it is over', async () => {
    const { limiter } = limiterOf(1);
    await limiter.acquire({ signal });
    const told: (LimitWait | null)[][] = [[], [], []];
    await Promise.all(told.map((list) => limiter.acquire({ signal, onWait: (wait) => list.push(wait) })));
    for (const list of told) {
      expect(list[0]?.budget).toBe('all');
      expect(list.at(-1)).toBeNull();
    }
    expect(told.map((list) => list.length)).toEqual([2, 4, 6]);
  });

  it('go on to the next when one in the line is stopped, or gives up', async () => {
    const { limiter } = limiterOf(1);
    await limiter.acquire({ signal });
    const stop = new AbortController();
    const first = limiter.acquire({ signal });
    const stopped = limiter.acquire({ signal: stop.signal });
    const last = limiter.acquire({ signal });
    stop.abort(new Error('stopped'));
    await expect(stopped).rejects.toThrow('stopped');
    await first;
    await last;
    limiter.pause(undefined, Number.MAX_SAFE_INTEGER);
    const tooLong = limiter.acquire({ signal });
    const behind = limiter.acquire({ signal });
    await expect(tooLong).rejects.toMatchObject({ code: 'limit.waitTooLong' });
    await expect(behind).rejects.toMatchObject({ code: 'limit.waitTooLong' });
  });

  it('do not hold up calls of another budget', async () => {
    const { limiter, time } = limiterOf(2);
    limiter.pause('slow', time.clock.now() + 5000);
    const out: string[] = [];
    const slow = limiter.acquire({ budget: 'slow', signal }).then(() => out.push('slow'));
    await limiter.acquire({ budget: 'quick', signal }).then(() => out.push('quick'));
    await slow;
    expect(out).toEqual(['quick', 'slow']);
  });
});
