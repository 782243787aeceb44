import { createHmac, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { webhooks as hepsiburada } from '../../../connectors/hepsiburada/webhooks';
import { webhooks as trendyol } from '../../../connectors/trendyol/webhooks';
import { webhooks as woocommerce } from '../../../connectors/woocommerce/webhooks';
import type { ConnectionId } from '../../shared/domain/ids';
import type { Database } from '../database';
import { addConnection, openIn, temporaryFolder } from '../database/test-kit/temporary-database';
import { silentLog } from '../log/log';
import { Doors } from './door';
import { InboxQueue } from './inbox-queue';
import { type Listener, startListener } from './listener';
import { Probes } from './probes';

const SECRET = 'a-secret-of-the-hook';
const token = () => randomBytes(32).toString('base64url');

let folder: ReturnType<typeof temporaryFolder>;
let database: Database;
let doors: Doors;
let probes: Probes;
let inbox: InboxQueue;
let listener: Listener;
let now: number;
let refused: Map<ConnectionId, number>;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 24, 12);
  folder = temporaryFolder();
  database = await openIn(folder.path, { now: () => now });
  doors = new Doors();
  probes = new Probes();
  refused = new Map();
  inbox = new InboxQueue({
    database,
    now: () => now,
    arrived: () => undefined,
    refused: (id, count) => void refused.set(id, (refused.get(id) ?? 0) + count),
    failed: (error) => {
      throw error;
    },
  });
  listener = await startListener(
    {
      ...{ doors, probes, inbox, log: silentLog, now: () => now },
      limits: { bodyBytes: 100_000, headersMs: 400, requestMs: 900 },
    },
    0,
  );
});
afterEach(async () => {
  await listener.close();
  inbox.close();
  database.close();
  folder.remove();
});

function addDoor(rules = woocommerce, previous: { secret: string; until: number } | null = null) {
  const id = addConnection(database);
  database.write((tx) => tx.endpoints.create(id, 'registered'));
  const own = token();
  doors.set(own, { connectionId: id, rules, secret: SECRET, previous });
  return { id, path: `/hooks/${own}` };
}

const url = (path: string) => `http://127.0.0.1:${listener.port}${path}`;
const signed = (body: string, secret = SECRET) => createHmac('sha256', secret).update(body).digest('base64');

function deliver(path: string, body: string, more: Record<string, string> = {}, method = 'POST') {
  return fetch(url(path), {
    method,
    body,
    headers: {
      'content-type': 'application/json',
      'x-wc-webhook-topic': 'order.updated',
      'x-wc-webhook-delivery-id': 'd-1',
      'x-wc-webhook-signature': signed(body),
      ...more,
    },
  });
}

const kept = () => database.inbox.list({ limit: 100 });

describe('a delivery', () => {
  test('that proves itself is on disk before it is answered', async () => {
    const { id, path } = addDoor();
    const answer = await deliver(path, '{"id":5512}');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
    expect(kept()).toMatchObject([
      { connectionId: id, topic: 'order.updated', stream: 'orders', state: 'new', bytes: 11, repeats: 0 },
    ]);
    const content = database.inbox.content(kept()[0]?.id ?? 0);
    expect(Buffer.from(content?.body ?? []).toString()).toBe('{"id":5512}');
    // What proves a delivery would prove the next one too.
    expect(JSON.stringify(content?.headers)).not.toContain(signed('{"id":5512}'));
  });

  test('that comes again is answered and counted, not kept twice', async () => {
    const { path } = addDoor();
    const answers = await Promise.all([1, 2, 3].map(() => deliver(path, '{"id":5512}')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(kept()).toMatchObject([{ repeats: 2 }]);
    await deliver(path, '{"id":5513}');
    expect(kept()).toHaveLength(2);
  });

  test('counts with the secret before, until its time is over', async () => {
    const { path } = addDoor(woocommerce, { secret: 'the-one-before', until: now + 1000 });
    const old = (body: string) =>
      deliver(path, body, { 'x-wc-webhook-signature': signed(body, 'the-one-before') });
    expect((await old('{"id":1}')).status).toBe(200);
    now += 1000;
    expect((await old('{"id":2}')).status).toBe(401);
    expect((await deliver(path, '{"id":3}')).status).toBe(200);
  });

  test('with a wrong signature leaves nothing of itself, only a count of the hour', async () => {
    const { id, path } = addDoor();
    for (const bent of ['', 'x', signed('{"id":5512} '), signed('{"id":5512}', 'other')])
      expect((await deliver(path, '{"id":5512}', { 'x-wc-webhook-signature': bent })).status).toBe(401);
    inbox.close();
    expect(kept()).toMatchObject([{ state: 'refused', repeats: 3, bytes: 0, topic: null }]);
    expect(database.inbox.content(kept()[0]?.id ?? 0)).toEqual({ headers: {}, body: null });
    expect(refused).toEqual(new Map([[id, 4]]));
  });

  test('about something unknown is set aside with the reason', async () => {
    const { path } = addDoor();
    expect((await deliver(path, '{"id":1}', { 'x-wc-webhook-topic': 'coupon.created' })).status).toBe(200);
    expect(kept()).toMatchObject([
      { state: 'aside', error: { code: 'hook.unknownTopic', facts: { topic: 'coupon.created' } } },
    ]);
  });

  test('without a signature is taken for the knock of a new hook only when it is exactly that', async () => {
    const { path } = addDoor();
    const knock = (body: string, type = 'application/x-www-form-urlencoded') =>
      fetch(url(path), { method: 'POST', body, headers: { 'content-type': type } });
    expect((await knock('webhook_id=12')).status).toBe(200);
    expect((await knock('webhook_id=12&id=5')).status).toBe(401);
    expect((await knock('{"id":5512}', 'application/json')).status).toBe(401);
    expect(kept()).toEqual([]);
  });

  test('is told by its body where the channel gives no id, and counts anew once it was settled', async () => {
    const { id, path } = addDoor(trendyol);
    const send = () =>
      fetch(url(path), {
        method: 'POST',
        body: '{"content":[{"status":"PICKING"}]}',
        headers: { 'x-api-key': SECRET },
      });
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(200);
    const [first] = kept();
    expect(first).toMatchObject({ stream: null, state: 'new', repeats: 1 });
    database.write((tx) => {
      tx.inbox.understood(first?.id ?? 0, { topic: 'PICKING', entity: null, stream: 'orders' });
      tx.inbox.settle(id, 'orders', tx.stamp(), 100);
    });
    expect(kept()).toMatchObject([{ state: 'done' }]);
    await send();
    expect(kept()).toMatchObject([{ state: 'new', repeats: 2 }]);
  });

  test('may name its event behind the address, where the channel does so', async () => {
    const { path } = addDoor(hepsiburada);
    const headers = { authorization: `Basic ${Buffer.from(`kervan:${SECRET}`).toString('base64')}` };
    for (const [method, rest] of [
      ['POST', '/orders'],
      ['PUT', '/packages/123/deliver'],
    ] as const)
      expect((await fetch(url(path + rest), { method, body: '{}', headers })).status).toBe(200);
    expect(kept().map(({ topic }) => topic)).toEqual(['packages/123/deliver', 'orders']);
    expect((await fetch(url(`${path}/orders`), { method: 'DELETE', headers })).status).toBe(404);
  });
});

describe('everything else', () => {
  test.each([
    ['GET', '/'],
    ['GET', '/healthz'],
    ['GET', '/api/connections'],
    ['POST', '/hooks/'],
    ['POST', `/hooks/${'a'.repeat(43)}`],
    ['POST', `/hooks/${'a'.repeat(43)}/orders`],
    ['POST', '/hooks/../api/connections'],
    ['POST', '/hooks/%2e%2e/api'],
    ['OPTIONS', '*'],
  ])('%s %s is answered 404 without a word', async (method, path) => {
    const answer = await raw(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(
      /^HTTP\/1\.1 404 Not Found\r\ncontent-length: 0\r\n(connection: close\r\n)?\r\n$/i,
    );
  });

  test('a door answers nothing but its methods and its own path', async () => {
    const { path } = addDoor();
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect((await fetch(url(path), { method })).status).toBe(404);
    for (const other of [`${path}/orders`, `${path}?x=1`, `${path}/`, path.toUpperCase(), `/${path}`])
      expect((await deliver(other, '{}')).status).toBe(404);
  });

  test('a body too long, told or found out, and a packed one are refused', async () => {
    const { path } = addDoor();
    expect((await deliver(path, 'x'.repeat(100_001))).status).toBe(413);
    const chunk = `186a1\r\n${'x'.repeat(100_001)}\r\n0\r\n\r\n`;
    expect(
      await raw(`POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`),
    ).toMatch(/^HTTP\/1\.1 413/);
    expect((await deliver(path, '{}', { 'content-encoding': 'gzip' })).status).toBe(415);
    expect(kept()).toEqual([]);
  });

  test('who sends slowly is sent away', async () => {
    const { path } = addDoor();
    const [headers, body] = await Promise.all([
      raw(`POST ${path} HTTP/1.1\r\nHost: x\r\n`),
      raw(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{`),
    ]);
    expect(headers).toMatch(/^(HTTP\/1\.1 408|$)/);
    expect(body).toMatch(/^(HTTP\/1\.1 408|$)/);
    expect((await deliver(path, '{"id":1}')).status).toBe(200);
  });

  test('headers beyond measure are refused', async () => {
    const { path } = addDoor();
    expect(await raw(`POST ${path} HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431/,
    );
  });
});

test('a probe is answered as only this listener can, while it is open', async () => {
  const probe = probes.open();
  const ask = () => fetch(url(probe.path), { method: 'POST', body: 'question' });
  expect(await (await ask()).text()).toBe(probe.answer(Buffer.from('question')));
  expect((await fetch(url(probe.path))).status).toBe(404);
  probes.close(probe);
  expect((await ask()).status).toBe(404);
});

/** Sends these bytes as they are; everything that comes back until the other side closes. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(listener.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    const done = () => resolve(Buffer.concat(chunks).toString('utf8'));
    socket.on('close', done);
    socket.on('error', () => undefined);
  });
}
