import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors/app-error';
import type { PollReply } from '../../engine/types';
import { actionOf, LATER, rejectedKey } from './test-kit/channel';
import { openWorld, START, type World } from './test-kit/world';

/** A channel that accepts every call and does it when its results are asked for, unless a test says otherwise. */
async function open(): Promise<World> {
  const world = await openWorld({ actions: { values: actionOf({ answer: LATER }) } });
  let batch = 0;
  world.channel.everySend = () => {
    batch += 1;
    return { kind: 'accepted', batchId: `b${batch}` };
  };
  world.channel.everyPoll = ({ rows }) => ({ kind: 'results', results: world.channel.take(rows) });
  return world;
}

const pending = (): PollReply => ({ kind: 'pending' });

describe('an accepted call', () => {
  it('is asked for its results after a while and settles its rows', async () => {
    const world = await open();
    world.count('v1', 4);
    await world.run();
    expect(world.row('v1').state).toBe('sent');
    expect(world.channel.polled).toEqual([]);
    const took = await world.settle();
    expect(Math.round(took / 1000)).toBe(2);
    expect(world.channel.polled).toEqual(['b1']);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 4 } });
    expect(world.database.sends.polling(world.id)).toEqual([]);
  });

  it('that is not ready is asked for again and again', async () => {
    const world = await open();
    world.count('v1', 4);
    world.channel.nextPolls.push(pending, pending);
    const took = await world.settle();
    expect(world.channel.polled).toEqual(['b1', 'b1', 'b1']);
    expect(Math.round(took / 1000)).toBe(22);
    expect(world.row('v1').state).toBe('confirmed');
  });

  it('whose number the channel lost is read back', async () => {
    const world = await open();
    world.count('v1', 4);
    world.channel.nextPolls.push(({ rows }) => {
      world.channel.take(rows);
      return { kind: 'lost' };
    });
    await world.settle(60_000);
    expect(world.row('v1').state).toBe('confirmed');
    expect(world.channel.sent).toHaveLength(1);
    expect(world.channel.asked).toHaveLength(1);
  });

  it('that never tells is given up and read back', async () => {
    const world = await open();
    world.count('v1', 4);
    world.channel.everyPoll = pending;
    world.channel.nextReadBacks.push((rows) => {
      world.channel.take(rows.map((row) => ({ ...row, stock: { quantity: 4, expected: null } })));
      return world.channel.show(rows);
    });
    const took = await world.settle(660_000);
    expect(took).toBeGreaterThanOrEqual(600_000);
    expect(took).toBeLessThan(640_000);
    expect(world.row('v1').state).toBe('confirmed');
    expect(world.channel.sent).toHaveLength(1);
  });

  it('rows its result does not name are read back', async () => {
    const world = await open();
    world.count('v1', 4);
    world.count('v2', 4);
    world.channel.nextPolls.push(({ rows }) => {
      const results = world.channel.take(rows);
      return { kind: 'results', results: results.filter((one) => one.key !== 'v2') };
    });
    await world.settle(60_000);
    expect(world.channel.asked.flat().map((row) => row.key)).toEqual(['v2']);
    expect(world.row('v2').state).toBe('confirmed');
  });

  it('survives a failing question, a restart and a rejected key', async () => {
    const world = await open();
    world.count('v1', 4);
    world.channel.nextPolls.push(() => {
      throw new AppError('net.timeout');
    });
    await world.settle(3_000);
    expect(world.failures.map((one) => one.code)).toEqual(['net.timeout']);
    await world.crash();
    expect(world.row('v1').state).toBe('sent');
    world.channel.nextPolls.push(rejectedKey);
    await world.settle();
    expect(world.lane.nextAt).toBeNull();
    world.lane.wake();
    await world.settle();
    expect(world.row('v1').state).toBe('confirmed');
    expect(world.channel.stocksOf('v1')).toEqual([4]);
  });

  it('a result that cannot be read holds up nobody and ends in a question', async () => {
    const world = await open();
    world.count('v1', 4);
    world.channel.everyPoll = ({ batchId, rows }) => {
      if (batchId === 'b1') throw new AppError('chan.refusedRequest');
      return { kind: 'results', results: world.channel.take(rows) };
    };
    await world.settle(5_000);
    world.count('v2', 3);
    await world.settle(30_000);
    expect(world.row('v2').state).toBe('confirmed');
    expect(world.failures).toEqual([]);
    await world.settle();
    expect(world.row('v1').state).toBe('confirmed');
  });

  it('a newer number waits for its end and then leaves', async () => {
    const world = await open();
    world.count('v1', 4);
    await world.run();
    world.count('v1', 2);
    await world.run();
    expect(world.channel.sent).toHaveLength(1);
    await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([4, 2]);
    expect(world.channel.shelves.get('v1')?.stock).toBe(2);
  });

  it('that hangs for a minute is overtaken; its late result changes nothing, its late value is told anew', async () => {
    const world = await open();
    const late: (() => void)[] = [];
    world.channel.everyPoll = ({ batchId, rows }) => {
      if (batchId !== 'b1') return { kind: 'results', results: world.channel.take(rows) };
      if (late.length === 0) late.push(() => world.channel.take(rows));
      return { kind: 'pending' };
    };
    world.count('v1', 9);
    await world.settle(30_000);
    world.count('v1', 2);
    expect(world.row('v1').state).toBe('sent');
    await world.settle(60_000);
    // Nine pieces may still be under way, yet two are told.
    expect(world.channel.stocksOf('v1')).toEqual([9, 2]);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 2 } });
    // The first call lands behind the second one.
    for (const land of late) land();
    expect(world.channel.shelves.get('v1')?.stock).toBe(9);
    await world.settle();
    expect(world.channel.shelves.get('v1')?.stock).toBe(2);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 2 } });
    expect(world.database.sends.polling(world.id)).toEqual([]);
  });

  it('an overtaken call whose result comes late says nothing about the newer number', async () => {
    const world = await open();
    world.count('v1', 9);
    world.count('v2', 9);
    world.channel.nextPolls.push(...Array.from({ length: 8 }, () => pending));
    await world.settle(30_000);
    world.count('v1', 2);
    world.channel.nextSends.push(({ rows }) => {
      world.channel.take(rows);
      return { kind: 'results', results: [{ key: 'v1', outcome: 'confirmed' }] };
    });
    await world.settle();
    // The old call confirmed the row that was not overtaken.
    expect(world.row('v2')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 9 } });
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 2 } });
    expect(world.channel.shelves.get('v1')).toEqual({ stock: 2, price: START.price });
  });
});
