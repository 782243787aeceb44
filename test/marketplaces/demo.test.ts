import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type Demo, startDemo } from './demo';
import { startHepsiburada } from './hepsiburada/server';
import { startShopify } from './shopify/server';
import { startTrendyol } from './trendyol/server';
import { startWooCommerce } from './woocommerce/server';

const readySchema = z.object({
  ready: z.literal(true),
  marketplaces: z.array(
    z.object({ id: z.string(), url: z.string(), credentials: z.record(z.string(), z.string()) }),
  ),
});
const ids = ['trendyol', 'hepsiburada', 'woocommerce', 'shopify'];

let demo: Demo | undefined;
let child: ChildProcess | undefined;
afterEach(async () => {
  await demo?.stop();
  demo = undefined;
  if (child?.exitCode === null) child.kill('SIGKILL');
});

async function freePort(): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

test('all four start; a taken port gives the next free one; stirring changes what they answer', async () => {
  const taken = await freePort();
  demo = await startDemo({ products: 40, orders: 20, firstPort: taken.port, trickleMs: 0 });
  await taken.close();
  expect(demo.marketplaces.map(({ id }) => id)).toEqual(ids);
  expect(new Set(demo.marketplaces.map(({ url }) => url)).size).toBe(4);
  expect(demo.marketplaces[0]?.url).not.toBe(`http://127.0.0.1:${taken.port}`);
  const trendyol = demo.marketplaces[0];
  if (trendyol === undefined) throw new Error('no trendyol');
  const { sellerId, apiKey, apiSecret } = trendyol.credentials;
  const newest = async () => {
    const answer = await fetch(`${trendyol.url}/integration/order/sellers/${sellerId}/orders/stream?size=1`, {
      headers: {
        authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`,
        'user-agent': `${sellerId} - SelfIntegration`,
      },
    });
    return z
      .object({ content: z.array(z.object({ lastModifiedDate: z.number() })) })
      .parse(await answer.json());
  };
  const before = await newest();
  demo.stir();
  expect((await newest()).content[0]?.lastModifiedDate).toBeGreaterThan(
    before.content[0]?.lastModifiedDate ?? 0,
  );
});

test('with shared goods a barcode is the same product in every shop', async () => {
  const options = { products: 60, orders: 0, sharedGoods: true };
  const shops = await Promise.all([
    startTrendyol(options),
    startHepsiburada(options),
    startWooCommerce(options),
    startShopify(options),
  ]);
  try {
    const shelves = shops.map(({ floor }) => floor.shelf().filter(({ barcode }) => barcode));
    const skuOf = new Map(shelves[3]?.map(({ barcode, sku }) => [barcode, sku]));
    for (const shelf of shelves) {
      const known = shelf.filter(({ barcode }) => skuOf.has(barcode));
      expect(known.length).toBeGreaterThan(20);
      expect(known.filter(({ barcode, sku }) => sku !== null && sku !== skuOf.get(barcode))).toEqual([]);
    }
  } finally {
    await Promise.all(shops.map((shop) => shop.stop()));
  }
});

test('the program prints one ready line and stops on SIGTERM', async () => {
  const program = fileURLToPath(new URL('./demo.ts', import.meta.url));
  const started = spawn(process.execPath, ['--import', 'tsx', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  let output = '';
  const line = await new Promise<string>((resolve, reject) => {
    started.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const end = output.indexOf('\n');
      if (end >= 0) resolve(output.slice(0, end));
    });
    started.once('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
  });
  const ready = readySchema.parse(JSON.parse(line));
  expect(ready.marketplaces.map(({ id }) => id)).toEqual(ids);
  const exited = new Promise<number | null>((resolve) => started.once('exit', (code) => resolve(code)));
  started.kill('SIGTERM');
  expect(await exited).toBe(0);
  expect(output.trim().split('\n')).toHaveLength(1);
}, 60_000);
