import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiApp } from '../../src/main/api/app';
import type { Access } from '../../src/main/api/route';
import { pattern } from '../../src/main/api/router';
import { apiRoutes } from '../../src/main/api/routes';
import { listen } from '../../src/main/api/server';
import { silentLog } from '../../src/main/log/log';
import { createService } from '../../src/main/service/create-service';
import type { KervanService } from '../../src/main/service/service';
import { createSecretRegistry, masterKeyKeyring } from '../../src/main/vault';
import type { ApiRole } from '../../src/shared/domain/api-role';
import { watched } from './kit/api-conformance';
import { type InProcess, startInProcess } from './kit/service-in-process';

const MINUTE = 60_000;
const DAY = 86_400_000;

type Answer = { readonly text: string } & Pick<Response, 'status' | 'headers'>;
type Api = ReturnType<typeof createApiApp>;
async function call(
  app: Api,
  token: string,
  line: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const [method, path] = line.split(' ');
  const response = await app.request(`http://127.0.0.1:1${path}`, {
    ...{ method, headers: { host: '127.0.0.1:1', authorization: `Bearer ${token}`, ...headers } },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}
const codeOf = ({ text }: Answer): unknown => JSON.parse(text).code;

let time = Date.parse('2026-11-24T09:00:00Z');
const now = () => time;

/** A service without a token of the environment, over a folder that outlives it. */
async function openService(dataDir: string): Promise<KervanService> {
  const keyring = masterKeyKeyring(Buffer.alloc(32, 7));
  const service = await createService({
    ...{ dataDir, keyring, now, log: silentLog, version: '0.0.0-test', allowHosts: [], practice: false },
    secretRegistry: createSecretRegistry(),
  });
  await service.start();
  return service;
}
const appOf = (service: KervanService, more: Partial<Parameters<typeof createApiApp>[0]> = {}): Api =>
  watched(createApiApp({ ...service, version: '0.0.0-test', log: silentLog, ...more }));

const makeToken = async (service: KervanService, role: ApiRole, expiresAt: number | null = null) =>
  service.handlers['tokens.create']({ name: `${role} ${Math.round(expiresAt ?? 0)}`, role, expiresAt });

let dataDir: string;
let service: KervanService;
let api: Api;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kervan-tokens-'));
  service = await openService(dataDir);
  api = appOf(service);
});
afterEach(async () => {
  await service.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function reopen(): Promise<void> {
  await service.stop();
  service = await openService(dataDir);
  api = appOf(service);
}

describe('tokens', () => {
  it('are told once, work at once and over a restart, and are refused once revoked', async () => {
    const { token, secret } = await makeToken(service, 'viewer');
    expect(secret).toMatch(/^kvn_[\w-]{43}$/);
    expect(JSON.stringify(await service.handlers['tokens.list']({}))).not.toContain(secret);
    expect((await call(api, secret, 'GET /api/connections')).status).toBe(200);
    await reopen();
    expect((await call(api, secret, 'GET /api/connections')).status).toBe(200);
    await service.handlers['tokens.revoke']({ id: token.id });
    const refused = await call(api, secret, 'GET /api/connections');
    expect([refused.status, codeOf(refused)]).toEqual([401, 'access.tokenRejected']);
  });

  it('that have an end are refused from then on, and say so', async () => {
    const { secret } = await makeToken(service, 'admin', time + DAY);
    expect((await call(api, secret, 'GET /api/connections')).status).toBe(200);
    time += DAY;
    const late = await call(api, secret, 'GET /api/connections');
    expect([late.status, codeOf(late)]).toEqual([401, 'access.tokenExpired']);
    const { tokens } = await service.handlers['tokens.list']({});
    expect(tokens.map(({ first, expired }) => [first, expired])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('remember their last use to the minute', async () => {
    const { secret, token } = await makeToken(service, 'viewer');
    const lastUse = async () =>
      (await service.handlers['tokens.list']({})).tokens.find(({ id }) => id === token.id)?.lastUsedAt;
    expect(await lastUse()).toBeNull();
    const first = time;
    await call(api, secret, 'GET /api/connections');
    time += MINUTE - 1;
    await call(api, secret, 'GET /api/connections');
    expect(await lastUse()).toBe(first);
    time += 1;
    await call(api, secret, 'GET /api/connections');
    expect(await lastUse()).toBe(first + MINUTE);
  });

  it('the first one opens everything; once revoked it is not made again', async () => {
    const { first } = service.tokens;
    if (first === null) throw new Error('no first token');
    expect((await call(api, first, 'GET /api/tokens')).status).toBe(200);
    expect((await call(api, first, 'DELETE /api/tokens/first')).status).toBe(204);
    await reopen();
    expect(service.tokens.first).toBeNull();
    expect((await call(api, first, 'GET /api/tokens')).status).toBe(401);
  });

  it('cannot be made with a name that is taken, an end in the past or an unknown role', async () => {
    const admin = service.tokens.first ?? '';
    const make = (body: object) => call(api, admin, 'POST /api/tokens', body);
    const made = await make({ name: 'Işık ERP', role: 'operator', expiresAt: '2027-01-01T00:00:00+03:00' });
    expect([made.status, JSON.parse(made.text)]).toMatchObject([
      201,
      { name: 'Işık ERP', role: 'operator', expiresAt: '2026-12-31T21:00:00.000Z' },
    ]);
    expect((await call(api, JSON.parse(made.text).token, 'GET /api/orders')).status).toBe(200);
    for (const body of [
      { name: 'IŞIK ERP', role: 'viewer' },
      { name: 'x', role: 'viewer', expiresAt: '2020-01-01T00:00:00Z' },
      { name: 'x', role: 'owner' },
      { name: ' ', role: 'viewer' },
      { name: 'x'.repeat(61), role: 'viewer' },
      { name: 'x', role: 'viewer', id: 'first' },
    ])
      expect([body, (await make(body)).status]).toEqual([body, 400]);
  });
});

describe('roles', () => {
  const table = new Map<string, Access>(
    apiRoutes().map(({ method, path, role }) => [`${method} ${pattern(path)}`, role]),
  );
  it('are declared for every route, and for nothing else', () => {
    const there = api.routes.filter(({ method }) => method !== 'ALL');
    expect([...table.keys()].sort()).toEqual(there.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('let a viewer only look, an operator run and book, an admin do all: tried on every route', async () => {
    const secrets = new Map<ApiRole, string>();
    for (const role of ['viewer', 'operator', 'admin'] as const)
      secrets.set(role, (await makeToken(service, role)).secret);
    const order: readonly ApiRole[] = ['viewer', 'operator', 'admin'];
    const relaxed = appOf(service, { callRate: { perSecond: 10_000, burst: 10_000 } });
    for (const [route, needed] of table) {
      if (route === 'GET /api/events' || needed === 'anyone') continue;
      // A body that no route takes: whoever may call is told that, nothing is done.
      const line = route.replace(/:\w+/g, '0');
      const body = route.startsWith('GET') ? undefined : '[';
      for (const role of order.slice(0, order.indexOf(needed))) {
        const answer = await call(relaxed, secrets.get(role) ?? '', line, body);
        expect([answer.status, codeOf(answer)], `${role}: ${route}`).toEqual([403, 'access.denied']);
        expect(JSON.parse(answer.text).facts).toEqual({ role: needed });
      }
      if (/listen|check|replay$/.test(route)) continue;
      const allowed = await call(relaxed, secrets.get(needed) ?? '', line, body);
      expect(allowed.status, route).not.toBe(403);
    }
    expect(table.get('GET /api/tokens')).toBe('admin');
  });

  it('deny a route without a line to all but admins, and say nothing of paths that are not there', async () => {
    const { secret } = await makeToken(service, 'operator');
    const app = appOf(service);
    app.get('/api/new-and-forgotten', (context) => context.json({}));
    expect((await call(app, secret, 'GET /api/new-and-forgotten')).status).toBe(403);
    expect((await call(app, service.tokens.first ?? '', 'GET /api/new-and-forgotten')).status).toBe(200);
    expect((await call(app, secret, 'GET /api/nothing')).status).toBe(404);
    expect((await call(app, secret, 'HEAD /api/tokens')).status).toBe(403);
  });

  it('are named in the caller’s language', async () => {
    const { secret } = await makeToken(service, 'viewer');
    const answer = await call(api, secret, 'POST /api/connections', {}, { 'accept-language': 'tr' });
    expect(JSON.parse(answer.text).title).toContain('Gereken yetki: Yönetici.');
  });
});

describe('calls that come too fast', () => {
  it('are refused for that token alone, with the time to wait', async () => {
    const one = (await makeToken(service, 'viewer')).secret;
    const other = service.tokens.first ?? '';
    const app = appOf(service, { callRate: { perSecond: 0.5, burst: 3 } });
    for (let count = 0; count < 3; count++)
      expect((await call(app, one, 'GET /api/connections')).status).toBe(200);
    const refused = await call(app, one, 'GET /api/connections');
    expect([refused.status, codeOf(refused)]).toEqual([429, 'access.tooManyCalls']);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.headers.get('retry-after')).toBe('2');
    expect((await call(app, other, 'GET /api/connections')).status).toBe(200);
  });
});

describe('a write under a key', () => {
  let admin: string;
  beforeEach(() => {
    admin = service.tokens.first ?? '';
  });
  const add = (name: string, key: string, app = api, token = admin) =>
    call(app, token, 'POST /api/warehouses', { name }, { 'idempotency-key': key });
  const warehouses = async () =>
    (await service.handlers['warehouses.list']({})).map(({ name }) => name).slice(1);

  it('is done once; the same call again gets the answer of the first, over a restart', async () => {
    const first = await add('Depo 2', 'k-1');
    expect(first.status).toBe(201);
    const again = await add('Depo 2', 'k-1');
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    await reopen();
    expect((await add('Depo 2', 'k-1')).text).toBe(first.text);
    expect(await warehouses()).toEqual(['Depo 2']);
  });

  it('with another body, address or method is refused', async () => {
    await add('Depo 2', 'k-1');
    const other = await add('Depo 3', 'k-1');
    expect([other.status, codeOf(other)]).toEqual([422, 'input.keyReused']);
    const under = { 'idempotency-key': 'k-1' };
    const patch = await call(api, admin, 'PATCH /api/warehouses/2', { name: 'Depo 2' }, under);
    expect(patch.status).toBe(422);
    expect(await warehouses()).toEqual(['Depo 2']);
  });

  it('belongs to its token, and is forgotten after a day', async () => {
    const { secret } = await makeToken(service, 'operator');
    await add('Depo 2', 'k-1');
    expect((await add('Depo 3', 'k-1', api, secret)).status).toBe(201);
    time += DAY;
    service.answers.prune();
    expect((await add('Depo 4', 'k-1')).status).toBe(201);
    expect(await warehouses()).toEqual(['Depo 2', 'Depo 3', 'Depo 4']);
  });

  it('that comes while the first is under way is told to wait', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const handlers: KervanService['handlers'] = {
      ...service.handlers,
      async 'warehouses.add'(input) {
        await held;
        return service.handlers['warehouses.add'](input);
      },
    };
    const app = appOf(service, { handlers });
    const first = add('Depo 2', 'k-1', app);
    await expect.poll(async () => (await add('Depo 2', 'k-1', app)).status).toBe(409);
    expect(codeOf(await add('Depo 2', 'k-1', app))).toBe('input.keyInProgress');
    release();
    expect((await first).status).toBe(201);
    expect((await add('Depo 2', 'k-1', app)).headers.get('idempotency-replayed')).toBe('true');
    expect(await warehouses()).toEqual(['Depo 2']);
  });

  it('that was refused may be mended and sent again', async () => {
    expect((await add('', 'k-1')).status).toBe(400);
    expect((await add('Depo 2', 'k-1')).status).toBe(201);
  });

  it('that failed inside is not done a second time by itself', async () => {
    let tries = 0;
    const handlers: KervanService['handlers'] = {
      ...service.handlers,
      async 'warehouses.add'() {
        tries += 1;
        throw new Error('broken half way');
      },
    };
    const app = appOf(service, { handlers });
    const first = await add('Depo 2', 'k-1', app);
    expect([first.status, (await add('Depo 2', 'k-1', app)).text]).toEqual([500, first.text]);
    expect(tries).toBe(1);
  });

  it('cut off by the end of the process: a PUT is done again, a POST says that nobody knows', async () => {
    const cut: KervanService['answers'] = { ...service.answers, finish: () => undefined };
    const app = appOf(service, { answers: cut });
    await add('Depo 2', 'k-1', app);
    const put = (one: Api) =>
      call(one, admin, 'PUT /api/rates/USD/TRY', { rate: 42.5 }, { 'idempotency-key': 'k-2' });
    expect((await put(app)).status).toBe(200);
    await reopen();
    const again = await add('Depo 2', 'k-1');
    expect([again.status, codeOf(again)]).toEqual([409, 'input.outcomeUnknown']);
    expect(await warehouses()).toEqual(['Depo 2']);
    expect((await put(api)).headers.get('idempotency-replayed')).toBeNull();
    expect((await put(api)).headers.get('idempotency-replayed')).toBe('true');
  });

  it('whose answer holds a secret is not written down, and not done twice', async () => {
    const make = () =>
      call(api, admin, 'POST /api/tokens', { name: 'ERP', role: 'viewer' }, { 'idempotency-key': 'k-1' });
    const made = await make();
    expect(made.status).toBe(201);
    const again = await make();
    expect([again.status, codeOf(again)]).toEqual([409, 'input.answerNotKept']);
    expect((await service.handlers['tokens.list']({})).tokens).toHaveLength(2);
  });

  it.each(['', 'a b', 'é', 'x'.repeat(201)])('of a wrong form is refused: %j', async (key) => {
    const answer = await add('Depo 2', key);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'input.invalid']);
    expect(await warehouses()).toEqual([]);
  });
});

describe('over a real port', () => {
  let kervan: InProcess;
  beforeAll(async () => {
    kervan = await startInProcess();
  });
  afterAll(() => kervan.stop());

  it('bodies and files under a key arrive whole, and answers without a body are repeated', async () => {
    const { secret } = await kervan.service.handlers['tokens.create']({
      name: 'ERP',
      role: 'operator',
      expiresAt: null,
    });
    const server = await listen(appOf(kervan.service), 0);
    const send = (method: string, path: string, key: string, body?: string) =>
      fetch(`${server.url}${path}`, {
        ...{ method, headers: { authorization: `Bearer ${secret}`, 'idempotency-key': key } },
        ...(body === undefined ? {} : { body }),
      });
    try {
      const file = `sku;stok\n${Array.from({ length: 3_000 }, (_, row) => `ŞİŞE-${row};${row}`).join('\n')}\n`;
      const uploads = [];
      for (let count = 0; count < 2; count++) {
        const answer = await send('POST', '/api/imports?name=stok.csv', 'file', file);
        expect(answer.status).toBe(201);
        uploads.push(await answer.json());
      }
      expect(uploads[0]).toEqual(uploads[1]);
      const place = `/api/imports/${uploads[0].token}`;
      expect((await send('POST', `${place}/preview`, 'preview', '{}')).status).toBe(200);
      const read = async () =>
        (await fetch(`${server.url}${place}`, { headers: { authorization: `Bearer ${secret}` } })).json();
      await expect.poll(async () => (await read()).summary?.rows, { timeout: 20_000 }).toBe(3_000);
      for (let count = 0; count < 2; count++) {
        const gone = await send('DELETE', place, 'discard');
        expect([gone.status, await gone.text()]).toEqual([204, '']);
      }
      const made = await send('POST', '/api/warehouses', 'w', JSON.stringify({ name: 'Depo Şişli' }));
      expect(await made.json()).toMatchObject({ name: 'Depo Şişli' });
    } finally {
      await server.close();
    }
  });

  it('news end for a token that is revoked while it listens', async () => {
    const { handlers, events } = kervan.service;
    const { token, secret } = await handlers['tokens.create']({
      name: 'Dinleyen',
      role: 'viewer',
      expiresAt: null,
    });
    const server = await listen(appOf(kervan.service), 0);
    try {
      const response = await fetch(`${server.url}/api/events?names=rules.changed`, {
        headers: { authorization: `Bearer ${secret}` },
      });
      const reader = response.body?.getReader();
      const read = async () => new TextDecoder().decode((await reader?.read())?.value);
      expect(await read()).toContain('connected');
      events.emit('rules.changed', { connectionId: null });
      expect(await read()).toContain('event: rules.changed');
      await handlers['tokens.revoke']({ id: token.id });
      events.emit('rules.changed', { connectionId: null });
      expect(await reader?.read()).toMatchObject({ done: true });
    } finally {
      await server.close();
    }
  });
});
