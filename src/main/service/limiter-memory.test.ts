import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Database, newConnectionId } from '../database';
import { handClock, openTemporary } from '../database/test-kit/temporary-database';
import { connectionLimiter } from '../engine';
import { definitionOf, partOf } from '../engine/testing';
import type { LimiterState } from '../http';
import { silentLog } from '../log/log';
import { createLimiterMemory } from './limiter-memory';

const id = newConnectionId();
const text = { tr: 'x', en: 'x' };
const definition = definitionOf([partOf()], {
  http: {
    origins: { api: 'https://api.example.com' },
    budgets: [{ name: 'all', title: text, calls: 2, perSeconds: 10, source: 'test' }],
    maxWaitSeconds: 120,
  },
});
let database: Database;
const clock = handClock();
const memory = () => createLimiterMemory({ database, now: clock.now, log: silentLog });
const limiter = (state?: LimiterState) => {
  const waits: number[] = [];
  const sleep = async (ms: number) => {
    waits.push(ms);
    clock.add(ms);
  };
  const made = connectionLimiter(definition, clock, sleep, state);
  const call = () => made.acquire({ signal: new AbortController().signal });
  return { made, waits, call };
};

beforeEach(async () => {
  vi.useFakeTimers();
  database = await openTemporary();
});
afterEach(() => {
  vi.useRealTimers();
});

it('counts on after a start in order', async () => {
  const first = memory();
  const before = limiter(first.stateOf(id));
  first.keep(id, before.made);
  await before.call();
  await before.call();
  first.stop();
  const after = limiter(memory().stateOf(id));
  clock.add(4000);
  await after.call();
  expect(after.waits).toEqual([6100]);
});

it('counts on after a crash, from at most a second before', async () => {
  const first = memory();
  const before = limiter();
  first.keep(id, before.made);
  before.made.pause(undefined, clock.now() + 30_000);
  vi.advanceTimersByTime(1000);
  const after = limiter(memory().stateOf(id));
  await after.call();
  expect(after.waits).toEqual([30_000]);
});

it('writes nothing while nothing is called', async () => {
  const first = memory();
  first.keep(id, limiter().made);
  const write = vi.spyOn(database, 'writePage');
  vi.advanceTimersByTime(60_000);
  expect(write).not.toHaveBeenCalled();
});

it('is not held back by moments that a wrong clock wrote, nor by what cannot be read', async () => {
  const hour = 3_600_000;
  const stored = {
    calls: { all: [clock.now() + hour] },
    pauses: { '': clock.now() + 100 * hour },
    cost: null,
  };
  database.write((tx) => tx.meta.set(`limiter.${id}`, JSON.stringify(stored)));
  expect(memory().stateOf(id)).toEqual({
    calls: { all: [] },
    pauses: { '': clock.now() + hour },
    cost: null,
  });
  database.write((tx) => tx.meta.set(`limiter.${id}`, '{"calls":'));
  expect(memory().stateOf(id)).toBeUndefined();
});

it('forgets a connection with its keys', async () => {
  const kept = memory();
  const one = limiter();
  kept.keep(id, one.made);
  await one.call();
  vi.advanceTimersByTime(1000);
  kept.forget(id);
  vi.advanceTimersByTime(5000);
  expect(kept.stateOf(id)).toBeUndefined();
});
