import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { startWooCommerce, type WooCommerceMarketplace } from '../marketplaces/woocommerce/server';
import { freePort } from './kit/free-port';
import { type InProcess, startInProcess } from './kit/service-in-process';

const DELIVERIES = 400;
const AT_ONCE = 8;

let shop: WooCommerceMarketplace;
let kervan: InProcess;
let id: ConnectionId;
const call = <Name extends keyof InProcess['service']['handlers']>(name: Name) =>
  kervan.service.handlers[name];

beforeAll(async () => {
  shop = await startWooCommerce({ products: 3_000, orders: 600 });
  const port = await freePort();
  kervan = await startInProcess([new URL(shop.url).host, `127.0.0.1:${port}`]);
  const created = await call('connections.create')({
    integration: 'woocommerce',
    name: 'Mağaza',
    credentials: { ...shop.credentials },
    settings: {
      baseUrl: shop.url,
      schedules: { products: { everyMinutes: 0 }, orders: { everyMinutes: 0 } },
    },
    active: true,
  });
  id = created.id;
  await call('webhooks.listen')({ port });
  await call('webhooks.setAddress')({ address: `http://127.0.0.1:${port}` });
  await call('webhooks.enable')({ connectionId: id });
}, 60_000);
afterAll(async () => {
  await kervan.stop();
  await shop.stop();
});

it('while a whole shop is read every delivery is taken, kept and read', async () => {
  const [hook] = [...shop.webhooks.hooks.values()].filter(({ topic }) => topic === 'order.updated');
  if (hook === undefined) throw new Error('no hook was made');
  const { runId } = await call('connections.sync')({ id, mode: 'full', trigger: 'person' });
  const statuses: number[] = [];
  const times: number[] = [];
  let next = 0;
  const send = async (): Promise<void> => {
    while (next < DELIVERIES) {
      next += 1;
      const body = JSON.stringify({ id: `while-reading-${next}` });
      const since = performance.now();
      const { status } = await fetch(hook.deliveryUrl, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-wc-webhook-topic': 'order.updated',
          'x-wc-webhook-delivery-id': `d-${next}`,
          'x-wc-webhook-signature': createHmac('sha256', hook.secret).update(body).digest('base64'),
        },
      });
      times.push(performance.now() - since);
      statuses.push(status);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  expect(new Set(statuses)).toEqual(new Set([200]));
  const kept = new Set<string | null>();
  await vi.waitFor(
    async () => {
      kept.clear();
      let cursor: string | undefined;
      do {
        const page = await call('webhooks.inbox')({
          limit: 200,
          ...(cursor === undefined ? {} : { cursor }),
        });
        for (const one of page.deliveries) if (one.state === 'done') kept.add(one.entity);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(kept.size).toBeGreaterThanOrEqual(DELIVERIES);
    },
    { timeout: 90_000, interval: 250 },
  );
  for (let number = 1; number <= DELIVERIES; number += 1) expect(kept).toContain(`while-reading-${number}`);
  await vi.waitFor(
    async () => expect(['done', 'partial']).toContain((await call('runs.get')({ id: runId })).state),
    { timeout: 90_000, interval: 100 },
  );
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(0);
  process.stdout.write(`${DELIVERIES} deliveries while reading: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms\n`);
}, 240_000);
