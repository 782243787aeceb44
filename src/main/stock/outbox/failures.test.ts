import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors/app-error';
import { actionOf, notTaken, rejectedKey, uncertain } from './test-kit/channel';
import { openWorld } from './test-kit/world';

const refused = () => {
  throw new AppError('chan.refusedRequest');
};

describe('a channel that cannot be reached', () => {
  it('is left alone longer each time, and the rows wait', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    const times: number[] = [];
    world.channel.everySend = () => {
      times.push(world.clock.now());
      return notTaken();
    };
    await world.settle(30 * 60_000);
    const gaps = times.slice(1).map((time, index) => Math.round((time - (times[index] ?? 0)) / 1000));
    expect(gaps.slice(0, 8)).toEqual([4, 8, 16, 32, 64, 128, 256, 300]);
    expect(Math.max(...gaps)).toBe(300);
    expect(world.row('v1')).toMatchObject({ state: 'queued', attempts: 0, error: null });
    expect(world.failures.every((failure) => failure.code === 'net.refused')).toBe(true);
    world.channel.everySend = ({ rows }) => ({ kind: 'results', results: world.channel.take(rows) });
    await world.settle();
    expect(world.row('v1').state).toBe('confirmed');
    expect(world.worksAgain).toBe(1);
  });

  it('calls that fail at the same time count as one failure, and those behind them are not made', async () => {
    const world = await openWorld({ listings: 10, actions: { values: actionOf({ batchSize: 1 }) } });
    for (const key of world.variants.keys()) world.count(key, 4);
    world.channel.everySend = notTaken;
    await world.run();
    expect(world.channel.sent.length).toBeLessThanOrEqual(3);
    expect(world.lane.nextAt).toBeLessThan(world.clock.now() + 5_000);
  });

  it('rests alone: another channel is told meanwhile', async () => {
    const [dead, alive] = [await openWorld(), await openWorld()];
    dead.channel.everySend = notTaken;
    for (const world of [dead, alive]) world.count('v1', 4);
    await Promise.all([dead.run(), alive.run()]);
    expect(alive.row('v1').state).toBe('confirmed');
    expect(dead.row('v1').state).toBe('queued');
  });

  it('a newer number is the one that leaves when it can be reached again', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(notTaken);
    await world.run();
    world.count('v1', 2);
    await world.settle();
    expect(world.channel.shelves.get('v1')?.stock).toBe(2);
    expect(world.channel.stocksOf('v1')).toEqual([4, 2]);
  });

  it('tries that never arrived do not use up the five', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(...Array.from({ length: 8 }, () => notTaken), uncertain);
    await world.settle();
    expect(world.row('v1').state).toBe('confirmed');
    expect(world.channel.shelves.get('v1')?.stock).toBe(4);
  });

  it('a call that was cut off while it was asked for results is asked for again', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(uncertain);
    world.channel.nextReadBacks.push(() => {
      throw new AppError('net.cutOff');
    });
    await world.settle();
    expect(world.row('v1').state).toBe('confirmed');
  });
});

describe('what needs a person', () => {
  it('stops the channel; nothing is tried until somebody acted, then everything leaves at once', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(rejectedKey);
    await world.settle();
    expect(world.channel.sent).toHaveLength(1);
    expect(world.lane.nextAt).toBeNull();
    expect(world.failures).toEqual([{ code: 'auth.keyRejected', nextAt: null }]);
    world.count('v2', 3);
    await world.settle();
    expect(world.channel.sent).toHaveLength(1);
    world.lane.wake();
    await world.run();
    expect([world.row('v1').state, world.row('v2').state]).toEqual(['confirmed', 'confirmed']);
  });

  it('goes on when a reading showed that the keys work', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(rejectedKey);
    await world.settle();
    world.lane.unblock();
    await world.run();
    expect(world.row('v1').state).toBe('confirmed');
  });

  it('is noticed while asking back as well, and what is in doubt stays in doubt', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(uncertain);
    world.channel.nextReadBacks.push(rejectedKey);
    await world.settle();
    expect(world.row('v1').state).toBe('unknown');
    expect(world.lane.nextAt).toBeNull();
    world.lane.wake();
    await world.settle();
    expect(world.row('v1').state).toBe('confirmed');
  });
});

describe('a call that is refused as a whole', () => {
  it('is split until the row at fault stands alone; the others go through', async () => {
    const world = await openWorld({ listings: 20 });
    for (const key of world.variants.keys()) world.count(key, 4);
    world.channel.everySend = ({ rows }) =>
      rows.some((row) => row.key === 'v7')
        ? refused()
        : { kind: 'results', results: world.channel.take(rows) };
    await world.settle();
    for (const key of world.variants.keys())
      expect(world.row(key).state, key).toBe(key === 'v7' ? 'refused' : 'confirmed');
    expect(world.row('v7').error).toMatchObject({
      code: 'chan.refusedRequest',
      facts: { sku: 'SKU-v7', channel: 'Ana mağaza' },
    });
    expect(world.channel.sent.length).toBeLessThan(15);
    // The channel as such works.
    expect(world.failures).toEqual([]);
    world.channel.sent.length = 0;
    for (const key of world.variants.keys()) world.count(key, 5);
    await world.settle();
    expect(world.channel.shelves.get('v1')?.stock).toBe(5);
  });

  it('several rows at fault among many are all found', async () => {
    const world = await openWorld({ listings: 40 });
    const bad = new Set(['v3', 'v4', 'v29']);
    for (const key of world.variants.keys()) world.count(key, 4);
    world.channel.everySend = ({ rows }) =>
      rows.some((row) => bad.has(row.key))
        ? refused()
        : { kind: 'results', results: world.channel.take(rows) };
    await world.settle();
    for (const key of world.variants.keys())
      expect(world.row(key).state, key).toBe(bad.has(key) ? 'refused' : 'confirmed');
  });

  it('a failure of Kervan itself leaves rows in doubt, which are asked back', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(({ rows }) => {
      world.channel.take(rows);
      throw new Error('a connector that fails');
    });
    await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([4]);
    expect(world.row('v1').state).toBe('confirmed');
    expect(world.logged).toContain('sending failed');
  });

  it('a question about one listing the channel refuses does not hold up the others', async () => {
    const world = await openWorld({ listings: 6 });
    for (const key of world.variants.keys()) world.count(key, 4);
    world.channel.nextSends.push(({ rows }) => {
      world.channel.take(rows.filter((row) => row.key !== 'v2'));
      return uncertain();
    });
    world.channel.everyReadBack = (rows) =>
      rows.some((row) => row.key === 'v2') ? refused() : world.channel.show(rows);
    await world.settle(60_000);
    for (const key of ['v1', 'v3', 'v4', 'v5', 'v6']) expect(world.row(key).state, key).toBe('confirmed');
    expect(world.failures).toEqual([]);
    // What cannot be asked for is sent again after a while: a number is never stuck.
    await world.settle();
    expect(world.channel.shelves.get('v2')?.stock).toBe(4);
    expect(world.row('v2').state).toBe('confirmed');
  });
});

describe('what cannot be stored', () => {
  it('an answer that could not be written down is asked for again', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    const { write } = world.database;
    world.channel.nextSends.push(({ rows }) => {
      world.database.write = () => {
        throw new AppError('disk.full');
      };
      return { kind: 'results', results: world.channel.take(rows) };
    });
    await expect(world.run()).rejects.toThrow('disk.full');
    world.database.write = write;
    expect(world.row('v1').state).toBe('sending');
    await world.settle();
    expect(world.row('v1').state).toBe('confirmed');
    expect(world.channel.stocksOf('v1')).toEqual([4]);
  });
});
