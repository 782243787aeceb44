import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Marketplace } from '../kit/marketplace';
import type { HepsiburadaData } from './data';
import { startHepsiburada } from './server';
import { call } from './test-client';

let now: number;
let shop: Marketplace<HepsiburadaData>;
const probe = () => `/listings/merchantid/${shop.credentials.merchantId}?offset=0&limit=1`;
const openLines = () => `/orders/merchantid/${shop.credentials.merchantId}?offset=0&limit=1`;
const catalogue = () =>
  `/product/api/products/all-products-of-merchant/${shop.credentials.merchantId}?page=0&size=1`;
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

beforeEach(async () => {
  now = Date.UTC(2026, 10, 24, 9);
  shop = await startHepsiburada({ now: () => now, products: 30, orders: 10 });
});
afterEach(() => shop.stop());

describe('Hepsiburada entry (facts §2, §4)', () => {
  test('the probe is let in with merchant id and service key, and the bare developer name', async () => {
    expect(shop.credentials.username).toBe(shop.credentials.merchantId);
    expect(shop.credentials.serviceKey).toHaveLength(12);
    expect((await call(shop, probe())).status).toBe(200);
  });

  test.each([
    ['missing', () => ''],
    ["a library's own", () => 'undici'],
    ['{merchantId} - name', () => `${shop.credentials.merchantId} - ${shop.credentials.userAgent}`],
    ['with something behind it', () => `${shop.credentials.userAgent}/1.0`],
  ])('User-Agent %s → 403 with a page of the bot manager', async (_what, agent) => {
    const answer = await call(shop, probe(), { 'user-agent': agent() });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('<html>');
  });

  test('a wrong key → 401, worded by each service in its own way', async () => {
    const wrong = basic(`${shop.credentials.username}:wrong`);
    expect(await call(shop, probe(), wrong)).toMatchObject({
      status: 401,
      body: { errors: [{ message: 'Unauthorized' }] },
    });
    expect(await call(shop, openLines(), wrong)).toMatchObject({ status: 401, body: 'Unauthorized' });
    expect(await call(shop, catalogue(), wrong)).toMatchObject({
      status: 401,
      body: { title: 'Unauthorized', status: 401 },
    });
  });

  test('an integrator account with its own user name', async () => {
    const other = await startHepsiburada({ now: () => now, products: 5, orders: 0, username: 'kervan_dev' });
    try {
      const path = `/listings/merchantid/${other.credentials.merchantId}?offset=0&limit=1`;
      expect((await call(other, path)).status).toBe(200);
      expect(
        (await call(other, path, basic(`${other.credentials.merchantId}:${other.credentials.serviceKey}`)))
          .status,
      ).toBe(401);
    } finally {
      await other.stop();
    }
  });

  test("another merchant's id → 403; unknown path → 404; wrong method → 405", async () => {
    expect(
      (await call(shop, '/listings/merchantid/0f0f0f0f-1111-4111-8111-000000000000?offset=0&limit=1')).status,
    ).toBe(403);
    expect((await call(shop, '/orders/merchantid')).status).toBe(404);
    expect((await call(shop, openLines(), {}, 'DELETE')).status).toBe(405);
  });
});

/** Many calls, some at a time: limits do not care about the order. */
async function many<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  while (done.length < count) {
    const batch = Math.min(50, count - done.length);
    done.push(...(await Promise.all(Array.from({ length: batch }, make))));
  }
  return done;
}

describe('Hepsiburada limits (facts §3)', { timeout: 30_000 }, () => {
  test('orders: over 1000 a second → 429 with X-RateLimit headers; a second later it goes on', async () => {
    const first = await call(shop, openLines());
    expect(first.headers.get('x-ratelimit-limit')).toBe('1000');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('999');
    await many(999, () => call(shop, openLines()));
    const refused = await call(shop, openLines());
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('x-ratelimit-reset')).toBe('1');
    now += 1000;
    expect((await call(shop, openLines())).status).toBe(200);
  });

  test('catalogue: over 100 a second → 403, and going on for more than 5 seconds blocks the address', async () => {
    const burst = async () => {
      const statuses = (await many(101, () => call(shop, catalogue()))).map((answer) => answer.status);
      return statuses.includes(403) ? 403 : 200;
    };
    expect(await burst()).toBe(403);
    now += 2000;
    expect((await call(shop, catalogue())).status).toBe(200);
    for (let second = 0; second < 7; second += 1) {
      now += 1000;
      await burst();
    }
    now += 2000;
    expect((await call(shop, catalogue())).status).toBe(403);
    now += 10 * 60_000;
    expect((await call(shop, catalogue())).status).toBe(200);
  });
});

test('20,000 listings are made in under two seconds of processor time', async () => {
  const started = process.cpuUsage();
  const big = await startHepsiburada({ now: () => now, products: 20_000, orders: 0 });
  const used = process.cpuUsage(started);
  await big.stop();
  expect((used.user + used.system) / 1000).toBeLessThan(2000);
});
