import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planOf } from './flash/actions';
import { ledgerFaults, shelfFaults } from './flash/audit';
import { Books } from './flash/books';
import { saleNow } from './flash/clock';
import { Kervan } from './flash/kervan';
import { Pace } from './flash/pace';
import { perform, type Sale } from './flash/sale';
import { type Shop, startShops } from './flash/shops';
import { type Verdict, verdictOf, verdictWords, type Why } from './flash/verdict';
import { deliveries, settle, setUp, toldValue, valueStates } from './flash/world';

/** `KERVAN_FLASH=long` sells more and longer; a number beside it (`long,123`) is the seed of an earlier run. */
const [given] = /\d+/.exec(process.env.KERVAN_FLASH ?? '') ?? [];
const isLong = process.env.KERVAN_FLASH?.includes('long') ?? false;
const seed = given === undefined ? Date.now() % 1_000_000_000 : Number(given);
const SIZE = isLong
  ? { products: 500, waves: 8, actionsInWave: 2000, kills: 8, orders: 5000 }
  : { products: 500, waves: 3, actionsInWave: 800, kills: 3, orders: 1000 };
const plan = planOf(seed, SIZE);

let shops: Shop[] = [];
let kervan: Kervan;
let pace: Pace;

beforeAll(async () => {
  console.info(`flash sale: seed ${seed}`);
  pace = new Pace();
  shops = await startShops(seed, plan.stocks);
  kervan = await Kervan.start(shops);
}, 60_000);
afterAll(async () => {
  pace?.stop();
  await kervan?.destroy();
  await Promise.all(shops.map(({ market }) => market.stop()));
});

describe('a flash sale in six shops, with storms, lost answers, mixed-up deliveries and kill -9 in between', () => {
  it('books every piece once, tells every shop, and oversells only what nobody could have told', {
    timeout: isLong ? 3_600_000 : 900_000,
  }, async () => {
    const begun = Date.now();
    const variants = await setUp(kervan, shops, SIZE.products);
    const books = new Books(plan.stocks);
    const deliver = async (product: number, pieces: number) => {
      await kervan.api.post(`/api/stock/${variants.get(product)}/adjust`, {
        change: pieces,
        note: 'Mal geldi',
      });
    };
    const verdicts: Verdict[] = [];
    const sale: Sale = { shops, books, kervan, post: kervan.post, deliver, counts: {} };
    console.info(`set up in ${Date.now() - begun} ms`);
    for (const [index, wave] of plan.waves.entries()) {
      const waveBegun = Date.now();
      const inStepAt = saleNow();
      for (const action of wave) await perform(sale, action);
      const playedMs = Date.now() - waveBegun;
      const settling = await settle(kervan, shops, books);
      const slowness = pace.slowness(waveBegun, Date.now()).toFixed(1);
      console.info(
        `wave ${index + 1}: played in ${playedMs} ms; ${JSON.stringify(settling)}; slowness ${slowness}`,
      );
      expect(ledgerFaults(kervan, shops, books), `seed ${seed}`).toEqual([]);
      const faults = shelfFaults(shops, books);
      if (faults.length > 0) console.info(details(faults));
      expect(faults, `seed ${seed}`).toEqual([]);
      const readings = await kervan.orderReadings(inStepAt);
      const judged = books.inStep().map((late) => verdictOf(late, readings, { kervan, pace }));
      for (const one of judged) if (one.why === 'avoidable') console.info(verdictWords(one, readings));
      verdicts.push(...judged);
    }
    console.info(JSON.stringify(report(books, sale, verdicts)));
    expect(verdicts.filter(({ why }) => why === 'avoidable').length, `seed ${seed}`).toBe(0);
    expect(books.orders.length, `seed ${seed}`).toBeGreaterThan(SIZE.orders);
    expect(valueStates(kervan), `seed ${seed}`).not.toHaveProperty('refused');
    const told = deliveries(kervan);
    expect(told, `seed ${seed}`).toMatchObject({ wrong: 0 });
    expect(told.repeated, `seed ${seed}`).toBeGreaterThan(0);
    expect(kervan.post.counts.late * kervan.post.counts.lost, `seed ${seed}`).toBeGreaterThan(0);
    expect(await kervan.stop()).toBe(0);
  });
});

/** Oversold pieces by their reason, and how long Kervan had known better (ms) when they were sold. */
function oversold(verdicts: readonly Verdict[]) {
  const pieces: Record<Why, number> = { unavoidable: 0, hindered: 0, raced: 0, panel: 0, avoidable: 0 };
  for (const { why, late } of verdicts) pieces[why] += late.missing;
  const reactions = verdicts
    .flatMap(({ why, reactionMs }) => (why === 'unavoidable' && reactionMs !== null ? [reactionMs] : []))
    .sort((a, b) => a - b);
  return {
    ...pieces,
    ofThem: {
      unread: reactions.filter((ms) => ms === 0).length,
      sales: reactions.length,
      longestMs: reactions.at(-1) ?? 0,
    },
  };
}

function report(books: Books, sale: Sale, verdicts: readonly Verdict[]) {
  const writes = shops.map(({ name, market }) => [name, market.floor.writes.length]);
  return {
    seed,
    actions: sale.counts,
    orders: books.orders.length,
    piecesSold: books.piecesSold,
    oversold: oversold(verdicts),
    kills: kervan.deaths.length,
    post: kervan.post.counts,
    deliveries: deliveries(kervan),
    writes: Object.fromEntries(writes),
  };
}

/** What Kervan thinks of the rows that are wrong. */
function details(faults: readonly string[]): string {
  return faults
    .slice(0, 5)
    .map((fault) => {
      const shop = shops.find(({ name }) => fault.startsWith(name));
      const product = Number(/product (\d+)/.exec(fault)?.[1]);
      const key = shop?.keys[product];
      return shop === undefined || key === undefined
        ? fault
        : `${fault} ${JSON.stringify(toldValue(kervan, shop, key))}`;
    })
    .join('\n');
}
