import { createHash } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiRoutes } from '../../src/main/api/routes';
import { type ApiDocument, documentSchema, ofTheSources, watched } from './kit/api-conformance';
import { type InProcess, startInProcess } from './kit/service-in-process';

let kervan: InProcess;
let raw: object;
let document: ApiDocument;

beforeAll(async () => {
  kervan = await startInProcess();
  raw = await kervan.call<object>('GET', '/api/openapi.json');
  document = documentSchema.parse(raw);
});
afterAll(() => kervan.stop());

describe('the description', () => {
  it('is valid OpenAPI 3.1 by the schema of the OpenAPI Initiative', async () => {
    const validator = new Validator();
    const told = await validator.validate({ ...structuredClone(raw) });
    expect(told.errors ?? []).toEqual([]);
    expect([told.valid, validator.version]).toEqual([true, '3.1']);
  });

  it('names every route once, with an id and a name for every schema that are its own', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => ({
        line: `${method.toUpperCase()} ${path}`,
        operationId,
      })),
    );
    expect(operations.map(({ line }) => line).sort()).toEqual(
      apiRoutes()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const references = JSON.stringify(document).match(/#\/components\/schemas\/\w+/g) ?? [];
    const lost = references.filter(
      (reference) => document.components.schemas[reference.replace(/^.*\//, '')] === undefined,
    );
    expect(lost).toEqual([]);
  });

  it('lists for every write the key that keeps it from being done twice, and for every call why it may fail', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { parameters, responses }] of Object.entries(methods)) {
        const has = JSON.stringify(parameters).includes('IdempotencyKey');
        expect([method, path, has]).toEqual([method, path, method !== 'get']);
        expect(Object.keys(responses), path).toEqual(expect.arrayContaining(['403', '500']));
      }
    }
  });

  it('needs a token, of whichever role', async () => {
    const refused = await kervan.ask('GET', '/api/openapi.json', undefined, { authorization: '' });
    expect(refused.status).toBe(401);
    const { secret } = await kervan.service.handlers['tokens.create']({
      name: 'Okur',
      role: 'viewer',
      expiresAt: null,
    });
    const viewer = await kervan.ask('GET', '/api/openapi.json', undefined, {
      authorization: `Bearer ${secret}`,
    });
    expect(viewer.body).toEqual(raw);
  });

  it('is made in short steps, between which the process does other things', async () => {
    const fresh = await startInProcess();
    try {
      let turns = 0;
      let isOver = false;
      const turning = (async () => {
        while (!isOver) {
          await new Promise((resolve) => setImmediate(resolve));
          turns += 1;
        }
      })();
      await fresh.app.request('http://127.0.0.1:1/api/docs', { headers: { host: '127.0.0.1:1' } });
      isOver = true;
      await turning;
      expect(turns).toBeGreaterThan(apiRoutes().length);
    } finally {
      await fresh.stop();
    }
  });
});

describe('its page', () => {
  const page = (headers: Record<string, string> = {}) =>
    kervan.app.request('http://127.0.0.1:1/api/docs', { headers: { host: '127.0.0.1:1', ...headers } });

  it('is read without a token, runs nothing and loads nothing', async () => {
    const answer = await page();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const text = await answer.text();
    expect(text).not.toMatch(
      /<(?:script|img|link|iframe|form|object|base)\b|javascript:|\s(?:on\w+|src|style)="|url\(|@import/i,
    );
    expect(text.match(/href="(?!#)/g)).toBeNull();
    // Its own style is let in by its hash, or the page would be bare.
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '';
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(style).toContain('color-scheme: light dark');
  });

  it('tells of every call and every schema, and each link in it leads somewhere', async () => {
    const text = await (await page()).text();
    for (const { path, id } of apiRoutes()) {
      expect(text).toContain(`<code>${path}</code>`);
      expect(text).toContain(`id="${id}"`);
    }
    const anchors = new Set([...text.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]));
    const links = [...text.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((link) => !anchors.has(link))).toEqual([]);
  });

  it.each([
    ['a rebound host name', { host: 'kervan.attacker.example' }],
    ['a tunnel', { 'x-forwarded-for': '203.0.113.9' }],
    ["another page's script", { origin: 'https://attacker.example' }],
  ])('is not given to %s', async (_name, headers) => {
    expect((await page(headers)).status).toBe(403);
  });
});

describe('what watches the answers', () => {
  const answering = (body: unknown, status: 200 | 418 = 200, type = 'application/json') => {
    const app = new Hono();
    app.get('/api/warehouses', (context) =>
      context.body(JSON.stringify(body), status, { 'content-type': type }),
    );
    return watched(app).request('http://127.0.0.1:1/api/warehouses');
  };
  const good = { id: '1', name: 'Depo', main: true };

  it('lets what is described pass', async () => {
    expect((await answering({ items: [good] })).status).toBe(200);
  });

  it.each([
    ['a field too few', { items: [{ id: '1', name: 'Depo' }] }],
    ['a field too many', { items: [{ ...good, secret: 'x' }] }],
    ['a field too many at the top', { items: [good], total: 1 }],
    ['another kind of value', { items: [{ ...good, main: 'yes' }] }],
  ])('complains of %s', async (_name, body) => {
    await expect(answering(body)).rejects.toThrow('not answered as described');
  });

  it('complains of a status and of a type that are not described', async () => {
    await expect(answering({ items: [] }, 418)).rejects.toThrow('418 is not described');
    await expect(answering({ items: [] }, 200, 'text/plain')).rejects.toThrow('text/plain is not described');
  });

  it('knows the nearer address of two that fit', async () => {
    const conformance = await ofTheSources();
    const answer = { method: 'POST', path: '/api/webhooks/inbox/replay', contentType: 'application/json' };
    expect(conformance.complaint({ ...answer, status: 202, text: '{"replayed":0}' })).toBeUndefined();
    expect(conformance.complaint({ ...answer, status: 404, text: '{}' })).toContain('404');
  });
});
