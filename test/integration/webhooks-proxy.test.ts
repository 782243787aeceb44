import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApiApp } from '../../src/main/api/app';
import { type ApiServer, listen } from '../../src/main/api/server';
import { silentLog } from '../../src/main/log/log';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { type ShopifyMarketplace, startShopify } from '../marketplaces/shopify/server';
import { freePort } from './kit/free-port';
import { findNginx, leftOut, type ReverseProxy, startNginx } from './kit/nginx';
import { connectionTo } from './kit/practice-account';
import { type InProcess, startInProcess, TOKEN } from './kit/service-in-process';

const nginx = findNginx();

let shop: ShopifyMarketplace;
let kervan: InProcess;
let api: ApiServer;
let proxy: ReverseProxy;
let id: ConnectionId;
let hooks: number;
let spare: number;
const proxies: ReverseProxy[] = [];

const call = <Name extends keyof InProcess['service']['handlers']>(name: Name) =>
  kervan.service.handlers[name];
const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 10 });
const infront = async (port: number, target: number): Promise<ReverseProxy> => {
  const started = await startNginx(nginx, port, target);
  proxies.push(started);
  return started;
};

describe.skipIf('missing' in nginx)(`behind nginx, as behind a tunnel${leftOut(nginx)}`, () => {
  beforeEach(async () => {
    shop = await startShopify({ products: 20, orders: 5, hookRetryMs: [50, 50, 50, 50, 50, 50, 50, 50] });
    const [port, other, own] = [await freePort(), await freePort(), await freePort()];
    hooks = own;
    spare = other;
    kervan = await startInProcess([new URL(shop.url).host, `127.0.0.1:${port}`, `127.0.0.1:${other}`]);
    api = await listen(createApiApp({ ...kervan.service, version: '0.0.0-test', log: silentLog }), 0);
    ({ id } = await call('connections.create')({ ...connectionTo(shop), active: true }));
    const { runId } = await call('connections.sync')({ id, mode: 'full', trigger: 'person' });
    await soon(async () => expect((await call('runs.get')({ id: runId })).state).toBe('done'));
    await call('webhooks.listen')({ port: hooks });
    proxy = await infront(port, hooks);
  }, 60_000);
  afterEach(async () => {
    for (const one of proxies.splice(0)) await one.stop();
    await api.close();
    await kervan.stop();
    await shop.stop();
  });

  it('a change at the shop is here within two seconds, and nothing but the hooks is reached', async () => {
    expect(await call('webhooks.setAddress')({ address: proxy.url })).toMatchObject({ checkError: null });
    await call('webhooks.enable')({ connectionId: id });
    const [order] = shop.data.orders.values();
    const name = order?.name;
    const since = performance.now();
    shop.data.cancelOrder(order?.id ?? 0);
    await soon(async () => {
      const { rows } = await kervan.service.rows.orders({ limit: 100 });
      expect(rows.find(({ number }) => number === name)?.status).toBe('cancelled');
    });
    expect(performance.now() - since).toBeLessThan(2_000);
    for (const path of [
      '/',
      '/healthz',
      '/api/connections',
      '/api/webhooks',
      '/hooks',
      '/hooks/../api/connections',
    ]) {
      const answer = await fetch(proxy.url + path, { headers: { authorization: `Bearer ${TOKEN}` } });
      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe('');
    }
  });

  it('a proxy that leads to the API is noticed, and opens nothing', async () => {
    const wrong = await infront(spare, Number(new URL(api.url).port));
    const way = await call('webhooks.setAddress')({ address: wrong.url });
    expect(way.checkError).toMatchObject({
      code: 'hook.addressElsewhere',
      facts: { url: wrong.url, status: 403, port: hooks },
    });
    const answer = await fetch(`${wrong.url}/api/connections`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(answer.status).toBe(403);
    const { endpoint } = await call('webhooks.enable')({ connectionId: id });
    expect(endpoint).toMatchObject({ state: 'waiting' });
    expect(shop.webhooks.hooks.size).toBe(0);
  });

  it('a lost address is noticed; with the new one the channel is told, and has no hook of the old', async () => {
    await call('webhooks.setAddress')({ address: proxy.url });
    await call('webhooks.enable')({ connectionId: id });
    await proxy.stop();
    expect((await call('webhooks.check')({})).checkError).toMatchObject({ code: 'hook.addressUnreachable' });
    const moved = await infront(spare, hooks);
    await call('webhooks.setAddress')({ address: moved.url });
    await soon(() => {
      const addresses = [...shop.webhooks.hooks.values()].map(({ uri }) => new URL(uri).origin);
      expect(addresses).toHaveLength(6);
      expect(new Set(addresses)).toEqual(new Set([moved.url]));
    });
    const [variant] = shop.data.variants.values();
    const order = shop.data.addOrder([{ variantId: variant?.id ?? 0, quantity: 1 }]);
    await soon(async () => {
      const { rows } = await kervan.service.rows.orders({ limit: 100 });
      expect(rows.map(({ number }) => number)).toContain(order.name);
    });
  });
});
