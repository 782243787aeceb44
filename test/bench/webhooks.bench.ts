import { createHmac } from 'node:crypto';
import { Pool } from 'undici';
import { HOOK_PATH, HOOK_SECRET, startHookServer } from './kit/hook-server';
import { hooksWhileReading } from './kit/hooks-while-reading';
import { report } from './kit/report';
import { median, quantile } from './kit/statistics';

const SECONDS = 8;
const AT_ONCE = 24;
const RUNS = 3;
const PAD = 'x'.repeat(1_500);

interface Load {
  readonly perSecond: number;
  readonly p99Ms: number;
}

/** Signed deliveries, all different, as fast as they are answered; every one must be answered 200. */
async function load(port: number): Promise<Load> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: AT_ONCE });
  const times: number[] = [];
  const until = performance.now() + SECONDS * 1000;
  let next = 0;
  const send = async (): Promise<void> => {
    while (performance.now() < until) {
      next += 1;
      const body = JSON.stringify({ id: next, pad: PAD });
      const since = performance.now();
      const { statusCode, body: answer } = await pool.request({
        method: 'POST',
        path: HOOK_PATH,
        body,
        headers: {
          'content-type': 'application/json',
          'x-wc-webhook-topic': 'order.updated',
          'x-wc-webhook-delivery-id': `bench-${next}`,
          'x-wc-webhook-signature': createHmac('sha256', HOOK_SECRET).update(body).digest('base64'),
        },
      });
      await answer.dump();
      if (statusCode !== 200) throw new Error(`a delivery was answered ${statusCode}`);
      times.push(performance.now() - since);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  await pool.close();
  return { perSecond: times.length / SECONDS, p99Ms: quantile(times, 0.99) };
}

async function measured(kind: 'kervan' | 'bare'): Promise<Load> {
  const server = await startHookServer(kind);
  try {
    return await load(server.port);
  } finally {
    await server.stop();
  }
}

const kervan: Load[] = [];
const bare: Load[] = [];
for (let run = 0; run < RUNS; run += 1) {
  bare.push(await measured('bare'));
  kervan.push(await measured('kervan'));
}
const rate = median(kervan.map(({ perSecond }) => perSecond));
const bareRate = median(bare.map(({ perSecond }) => perSecond));
report({
  name: 'webhooks.rate',
  value: Math.round(rate),
  unit: 'rows/s',
  baseline: Math.round(bareRate),
  aim: '≥ 2,000 durable deliveries a second; a bare server at most 1.5 times as many',
  details: { runs: RUNS, seconds: SECONDS, atOnce: AT_ONCE, bareTimes: Number((bareRate / rate).toFixed(2)) },
});
report({
  name: 'webhooks.answer.p99',
  value: median(kervan.map(({ p99Ms }) => p99Ms)),
  unit: 'ms',
  baseline: median(bare.map(({ p99Ms }) => p99Ms)),
  aim: '≤ 50 ms',
  details: { runs: RUNS },
});

const PRODUCTS = 20_000;
const PER_SECOND = 50;
const { quiet, reading, readingMs, lost } = await hooksWhileReading(PRODUCTS, PER_SECOND);
report({
  name: 'webhooks.answer.p99.whileReading',
  value: quantile(reading.timesMs, 0.99),
  unit: 'ms',
  baseline: quantile(quiet.timesMs, 0.99),
  aim: '≤ 250 ms during a full sync; baseline: the same service with nothing to read; none lost, none refused',
  details: {
    products: PRODUCTS,
    perSecond: PER_SECOND,
    deliveries: reading.sent,
    lost,
    refused: quiet.refused + reading.refused,
    p50Ms: Number(median(reading.timesMs).toFixed(1)),
    maxMs: Math.round(Math.max(...reading.timesMs)),
    readingMs: Math.round(readingMs),
  },
});
