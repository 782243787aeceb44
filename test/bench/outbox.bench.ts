import { DEFAULT_RULES } from '../../src/shared/domain/channel-rules';
import { matchedShops, rulesThat, untilCount } from './kit/matched-shops';
import { report } from './kit/report';
import { type BenchShop, startShopsProcess } from './kit/shops-process';
import { median } from './kit/statistics';

const LISTINGS = 10_000;
/** Rows that WooCommerce takes in one call. */
const BATCH = 100;
/** As Kervan does. */
const CALLS_AT_ONCE = 3;
const RUNS = 3;
const LOOKS = { timeoutMs: 600_000, everyMs: 100 };

const shops = await startShopsProcess('woocommerce', 1, LISTINGS, 5);
const kervan = await matchedShops(shops, LISTINGS, 5);
try {
  const [connectionId] = kervan.connectionIds;
  const [shop] = shops.shops;
  if (connectionId === undefined || shop === undefined) throw new Error('no shop');
  const bare: number[] = [];
  const own: number[] = [];
  const calls: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const factor = 1.1 + run / 10;
    bare.push(await bareCalls(shop, 1 + factor));
    const before = await batchCalls();
    const began = performance.now();
    const price = { ...DEFAULT_RULES.price, send: true, factor };
    await kervan.service.handlers['rules.set']({ connectionId, rules: rulesThat({ price }) });
    await untilCount(
      kervan.file,
      `SELECT count(*) AS count FROM listing_values v JOIN matches m ON m.listing_id = v.listing_id
       JOIN variants x ON x.id = m.variant_id WHERE v.kind = 'price' AND v.state = 'confirmed'
       AND abs(json_extract(v.confirmed, '$.minor') - x.base_price_minor * ?) <= 1`,
      [factor],
      LISTINGS,
      LOOKS,
    );
    own.push(performance.now() - began);
    calls.push((await batchCalls()) - before);
  }
  report({
    name: 'outbox.woocommerce.10000',
    value: median(own) / median(bare),
    unit: 'times',
    details: {
      listings: LISTINGS,
      runs: RUNS,
      calls: median(calls),
      fewestCalls: Math.ceil(LISTINGS / BATCH),
      rowsPerSecond: Math.round((LISTINGS * 1000) / median(own)),
      bareRowsPerSecond: Math.round((LISTINGS * 1000) / median(bare)),
    },
  });
} finally {
  await kervan.stop();
  shops.stop();
}

async function batchCalls(): Promise<number> {
  const [calls = {}] = await shops.calls();
  return calls['POST products/batch'] ?? 0;
}

/** The same rows in the same calls, made by a loop that does nothing else. Milliseconds. */
async function bareCalls({ url, credentials, keys }: BenchShop, factor: number): Promise<number> {
  const { consumerKey, consumerSecret } = credentials;
  const authorization = `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`;
  const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, index) =>
    keys.slice(index * BATCH, (index + 1) * BATCH),
  );
  const began = performance.now();
  const worker = async (): Promise<void> => {
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
      const update = batch.map((key) => ({ id: Number(key), regular_price: (100 * factor).toFixed(2) }));
      const response = await fetch(`${url}/wp-json/wc/v3/products/batch`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ update }),
      });
      if (!response.ok) throw new Error(`the practice shop answered ${response.status}`);
      await response.text();
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, worker));
  return performance.now() - began;
}
