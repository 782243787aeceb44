// How much of what a channel allows is used, and how often it has to refuse: Kervan's limiter against the counters with which the
// practice marketplaces keep their limits, in virtual time, with a network whose way there and back takes a different time each call and
// a channel whose clock is 90 s ahead.
import { connectionLimiter } from '../../src/main/engine';
import type { Budget, CostBudget } from '../../src/shared/connector/definition';
import { RefillingBucket, SlidingBudget } from '../marketplaces/kit/limits';
import { Random } from '../marketplaces/kit/random';
import { report } from './kit/report';
import { VirtualTime } from './kit/virtual-time';

const START = Date.UTC(2026, 10, 24, 9);
const AHEAD_MS = 90_000;
const LASTS_MS = 30 * 60_000;
const CALLERS = 6;
const SEED = 7;
const title = { tr: 'x', en: 'x' };

interface Channel {
  /** How long to wait when refused; null = let through. */
  take(cost: number): number | null;
  /** Points left, where they are counted: told in every answer. */
  left?(): number;
}

interface Kind {
  readonly name: string;
  readonly budgets: readonly Budget[];
  readonly cost?: CostBudget;
  /** Calls, or points, that the channel lets through in the whole time. */
  readonly allowed: number;
  channel(now: () => number): Channel;
}

const budget = (calls: number, perSeconds: number): Budget => ({
  name: 'all',
  title,
  calls,
  perSeconds,
  source: 'bench',
});
const seconds = LASTS_MS / 1000;

const kinds: readonly Kind[] = [
  sliding('slidingWindow.50in10s', 50, 10),
  sliding('slidingWindow.1000in60s', 1000, 60),
  sliding('perSecond.10', 10, 1),
  {
    name: 'fixedWindow.120in60s',
    budgets: [budget(120, 60)],
    allowed: 120 * (seconds / 60),
    channel(now) {
      let window = -1;
      let used = 0;
      const take = () => {
        const present = Math.floor(now() / 60_000);
        if (present !== window) used = 0;
        window = present;
        if (used >= 120) return (present + 1) * 60_000 - now();
        used += 1;
        return null;
      };
      return { take };
    },
  },
  {
    name: 'costPoints.2000at100',
    budgets: [],
    cost: {
      capacity: 2000,
      restorePerSecond: 100,
      requested: '',
      actual: '',
      available: '',
      maximum: '',
      restore: '',
      source: 'bench',
    },
    allowed: 2000 + 100 * seconds,
    channel(now) {
      const bucket = new RefillingBucket(2000, 100, now);
      const take = (cost: number) => (bucket.take(cost) ? null : ((cost - bucket.available()) / 100) * 1000);
      return { take, left: () => bucket.available() };
    },
  },
];

function sliding(name: string, calls: number, perSeconds: number): Kind {
  return {
    name,
    budgets: [budget(calls, perSeconds)],
    allowed: calls * (seconds / perSeconds),
    channel(now) {
      const counter = new SlidingBudget(calls, perSeconds * 1000, now);
      const take = () => {
        const state = counter.take();
        return state.allowed ? null : state.resetAt - now();
      };
      return { take };
    },
  };
}

async function measure(kind: Kind): Promise<{ readonly used: number; readonly refused: number }> {
  const time = new VirtualTime(START);
  const random = new Random(SEED);
  const clock = { now: time.now };
  const http = { budgets: kind.budgets, cost: kind.cost, maxWaitSeconds: 120 };
  const limiter = connectionLimiter({ http }, clock, time.sleep);
  const channel = kind.channel(() => time.now() + AHEAD_MS);
  const counts = { used: 0, refused: 0 };
  const { signal } = new AbortController();
  const call = async (): Promise<void> => {
    const cost = kind.cost === undefined ? 0 : 10 + random.integer(0, 90);
    await limiter.acquire({ budget: 'all', cost, signal });
    await time.sleep(random.integer(15, 120));
    const refusedFor = channel.take(cost);
    const available = channel.left?.() ?? null;
    const inTime = time.now() < START + LASTS_MS;
    if (refusedFor === null && inTime) counts.used += kind.cost === undefined ? 1 : cost;
    if (refusedFor !== null) counts.refused += 1;
    await time.sleep(random.integer(15, 120));
    const actual = refusedFor === null ? cost : 0;
    if (kind.cost)
      limiter.settle({ expected: cost, actual, available, maximum: null, restorePerSecond: null });
    if (refusedFor !== null) limiter.pause(kind.cost ? undefined : 'all', time.now() + refusedFor);
  };
  const caller = async (): Promise<void> => {
    while (time.now() < START + LASTS_MS) await call();
  };
  await time.run(Promise.all(Array.from({ length: CALLERS }, caller)));
  return counts;
}

for (const kind of kinds) {
  const { used, refused } = await measure(kind);
  report({
    name: `limits.${kind.name}.used`,
    value: used / kind.allowed,
    unit: 'times',
    aim: '≥ 0.97 of what the channel allows, 0 refused',
    details: { refused, allowed: kind.allowed, minutes: LASTS_MS / 60_000, callers: CALLERS, seed: SEED },
  });
}
