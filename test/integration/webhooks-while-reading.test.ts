import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { startWooCommerce, type WooCommerceMarketplace } from '../marketplaces/woocommerce/server';
import { freePort } from './kit/free-port';
import { deliver, orderHookOf } from './kit/order-hook';
import { connectionTo } from './kit/practice-account';
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
  ({ id } = await call('connections.create')({ ...connectionTo(shop), active: true }));
  await call('webhooks.listen')({ port });
  await call('webhooks.setAddress')({ address: `http://127.0.0.1:${port}` });
  await call('webhooks.enable')({ connectionId: id });
}, 60_000);
afterAll(async () => {
  await kervan.stop();
  await shop.stop();
});

it('while a whole shop is read every delivery is taken, kept and read', async () => {
  const hook = orderHookOf(shop);
  const { runId } = await call('connections.sync')({ id, mode: 'full', trigger: 'person' });
  const statuses: number[] = [];
  const times: number[] = [];
  let next = 0;
  const send = async (): Promise<void> => {
    while (next < DELIVERIES) {
      next += 1;
      const since = performance.now();
      const { status } = await deliver(hook, `d-${next}`, { id: `while-reading-${next}` });
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
