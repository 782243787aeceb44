import { afterEach, describe, expect, it } from 'vitest';
import { checkAll } from '../../../test/conformance/harness';
import type { Auth, ConnectorDefinition, RequestTemplate } from '../../shared/connector/definition';
import {
  type Answer,
  type Bench,
  definitionOf,
  json,
  type MarketplaceRequest,
  partOf,
  readAll,
  startBench,
} from './testing';

const open: Bench[] = [];
afterEach(async () => {
  for (const bench of open.splice(0)) await bench.stop();
});
async function serve(handle: (request: MarketplaceRequest) => Answer): Promise<Bench> {
  const bench = await startBench(handle);
  open.push(bench);
  return bench;
}
const doc = 'https://docs.example.com/';

/** Answers one after the other; the last one stays. */
function inTurn(...answers: Answer[]): () => Answer {
  let turn = 0;
  return () => {
    const answer = answers[Math.min(turn, answers.length - 1)];
    turn += 1;
    return answer ?? json(500, {});
  };
}
const good = json(200, { items: [{ id: 1 }] });

describe('a call and its obstacles', () => {
  it('tries five times with growing waits, then tells what the channel said', async () => {
    const bench = await serve(inTurn(json(500, { message: 'bakımdayız' })));
    await expect(readAll(bench.client(definitionOf([partOf()])))).rejects.toMatchObject({
      code: 'chan.down',
      facts: { code: 500, text: 'bakımdayız' },
    });
    expect(bench.requests).toHaveLength(5);
    expect(bench.time.slept).toEqual([250, 500, 1000, 2000]);
  });

  it('reports a limit’s wait and its end, and a limit costs no attempt', async () => {
    const limited = { ...json(429, {}), headers: { 'retry-after': '7' } };
    const bench = await serve(inTurn(limited, limited, limited, limited, limited, limited, good));
    const read = await readAll(bench.client(definitionOf([partOf()])));
    expect(read.keys).toEqual(['1']);
    expect(bench.time.slept).toEqual(Array.from({ length: 6 }, () => 7000));
    expect(read.waits.slice(0, 2)).toEqual([{ reason: 'limit', until: expect.any(Number) }, null]);
    expect(read.pages[0]?.calls).toBe(7);
  });

  it('stops when the channel wants a longer wait than the connector allows', async () => {
    const bench = await serve(inTurn({ ...json(429, {}), headers: { 'retry-after': '3600' } }));
    await expect(readAll(bench.client(definitionOf([partOf()])))).rejects.toMatchObject({
      code: 'limit.waitTooLong',
      facts: { seconds: 3600 },
    });
    expect(bench.time.slept).toEqual([]);
  });

  it('follows the points a GraphQL channel counts', async () => {
    const cost = (available: number, requested = 200): object => ({
      extensions: {
        cost: { requested, actual: requested, throttle: { available, maximum: 1000, restore: 50 } },
      },
    });
    const throttled = json(200, { errors: [{ extensions: { code: 'THROTTLED' } }], ...cost(100) });
    const bench = await serve(inTurn(throttled, json(200, { items: [{ id: 1 }], ...cost(900) })));
    const definition = definitionOf([partOf()]);
    const http: ConnectorDefinition['http'] = {
      ...definition.http,
      budgets: [],
      cost: {
        capacity: 1000,
        restorePerSecond: 50,
        requested: 'extensions.cost.requested',
        actual: 'extensions.cost.actual',
        available: 'extensions.cost.throttle.available',
        maximum: 'extensions.cost.throttle.maximum',
        restore: 'extensions.cost.throttle.restore',
        source: 'test',
      },
      responses: [{ at: 'errors.0.extensions.code', equals: 'THROTTLED', outcome: 'limited' }],
    };
    await readAll(bench.client({ ...definition, http }));
    expect(bench.time.slept).toEqual([2000]);
  });

  it('pauses before the next call when a header says that none is left', async () => {
    const spent = { ...good, headers: { 'x-left': '0', 'x-reset': '4' } };
    const bench = await serve(inTurn(spent));
    const definition = definitionOf([partOf(), partOf({ name: 'more' })]);
    const limitHeaders = { remaining: 'X-Left', reset: 'X-Reset', unit: 'deltaSeconds' } as const;
    await readAll(bench.client({ ...definition, http: { ...definition.http, limitHeaders } }));
    expect(bench.time.slept).toEqual([4000]);
  });

  it('rests an hour after the channel blocked it', async () => {
    const bench = await serve(inTurn(json(403, { blocked: true })));
    const definition = definitionOf([partOf({ responses: [{ status: [403], outcome: 'blocked' }] })]);
    const client = bench.client(definition);
    await expect(readAll(client)).rejects.toMatchObject({ code: 'limit.blocked' });
    await expect(readAll(client)).rejects.toMatchObject({ code: 'limit.waitTooLong' });
    expect(bench.requests).toHaveLength(1);
  });

  it('takes its own secrets out of the channel’s words', async () => {
    const pair = Buffer.from('me:very-secret').toString('base64');
    const bench = await serve(
      inTurn(json(400, { message: `no very-secret, no Basic ${pair} ${'x'.repeat(500)}` })),
    );
    const failed = await readAll(bench.client(definitionOf([partOf()]))).catch((thrown: unknown) => thrown);
    const shown = JSON.stringify(failed);
    expect(shown).toContain('no •••, no Basic •••');
    expect(shown).not.toContain('very-secret');
    expect(shown).not.toContain(pair);
  });
});

describe('signing in', () => {
  const seen = (bench: Bench): Readonly<Record<string, string>> => bench.requests[0]?.headers ?? {};
  const withAuth = (...auth: Auth[]): ConnectorDefinition => definitionOf([partOf()], { auth });

  it('by Basic, by header and by query, the first that is filled in', async () => {
    const bench = await serve(inTurn(good));
    await readAll(bench.client(definitionOf([partOf()])));
    expect(seen(bench).authorization).toBe(`Basic ${Buffer.from('me:very-secret').toString('base64')}`);

    const second = await serve(inTurn(good));
    const unfilled: Auth = { kind: 'header', needs: ['other'], name: 'X-Other', value: '{other}' };
    const header: Auth = { kind: 'header', needs: ['secretKey'], name: 'X-Key', value: 'key {secretKey}' };
    await readAll(second.client(withAuth(unfilled, header)));
    expect(seen(second)['x-key']).toBe('key very-secret');

    const third = await serve(inTurn(good));
    await readAll(
      third.client(withAuth({ kind: 'query', needs: ['secretKey'], values: { key: '{secretKey}' } })),
    );
    expect(third.requests[0]?.search).toBe('key=very-secret');
  });

  it('refuses a header value that would break out of its line', async () => {
    const bench = await serve(inTurn(good));
    const client = bench.client(withAuth({ kind: 'header', needs: [], name: 'X', value: '{account}' }), {
      fields: { account: 'a\r\nX-Evil: 1' },
    });
    await expect(readAll(client)).rejects.toMatchObject({ code: 'input.invalid' });
    expect(bench.requests).toHaveLength(0);
  });

  it('keeps a value inside its piece of the path', async () => {
    const bench = await serve(inTurn(good));
    const request: RequestTemplate = { method: 'GET', origin: 'api', path: '/shops/{account}/items', doc };
    await readAll(
      bench.client(definitionOf([partOf({ request })]), { fields: { account: '../../admin?x=1#' } }),
    );
    expect(bench.requests[0]?.path).toBe('/shops/..%2F..%2Fadmin%3Fx%3D1%23/items');
    const dots = bench.client(definitionOf([partOf({ request })]), { fields: { account: '..' } });
    await expect(readAll(dots)).rejects.toMatchObject({ code: 'input.invalid' });
  });

  const oauth: Auth = {
    kind: 'clientCredentials',
    needs: ['account', 'secretKey'],
    token: {
      method: 'POST',
      origin: 'api',
      path: '/token',
      body: { id: '{account}', secret: '{secretKey}' },
      doc,
    },
    accessToken: 'token',
    expiresIn: 'life',
    earlySeconds: 60,
    send: { header: 'X-Token', value: '{accessToken}' },
  };
  /** Gives out t1, t2 … and takes only the newest. */
  function issuer(revoked: ReadonlySet<string> = new Set()) {
    let count = 0;
    return (request: MarketplaceRequest): Answer => {
      if (request.path === '/token') {
        count += 1;
        return json(200, { token: `token-${count}`, life: 3600 });
      }
      const token = request.headers['x-token'] ?? '';
      if (token !== `token-${count}` || revoked.has(token)) return json(401, { message: 'token' });
      return json(200, { items: [{ id: 1 }] });
    };
  }

  it('asks for a token once, keeps it, and renews it before it ends', async () => {
    const bench = await serve(issuer());
    const client = bench.client(withAuth(oauth));
    await Promise.all([readAll(client), readAll(client), readAll(client)]);
    expect(bench.requests.filter((request) => request.path === '/token')).toHaveLength(1);
    expect(JSON.parse(bench.requests[0]?.body ?? '')).toEqual({ id: 'me', secret: 'very-secret' });
    await readAll(bench.client(withAuth(oauth)));
    expect(bench.requests.filter((request) => request.path === '/token')).toHaveLength(1);
    bench.time.advance(3_541_000);
    await readAll(client);
    expect(bench.tokens.map((token) => token?.accessToken)).toEqual(['token-1', 'token-2']);
  });

  it('renews a refused token once; a second refusal asks the merchant', async () => {
    const bench = await serve(issuer(new Set(['token-1'])));
    expect((await readAll(bench.client(withAuth(oauth)))).keys).toEqual(['1']);
    const hopeless = await serve(issuer(new Set(['token-1', 'token-2'])));
    await expect(readAll(hopeless.client(withAuth(oauth)))).rejects.toMatchObject({
      code: 'auth.keyRejected',
    });
    expect(hopeless.requests.filter((request) => request.path === '/token')).toHaveLength(2);
  });

  it('calls a refused client id and secret a rejected key', async () => {
    const bench = await serve(inTurn(json(400, { error: 'invalid_client' })));
    await expect(readAll(bench.client(withAuth(oauth)))).rejects.toMatchObject({ code: 'auth.keyRejected' });
  });
});

describe('where a connection goes', () => {
  it('puts one origin in the place of every host and leaves the paths alone', async () => {
    const bench = await serve(inTurn(good));
    const definition = definitionOf([partOf()]);
    const origins = { api: 'https://{account}/shop/sub/' };
    const client = bench.client(
      { ...definition, http: { ...definition.http, origins } },
      { fields: { account: 'shop.example' } },
    );
    await readAll(client);
    expect(bench.requests[0]?.path).toBe('/shop/sub/items');
  });

  it.each([
    ['http://127.0.0.1:1', 'input.insecureAddress'],
    ['https://127.0.0.1', 'input.hostNotAllowed'],
    ['ftp://x.example', 'input.invalid'],
    ['not an address', 'input.invalid'],
    ['https://user:pass@x.example', 'input.invalid'],
  ])('refuses %s as the origin', async (baseUrl, code) => {
    const bench = await serve(inTurn(good));
    expect(() => bench.client(definitionOf([partOf()]), { baseUrl })).toThrow(code);
  });
});

describe('testing a connection', () => {
  const check: ConnectorDefinition['check'] = [
    {
      step: 'key',
      request: { method: 'GET', origin: 'api', path: '/me', doc },
      learn: { currency: 'currency' },
      mustEqual: { at: 'id', value: '{account}' },
      scopes: { at: 'scopes', needed: ['read_items', 'read_orders'] },
    },
    { step: 'readProducts', request: { method: 'GET', origin: 'api', path: '/items', doc } },
  ];
  const definition = definitionOf([partOf()], { check });
  const states = async (bench: Bench): Promise<string[]> =>
    (await checkAll(bench.client(definition))).map((step) =>
      `${step.step} ${step.state} ${step.error?.code ?? ''}`.trim(),
    );
  const me = { id: 'me', currency: 'TRY', scopes: [{ handle: 'write_items' }, { handle: 'read_orders' }] };

  it.each<[string, Answer, string]>([
    ['another account’s key', json(200, { ...me, id: 'you' }), 'key failed auth.wrongAccount'],
    ['a missing permission', json(200, { ...me, scopes: ['read_items'] }), 'key failed auth.noPermission'],
    ['a wrong key', json(401, {}), 'key failed auth.keyRejected'],
  ])('%s', async (_, answer, expected) => {
    const bench = await serve(() => answer);
    expect(await states(bench)).toEqual([
      'internet passed',
      'address passed',
      'clock passed',
      expected,
      'readProducts notTried',
      'write notTried',
    ]);
  });

  it('learns the account’s facts and does not ask for them again', async () => {
    const bench = await serve((request) => (request.path === '/me' ? json(200, me) : good));
    const client = bench.client(definition);
    expect((await checkAll(client)).filter((step) => step.state === 'passed')).toHaveLength(5);
    expect(await client.learn(new AbortController().signal)).toEqual({ currency: 'TRY' });
    await readAll(client);
    expect(bench.requests.map((request) => request.path)).toEqual(['/me', '/items', '/items']);
  });

  it('says when this machine’s clock is wrong', async () => {
    const late = new Date(Date.UTC(2026, 10, 24, 5) + 11 * 60_000).toUTCString();
    const bench = await serve(() => ({ ...json(200, me), headers: { date: late } }));
    const steps = await checkAll(bench.client(definition));
    expect(steps[2]).toMatchObject({
      step: 'clock',
      state: 'failed',
      error: { code: 'clock.wrong', facts: { difference: 660_000, direction: 'behind' } },
    });
    expect(steps.slice(3).every((step) => step.state === 'notTried')).toBe(true);
  });

  it('says that the address is wrong when nobody answers there', async () => {
    const bench = await serve(() => good);
    const client = bench.client(definition);
    await bench.stop();
    const steps = await checkAll(client);
    expect(steps.map((step) => [step.step, step.state]).slice(0, 3)).toEqual([
      ['internet', 'passed'],
      ['address', 'failed'],
      ['clock', 'notTried'],
    ]);
    open.length = 0;
  });
});
