import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addConnection } from '../../database/test-kit/temporary-database';
import type { SendReply } from '../../engine/types';
import { refreshWanted } from '../wanted';
import type { Outbox } from './outbox';
import { actionOf, LATER, notTaken } from './test-kit/channel';
import { openWorld, START, type World } from './test-kit/world';

const outboxes: Outbox[] = [];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  vi.useRealTimers();
  for (const outbox of outboxes.splice(0)) await outbox.stop();
});

function started(world: World): Outbox {
  const outbox = world.outbox();
  outboxes.push(outbox);
  outbox.start();
  return outbox;
}

/** Everything that needs no time to pass is done. */
async function idle(): Promise<void> {
  for (let turns = 0; turns < 60; turns += 1) await setImmediate();
}

async function pass(world: World, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 1_000) {
    world.clock.add(Math.min(left, 1_000));
    await vi.advanceTimersByTimeAsync(Math.min(left, 1_000));
    await idle();
  }
}

const never = (): Promise<SendReply> => new Promise(() => undefined);

describe('the outbox', () => {
  it('is woken by whatever changes a number, and by the time a row waits for', async () => {
    const world = await openWorld();
    started(world);
    await idle();
    expect(world.channel.sent).toEqual([]);
    world.channel.nextSends.push(notTaken);
    world.count('v1', 4);
    await idle();
    expect(world.row('v1').state).toBe('queued');
    await pass(world, 10_000);
    expect(world.row('v1').state).toBe('confirmed');
    expect(world.channel.shelves.get('v1')?.stock).toBe(4);
  });

  it('two changes at once do not work side by side', async () => {
    const world = await openWorld();
    let underWay = 0;
    let most = 0;
    world.channel.everySend = async ({ rows }) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await setImmediate();
      underWay -= 1;
      return { kind: 'results', results: world.channel.take(rows) };
    };
    started(world);
    for (const pieces of [4, 3, 2]) {
      world.count('v1', pieces);
      await setImmediate();
    }
    await idle();
    expect(most).toBe(1);
    expect(world.channel.shelves.get('v1')?.stock).toBe(2);
  });

  it('tells nothing while paused, and everything afterwards', async () => {
    const world = await openWorld();
    const outbox = started(world);
    outbox.pause(null);
    world.count('v1', 4);
    await pass(world, 5_000);
    expect(world.channel.sent).toEqual([]);
    outbox.resume();
    await idle();
    expect(world.channel.stocksOf('v1')).toEqual([4]);
    outbox.pause(world.clock.now() + 90_000);
    world.count('v1', 3);
    await pass(world, 60_000);
    expect(world.channel.stocksOf('v1')).toEqual([4]);
    await pass(world, 60_000);
    expect(world.channel.stocksOf('v1')).toEqual([4, 3]);
  });

  it('a pause holds although many rows are left', async () => {
    const world = await openWorld({ listings: 40, actions: { values: actionOf({ batchSize: 1 }) } });
    const outbox = started(world);
    world.channel.nextSends.push(({ rows }) => {
      outbox.pause(null);
      return { kind: 'results', results: world.channel.take(rows) };
    });
    for (const key of world.variants.keys()) world.count(key, 4);
    await idle();
    expect(world.channel.sent.length).toBeLessThanOrEqual(3);
    outbox.resume();
    await idle();
    for (const key of world.variants.keys()) expect(world.row(key).state, key).toBe('confirmed');
  });

  it('after an act of a person what rested goes on at once', async () => {
    const world = await openWorld();
    const outbox = started(world);
    world.channel.nextSends.push(notTaken, notTaken, notTaken, notTaken);
    world.count('v1', 4);
    await pass(world, 40_000);
    expect(world.row('v1').state).toBe('queued');
    outbox.wake(world.id);
    await idle();
    expect(world.row('v1').state).toBe('confirmed');
  });
});

describe('while the orders of a channel are being read', () => {
  it('what is sold out is told at once, every other number only afterwards', async () => {
    const world = await openWorld();
    let ends = (): void => undefined;
    world.reading = new Promise((resolve) => {
      ends = resolve;
    });
    started(world);
    world.count('v1', 0);
    world.count('v2', 4);
    await pass(world, 5_000);
    expect(world.row('v1').state).toBe('confirmed');
    expect(world.channel.shelves.get('v1')?.stock).toBe(0);
    expect(world.channel.shelves.get('v2')?.stock).toBe(START.stock);
    ends();
    await pass(world, 5_000);
    expect(world.channel.shelves.get('v2')?.stock).toBe(4);
    expect(world.channel.sent).toHaveLength(2);
  });
});

describe('a page that moves the stock of many goods', () => {
  it('is told whole, also what the transaction left to be computed', async () => {
    const world = await openWorld({ listings: 130 });
    started(world);
    await idle();
    world.database.writePage((tx) => {
      for (const variantId of world.variants.values())
        tx.stock.book({
          ...{ variantId, kind: 'count', onHandChange: -3, reservedChange: 0 },
          ...{ eventKey: null, actor: 'person' },
        });
      refreshWanted(tx, world.variants.values());
    });
    await pass(world, 20_000);
    for (const [key, shelf] of world.channel.shelves) expect(shelf.stock, key).toBe(7);
    expect(world.logged).toEqual([]);
  });
});

describe('a process that dies', () => {
  /** The process ends; another one starts its outbox, and time passes. */
  async function dies(world: World): Promise<void> {
    await world.crash();
    started(world);
    await idle();
  }

  it('between noting a call and making it: the channel is asked, then it is made', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(never);
    void world.run();
    await idle();
    expect(world.row('v1').state).toBe('sending');
    world.channel.sent.length = 0;
    await dies(world);
    expect(world.row('v1').state).toBe('unknown');
    expect(world.channel.sent).toEqual([]);
    await pass(world, 30_000);
    expect(world.channel.asked).toHaveLength(1);
    expect(world.channel.stocksOf('v1')).toEqual([4]);
    expect(world.row('v1').state).toBe('confirmed');
  });

  it('between the answer and writing it down: the channel is asked and nothing is sent again', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(({ rows }) => {
      world.channel.take(rows);
      return never();
    });
    void world.run();
    await idle();
    await dies(world);
    await pass(world, 30_000);
    expect(world.channel.stocksOf('v1')).toEqual([4]);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 4 } });
  });

  it('with a newer number waiting: that one is the last word, also when the old call lands late', async () => {
    const world = await openWorld();
    world.count('v1', 9);
    world.channel.nextSends.push(never);
    void world.run();
    await idle();
    world.count('v1', 2);
    await dies(world);
    await pass(world, 30_000);
    expect(world.channel.shelves.get('v1')?.stock).toBe(2);
    world.channel.shelves.set('v1', { stock: 9, price: START.price });
    await pass(world, 180_000);
    expect(world.channel.shelves.get('v1')?.stock).toBe(2);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 2 } });
  });

  it('after a call was accepted: its results are asked for as if nothing had been', async () => {
    const world = await openWorld({ actions: { values: actionOf({ answer: LATER }) } });
    world.channel.everySend = () => ({ kind: 'accepted', batchId: 'b1' });
    world.channel.everyPoll = ({ rows }) => ({ kind: 'results', results: world.channel.take(rows) });
    world.count('v1', 4);
    await world.run();
    await dies(world);
    expect(world.row('v1').state).toBe('sent');
    await pass(world, 5_000);
    expect(world.channel.sent).toHaveLength(1);
    expect(world.row('v1').state).toBe('confirmed');
  });

  it('on a paused connection: the call is asked back when it goes on', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(never);
    void world.run();
    await idle();
    world.database.write((tx) => tx.connections.update(world.id, { state: 'paused' }));
    await dies(world);
    await pass(world, 30_000);
    expect(world.row('v1').state).toBe('unknown');
    expect(world.channel.asked).toEqual([]);
    world.database.write((tx) => tx.connections.update(world.id, { state: 'active' }));
    outboxes.at(-1)?.wake(world.id);
    await pass(world, 30_000);
    expect(world.row('v1').state).toBe('confirmed');
  });
});

describe('rules that change', () => {
  it('reach every listing in steps, and go on after a restart where they stood', async () => {
    const world = await openWorld({ listings: 130 });
    const rules = world.database.rules.of(world.id);
    world.save({ ...rules, stock: { ...rules.stock, maximumShown: 6 } });
    const outbox = started(world);
    // Stops in the middle of the walk.
    const reached = () => Number(world.database.rules.pending()[0]?.after ?? 0);
    while (reached() === 0) await setImmediate();
    await outbox.stop();
    expect(reached()).toBeGreaterThan(0);
    const told = world.channel.sent.flatMap(({ rows }) => rows.map((row) => row.key));
    expect(told.length).toBeLessThan(130);
    await world.crash();
    started(world);
    await pass(world, 20_000);
    expect(world.database.rules.pending()).toEqual([]);
    for (const [key, shelf] of world.channel.shelves) expect(shelf.stock, key).toBe(6);
    expect(world.logged).toEqual([]);
  });

  it('fill the calls with prices, and make no more than their batches need', async () => {
    const world = await openWorld({ listings: 130, actions: { values: actionOf({ batchSize: 50 }) } });
    const outbox = started(world);
    await idle();
    const rules = world.database.rules.of(world.id);
    world.save({ ...rules, price: { ...rules.price, factor: 1.1 } });
    await outbox.recompute();
    await pass(world, 20_000);
    expect(world.channel.sent.map(({ rows }) => rows.length).sort()).toEqual([30, 50, 50]);
    for (const [key, shelf] of world.channel.shelves) expect(shelf.price, key).toBe(5_500);
  });

  it('that change again while they are computed are the ones that count', async () => {
    const world = await openWorld({ listings: 130 });
    const outbox = started(world);
    await idle();
    const rules = world.database.rules.of(world.id);
    const shows = (maximumShown: number) => world.save({ ...rules, stock: { ...rules.stock, maximumShown } });
    shows(6);
    const first = outbox.recompute();
    await setImmediate();
    shows(3);
    await Promise.all([first, outbox.recompute()]);
    await pass(world, 20_000);
    for (const [key, shelf] of world.channel.shelves) expect(shelf.stock, key).toBe(3);
    expect(world.database.rules.pending()).toEqual([]);
  });

  it('of one channel that cannot be computed hold up no other', async () => {
    const world = await openWorld();
    const broken = addConnection(world.database, 'Bozuk');
    const rules = world.database.rules.of(world.id);
    const lower = { ...rules, stock: { ...rules.stock, maximumShown: 6 } };
    world.database.write((tx) => {
      tx.rules.save(broken, lower);
      const { matched } = tx.values;
      vi.spyOn(tx.values, 'matched').mockImplementation((id, ...more) => {
        if (id === broken) throw new Error('odd row');
        return matched.call(tx.values, id, ...more);
      });
    });
    world.save(lower);
    // Whichever of them comes first.
    const pending = world.database.rules.pending.bind(world.database.rules);
    vi.spyOn(world.database.rules, 'pending').mockImplementation(() =>
      pending().sort((a, b) => Number(b.connectionId === broken) - Number(a.connectionId === broken)),
    );
    started(world);
    await pass(world, 5_000);
    for (const [key, shelf] of world.channel.shelves) expect(shelf.stock, key).toBe(6);
    expect(pending().map(({ connectionId }) => connectionId)).toEqual([broken]);
    expect(world.logged).toEqual(['values not recomputed']);
  });
});
