import type { ConnectionId } from '../../src/shared/domain/ids';
import { type MatchedShops, matchedShops, rulesThat, untilCount } from './kit/matched-shops';
import { report } from './kit/report';
import { startShopsProcess } from './kit/shops-process';
import { median, quantile } from './kit/statistics';

const CHANNELS = 20;
const PRODUCTS = 50;
const STOCK = 100;
const SALES = 40;
/** Longer than orders count as fresh: every channel's own orders are then read before it is told. */
const STALE_MS = 31_000;
const LOOKS = { timeoutMs: 60_000, everyMs: 10 };

const shops = await startShopsProcess('woocommerce', CHANNELS, PRODUCTS, STOCK);
const kervan = await matchedShops(shops, PRODUCTS, STOCK);
try {
  const stock = { send: true, safety: 0, maximumShown: null, sharePercent: 100 };
  for (const connectionId of kervan.connectionIds) {
    await kervan.service.handlers['rules.set']({ connectionId, rules: rulesThat({ stock }) });
    await readOrders(connectionId);
  }
  // Not counted: connections, accounts and orders are looked at for the first time.
  for (let sale = 0; sale < 3; sale += 1) await sellThrough(sale);
  const fresh: number[] = [];
  const stale: number[] = [];
  const bare: number[] = [];
  for (let sale = 3; sale < SALES + 3; sale += 1) {
    fresh.push(await sellThrough(sale));
    kervan.skip(STALE_MS);
    stale.push(await sellThrough(sale));
    bare.push(await bareUpdate(sale));
  }
  const details = { channels: CHANNELS, sales: SALES, bareMs: Math.round(median(bare)) };
  for (const [name, times] of [
    ['ordersFresh', fresh],
    ['ordersStale', stale],
  ] as const) {
    report({
      name: `sellThrough.${name}.median`,
      value: median(times),
      unit: 'ms',
      baseline: median(bare),
      details: { ...details, timesBare: Number((median(times) / median(bare)).toFixed(2)) },
    });
    report({ name: `sellThrough.${name}.p99`, value: quantile(times, 0.99), unit: 'ms', details });
  }
} finally {
  await kervan.stop();
  shops.stop();
}

async function readOrders(id: ConnectionId): Promise<void> {
  const { runId } = await kervan.service.handlers['connections.sync']({
    id,
    streams: ['orders'],
    mode: 'delta',
    trigger: 'api',
  });
  await untilCount(
    kervan.file,
    "SELECT count(*) AS count FROM runs WHERE id = ? AND state IN ('done', 'partial')",
    [runId],
    1,
    LOOKS,
  );
}

/** From the moment the sale is booked to the last confirmation of the other channels, ms. */
async function sellThrough(sale: number): Promise<number> {
  const product = sale % PRODUCTS;
  const seller = sale % CHANNELS;
  const sellerId = idAt(kervan, seller);
  const booked = kervan.file.prepare<[number], { id: number; at: number; variantId: number }>(
    "SELECT id, at, variant_id AS variantId FROM stock_movements WHERE kind = 'sale' AND id > ? ORDER BY id DESC LIMIT 1",
  );
  const before = booked.get(0)?.id ?? 0;
  await shops.sell(seller, product);
  await readOrders(sellerId);
  const movement = booked.get(before);
  if (movement === undefined) throw new Error('the sale was not booked');
  const told = `FROM listing_values v JOIN matches m ON m.listing_id = v.listing_id
    WHERE m.variant_id = ? AND v.kind = 'stock' AND v.connection_id <> ?`;
  await untilCount(
    kervan.file,
    `SELECT count(*) AS count ${told} AND v.state = 'confirmed' AND v.confirmed = v.wanted AND v.confirmed_at >= ?`,
    [movement.variantId, sellerId, movement.at],
    CHANNELS - 1,
    LOOKS,
  );
  const last = kervan.file
    .prepare<[number, string], { at: number }>(`SELECT max(v.confirmed_at) AS at ${told}`)
    .get(movement.variantId, sellerId);
  return (last?.at ?? 0) - movement.at;
}

/** The same calls by a program that only makes them: one update to each other shop, all at once. */
async function bareUpdate(sale: number): Promise<number> {
  const began = performance.now();
  const others = shops.shops.filter((_, index) => index !== sale % CHANNELS);
  await Promise.all(
    others.map(async ({ url, credentials, keys }) => {
      const { consumerKey, consumerSecret } = credentials;
      const update = [{ id: Number(keys[sale % PRODUCTS]), manage_stock: true, stock_quantity: STOCK - 1 }];
      const response = await fetch(`${url}/wp-json/wc/v3/products/batch`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ update }),
      });
      if (!response.ok) throw new Error(`the practice shop answered ${response.status}`);
      await response.text();
    }),
  );
  return performance.now() - began;
}

function idAt({ connectionIds }: MatchedShops, index: number): ConnectionId {
  const id = connectionIds[index];
  if (id === undefined) throw new Error(`no shop ${index}`);
  return id;
}
