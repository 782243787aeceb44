import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { connectionTo } from './kit/practice-account';
import { type InProcess, startInProcess } from './kit/service-in-process';

let kervan: InProcess;
let market: Awaited<ReturnType<typeof startWooCommerce>>;

beforeAll(async () => {
  market = await startWooCommerce({ products: 20, orders: 10 });
  kervan = await startInProcess([new URL(market.url).host]);
});
afterAll(async () => {
  await kervan.stop();
  await market.stop();
});

const shop = () => connectionTo(market);

describe('the catalogue', () => {
  it('holds all 119 originals, each with its honest evidence, and finds them as a Turk types', async () => {
    const all = (await kervan.ask('GET', '/api/integrations')).body as {
      items: { original: boolean; evidence: string }[];
    };
    expect(all.items.filter((one) => one.original)).toHaveLength(119);
    expect(
      all.items.every((one) =>
        ['live', 'contract', 'docs', 'file', 'planned', 'closed'].includes(one.evidence),
      ),
    ).toBe(true);
    const found = (await kervan.ask('GET', '/api/integrations?q=CICEK')).body as { items: { id: string }[] };
    expect(found.items.map((one) => one.id)).toContain('ciceksepeti');
  });

  it('names the fields of a connector with label, secret flag and help, and nothing for a planned one', async () => {
    const trendyol = (await kervan.ask('GET', '/api/integrations/trendyol')).body as {
      fields: { name: string; secret?: boolean; label: object; help: object }[];
    };
    expect(trendyol.fields.map((field) => [field.name, field.secret === true])).toEqual(
      expect.arrayContaining([
        ['sellerId', false],
        ['apiKey', true],
        ['apiSecret', true],
      ]),
    );
    expect(trendyol.fields.every((field) => field.label && field.help)).toBe(true);
    expect((await kervan.ask('GET', '/api/integrations/n11')).body).toMatchObject({
      connectable: false,
      evidence: 'planned',
      fields: [],
    });
  });
});

describe('who may ask', () => {
  it.each([
    ['no token', { authorization: '' }, 401],
    ['a wrong token', { authorization: 'Bearer wrong-token-123' }, 401],
    ['another scheme', { authorization: 'Basic aW4tcHJvY2Vzcy10b2tlbg==' }, 401],
    ['a rebound host name', { host: 'kervan.attacker.example' }, 403],
    ['a host that only begins like ours', { host: '127.0.0.1.attacker.example' }, 403],
    ['a tunnel', { 'x-forwarded-for': '203.0.113.9' }, 403],
    ['a proxy', { forwarded: 'for=203.0.113.9' }, 403],
    ["another page's script", { origin: 'https://attacker.example' }, 403],
  ])('%s is refused', async (_, headers, status) => {
    const answer = await kervan.ask('GET', '/api/connections', undefined, headers);
    expect(answer.status).toBe(status);
  });

  it('answers the health question without a token, but only to this machine', async () => {
    expect((await kervan.ask('GET', '/healthz', undefined, { authorization: '' })).status).toBe(200);
    expect(
      (await kervan.ask('GET', '/healthz', undefined, { 'cf-connecting-ip': '203.0.113.9' })).status,
    ).toBe(403);
  });
});

describe('bad input', () => {
  const create = (change: object) => kervan.ask('POST', '/api/connections', { ...shop(), ...change });

  it.each<[string, () => ReturnType<typeof kervan.ask>, number, string, string?]>([
    ['no body', () => kervan.ask('POST', '/api/connections', ''), 400, 'input.invalid', 'integration'],
    [
      'broken JSON',
      () => kervan.ask('POST', '/api/connections', '{"integration":'),
      400,
      'input.invalid',
      'body',
    ],
    ['a list', () => kervan.ask('POST', '/api/connections', []), 400, 'input.invalid', 'body'],
    ['an empty name', () => create({ name: '  ' }), 400, 'input.invalid', 'name'],
    ['a name as long as a book', () => create({ name: 'x'.repeat(1000) }), 400, 'input.invalid', 'name'],
    ['an unknown integration', () => create({ integration: 'amazonia' }), 404, 'integration.unknown'],
    ['a prototype name', () => create({ integration: '__proto__' }), 404, 'integration.unknown'],
    ['a planned integration', () => create({ integration: 'n11' }), 409, 'integration.planned'],
    [
      'a missing field',
      () => create({ credentials: { siteUrl: market.url } }),
      400,
      'input.fieldMissing',
      'consumerKey',
    ],
    [
      'an unknown field',
      () => create({ credentials: { ...market.credentials, more: 'x' } }),
      400,
      'input.unknownField',
      'more',
    ],
    [
      'a field of the wrong kind',
      () => create({ credentials: { ...market.credentials, consumerKey: 7 } }),
      400,
      'input.invalid',
      'credentials.consumerKey',
    ],
    [
      'an unknown setting',
      () => create({ settings: { baseUrl: market.url, evil: true } }),
      400,
      'input.invalid',
      'settings.evil',
    ],
    [
      'an address no one allowed',
      () => create({ settings: { baseUrl: 'http://127.0.0.1:9' } }),
      403,
      'input.hostNotAllowed',
    ],
    [
      'a file address',
      () => create({ settings: { baseUrl: 'file:///etc/passwd' } }),
      400,
      'input.invalid',
      'settings.baseUrl',
    ],
    [
      'an address with a path',
      () => create({ settings: { baseUrl: `${market.url}/inner` } }),
      400,
      'input.invalid',
      'settings.baseUrl',
    ],
    ['an unknown connection', () => kervan.ask('GET', '/api/connections/nothing'), 404, 'input.notFound'],
    ['an unknown run', () => kervan.ask('GET', '/api/runs/nothing'), 404, 'input.notFound'],
    ['an unknown path', () => kervan.ask('GET', '/api/nothing'), 404, 'input.notFound'],
    ['too large a page', () => kervan.ask('GET', '/api/products?limit=1001'), 400, 'input.invalid', 'limit'],
    ['a negative page', () => kervan.ask('GET', '/api/orders?limit=-1'), 400, 'input.invalid', 'limit'],
    ['a made-up cursor', () => kervan.ask('GET', '/api/products?cursor=AAAA'), 400, 'input.cursorInvalid'],
    [
      'a time that is none',
      () => kervan.ask('GET', '/api/products?updatedAfter=gestern'),
      400,
      'input.invalid',
      'updatedAfter',
    ],
    [
      'an unknown evidence',
      () => kervan.ask('GET', '/api/integrations?evidence=certainly'),
      400,
      'input.invalid',
      'evidence',
    ],
    [
      'a body over 1 MB',
      () => create({ credentials: { siteUrl: 'x'.repeat(1_100_000) } }),
      413,
      'input.tooLarge',
    ],
  ])('%s', async (_, ask, status, code, field) => {
    const answer = await ask();
    expect([answer.status, (answer.body as { code: string }).code], answer.text).toEqual([status, code]);
    expect(answer.body).toMatchObject({
      title: expect.stringMatching(/\S/),
      status,
      fault: expect.any(String),
    });
    if (field !== undefined) expect((answer.body as { facts: { field: string } }).facts.field).toBe(field);
    expect((await kervan.ask('GET', '/api/connections')).body).toEqual({ items: [] });
  });

  it('speaks Turkish to who asks in Turkish', async () => {
    const answer = await kervan.ask('GET', '/api/runs/nothing', undefined, { 'accept-language': 'tr-TR' });
    expect((answer.body as { title: string }).title).toMatch(/[ığşçöüİ]/);
  });
});

describe('a connection', () => {
  it('lives from its making to its end, and its secrets are never told', async () => {
    const created = await kervan.ask('POST', '/api/connections', shop());
    expect(created.status).toBe(201);
    const { id } = created.body as { id: string };
    expect(created.text).not.toContain(market.credentials.consumerSecret);
    expect(created.body).toMatchObject({
      name: 'Mağaza',
      active: true,
      credentials: { savedSecrets: ['consumerKey', 'consumerSecret'] },
    });

    const renamed = await kervan.ask('PATCH', `/api/connections/${id}`, { name: 'Yeni ad' });
    expect(renamed.body).toMatchObject({ name: 'Yeni ad' });

    expect((await kervan.ask('POST', `/api/connections/${id}/deactivate`)).body).toMatchObject({
      active: false,
      state: 'paused',
    });
    const refused = await kervan.ask('POST', `/api/connections/${id}/sync`, { mode: 'full' });
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([409, 'connection.paused']);
    await kervan.ask('POST', `/api/connections/${id}/activate`);

    const badStream = await kervan.ask('POST', `/api/connections/${id}/sync`, { streams: ['payouts'] });
    expect(badStream.status).toBe(400);
    const started = await kervan.ask('POST', `/api/connections/${id}/sync`, {
      streams: ['products'],
      mode: 'full',
    });
    expect(started.status).toBe(202);
    const { runId } = started.body as { runId: string };
    const twice = await kervan.ask('POST', `/api/connections/${id}/sync`, {
      streams: ['products'],
      mode: 'full',
    });
    expect((twice.body as { runId: string }).runId).toBe(runId);
    await expect
      .poll(async () => (await kervan.ask('GET', `/api/runs/${runId}`)).body, { timeout: 20_000 })
      .toMatchObject({ finished: true });
    const products = (await kervan.ask('GET', `/api/products?connection=${id}&limit=5`)).body as {
      items: unknown[];
      nextCursor: string;
    };
    expect(products.items).toHaveLength(5);

    expect((await kervan.ask('DELETE', `/api/connections/${id}`)).status).toBe(204);
    expect((await kervan.ask('GET', `/api/connections/${id}`)).status).toBe(404);
    await expect
      .poll(async () => (await kervan.ask('GET', '/api/products')).body, { timeout: 20_000 })
      .toEqual({ items: [], nextCursor: null });
  });

  it('with a rejected key raises one alert, stops by itself, and is well again after the key is renewed', async () => {
    const created = await kervan.ask('POST', '/api/connections', {
      ...shop(),
      credentials: { ...market.credentials, consumerSecret: `cs_${'0'.repeat(40)}` },
    });
    const { id } = created.body as { id: string };
    for (let i = 0; i < 2; i += 1) {
      const { runId } = (await kervan.ask('POST', `/api/connections/${id}/sync`, {})).body as {
        runId: string;
      };
      await expect
        .poll(async () => (await kervan.ask('GET', `/api/runs/${runId}`)).body, { timeout: 20_000 })
        .toMatchObject({ finished: true });
    }
    const alerts = (await kervan.ask('GET', '/api/alerts')).body as {
      items: { code: string; count: number; message: string; connectionId: string }[];
    };
    expect(alerts.items.map((one) => one.code)).toEqual(['auth.keyRejected']);
    expect(alerts.items[0]?.message).toContain('WooCommerce');
    expect((await kervan.ask('GET', `/api/connections/${id}`)).body).toMatchObject({
      state: 'keyRejected',
      nextSyncAt: null,
    });

    const mended = await kervan.ask('PATCH', `/api/connections/${id}`, {
      credentials: { consumerSecret: market.credentials.consumerSecret },
    });
    expect(mended.body).toMatchObject({ state: 'new', error: null });
    expect((await kervan.ask('GET', '/api/alerts')).body).toMatchObject({ items: [] });
    expect((await kervan.ask('POST', `/api/connections/${id}/test`)).body).toMatchObject({ ok: true });
    await kervan.ask('DELETE', `/api/connections/${id}`);
  });
});
