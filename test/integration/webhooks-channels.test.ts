import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HookEndpoint } from '../../src/shared/contract/webhooks';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import { startShopify } from '../marketplaces/shopify/server';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { freePort } from './kit/free-port';
import { connectionTo } from './kit/practice-account';
import { type InProcess, startInProcess } from './kit/service-in-process';

interface Shop {
  readonly id: string;
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

let kervan: InProcess;
let shop: Shop;
let id: ConnectionId;
let port: number;
const call = <Name extends keyof InProcess['service']['handlers']>(name: Name) =>
  kervan.service.handlers[name];
const soon = (check: () => void | Promise<void>, timeout = 15_000) =>
  vi.waitFor(check, { timeout, interval: 20 });

beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  await kervan.stop();
  await shop.stop();
});

async function connect(started: Shop, credentials = started.credentials): Promise<void> {
  shop = started;
  kervan = await startInProcess([new URL(shop.url).host, `127.0.0.1:${port}`]);
  const account = connectionTo({ ...shop, credentials });
  ({ id } = await call('connections.create')({ ...account, active: true }));
  const { runId } = await call('connections.sync')({
    id,
    streams: ['orders'],
    mode: 'full',
    trigger: 'person',
  });
  // Trendyol's orders are read window by window, five seconds apart.
  await soon(async () => expect((await call('runs.get')({ id: runId })).state).toBe('done'), 120_000);
  await call('webhooks.listen')({ port });
  await call('webhooks.setAddress')({ address: `http://127.0.0.1:${port}` });
}

const endpoint = async (): Promise<HookEndpoint | undefined> =>
  (await call('webhooks.status')({})).endpoints.find(({ connectionId }) => connectionId === id);
const inbox = async () => (await call('webhooks.inbox')({ limit: 200 })).deliveries;
const numbers = async () => (await kervan.service.rows.orders({ limit: 500 })).rows.map((one) => one.number);

describe('Shopify', () => {
  it('is told where to call, signs with the client secret, and its order is here at once', async () => {
    const shopify = await startShopify({ products: 20, orders: 5 });
    await connect(shopify);
    expect((await call('webhooks.enable')({ connectionId: id })).endpoint).toMatchObject({
      state: 'registered',
    });
    expect(shopify.webhooks.hooks.size).toBe(6);
    const [variant] = shopify.data.variants.values();
    const order = shopify.data.addOrder([{ variantId: variant?.id ?? 0, quantity: 1 }]);
    await soon(async () => expect(await numbers()).toContain(order.name));
    await soon(async () =>
      expect(await inbox()).toContainEqual(
        expect.objectContaining({
          topic: 'orders/create',
          entity: `gid://shopify/Order/${order.id}`,
          state: 'done',
        }),
      ),
    );
  }, 60_000);

  it('that deleted a hook after failures gets it back', async () => {
    const shopify = await startShopify({ products: 5, orders: 2 });
    await connect(shopify);
    await call('webhooks.enable')({ connectionId: id });
    const [lost] = [...shopify.webhooks.hooks.values()].filter(({ topic }) => topic === 'ORDERS_CREATE');
    shopify.webhooks.hooks.delete(lost?.id ?? '');
    await call('webhooks.repair')({ connectionId: id });
    expect([...shopify.webhooks.hooks.values()].map(({ topic }) => topic)).toContain('ORDERS_CREATE');
    expect(shopify.webhooks.hooks.size).toBe(6);
  }, 60_000);

  it('whose secret was exchanged is believed with the one before, while deliveries are in flight', async () => {
    const shopify = await startShopify({ products: 5, orders: 2 });
    await connect(shopify);
    await call('webhooks.enable')({ connectionId: id });
    // The merchant has typed the new secret here; the shop signs with the old one for up to an hour.
    await call('connections.update')({ id, credentials: { clientSecret: 'shpss_the_new_one_of_today' } });
    const [variant] = shopify.data.variants.values();
    const order = shopify.data.addOrder([{ variantId: variant?.id ?? 0, quantity: 1 }]);
    await soon(async () => expect(await numbers()).toContain(order.name));
    expect((await call('webhooks.status')({})).today.refused).toBe(0);
  }, 60_000);

  it('without the client secret gets no hooks, and the reason is told', async () => {
    const shopify = await startShopify({ products: 5, orders: 2 });
    const { shop: address = '', accessToken = '' } = shopify.credentials;
    await connect(shopify, { shop: address, accessToken });
    await expect(call('webhooks.enable')({ connectionId: id })).rejects.toMatchObject({
      code: 'hook.secretMissing',
    });
    expect(shopify.webhooks.hooks.size).toBe(0);
    expect(await endpoint()).toMatchObject({ state: 'off' });
  }, 60_000);
});

describe('Trendyol', () => {
  it('is told where to call and with which key; a rested hook is woken', async () => {
    const trendyol = await startTrendyol({ products: 20, orders: 10, scale: 100 });
    await connect(trendyol);
    expect((await call('webhooks.enable')({ connectionId: id })).endpoint).toMatchObject({
      state: 'registered',
    });
    const [hook] = trendyol.webhooks.hooks.values();
    expect(trendyol.webhooks.hooks.size).toBe(1);
    const order = trendyol.data.addOrder();
    await soon(async () => expect(await numbers()).toContain(order.orderNumber));
    await soon(async () =>
      expect(await inbox()).toContainEqual(
        expect.objectContaining({ entity: order.orderNumber, stream: 'orders', state: 'done' }),
      ),
    );
    if (hook) hook.status = 'PASSIVE';
    expect(await call('webhooks.repair')({ connectionId: id })).toMatchObject({
      switchedOffAt: expect.any(Number),
    });
    expect([...trendyol.webhooks.hooks.values()].map(({ status }) => status)).toEqual(['ACTIVE']);
    await call('webhooks.disable')({ connectionId: id });
    expect(trendyol.webhooks.hooks.size).toBe(0);
  }, 240_000);
});

describe('Hepsiburada', () => {
  it('has no interface for hooks: the merchant gets what to type, and what arrives is read', async () => {
    const hepsiburada = await startHepsiburada({ products: 10, orders: 5 });
    await connect(hepsiburada);
    const { endpoint: made, access } = await call('webhooks.enable')({ connectionId: id });
    expect(made).toMatchObject({ state: 'byHand' });
    expect(made.byHand?.tr).toContain('destek');
    const authorization = `Basic ${Buffer.from(`${access?.user}:${access?.password}`).toString('base64')}`;
    const answer = await fetch(`${access?.url}/orders`, {
      method: 'POST',
      body: '{"orderNumber":"4001"}',
      headers: { authorization, 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(200);
    await soon(async () =>
      expect(await inbox()).toMatchObject([
        { topic: 'orders', entity: '4001', stream: 'orders', state: 'done' },
      ]),
    );
  }, 60_000);
});
