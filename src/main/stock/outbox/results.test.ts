import { describe, expect, it } from 'vitest';
import type { RowResult } from '../../../shared/connector/write';
import { noteReading } from '../shown';
import { actionOf, uncertain } from './test-kit/channel';
import { openWorld, START } from './test-kit/world';

const refusal = (key: string, more: Partial<Extract<RowResult, { outcome: 'refused' }>> = {}): RowResult => ({
  key,
  outcome: 'refused',
  code: 'stock.refused',
  reason: 'Kilitli',
  ...more,
});

describe('what the channel says of each row', () => {
  it('calls nobody while every shelf shows what it should', async () => {
    const world = await openWorld();
    expect(await world.run()).toBe(false);
    expect(world.channel.sent).toEqual([]);
    expect(world.row('v1').state).toBe('idle');
  });

  it('tells a new number once, keeps it as confirmed, and lets the product show it', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([4]);
    expect(world.channel.shelves.get('v1')?.stock).toBe(4);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 4 }, attempts: 0 });
    const shown = world.database.values.sendTarget(world.row('v1').listingId);
    expect(shown?.stock).toBe(4);
    await world.settle();
    expect(world.channel.sent).toHaveLength(1);
  });

  it('takes each row of a call by its own word: confirmed, refused, not named', async () => {
    const world = await openWorld();
    for (const key of ['v1', 'v2', 'v3']) world.count(key, 4);
    world.channel.nextSends.push(({ rows }) => {
      world.channel.take(rows.filter((row) => row.key !== 'v2'));
      return { kind: 'results', results: [{ key: 'v1', outcome: 'confirmed' }, refusal('v2')] };
    });
    await world.run();
    expect(world.row('v1').state).toBe('confirmed');
    expect(world.row('v2')).toMatchObject({ state: 'refused', difference: 'refused' });
    expect(world.row('v2').error?.facts).toMatchObject({ text: 'Kilitli', sku: 'SKU-v2', count: 10 });
    expect(world.row('v3').state).toBe('unknown');
    await world.settle(60_000);
    // What nobody named was asked for, was there, and was not sent again.
    expect(world.channel.asked.flat().map((row) => row.key)).toEqual(['v3']);
    expect(world.row('v3').state).toBe('confirmed');
    expect(world.channel.sent).toHaveLength(1);
  });

  it('a refused row waits for another value and is sent again with it', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(() => ({ kind: 'results', results: [refusal('v1')] }));
    await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([4]);
    world.count('v1', 3);
    await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([4, 3]);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', error: null, difference: null });
  });

  it('a refused row that is wanted as it stands there again is no difference any more', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(() => ({ kind: 'results', results: [refusal('v1')] }));
    await world.settle();
    world.count('v1', START.stock);
    await world.settle();
    expect(world.channel.sent).toHaveLength(1);
    expect(world.row('v1')).toMatchObject({ state: 'idle', error: null, difference: null });
  });

  it('a channel that is busy with a row gets it again when it says so, twenty times at most', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.everySend = () => ({
      kind: 'results',
      results: [refusal('v1', { retryAfterSeconds: 7 })],
    });
    const took = await world.settle();
    expect(world.channel.sent).toHaveLength(20);
    expect(Math.floor(took / 1000)).toBe(19 * 7);
    expect(world.row('v1')).toMatchObject({ state: 'refused', error: { code: 'stock.refused' } });
  });

  it('a price that is refused does not hold the stock that travelled with it', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.price('v1', 6_000);
    world.channel.nextSends.push(() => ({
      kind: 'results',
      results: [refusal('v1', { code: 'price.outOfRange' })],
    }));
    await world.settle();
    expect(world.channel.sent).toHaveLength(2);
    expect(world.channel.shelves.get('v1')).toEqual({ stock: 4, price: START.price });
    expect(world.channel.sent[1]?.rows[0]).not.toHaveProperty('price');
    expect(world.row('v1').state).toBe('confirmed');
    expect(world.row('v1', 'price')).toMatchObject({ state: 'refused', error: { code: 'price.outOfRange' } });
  });

  it('a stock that travelled alone is refused whatever the reason speaks of', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.everySend = () => ({
      kind: 'results',
      results: [refusal('v1', { code: 'price.outOfRange' })],
    });
    await world.settle();
    expect(world.channel.sent).toHaveLength(1);
    expect(world.row('v1')).toMatchObject({ state: 'refused', error: { code: 'price.outOfRange' } });
  });

  it('a reason that is about both refuses both', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.price('v1', 6_000);
    world.channel.nextSends.push(() => ({
      kind: 'results',
      results: [refusal('v1', { code: 'product.closedThere' })],
    }));
    await world.settle();
    expect(world.row('v1').state).toBe('refused');
    expect(world.row('v1', 'price').state).toBe('refused');
  });

  it('a number somebody changed meanwhile is read first and then sent with the right expectation', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    const shelf = world.channel.shelves.get('v1');
    if (shelf !== undefined) shelf.stock = 9;
    world.channel.everySend = ({ rows }) => {
      const [row] = rows;
      if (row?.stock?.expected !== world.channel.shelves.get('v1')?.stock)
        return { kind: 'results', results: [{ key: 'v1', outcome: 'stale', actual: null }] };
      return { kind: 'results', results: world.channel.take(rows) };
    };
    await world.settle();
    expect(world.channel.sent.map(({ rows }) => rows[0]?.stock)).toEqual([
      { quantity: 4, expected: 10 },
      { quantity: 4, expected: 9 },
    ]);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 4 } });
  });

  it('a shelf that sells before every call is never given up, however often the comparison fails', async () => {
    const world = await openWorld();
    world.count('v1', 1);
    let sales = 8;
    world.channel.everySend = ({ rows }) => {
      const shelf = world.channel.shelves.get('v1');
      if (shelf !== undefined && sales > 0) {
        sales -= 1;
        shelf.stock -= 1;
      }
      if (rows[0]?.stock?.expected !== shelf?.stock)
        return { kind: 'results', results: [{ key: 'v1', outcome: 'stale', actual: null }] };
      return { kind: 'results', results: world.channel.take(rows) };
    };
    // Fewer pieces: the shop is not kept selling what is not there.
    expect(await world.settle(60_000)).toBeLessThan(60_000);
    expect(sales).toBe(0);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 1 } });
    expect(world.channel.shelves.get('v1')?.stock).toBe(1);
  });

  it('a comparison that fails although nothing moved is given up after five tries with a sentence', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.everySend = () => ({
      kind: 'results',
      results: [{ key: 'v1', outcome: 'stale', actual: null }],
    });
    await world.settle(10 * 60_000);
    expect(world.channel.sent).toHaveLength(5);
    expect(world.row('v1')).toMatchObject({ state: 'refused', error: { code: 'stock.unknown' } });
  });

  it('rows whose call another row stopped go again at once, and that was no try of theirs', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.count('v2', 4);
    let stopped = 25;
    world.channel.everySend = ({ rows }) => {
      const neighbour: RowResult = { key: 'v2', outcome: 'notTaken' };
      stopped -= 1;
      if (stopped > 0) return { kind: 'results', results: [neighbour, refusal('v1')] };
      return stopped === 0 ? uncertain() : { kind: 'results', results: world.channel.take(rows) };
    };
    expect(await world.settle(60_000)).toBeLessThan(20_000);
    // In doubt only once: asked, not there, sent again.
    expect(world.row('v2')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 4 } });
    expect(world.row('v1').state).toBe('refused');
  });

  it('what the connector cannot send is refused without a call, and a reading that mends it sends it', async () => {
    let sellable = false;
    const world = await openWorld({
      actions: {
        values: actionOf({
          refuses: (row) => (row.stock === undefined || sellable ? null : { code: 'stock.notTracked' }),
        }),
      },
    });
    world.count('v1', 4);
    world.price('v1', 6_000);
    await world.settle();
    // A refused stock never holds the price.
    expect(
      world.channel.sent.map(({ rows }) => rows.map(({ stock, price }) => [stock, price?.minor])),
    ).toEqual([[[undefined, 6_000]]]);
    expect(world.row('v1')).toMatchObject({ state: 'refused', error: { code: 'stock.notTracked' } });
    sellable = true;
    world.database.write((tx) => noteReading(tx, [world.row('v1').listingId], world.clock.now()));
    await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([4]);
    expect(world.row('v1').state).toBe('confirmed');
  });
});

describe('a call whose end nobody knows', () => {
  it('is asked back: what arrived is not sent again', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(({ rows }) => {
      world.channel.take(rows);
      return uncertain();
    });
    await world.settle(60_000);
    expect(world.channel.sent).toHaveLength(1);
    expect(world.channel.asked).toHaveLength(1);
    expect(world.row('v1').state).toBe('confirmed');
    // Once more two minutes later: the call could have landed behind another one.
    await world.settle();
    expect(world.channel.asked).toHaveLength(2);
    expect(world.channel.sent).toHaveLength(1);
  });

  it('is sent again when it did not arrive', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(uncertain);
    await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([4, 4]);
    expect(world.row('v1').state).toBe('confirmed');
    expect(world.channel.shelves.get('v1')?.stock).toBe(4);
  });

  it('that never arrives is given up after five tries with a sentence, each later than the one before', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    const times: number[] = [];
    world.channel.everySend = () => {
      times.push(world.clock.now());
      return uncertain();
    };
    await world.settle(10 * 60_000);
    expect(times).toHaveLength(5);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
    expect(world.row('v1')).toMatchObject({
      state: 'refused',
      difference: 'unanswered',
      error: { code: 'stock.unknown', facts: { sku: 'SKU-v1', count: 4 } },
    });
    // A later look finds that it did arrive after all.
    world.channel.shelves.set('v1', { stock: 4, price: START.price });
    await world.settle();
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', difference: null, error: null });
    expect(times).toHaveLength(5);
  });

  it('and whose listing is gone there is refused with a sentence', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(() => {
      world.channel.shelves.delete('v1');
      return uncertain();
    });
    await world.settle();
    expect(world.row('v1')).toMatchObject({ state: 'refused', error: { code: 'product.notThere' } });
  });

  it('and whose listing is there without a number is sent again, and is never called gone', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.everyReadBack = (rows) => rows.map(({ key }) => ({ key, stock: null }));
    world.channel.nextSends.push(uncertain);
    await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([4, 4]);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 4 } });
    world.count('v1', 3);
    world.channel.everySend = uncertain;
    await world.settle();
    expect(world.channel.stocksOf('v1')).toHaveLength(2 + 5);
    expect(world.row('v1')).toMatchObject({ state: 'refused', error: { code: 'stock.unknown' } });
  });

  it('at a channel that cannot be asked is sent again', async () => {
    const world = await openWorld({ actions: { values: actionOf({ readBack: undefined }) } });
    world.count('v1', 4);
    world.channel.nextSends.push(uncertain);
    await world.settle();
    expect(world.channel.stocksOf('v1')).toEqual([4, 4]);
    expect(world.row('v1').state).toBe('confirmed');
  });

  it('and whose value stood there before may arrive behind the next one: it is noticed and told again', async () => {
    const world = await openWorld();
    world.ordersMove('v1', 0);
    world.channel.nextSends.push(uncertain);
    await world.run();
    world.count('v1', 2);
    await world.settle(60_000);
    expect(world.channel.stocksOf('v1')).toEqual([START.stock, 2]);
    world.channel.shelves.set('v1', { ...START });
    await world.settle();
    expect(world.channel.shelves.get('v1')?.stock).toBe(2);
  });

  it('and whose value arrives late, after another one, is noticed and told again', async () => {
    const world = await openWorld();
    world.count('v1', 4);
    world.channel.nextSends.push(uncertain);
    // The second call carries another number; the first one lands behind it.
    await world.run();
    world.count('v1', 7);
    await world.settle(60_000);
    expect(world.channel.shelves.get('v1')?.stock).toBe(7);
    world.channel.shelves.set('v1', { stock: 4, price: START.price });
    await world.settle();
    expect(world.channel.shelves.get('v1')?.stock).toBe(7);
    expect(world.row('v1')).toMatchObject({ state: 'confirmed', confirmed: { quantity: 7 } });
  });
});
