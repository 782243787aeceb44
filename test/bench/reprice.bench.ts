import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DEFAULT_RULES } from '../../src/shared/domain/channel-rules';
import { matchedShops, rulesThat, untilCount } from './kit/matched-shops';
import { report } from './kit/report';
import { startShopsProcess } from './kit/shops-process';

const LISTINGS = 100_000;
/** Rows that Trendyol takes in one call. */
const BATCH = 1000;
/** Seldom: it reads every row. */
const LOOKS = { timeoutMs: 1_800_000, everyMs: 1000 };

const shops = await startShopsProcess('trendyol', 1, LISTINGS, 5);
const kervan = await matchedShops(shops, LISTINGS, 5);
try {
  const [connectionId] = kervan.connectionIds;
  if (connectionId === undefined) throw new Error('no shop');
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  const price = { ...DEFAULT_RULES.price, send: true, factor: 1.1 };
  await kervan.service.handlers['rules.set']({ connectionId, rules: rulesThat({ price }) });
  await untilCount(
    kervan.file,
    "SELECT count(*) AS count FROM listing_values WHERE connection_id = ? AND kind = 'price' AND state = 'confirmed'",
    [connectionId],
    LISTINGS,
    LOOKS,
  );
  const seconds = (performance.now() - began) / 1000;
  delay.disable();
  const [calls = {}] = await shops.calls();
  const told = sumOf(calls, 'price-and-inventory');
  const fewest = Math.ceil(LISTINGS / BATCH);
  report({
    name: 'reprice.trendyol.100000.calls',
    value: told / fewest,
    unit: 'times',
    aim: 'the fewest calls its batches allow: 1.0',
    details: {
      listings: LISTINGS,
      calls: told,
      fewest,
      questions: sumOf(calls, 'batch-requests'),
      seconds: Math.round(seconds),
      rowsPerSecond: Math.round(LISTINGS / seconds),
    },
  });
  report({
    name: 'reprice.trendyol.100000.eventLoopDelay.p99',
    value: delay.percentile(99) / 1e6,
    unit: 'ms',
    aim: '≤ 30 ms',
    details: { maxMs: Math.round(delay.max / 1e6) },
  });
} finally {
  await kervan.stop();
  shops.stop();
}

function sumOf(calls: Readonly<Record<string, number>>, word: string): number {
  return Object.entries(calls).reduce((sum, [kind, count]) => (kind.includes(word) ? sum + count : sum), 0);
}
