import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HookDelivery } from '../../src/shared/contract/webhooks';
import { startWooCommerce, type WooCommerceMarketplace } from '../marketplaces/woocommerce/server';
import type { WooHook } from '../marketplaces/woocommerce/webhooks';
import { createApiClient } from './kit/api-client';
import { freePort } from './kit/free-port';
import { deliver, orderHookOf } from './kit/order-hook';
import { connectionTo } from './kit/practice-account';
import { type ServiceProcess, startServiceProcess } from './kit/service-process';

const ROUNDS = 3;
const AT_ONCE = 24;

let dataDir: string;
let shop: WooCommerceMarketplace;
let port: number;
let service: ServiceProcess;
const masterKey = randomBytes(32).toString('base64');

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kervan-hooks-'));
  shop = await startWooCommerce({ products: 10, orders: 20 });
  port = await freePort();
  service = await start();
}, 60_000);
afterEach(async () => {
  await service.kill();
  await shop.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const start = () =>
  startServiceProcess({
    ...{ dataDir, masterKey, token: 'token-of-the-kill-test' },
    allowHosts: [new URL(shop.url).host, `127.0.0.1:${port}`],
  });
const api = () => createApiClient(service.url, 'token-of-the-kill-test');

async function inbox(): Promise<HookDelivery[]> {
  const rows: HookDelivery[] = [];
  for (let cursor = ''; ; ) {
    const page = await api().get<{ items: HookDelivery[]; nextCursor: string | null }>(
      `/api/webhooks/inbox?limit=200${cursor}`,
    );
    rows.push(...page.items);
    if (page.nextCursor === null) return rows;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

/** Sends deliveries until the listener is gone; answers which were answered 200. */
async function burst(hook: WooHook, round: number, onTaken: (count: number) => void) {
  const taken: string[] = [];
  let next = 0;
  let gone = false;
  const send = async (): Promise<void> => {
    while (!gone) {
      next += 1;
      const entity = `${round}-${next}`;
      const content = { id: entity, note: 'x'.repeat(next % 500) };
      try {
        const answer = await deliver(hook, `delivery-${entity}`, content);
        if (answer.status === 200) onTaken(taken.push(entity));
        else gone = true;
      } catch {
        gone = true;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  return taken;
}

it('every delivery answered 200 is in the inbox once, however often the service is killed', async () => {
  const { id } = await api().post<{ id: string }>('/api/connections', connectionTo(shop));
  await api().post('/api/webhooks/listen', { port });
  await api().put('/api/webhooks/address', { address: `http://127.0.0.1:${port}` });
  await api().post(`/api/connections/${id}/webhooks`);
  const hook = orderHookOf(shop);

  const taken: string[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const killAfter = 150 * round;
    taken.push(
      ...(await burst(hook, round, (count) => {
        if (count === killAfter) void service.kill();
      })),
    );
    service = await start();
  }
  expect(taken.length).toBeGreaterThanOrEqual(150 + 300 + 450);

  await vi.waitFor(async () => expect((await inbox()).filter(({ state }) => state !== 'done')).toEqual([]), {
    timeout: 30_000,
    interval: 200,
  });
  const done = await inbox();
  const entities = done.map(({ entity }) => entity);
  expect(taken.filter((entity) => !entities.includes(entity))).toEqual([]);
  expect(new Set(entities).size).toBe(entities.length);
  // What was read because of them is there: the shop's orders, each once.
  const orders = await api().all<{ number: string }>('/api/orders');
  expect(orders.map(({ number }) => number).sort()).toEqual(
    [...shop.data.orders.values()]
      .filter(({ status }) => status !== 'checkout-draft' && status !== 'trash')
      .map(({ number }) => number)
      .sort(),
  );
}, 180_000);
