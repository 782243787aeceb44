import { describe, expect, it } from 'vitest';
import type { WriteAction } from '../../../shared/connector/write';
import { AppError } from '../../../shared/errors/app-error';
import { actionOf, notTaken, uncertain } from './test-kit/channel';
import { openWorld, START, type World, type WorldOptions } from './test-kit/world';

const FIFTEEN_MINUTES = 15 * 60_000;
const picky = (more: Partial<WriteAction> = {}) => ({
  values: actionOf({ sameBody: { seconds: 900, source: 'test' }, ...more }),
});
const keysOf = (world: World) => world.channel.sent.map(({ rows }) => rows.map((row) => row.key));

/** A picky channel with a listing whose number goes to 4, 5 and back to 4. */
async function backToFour(options: WorldOptions, confirmedOther: boolean): Promise<World> {
  const world = await openWorld(options);
  if (confirmedOther) {
    world.count('v2', 7);
    await world.settle();
  }
  for (const pieces of [4, 5]) {
    world.count('v1', pieces);
    await world.settle(60_000);
  }
  world.channel.sent.length = 0;
  world.count('v1', 4);
  return world;
}

describe('a channel that refuses the body it just had', () => {
  it('gets another row with it, whose confirmed number is told again', async () => {
    const world = await backToFour({ actions: picky() }, true);
    await world.run();
    expect(
      world.channel.sent.map(({ rows }) => rows.map(({ key, stock }) => [key, stock?.quantity])),
    ).toEqual([
      [
        ['v1', 4],
        ['v2', 7],
      ],
    ]);
    expect([world.row('v1').state, world.row('v2').state]).toEqual(['confirmed', 'confirmed']);
  });

  it('without another row it waits until the body is taken again', async () => {
    const world = await backToFour({ actions: picky(), listings: 1 }, false);
    const took = await world.settle();
    expect(world.channel.sent).toHaveLength(1);
    expect(took).toBeGreaterThan(FIFTEEN_MINUTES - 10_000);
    expect(took).toBeLessThanOrEqual(FIFTEEN_MINUTES);
    expect(world.channel.shelves.get('v1')?.stock).toBe(4);
  });

  it('another number that comes meanwhile does not wait', async () => {
    const world = await backToFour({ actions: picky(), listings: 1 }, false);
    await world.settle(60_000);
    expect(world.channel.sent).toEqual([]);
    world.count('v1', 3);
    const took = await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([3]);
    expect(took).toBeLessThan(5_000);
  });

  it('never takes a row of another group along', async () => {
    const group = (row: { readonly key: string }) => ({ product: row.key });
    const world = await backToFour({ actions: picky({ group }) }, true);
    await world.run();
    expect(world.channel.sent).toEqual([]);
    expect(world.row('v1').state).toBe('queued');
  });

  it('never tells pieces again while its orders are not read', async () => {
    const world = await backToFour({ actions: picky() }, true);
    world.ordersReadable = false;
    // Five are shown, four are fewer: the number itself may go.
    await world.run();
    expect(keysOf(world).flat()).not.toContain('v2');
  });

  it('a call that never arrived does not count as had', async () => {
    const world = await openWorld({ actions: picky(), listings: 1 });
    world.count('v1', 4);
    world.channel.nextSends.push(notTaken);
    const took = await world.settle();
    expect(world.row('v1').state).toBe('confirmed');
    expect(took).toBeLessThan(10_000);
  });

  it('a call in doubt counts as had', async () => {
    const world = await openWorld({ actions: picky(), listings: 1 });
    world.count('v1', 4);
    world.channel.nextSends.push(uncertain);
    const took = await world.settle();
    expect(world.row('v1').state).toBe('confirmed');
    expect(took).toBeGreaterThan(FIFTEEN_MINUTES - 30_000);
  });

  it('a body it refuses all the same goes with another row next time', async () => {
    const world = await openWorld({ actions: picky() });
    world.count('v2', 7);
    await world.settle();
    world.channel.sent.length = 0;
    world.count('v1', 4);
    world.channel.nextSends.push(() => {
      throw new AppError('limit.sameBody');
    });
    await world.settle(60_000);
    expect(keysOf(world)).toEqual([['v1'], ['v1', 'v2']]);
    expect(world.row('v1').state).toBe('confirmed');
    expect(world.failures).toEqual([]);
  });

  it('remembers over a restart what the channel had', async () => {
    const world = await backToFour({ actions: picky() }, true);
    await world.crash();
    await world.run();
    expect(keysOf(world)).toEqual([['v1', 'v2']]);
  });
});

describe('a call that waits for its turn', () => {
  it('carries the newest number when it leaves', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextWaits.push(() => world.count('v1', 1));
    await world.run();
    expect(world.channel.stocksOf('v1')).toEqual([1]);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 1 } });
  });

  it('is not made when nothing is left to tell, or when the connection was paused meanwhile', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextWaits.push(() =>
      world.change('v1', (tx) => {
        const rules = tx.rules.of(world.id);
        tx.rules.save(world.id, { ...rules, stock: { ...rules.stock, send: false } });
      }),
    );
    await world.run();
    expect(world.channel.sent).toEqual([]);
    expect(world.row('v1').state).toBe('off');

    world.price('v2', 6_000);
    world.channel.nextWaits.push(() =>
      world.database.write((tx) => tx.connections.update(world.id, { state: 'paused' })),
    );
    await world.run();
    expect(world.channel.sent).toEqual([]);
    expect(world.row('v2', 'price').state).toBe('queued');
    expect(world.database.sends.underWay()).toEqual([]);
  });

  it('and is told that the limit is reached after all takes its numbers anew', async () => {
    const world = await openWorld({ actions: picky(), listings: 1 });
    world.count('v1', 4);
    const keys: string[] = [];
    world.channel.limited.push(() => world.count('v1', 2));
    world.channel.nextSends.push(({ rows, key }) => {
      keys.push(key);
      return { kind: 'results', results: world.channel.take(rows) };
    });
    await world.run();
    expect(world.channel.stocksOf('v1')).toEqual([2]);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', attempts: 0 });
    expect(world.database.sends.underWay()).toEqual([]);
    // The channel never had the first body.
    world.count('v1', 4);
    await world.run();
    expect(world.channel.stocksOf('v1')).toEqual([2, 4]);
  });

  it('in vain rests the connection and leaves its rows as due as before', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextWaits.push(() => {
      throw new AppError('limit.waitTooLong');
    });
    await world.run();
    expect(world.row('v1')).toMatchObject({ state: 'queued', attempts: 0 });
    expect(world.failures).toMatchObject([{ code: 'limit.waitTooLong' }]);
    await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([4]);
  });
});

describe('price changes a channel counts', () => {
  const perRow = { changes: 3, perSeconds: 60, source: 'test' };

  it('wait for the window, the newest price is the one that leaves, and stock and other rows go on', async () => {
    const world = await openWorld({ actions: { values: actionOf({ perRow }) } });
    for (const minor of [5_100, 5_200, 5_300, 5_400, 5_500]) {
      world.price('v1', minor);
      await world.run();
    }
    expect(world.channel.pricesOf('v1')).toEqual([5_100, 5_200, 5_300]);
    world.count('v1', 4);
    world.price('v2', 5_100);
    await world.run();
    expect(world.channel.shelves.get('v1')).toEqual({ stock: 4, price: 5_300 });
    expect(world.channel.shelves.get('v2')?.price).toBe(5_100);
    const took = await world.settle();
    expect(world.channel.pricesOf('v1')).toEqual([5_100, 5_200, 5_300, 5_500]);
    expect(took).toBeGreaterThan(59_000);
    expect(took).toBeLessThanOrEqual(60_000);
  });
});

describe('while its orders cannot be read', () => {
  it('only fewer pieces are told; prices go on, more pieces follow when they can be read', async () => {
    const world = await openWorld();
    world.ordersReadable = false;
    world.count('v1', START.stock - 3);
    world.count('v2', START.stock + 3);
    world.price('v3', 6_000);
    await world.settle(60_000);
    expect(world.channel.shelves.get('v1')?.stock).toBe(START.stock - 3);
    expect(world.channel.shelves.get('v2')?.stock).toBe(START.stock);
    expect(world.channel.shelves.get('v3')?.price).toBe(6_000);
    world.ordersReadable = true;
    await world.settle();
    expect(world.channel.shelves.get('v2')?.stock).toBe(START.stock + 3);
  });

  it('prices alone do not ask for orders', async () => {
    const world = await openWorld();
    world.price('v1', 6_000);
    await world.settle();
    expect(world.ordersRead).toBe(0);
  });

  it('a call that had to wait for its turn asks for orders again before more pieces are told', async () => {
    const world = await openWorld({ listings: 8, actions: { values: actionOf({ batchSize: 1 }) } });
    for (const key of world.variants.keys()) world.count(key, START.stock + 1);
    world.channel.everySend = ({ rows }) => {
      world.clock.add(25_000);
      return { kind: 'results', results: world.channel.take(rows) };
    };
    await world.settle();
    for (const key of world.variants.keys())
      expect(world.channel.shelves.get(key)?.stock, key).toBe(START.stock + 1);
    expect(world.ordersRead).toBeGreaterThan(2);
  });
});
