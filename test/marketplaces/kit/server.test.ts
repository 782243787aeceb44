import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { json } from './answer';
import { RawNumber } from './json';
import { RefillingBucket, SlidingBudget } from './limits';
import { basicCredentials } from './request';
import { type Loopback, startLoopback } from './server';

let server: Loopback;
let handled: number;
const items = [
  { id: 1, price: 2.5, lines: [{ sku: 'a' }] },
  { id: 2, price: 3, lines: [] },
];

beforeEach(async () => {
  handled = 0;
  server = await startLoopback({
    now: () => 1_000,
    handle: (request) => {
      handled += 1;
      if (request.path === '/big')
        return json(200, { n: new RawNumber('9007199254740993'), m: new RawNumber('19.90') });
      return json(200, { total: 2, items });
    },
  });
});
afterEach(() => server.stop());

const get = (path: string) => fetch(server.url + path);

describe('loopback server', () => {
  test('digits beyond 2^53 and trailing zeros are sent as they are', async () => {
    expect(await (await get('/big')).text()).toBe('{"n":9007199254740993,"m":19.90}');
  });

  test('logs method, path, query, headers, status and time of each request', async () => {
    await fetch(`${server.url}/a?b=1`, { headers: { 'X-Test': 'yes' } });
    expect(server.requests).toMatchObject([
      { method: 'GET', path: '/a', query: { b: '1' }, status: 200, at: 1_000, headers: { 'x-test': 'yes' } },
    ]);
  });

  test('reads Basic credentials whose password holds a colon', () => {
    const authorization = `Basic ${Buffer.from('user:pa:ss').toString('base64')}`;
    const request = {
      method: 'GET',
      path: '/',
      query: new URLSearchParams(),
      headers: { authorization },
      body: Buffer.alloc(0),
      at: 0,
    };
    expect(basicCredentials(request)).toEqual({ user: 'user', password: 'pa:ss' });
    expect(basicCredentials({ ...request, headers: {} })).toBeUndefined();
  });
});

describe('fault plan', () => {
  test('429 with Retry-After strikes the wished number of matching requests, after those skipped, and is logged', async () => {
    const fault = server.faults.add({
      effect: { kind: 'limited', retryAfter: 7 },
      match: '/orders',
      skip: 1,
      times: 2,
    });
    const statuses = [];
    for (const path of ['/orders', '/other', '/orders', '/orders', '/orders'])
      statuses.push((await get(path)).status);
    expect(statuses).toEqual([200, 200, 429, 429, 200]);
    expect(fault.struck).toBe(2);
    expect(server.requests[2]).toMatchObject({ status: 429, fault: 'limited' });
    expect(handled).toBe(3);
  });

  test('429 carries no Retry-After unless asked, and any reset header that is given', async () => {
    server.faults.add({ effect: { kind: 'limited', headers: { 'x-ratelimit-reset': '5' } } });
    const answer = await get('/');
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(answer.headers.get('x-ratelimit-reset')).toBe('5');
  });

  test('5xx, HTML in place of JSON, and a wrong content type', async () => {
    server.faults.add({
      effect: { kind: 'status', status: 503, retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' },
    });
    server.faults.add({ effect: { kind: 'html' } });
    server.faults.add({ effect: { kind: 'contentType', value: 'text/html' } });
    const [down, page, typed] = [await get('/'), await get('/'), await get('/')];
    expect([down.status, down.headers.get('retry-after')]).toEqual([503, 'Wed, 21 Oct 2026 07:28:00 GMT']);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<html>');
    expect(typed.headers.get('content-type')).toBe('text/html');
    expect(await typed.json()).toMatchObject({ total: 2 });
  });

  test('an answer cut in the middle arrives as a broken body, a reset as no answer', async () => {
    server.faults.add({ effect: { kind: 'cut' } });
    server.faults.add({ effect: { kind: 'reset' } });
    const cut = await get('/');
    await expect(cut.text()).rejects.toThrow();
    await expect(get('/')).rejects.toThrow();
    expect(server.requests[1]?.status).toBe(0);
    expect((await get('/')).status).toBe(200);
  });

  test('a slow answer takes at least the wished time', async () => {
    server.faults.add({ effect: { kind: 'slow', ms: 30 } });
    const started = performance.now();
    await (await get('/')).text();
    expect(performance.now() - started).toBeGreaterThanOrEqual(28);
  });

  test('bad records: a text for a number, a missing key, a null list, and the truth stays whole', async () => {
    const damage = (field: string, how: 'wrongType' | 'missing' | 'null') =>
      server.faults.add({ effect: { kind: 'record', damage: { index: 0, field, how } } });
    damage('price', 'wrongType');
    damage('price', 'missing');
    damage('lines', 'null');
    damage('lines.0.sku', 'missing');
    const bodies: unknown[] = [];
    for (let n = 0; n < 5; n += 1) bodies.push(await (await get('/')).json());
    expect(bodies[0]).toMatchObject({ items: [{ price: 'not-a-number' }, { price: 3 }] });
    expect(bodies[1]).toEqual({ total: 2, items: [{ id: 1, lines: [{ sku: 'a' }] }, items[1]] });
    expect(bodies[2]).toMatchObject({ items: [{ lines: null }, { id: 2 }] });
    expect(bodies[3]).toMatchObject({ items: [{ lines: [{}] }, { id: 2 }] });
    expect(bodies[4]).toEqual({ total: 2, items });
  });

  test('a gate holds matching requests until released', async () => {
    const gate = server.faults.gate('/held');
    const done: string[] = [];
    const first = get('/held?n=1').then(() => done.push('held'));
    await gate.reached();
    await get('/free').then(() => done.push('free'));
    expect(gate.held).toBe(1);
    gate.release();
    await first;
    await get('/held?n=2');
    expect(done).toEqual(['free', 'held']);
  });

  test('stopping lets held requests fail instead of hanging', async () => {
    const gate = server.faults.gate();
    const held = get('/').then(
      () => 'answered',
      () => 'failed',
    );
    await gate.reached();
    await server.stop();
    expect(['answered', 'failed']).toContain(await held);
  });

  test('random faults are the same for the same seed and never strike three times in a row', async () => {
    const run = async () => {
      server.faults.randomly({ seed: 5, rate: 0.6, effects: [{ kind: 'status', status: 500 }] });
      const statuses: number[] = [];
      for (let n = 0; n < 40; n += 1) statuses.push((await get('/')).status);
      return statuses.join(' ');
    };
    const first = await run();
    expect(await run()).toBe(first);
    expect(first).toContain('500');
    expect(first).not.toContain('500 500 500');
  });
});

describe('limits on the injected clock', () => {
  test('a sliding budget refuses the call too many until the oldest is out of the window', () => {
    let now = 0;
    const budget = new SlidingBudget(2, 1000, () => now);
    expect(budget.take()).toMatchObject({ allowed: true, remaining: 1 });
    now = 400;
    expect(budget.take()).toMatchObject({ allowed: true, remaining: 0 });
    expect(budget.take()).toEqual({ allowed: false, limit: 2, remaining: 0, resetAt: 1000 });
    now = 1000;
    expect(budget.take().allowed).toBe(true);
    expect(budget.take()).toMatchObject({ allowed: false, resetAt: 1400 });
  });

  test('a bucket refills with time, never above its maximum, and takes back what was not used', () => {
    let now = 0;
    const bucket = new RefillingBucket(100, 10, () => now);
    expect(bucket.take(90)).toBe(true);
    expect(bucket.take(20)).toBe(false);
    now = 1000;
    expect(bucket.take(20)).toBe(true);
    bucket.refund(500);
    expect(bucket.available()).toBe(100);
  });
});
