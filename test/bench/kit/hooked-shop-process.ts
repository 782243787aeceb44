import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { startWooCommerce } from '../../marketplaces/woocommerce/server';

export interface Deliveries {
  readonly sent: number;
  /** Those not answered 200. */
  readonly refused: number;
  readonly timesMs: readonly number[];
}

export interface HookedShop {
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** Tells of changed orders through its hook from now on, so many a second whatever the answers take. */
  begin(perSecond: number): void;
  /** Ends that, waits for the last answer, and says how it went. */
  end(): Promise<Deliveries>;
  stop(): void;
}

/** A practice shop that is read and tells of changes, in a process of its own: neither its work nor its waiting is Kervan's. */
export async function startHookedShop(products: number): Promise<HookedShop> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(import.meta.url), String(products)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout });
  const next = (): Promise<string> =>
    new Promise((resolve, reject) => {
      lines.once('line', resolve);
      child.once('exit', (code) => reject(new Error(`the practice shop ended with ${code}`)));
    });
  const { url, credentials } = JSON.parse(await next()) as Pick<HookedShop, 'url' | 'credentials'>;
  const say = (content: object): void => void child.stdin.write(`${JSON.stringify(content)}\n`);
  return {
    url,
    credentials,
    begin: (perSecond) => say({ perSecond }),
    async end() {
      const answer = next();
      say({ perSecond: 0 });
      return JSON.parse(await answer) as Deliveries;
    },
    stop: () => void (child satisfies ChildProcess).kill('SIGKILL'),
  };
}

async function runShop(products: number): Promise<void> {
  const market = await startWooCommerce({ products, orders: 100 });
  process.stdout.write(`${JSON.stringify({ url: market.url, credentials: market.credentials })}\n`);
  let run: { stop: AbortController; done: Promise<Deliveries> } | null = null;
  for await (const line of createInterface({ input: process.stdin })) {
    const { perSecond } = JSON.parse(line) as { perSecond: number };
    if (run !== null) {
      run.stop.abort();
      process.stdout.write(`${JSON.stringify(await run.done)}\n`);
      run = null;
    }
    if (perSecond === 0) continue;
    const hook = [...market.webhooks.hooks.values()].find(({ topic }) => topic === 'order.updated');
    if (hook === undefined) throw new Error('no hook was made');
    const stop = new AbortController();
    run = { stop, done: tell(new URL(hook.deliveryUrl), hook.secret, perSecond, stop.signal) };
  }
}

let number = 0;

/** By the clock: a slow answer does not hold back the next delivery, as it would not at a channel. */
async function tell(url: URL, secret: string, perSecond: number, signal: AbortSignal): Promise<Deliveries> {
  const pool = new Pool(url.origin, { connections: 64 });
  const timesMs: number[] = [];
  let refused = 0;
  const all: Promise<void>[] = [];
  const began = performance.now();
  const one = async (id: number): Promise<void> => {
    const body = JSON.stringify({ id: `while-reading-${id}`, pad: 'x'.repeat(1_500) });
    const since = performance.now();
    const { statusCode, body: answer } = await pool.request({
      method: 'POST',
      path: url.pathname,
      body,
      headers: {
        'content-type': 'application/json',
        'x-wc-webhook-topic': 'order.updated',
        'x-wc-webhook-delivery-id': `bench-${id}`,
        'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64'),
      },
    });
    await answer.dump();
    if (statusCode !== 200) refused += 1;
    timesMs.push(performance.now() - since);
  };
  while (!signal.aborted) {
    const due = Math.floor(((performance.now() - began) * perSecond) / 1000);
    while (all.length < due) {
      number += 1;
      all.push(one(number));
    }
    await wait(2);
  }
  await Promise.all(all);
  await pool.close();
  return { sent: all.length, refused, timesMs };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runShop(Number(process.argv[2]));
