import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConflictRule } from '../../shared/domain/channel-rules';
import { repairValue, takeChannelValue } from './differences-repair';
import { approveValue } from './holds';
import { uncertain } from './outbox/test-kit/channel';
import { openWorld, START, type World } from './outbox/test-kit/world';

/** One listing at a channel with this rule; long after whatever was sent. */
async function open(conflict: ConflictRule, price: object = {}): Promise<World> {
  const world = await openWorld({
    listings: 1,
    rules: (plain) => ({ ...plain, conflict, price: { ...plain.price, ...price } }),
  });
  await world.settle();
  world.clock.add(600_000);
  return world;
}

const shelf = (world: World) => {
  const found = world.channel.shelves.get('v1');
  if (found === undefined) throw new Error('no shelf');
  return found;
};
const onHand = (world: World) => {
  const id = world.variants.get('v1');
  return id === undefined ? Number.NaN : (world.database.variants.find(id)?.onHand ?? Number.NaN);
};
const ref = (world: World, kind: 'stock' | 'price' = 'stock') => ({
  listingId: world.row('v1').listingId,
  kind,
});

function sell(world: World, pieces: number, isHere: boolean): void {
  if (isHere) shelf(world).stock -= pieces;
  world.change('v1', (tx, variantId) => {
    const here = isHere ? { connectionId: world.id } : {};
    const sale = { variantId, kind: 'sale', onHandChange: -pieces, reservedChange: 0 } as const;
    tx.stock.book({ ...sale, ...here, eventKey: null, actor: 'system' });
  });
}

/** The channel is asked what it shows, and everything that follows is done. */
async function look(world: World): Promise<void> {
  world.clock.add(1000);
  world.database.write((tx) => {
    for (const kind of ['stock', 'price'] as const)
      tx.values.checkLater(world.row('v1', kind), world.clock.now());
  });
  await world.settle();
  world.clock.add(600_000);
}

describe('an edit in a panel', () => {
  it('is overwritten, and the list says so until it is', async () => {
    const world = await open('kervan');
    shelf(world).stock = 14;
    world.channel.everySend = uncertain;
    world.clock.add(1000);
    world.database.write((tx) => tx.values.checkLater(world.row('v1'), world.clock.now()));
    await world.run();
    expect(world.row('v1')).toMatchObject({ difference: 'panel', wanted: { quantity: START.stock } });
    world.channel.everySend = ({ rows }) => ({ kind: 'results', results: world.channel.take(rows) });
    await world.settle();
    expect(shelf(world).stock).toBe(START.stock);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', difference: null });
  });

  it('is asked about, and stays as it is until somebody decides', async () => {
    const world = await open('ask');
    shelf(world).stock = 6;
    await look(world);
    expect(world.row('v1')).toMatchObject({
      state: 'held',
      difference: 'panel',
      error: { code: 'stock.changedThere', facts: { first: START.stock, second: 6, pieces: -4 } },
    });
    expect(shelf(world).stock).toBe(6);
    // Fewer pieces than it shows are told all the same.
    sell(world, 5, false);
    await look(world);
    expect(shelf(world).stock).toBe(5);
  });

  it('Kervan’s number is sent when a person says so', async () => {
    const world = await open('ask');
    shelf(world).stock = 6;
    await look(world);
    sell(world, 1, false);
    world.database.write((tx) => repairValue(tx, ref(world), world.clock.now()));
    await world.settle();
    expect(shelf(world).stock).toBe(9);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', difference: null, error: null });
  });

  it('the channel’s number is taken with what was sold elsewhere meanwhile', async () => {
    const world = await open('ask');
    shelf(world).stock = 6;
    await look(world);
    sell(world, 1, false);
    const taken = world.database.write((tx) => takeChannelValue(tx, ref(world), 'person'));
    expect(taken.error).toBeNull();
    await world.settle();
    expect([onHand(world), shelf(world).stock]).toEqual([5, 5]);
  });

  it('that is put back by hand is no question any more', async () => {
    const world = await open('ask');
    shelf(world).stock = 6;
    await look(world);
    shelf(world).stock = START.stock;
    await look(world);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', difference: null, error: null });
    expect(onHand(world)).toBe(START.stock);
  });

  it('fewer pieces without an order are looked at twice: the order may come late', async () => {
    const world = await open('channelOnce');
    shelf(world).stock = 8;
    world.clock.add(1000);
    world.database.write((tx) => tx.values.checkLater(world.row('v1'), world.clock.now()));
    await world.run();
    expect(world.row('v1').difference).toBe('sales');
    // The order arrives before the second look.
    shelf(world).stock += 2;
    sell(world, 2, true);
    await world.settle();
    expect([onHand(world), shelf(world).stock]).toEqual([8, 8]);
    expect(world.row('v1').difference).toBeNull();
  });

  it('a stop list is no stock: what the panel says is overwritten', async () => {
    const world = await open('channelOnce');
    const id = world.variants.get('v1');
    if (id === undefined) throw new Error('no variant');
    world.change('v1', (tx) => void tx.rules.stop(world.id, [id]));
    await world.settle();
    world.clock.add(600_000);
    shelf(world).stock = 4;
    await look(world);
    expect([onHand(world), shelf(world).stock]).toEqual([START.stock, 0]);
  });
});

describe('a price changed in a panel', () => {
  it('becomes the base price where the rule hands the base price on', async () => {
    const world = await open('channelOnce');
    shelf(world).price = 4_400;
    await look(world);
    const id = world.variants.get('v1');
    expect(id && world.database.variants.find(id)?.basePriceMinor).toBe(4_400);
    expect(world.row('v1', 'price')).toMatchObject({ difference: null });
  });

  it('is asked about where no base price can be told from it, and taking it is refused with a reason', async () => {
    const world = await open('channelOnce', { factor: 1.18 });
    expect(shelf(world).price).toBe(5_900);
    shelf(world).price = 6_200;
    await look(world);
    expect(world.row('v1', 'price')).toMatchObject({
      state: 'held',
      error: { code: 'price.changedThere', facts: { old: 5_900, new: 6_200 } },
    });
    const taken = world.database.write((tx) => takeChannelValue(tx, ref(world, 'price'), 'person'));
    expect(taken.error?.code).toBe('price.notTaken');
    expect(shelf(world).price).toBe(6_200);
  });
});

describe('letting a held price through', () => {
  it('passes once and only as it was seen; another guard behind the first one holds', async () => {
    const world = await open('kervan', { maximumJumpPercent: 10, ceilingMinor: 6_000 });
    world.price('v1', 5_800);
    expect(world.row('v1', 'price')).toMatchObject({ state: 'held', error: { code: 'price.jump' } });
    const value = { minor: 5_800, listMinor: 5_800, currency: 'TRY' };
    const approve = (more: object = {}) =>
      world.database.write((tx) =>
        approveValue(tx, { ...ref(world, 'price'), kind: 'price', value, ...more }),
      );
    expect(approve({ value: { ...value, minor: 5_801 } })?.code).toBe('import.changedSince');
    expect(approve()).toBeNull();
    await world.settle();
    expect(shelf(world).price).toBe(5_800);
    expect(approve()?.code).toBe('import.changedSince');
    world.price('v1', 6_100);
    expect(world.row('v1', 'price')).toMatchObject({ state: 'held', error: { code: 'price.aboveCeiling' } });
    await world.settle();
    expect(shelf(world).price).toBe(5_800);
  });
});

const steps = fc.array(
  fc.record({
    here: fc.integer({ min: 0, max: 3 }),
    elsewhere: fc.integer({ min: 0, max: 3 }),
    /** Whether the channel is told of the sales before the edit. */
    isTold: fc.boolean(),
    edit: fc.option(fc.integer({ min: 0, max: 14 }), { nil: null }),
    decide: fc.constantFrom('nothing', 'kervan', 'channel'),
  }),
  { minLength: 1, maxLength: 6 },
);

describe('whatever is sold and edited in between', () => {
  it.each<ConflictRule>(['kervan', 'channelOnce', 'ask'])(
    'rule %s never shows more than there is',
    async (rule) => {
      await fc.assert(
        fc.asyncProperty(steps, async (played) => {
          const world = await open(rule);
          /** The pieces there are at most when every edit is believed. */
          let most: number = START.stock;
          let sold = 0;
          for (const { here, elsewhere, isTold, edit, decide } of played) {
            const own = Math.min(here, shelf(world).stock);
            if (own > 0) sell(world, own, true);
            if (elsewhere > 0) sell(world, elsewhere, false);
            sold += own + elsewhere;
            most -= own + elsewhere;
            if (isTold) await look(world);
            if (edit !== null) {
              // An edit to what Kervan wants anyway says nothing new.
              if (edit !== onHand(world)) most = Math.max(most, most + edit - shelf(world).stock);
              shelf(world).stock = edit;
            }
            await look(world);
            if (decide !== 'nothing' && world.row('v1').state === 'held') {
              if (decide === 'kervan')
                world.database.write((tx) => repairValue(tx, ref(world), world.clock.now()));
              else world.database.write((tx) => takeChannelValue(tx, ref(world), 'person'));
              await look(world);
            }
            expect(shelf(world).stock).toBeLessThanOrEqual(Math.max(0, onHand(world)));
            if (rule === 'kervan') expect(onHand(world)).toBe(START.stock - sold);
            expect(onHand(world)).toBeLessThanOrEqual(Math.max(most, START.stock - sold));
          }
        }),
        { numRuns: 12 },
      );
    },
    120_000,
  );
});
