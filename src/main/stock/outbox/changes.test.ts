import { describe, expect, it } from 'vitest';
import type { SendReply } from '../../engine/types';
import { repairValue } from '../differences-repair';
import { refreshListing } from '../wanted';
import { actionOf, notTaken, uncertain } from './test-kit/channel';
import { openWorld, START, type World } from './test-kit/world';

/** While the first call is under way, something happens; then it ends well. */
function meanwhile(world: World, work: () => void): void {
  world.channel.nextSends.push(async ({ rows }): Promise<SendReply> => {
    work();
    return { kind: 'results', results: world.channel.take(rows) };
  });
}

function unmatch(world: World, key: string): void {
  const listingId = world.row(key).listingId;
  world.database.write((tx) => {
    tx.matches.set(tx.matches.listing(listingId), null, 'person');
    refreshListing(tx, listingId);
  });
}

const stateOf = (world: World, key: string) => {
  const id = world.listings.get(key);
  return id === undefined ? undefined : world.database.values.find(id, 'stock')?.state;
};

describe('what changes while a call is under way', () => {
  it('a newer number is the last word', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    meanwhile(world, () => world.count('v1', 2));
    await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([4, 2]);
    expect(world.channel.shelves.get('v1')?.stock).toBe(2);
  });

  it('a number that comes back to what stood there is told as well', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    meanwhile(world, () => world.count('v1', START.stock));
    await world.settle();
    expect(world.channel.shelves.get('v1')?.stock).toBe(START.stock);
  });

  it('a newer number after a refusal is sent, the refused one is not kept', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(() => {
      world.count('v1', 2);
      return {
        kind: 'results',
        results: [{ key: 'v1', outcome: 'refused', code: 'stock.refused', reason: null }],
      };
    });
    await world.settle();
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 2 }, error: null });
  });

  it('a listing that is no longer matched ends its call and is told nothing more', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    meanwhile(world, () => unmatch(world, 'v1'));
    await world.settle();
    expect(stateOf(world, 'v1')).toBeUndefined();
    world.count('v1', 3);
    await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([4]);
    expect(world.database.sends.underWay()).toEqual([]);
  });

  it('a listing that is no longer matched before its call leaves is not told', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    unmatch(world, 'v1');
    await world.settle();
    expect(world.channel.sent).toEqual([]);
    expect(stateOf(world, 'v1')).toBeUndefined();
  });

  it('a listing that left the channel is told nothing, not even by a call prepared before', async () => {
    const world = await openWorld({ actions: { values: actionOf({ batchSize: 1 }) } });
    world.count('v1', 4);
    world.count('v2', 4);
    const goes = () =>
      world.database.write((tx) => {
        tx.products.apply([{ kind: 'product', key: 'p-v2', title: 'Ürün', variants: [], variantKeys: [] }], {
          connectionId: world.id,
          fullRunId: null,
        });
      });
    goes();
    await world.settle();
    expect(world.channel.stocksOf('v2')).toEqual([]);
    expect(stateOf(world, 'v2')).toBe('off');
    expect(stateOf(world, 'v1')).toBe('confirmed');
  });

  it('sending that is switched off ends what is under way and starts nothing', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    meanwhile(world, () => {
      const rules = world.database.rules.of(world.id);
      world.save({ ...rules, stock: { ...rules.stock, send: false } });
      world.count('v1', 2);
    });
    await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([4]);
    expect(world.row('v1').state).toBe('off');
  });
});

describe('a channel that counts by itself', () => {
  it('is told although the number comes back to the one it was told last', async () => {
    const world = await openWorld();
    world.channel.nextSends.push(notTaken);
    // An order is cancelled there while it cannot be reached; then a piece is sold elsewhere.
    world.ordersMove('v1', 1);
    await world.run();
    world.count('v1', START.stock);
    await world.settle();
    expect(world.channel.shelves.get('v1')?.stock).toBe(START.stock);
  });

  it('while a call is under way is asked which of the two came last', async () => {
    const world = await openWorld();
    world.count('v1', 9);
    world.channel.nextSends.push(({ rows }) => {
      const results = world.channel.take(rows);
      world.ordersMove('v1', 1);
      world.count('v1', 9);
      return { kind: 'results', results };
    });
    await world.settle();
    expect(world.channel.shelves.get('v1')?.stock).toBe(9);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 9 } });
  });

  it('shows what is left after its own sales', async () => {
    const world = await openWorld();
    world.ordersMove('v1', -3);
    await world.settle();
    world.ordersMove('v1', -2);
    await world.settle();
    expect(world.channel.shelves.get('v1')?.stock).toBe(START.stock - 5);
  });
});

describe('a connection that is paused or deleted', () => {
  const many = { listings: 40, actions: { values: actionOf({ batchSize: 1 }) } };
  const activate = (world: World, state: 'active' | 'paused') =>
    world.database.write((tx) => tx.connections.update(world.id, { state }));

  it('no further call is made, and what is under way is settled', async () => {
    const world = await openWorld(many);
    for (const key of world.variants.keys()) world.count(key, 4);
    meanwhile(world, () => activate(world, 'paused'));
    await world.run();
    expect(world.channel.sent.length).toBeLessThanOrEqual(3);
    expect(world.database.sends.underWay()).toEqual([]);
    expect(world.lane.nextAt).toBeNull();
    activate(world, 'active');
    await world.settle();
    for (const key of world.variants.keys()) expect(world.row(key).state, key).toBe('confirmed');
    for (const key of world.variants.keys()) expect(world.channel.stocksOf(key), key).toEqual([4]);
  });

  it('a deleted one leaves nothing behind and nothing fails', async () => {
    const world = await openWorld(many);
    for (const key of world.variants.keys()) world.count(key, 4);
    meanwhile(world, () => world.database.write((tx) => tx.connections.remove(world.id)));
    await world.run();
    expect(world.logged).toEqual([]);
    expect(world.failures).toEqual([]);
    expect(world.channel.sent.length).toBeLessThanOrEqual(3);
    expect(world.database.sends.underWay()).toEqual([]);
    expect(world.lane.nextAt).toBeNull();
  });

  it('a pause of everything holds between two calls', async () => {
    const world = await openWorld(many);
    for (const key of world.variants.keys()) world.count(key, 4);
    let paused = false;
    meanwhile(world, () => {
      paused = true;
    });
    await world.lane.run(new AbortController().signal, () => !paused);
    expect(world.channel.sent.length).toBeLessThanOrEqual(3);
  });
});

describe('a value a person tries again', () => {
  const again = (world: World, key: string) =>
    world.database.write((tx) =>
      repairValue(tx, { listingId: world.row(key).listingId, kind: 'stock' }, world.clock.now()),
    );

  it('is sent as it stands when it was refused', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(() => ({
      kind: 'results',
      results: [{ key: 'v1', outcome: 'refused', code: 'stock.refused', reason: null }],
    }));
    await world.settle();
    expect(again(world, 'v1')).toBeNull();
    await world.run();
    expect(world.channel.stocksOf('v1')).toEqual([4, 4]);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', error: null, difference: null });
  });

  it('that was given up unanswered is sent again with new tries', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(...Array.from({ length: 5 }, () => uncertain));
    await world.settle(10 * 60_000);
    expect(world.row('v1')).toMatchObject({ state: 'refused', error: { code: 'stock.unknown' } });
    again(world, 'v1');
    await world.run();
    expect(world.channel.shelves.get('v1')?.stock).toBe(4);
    expect(world.row('v1').state).toBe('confirmed');
  });

  it('in doubt is asked for at once', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(({ rows }) => {
      world.channel.take(rows);
      return uncertain();
    });
    await world.run();
    expect(world.channel.asked).toEqual([]);
    again(world, 'v1');
    await world.run();
    expect(world.channel.asked).toHaveLength(1);
    expect(world.row('v1').state).toBe('confirmed');
  });

  it('with nothing wanted any more it comes to rest', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.set('v1', { state: 'queued', wanted: null });
    await world.settle();
    expect(world.channel.sent).toEqual([]);
    expect(world.row('v1').state).toBe('idle');
  });
});

describe('a kind of value the connector has no call for', () => {
  it('is told to nobody and wakes nobody', async () => {
    const world = await openWorld({ actions: { values: actionOf({ carries: ['stock'] }) } });
    world.price('v1', 6_000);
    world.set('v2', { state: 'unknown', checkAt: 1 }, 'price');
    await world.settle();
    expect(world.channel.sent).toEqual([]);
    expect([world.row('v1', 'price').state, world.row('v2', 'price').state]).toEqual(['off', 'idle']);
    expect(world.lane.nextAt).toBeNull();
  });
});
