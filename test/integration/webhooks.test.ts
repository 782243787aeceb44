import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HookEndpoint } from '../../src/shared/contract/webhooks';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { startWooCommerce, type WooCommerceMarketplace } from '../marketplaces/woocommerce/server';
import { freePort } from './kit/free-port';
import { connectionTo } from './kit/practice-account';
import { type InProcess, startInProcess } from './kit/service-in-process';

let shop: WooCommerceMarketplace;
let kervan: InProcess;
let port: number;
let id: ConnectionId;

beforeEach(async () => {
  shop = await startWooCommerce({ products: 20, orders: 10 });
  port = await freePort();
  kervan = await startInProcess([new URL(shop.url).host, `127.0.0.1:${port}`]);
  // Nothing is read by the clock here: what arrives, a hint brought.
  ({ id } = await call('connections.create')({ ...connectionTo(shop), active: true }));
  await read('full');
}, 60_000);
afterEach(async () => {
  await kervan.stop();
  await shop.stop();
});

const call = <Name extends keyof InProcess['service']['handlers']>(name: Name) =>
  kervan.service.handlers[name];
const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 });
const orderState = async (number: string) =>
  (await kervan.service.rows.orders({ limit: 500 })).rows.find((one) => one.number === number)?.status;
const endpoint = async (): Promise<HookEndpoint | undefined> =>
  (await call('webhooks.status')({})).endpoints.find(({ connectionId }) => connectionId === id);
const inbox = async () => (await call('webhooks.inbox')({ limit: 200 })).deliveries;

function keyMay(permission: 'write' | 'read_write') {
  for (const key of shop.keys) key.permission = permission;
}

async function read(mode: 'full' | 'delta') {
  const { runId } = await call('connections.sync')({ id, mode, trigger: 'person' });
  await soon(async () => expect((await call('runs.get')({ id: runId })).state).toBe('done'));
}

async function openTheWay() {
  await call('webhooks.listen')({ port });
  const way = await call('webhooks.setAddress')({ address: `http://127.0.0.1:${port}` });
  expect(way).toMatchObject({ listening: true, checkError: null });
  const { endpoint: made } = await call('webhooks.enable')({ connectionId: id });
  expect(made).toMatchObject({ state: 'registered', address: `http://127.0.0.1:${port}`, error: null });
}

describe('a shop that tells of its changes', () => {
  it('has its order here within two seconds, without a schedule', async () => {
    await openTheWay();
    expect([...shop.webhooks.hooks.values()].map(({ topic }) => topic).sort()).toEqual([
      'order.created',
      'order.deleted',
      'order.restored',
      'order.updated',
      'product.created',
      'product.restored',
      'product.updated',
    ]);
    const [order] = [...shop.data.orders.values()].filter(({ status }) => status === 'processing');
    if (order === undefined) throw new Error('no order to change');
    const since = performance.now();
    shop.data.setOrderStatus(order.id, 'completed');
    await soon(async () => expect(await orderState(order.number)).toBe('delivered'));
    expect(performance.now() - since).toBeLessThan(2_000);
    await soon(async () =>
      expect(await inbox()).toContainEqual(
        expect.objectContaining({
          topic: 'order.updated',
          entity: String(order.id),
          stream: 'orders',
          state: 'done',
        }),
      ),
    );
  });

  it('is read once for a burst of changes, and nothing of the burst is missing', async () => {
    await openTheWay();
    const product = [...shop.data.products.values()].find(({ type }) => type === 'simple');
    if (product === undefined) throw new Error('no product to sell');
    const runsBefore = (await call('runs.list')({ limit: 200 })).runs.length;
    const sold = Array.from({ length: 60 }, () =>
      shop.data.addOrder([{ productId: product.id, quantity: 1 }]),
    );
    await soon(async () => {
      const numbers = new Set(
        (await kervan.service.rows.orders({ limit: 500 })).rows.map((one) => one.number),
      );
      expect(sold.filter(({ number }) => !numbers.has(number))).toEqual([]);
    });
    await soon(async () => expect((await inbox()).filter(({ state }) => state !== 'done')).toEqual([]));
    const runs = (await call('runs.list')({ limit: 200 })).runs.length - runsBefore;
    expect(runs).toBeLessThanOrEqual(8);
    expect((await call('webhooks.status')({})).today).toMatchObject({ open: 0, aside: 0, refused: 0 });
  });

  it('is told the new address when it changes, and nothing when it is switched off here', async () => {
    await openTheWay();
    const before = [...shop.webhooks.hooks.values()];
    const other = `http://localhost:${port}`;
    // Only this machine may be reached without https, and only where the service was told so.
    await expect(call('webhooks.setAddress')({ address: other })).rejects.toMatchObject({
      code: 'hook.addressInvalid',
    });
    await call('webhooks.rotate')({ connectionId: id });
    const after = [...shop.webhooks.hooks.values()];
    expect(after).toHaveLength(before.length);
    expect(after.map((hook) => hook.id).filter((one) => before.some((hook) => hook.id === one))).toEqual([]);
    expect(new Set(after.map(({ secret }) => secret))).not.toEqual(
      new Set(before.map(({ secret }) => secret)),
    );
    await call('webhooks.disable')({ connectionId: id });
    expect(shop.webhooks.hooks.size).toBe(0);
    expect(await endpoint()).toMatchObject({ state: 'off' });
  });

  it('that switched a hook off after failures gets it back, and the merchant hears of it', async () => {
    await openTheWay();
    for (const hook of shop.webhooks.hooks.values())
      if (hook.topic === 'order.updated') hook.status = 'disabled';
    const repaired = await call('webhooks.repair')({ connectionId: id });
    expect(repaired).toMatchObject({ state: 'registered', switchedOffAt: expect.any(Number) });
    expect([...shop.webhooks.hooks.values()].every(({ status }) => status === 'active')).toBe(true);
    expect(shop.webhooks.hooks.size).toBe(7);
    const { problems } = await call('problems.list')({ states: ['open'], limit: 50 });
    expect(problems.map(({ error }) => error.code)).toContain('hook.switchedOff');
    await call('webhooks.repair')({ connectionId: id });
    const later = await call('problems.list')({ states: ['open'], limit: 50 });
    expect(later.problems.map(({ error }) => error.code)).not.toContain('hook.switchedOff');
  });

  it('loses its hooks with the connection', async () => {
    await openTheWay();
    await call('connections.delete')({ id, confirmName: 'Mağaza' });
    expect(shop.webhooks.hooks.size).toBe(0);
    const answer = await fetch(`http://127.0.0.1:${port}/hooks/${'a'.repeat(43)}`, { method: 'POST' });
    expect(answer.status).toBe(404);
  });
});

it('without an address any more no hook is left at the shop; with the next one they are back', async () => {
  await openTheWay();
  await call('webhooks.setAddress')({ address: null });
  await soon(() => expect(shop.webhooks.hooks.size).toBe(0));
  await soon(async () => expect(await endpoint()).toMatchObject({ state: 'waiting', address: null }));
  await call('webhooks.setAddress')({ address: `http://127.0.0.1:${port}` });
  await soon(() => expect(shop.webhooks.hooks.size).toBe(7));
});

describe('over the local API', () => {
  it.each([
    ['GET', '/api/webhooks/inbox?state=lost', undefined, 400],
    ['GET', '/api/webhooks/inbox?limit=5000', undefined, 400],
    ['GET', '/api/webhooks/inbox?cursor=x', undefined, 400],
    ['GET', '/api/webhooks/inbox/0', undefined, 400],
    ['GET', '/api/webhooks/inbox/77', undefined, 404],
    ['POST', '/api/webhooks/inbox/77/replay', undefined, 404],
    ['POST', '/api/webhooks/listen', { port: 80 }, 400],
    ['PUT', '/api/webhooks/address', { address: 'http://example.com' }, 409],
    ['PUT', '/api/webhooks/address', { address: 'https://example.com/path' }, 409],
    ['PUT', '/api/webhooks/address', { other: 1 }, 400],
    ['POST', '/api/webhooks/check', undefined, 409],
    ['POST', '/api/connections/nobody/webhooks', undefined, 404],
    ['POST', '/api/connections/nobody/webhooks/repair', undefined, 404],
  ])('%s %s %j is answered %d', async (method, path, body, status) => {
    expect((await kervan.ask(method, path, body)).status).toBe(status);
  });

  it('pages through the inbox to its end, and tells the whole state', async () => {
    await openTheWay();
    const product = [...shop.data.products.values()].find(({ type }) => type === 'simple');
    for (let count = 0; count < 7; count += 1)
      shop.data.addOrder([{ productId: product?.id ?? 0, quantity: 1 }]);
    await soon(async () => expect((await inbox()).length).toBeGreaterThanOrEqual(7));
    await soon(async () => expect((await inbox()).filter(({ state }) => state !== 'done')).toEqual([]));
    const ids: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await kervan.ask('GET', `/api/webhooks/inbox?limit=3${cursor}`);
      const { items, nextCursor } = page.body as { items: { id: number }[]; nextCursor: string | null };
      ids.push(...items.map(({ id: one }) => one));
      cursor = nextCursor === null ? null : `&cursor=${nextCursor}`;
    }
    expect(ids).toEqual((await inbox()).map(({ id: one }) => one));
    const status = await kervan.ask('GET', '/api/webhooks');
    expect(status.body).toMatchObject({
      way: { port, listening: true, checkError: null },
      connections: [{ connectionId: id, state: 'registered' }],
      today: { done: ids.length, aside: 0 },
    });
    expect(status.text).not.toContain([...shop.webhooks.hooks.values()][0]?.secret);
  });
});

describe('a delivery whose reading fails', () => {
  it('waits, is settled by the next reading that succeeds, whoever asked for it', async () => {
    await openTheWay();
    const [order] = [...shop.data.orders.values()].filter(({ status }) => status === 'processing');
    if (order === undefined) throw new Error('no order to change');
    keyMay('write');
    shop.data.setOrderStatus(order.id, 'completed');
    await soon(async () =>
      expect(await inbox()).toContainEqual(
        expect.objectContaining({ entity: String(order.id), state: 'aside', attempts: 1 }),
      ),
    );
    keyMay('read_write');
    await read('delta');
    await soon(async () => expect((await inbox()).filter(({ state }) => state !== 'done')).toEqual([]));
    expect(await orderState(order.number)).toBe('delivered');
  });

  it('is taken up again by hand', async () => {
    await openTheWay();
    const [order] = [...shop.data.orders.values()].filter(({ status }) => status === 'processing');
    if (order === undefined) throw new Error('no order to change');
    keyMay('write');
    shop.data.setOrderStatus(order.id, 'completed');
    await soon(async () => expect((await inbox()).some(({ state }) => state === 'aside')).toBe(true));
    keyMay('read_write');
    expect(await call('webhooks.replay')({ all: true })).toMatchObject({ replayed: expect.any(Number) });
    await soon(async () => expect((await inbox()).filter(({ state }) => state !== 'done')).toEqual([]));
    expect(await orderState(order.number)).toBe('delivered');
  });
});
