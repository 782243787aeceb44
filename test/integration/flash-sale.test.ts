import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planOf } from './flash/actions';
import { ledgerFaults } from './flash/audit';
import { Books } from './flash/books';
import { Kervan } from './flash/kervan';
import { perform, type Sale } from './flash/sale';
import { type Shop, startShops } from './flash/shops';
import { until } from './flash/until';

const seed = Date.now() % 1_000_000_000;
const SIZE = { products: 500, waves: 4, actionsInWave: 700, kills: 3 };

let shops: Shop[] = [];
let kervan: Kervan;
const plan = planOf(seed, SIZE);

beforeAll(async () => {
  shops = await startShops(seed, plan.stocks);
  kervan = await Kervan.start(shops);
}, 60_000);
afterAll(async () => {
  await kervan?.destroy();
  await Promise.all(shops.map(({ market }) => market.stop()));
});

describe('a flash sale in six shops', () => {
  it('books every piece once', { timeout: 240_000 }, async () => {
    console.info(`flash sale: seed ${seed}`);
    const [first] = shops;
    if (first === undefined) throw new Error('no shops');
    const setup = Date.now();
    await kervan.connectAll();
    await kervan.readAll(['products'], 'full');
    await until(
      'every listing has a proposal',
      () => kervan.api.get<{ new: number }>('/api/matches/summary'),
      (summary) => summary.new === shops.length * SIZE.products,
      60_000,
    );
    console.info(`read ${Date.now() - setup}`);
    await kervan.api.post('/api/matches/create', { connection: kervan.connectionOf(first) });
    const accepted = await kervan.api.post<{ matched: number }>('/api/matches/accept', {});
    expect(accepted.matched).toBe((shops.length - 1) * SIZE.products);
    console.info(`matched ${Date.now() - setup}`);
    // Channels tell an order's time in whole seconds: what is sold in the second of the opening count is not told apart.
    const opened = Date.now();
    await until('the next second', Date.now, (now) => now > opened + 1100, 5000);

    const books = new Books(plan.stocks, () => null);
    const sale: Sale = { shops, books, kervan, deliver: async () => undefined, counts: {} };
    for (const [index, wave] of plan.waves.entries()) {
      const begun = Date.now();
      for (const action of wave) if (action.kind !== 'deliver') await perform(sale, action);
      for (const { market } of shops) market.faults.clear();
      const played = Date.now();
      await kervan.readAll(['orders']);
      console.info(`wave ${index}: ${played - begun} ms, read in ${Date.now() - played} ms`, sale.counts);
      expect(ledgerFaults(kervan, shops, books)).toEqual([]);
    }
    console.info(books.oversold, books.piecesSold, books.orders.length);
    expect(await kervan.stop()).toBe(0);
  });
});
