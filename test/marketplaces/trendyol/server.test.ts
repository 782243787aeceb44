import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Marketplace } from '../kit/marketplace';
import type { TrendyolData } from './data';
import { startTrendyol } from './server';
import { call } from './test-client';

let now: number;
let shop: Marketplace<TrendyolData>;
const seller = () => shop.credentials.sellerId ?? '';
const addresses = () => `/integration/sellers/${seller()}/addresses`;
const orders = () => `/integration/order/sellers/${seller()}/v2/orders`;
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

beforeEach(async () => {
  now = Date.UTC(2026, 10, 24, 9);
  shop = await startTrendyol({ now: () => now, products: 30, orders: 10 });
});
afterEach(() => shop.stop());

describe('Trendyol entry (facts §2, §3, §5)', { timeout: 30_000 }, () => {
  test('the right key, User-Agent and seller id are let in', async () => {
    const answer = await call(shop, addresses());
    expect(answer.status).toBe(200);
    expect(answer.body).toHaveProperty('supplierAddresses');
  });

  test('an integrator name in the User-Agent is fine', async () => {
    expect((await call(shop, addresses(), { 'user-agent': `${seller()} - Kervan` })).status).toBe(200);
  });

  test.each([
    ['missing', () => ''],
    ["a library's own", () => 'undici'],
    ['without seller id', () => 'SelfIntegration'],
    ['longer than 30 characters', () => `${seller()} - ${'A'.repeat(31)}`],
    ['not alphanumeric', () => `${seller()} - Kervan App`],
    ["another seller's", () => '1 - SelfIntegration'],
  ])('User-Agent %s → 403', async (_what, agent) => {
    expect((await call(shop, addresses(), { 'user-agent': agent() })).status).toBe(403);
  });

  test.each([
    ['a wrong secret', () => basic(`${shop.credentials.apiKey}:wrong`)],
    ['a wrong key', () => basic(`wrong:${shop.credentials.apiSecret}`)],
    ['no Basic at all', () => ({ authorization: 'Bearer x' })],
  ])('%s → 401 with ClientApiAuthenticationException', async (_what, headers) => {
    const answer = await call(shop, addresses(), headers());
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ exception: 'ClientApiAuthenticationException' });
  });

  test("another seller's id in the path → 403", async () => {
    const answer = await call(shop, '/integration/sellers/1/addresses', {
      'user-agent': '1 - SelfIntegration',
    });
    expect(answer.status).toBe(403);
  });

  test('order V1 and product V1 are closed: 426 (facts §4)', async () => {
    expect((await call(shop, `/integration/order/sellers/${seller()}/orders`)).status).toBe(426);
    expect((await call(shop, `/integration/product/sellers/${seller()}/products`)).status).toBe(426);
  });

  test('an unknown path → 404, a wrong method → 405', async () => {
    expect((await call(shop, `/integration/sellers/${seller()}/nothing`)).status).toBe(404);
    expect((await call(shop, addresses(), {}, 'DELETE')).status).toBe(405);
  });

  test('orders: 30 calls per minute in the lowest tier, then 429 until the minute has passed', async () => {
    for (let n = 0; n < 30; n += 1) expect((await call(shop, orders())).status).toBe(200);
    const refused = await call(shop, orders());
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ errors: [{ key: 'too.many.requests' }] });
    expect((await call(shop, addresses())).status).toBe(200);
    now += 60_000;
    expect((await call(shop, orders())).status).toBe(200);
  });

  test('product reads: 1000 calls per minute; with the older rule 50 in ten seconds to one endpoint', async () => {
    for (let n = 0; n < 20; n += 1)
      await Promise.all(Array.from({ length: 50 }, () => call(shop, addresses())));
    expect((await call(shop, addresses())).status).toBe(429);
    const old = await startTrendyol({ now: () => now, products: 10, orders: 0, oldEndpointRule: true });
    try {
      const path = `/integration/sellers/${old.credentials.sellerId}/addresses`;
      for (let n = 0; n < 50; n += 1) await call(old, path);
      expect((await call(old, path)).status).toBe(429);
      now += 10_000;
      expect((await call(old, path)).status).toBe(200);
    } finally {
      await old.stop();
    }
  });

  test('a programmed 429 wears the words of the channel', async () => {
    shop.faults.add({ effect: { kind: 'limited', retryAfter: 3 }, match: '/addresses' });
    expect((await call(shop, addresses())).body).toMatchObject({ errors: [{ key: 'too.many.requests' }] });
  });

  test('the same seed gives the same seller, another seed another one', async () => {
    const twin = await startTrendyol({ now: () => now, products: 30, orders: 10 });
    const other = await startTrendyol({ now: () => now, products: 30, orders: 10, seed: 7 });
    try {
      expect(twin.credentials).toEqual(shop.credentials);
      expect([...twin.data.packages.values()]).toEqual([...shop.data.packages.values()]);
      expect(other.credentials).not.toEqual(shop.credentials);
    } finally {
      await Promise.all([twin.stop(), other.stop()]);
    }
  });
});
