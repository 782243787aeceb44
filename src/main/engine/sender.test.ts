import { describe, expect, it } from 'vitest';
import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { WriteRow } from '../../shared/connector/write';
import { AppError } from '../../shared/errors/app-error';
import { actionOf, channel, doc, ok, row, type Step } from './test-kit/sending';
import { definitionOf, partOf } from './testing';

describe('sending', () => {
  it('posts the rows with the idempotency key and tells every row its result', async () => {
    const { send, sent } = await channel(actionOf(), [
      { status: 200, body: { rows: [{ id: 'a' }, { id: 'b', why: 'kilitli' }, { id: 'stranger' }] } },
    ]);
    expect(await send()).toEqual({
      kind: 'results',
      results: [
        { key: 'a', outcome: 'confirmed' },
        { key: 'b', outcome: 'refused', code: 'stock.refused', reason: 'kilitli' },
      ],
    });
    expect(sent[0]).toMatchObject({ method: 'POST', headers: { 'idempotency-key': 'key-1' } });
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
      items: [
        { id: 'a', count: 5 },
        { id: 'b', count: 5 },
      ],
    });
  });

  it('leaves out rows the channel said nothing about', async () => {
    const { send } = await channel(actionOf(), [{ status: 200, body: { rows: [{ id: 'b' }] } }]);
    expect(await send()).toEqual({ kind: 'results', results: [{ key: 'b', outcome: 'confirmed' }] });
  });

  it('takes secrets out of the channel’s words', async () => {
    const { send } = await channel(actionOf(), [
      { status: 200, body: { rows: [{ id: 'a', why: 'key very-secret is odd' }] } },
    ]);
    expect(JSON.stringify(await send())).not.toContain('very-secret');
  });

  it.each(['net.refused', 'net.hostNotFound', 'net.offline'] as const)(
    'goes again after %s: nothing had arrived',
    async (code) => {
      const { send, sent } = await channel(actionOf(), [new AppError(code), ok]);
      expect(await send()).toMatchObject({ kind: 'results' });
      expect(sent).toHaveLength(2);
      expect(sent[1]?.headers['idempotency-key']).toBe('key-1');
    },
  );

  it('gives up with the reason when the channel cannot be reached at all', async () => {
    const { send, sent } = await channel(actionOf(), [new AppError('net.refused')]);
    await expect(send()).rejects.toMatchObject({ code: 'net.refused' });
    expect(sent).toHaveLength(5);
  });

  it.each<[string, Step, string]>([
    ['a cut connection', new AppError('net.cutOff'), 'net.cutOff'],
    ['silence', new AppError('net.timeout'), 'net.timeout'],
    ['an answer that is too large', new AppError('chan.answerTooLarge'), 'chan.answerTooLarge'],
    ['500', { status: 500, body: {} }, 'chan.down'],
    ['503', { status: 503, body: {} }, 'chan.down'],
    ['408', { status: 408, body: {} }, 'chan.down'],
    ['a redirect', { status: 303, body: {} }, 'chan.badAnswer'],
    ['a web page with status 200', { status: 200, body: '<html>' }, 'chan.badAnswer'],
    ['JSON of another shape', { status: 200, body: { done: true } }, 'chan.badAnswer'],
  ])('does not repeat after %s and says that it is uncertain', async (_, step, code) => {
    const { send, sent } = await channel(actionOf(), [step, ok]);
    expect(await send()).toMatchObject({ kind: 'uncertain', error: { code } });
    expect(sent).toHaveLength(1);
  });

  it('is uncertain when it is stopped while the call is under way, and certain when before', async () => {
    const { send, sent } = await channel(actionOf(), ['hang']);
    const stop = new AbortController();
    const sending = send({ signal: stop.signal });
    await expect.poll(() => sent.length).toBe(1);
    stop.abort(new AppError('internal.stopping'));
    expect(await sending).toMatchObject({ kind: 'uncertain', error: { code: 'internal.stopping' } });

    const limited = await channel(actionOf(), [{ status: 429, body: {} }]);
    const early = new AbortController();
    const waiting = limited.send({
      signal: early.signal,
      onWait: () => early.abort(new AppError('internal.stopping')),
    });
    await expect(waiting).rejects.toMatchObject({ code: 'internal.stopping' });
  });

  it('waits out a 429 and tells so', async () => {
    const { send, sent, waits } = await channel(actionOf(), [{ status: 429, body: {} }, ok]);
    expect(await send()).toMatchObject({ kind: 'results' });
    expect(sent).toHaveLength(2);
    expect(waits[0]).toMatchObject({ reason: 'limit' });
  });

  it('keeps to the budget of the action', async () => {
    const definition = definitionOf([partOf()]);
    const { send, bench } = await channel(actionOf({ budget: 'writes' }), [ok], {
      http: {
        ...definition.http,
        budgets: [
          {
            name: 'writes',
            title: { tr: 'x', en: 'x' },
            calls: 1,
            perSeconds: 30,
            only: true,
            source: 'test',
          },
        ],
      },
    });
    await send();
    await send();
    expect(bench.time.slept.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(30_000);
  });

  it('asks for its values when its turn has come, and again after a limit; a call left empty gives the turn back', async () => {
    const definition = definitionOf([partOf()]);
    const title = { tr: 'x', en: 'x' };
    const budgets = [
      { name: 'writes', title, calls: 1, perSeconds: 30, only: true as const, source: 'test' },
    ];
    const { send, sent, bench } = await channel(
      actionOf({ budget: 'writes' }),
      [ok, { status: 429, body: {} }, ok],
      { http: { ...definition.http, budgets } },
    );
    const begun = bench.time.clock.now();
    const asked: number[] = [];
    const take = async () => {
      const seconds = Math.round((bench.time.clock.now() - begun) / 1000);
      asked.push(seconds);
      return {
        rows: [row('a', { stock: { quantity: seconds, expected: null } })],
        key: `key-${asked.length}`,
      };
    };
    await send({ take });
    await send({ take });
    const [first = 0, second = 0, third = 0] = asked;
    expect(asked).toHaveLength(3);
    expect(first).toBe(0);
    expect(second).toBeGreaterThanOrEqual(30);
    expect(third).toBeGreaterThan(second);
    expect(sent.map(({ body }) => JSON.parse(body ?? '').items[0].count)).toEqual(asked);
    expect(sent.map(({ headers }) => headers['idempotency-key'])).toEqual(['key-1', 'key-2', 'key-3']);

    const free = await channel(actionOf({ budget: 'writes' }), [ok], {
      http: { ...definition.http, budgets },
    });
    expect(await free.send({ take: async () => null })).toBeNull();
    expect(await free.send()).toMatchObject({ kind: 'results' });
    expect(free.bench.time.slept).toEqual([]);
  });

  it('throws what the channel refused as a whole, with its words', async () => {
    const { send, sent } = await channel(actionOf(), [{ status: 400, body: { message: 'liste boş' } }]);
    await expect(send()).rejects.toMatchObject({ code: 'chan.refusedRequest', facts: { text: 'liste boş' } });
    expect(sent).toHaveLength(1);
  });

  it('throws a rule’s code and facts', async () => {
    const action = actionOf({
      responses: [
        { status: [403], outcome: 'reconnect', code: 'auth.noPermission', facts: { scope: 'write_stock' } },
      ],
    });
    const { send } = await channel(action, [{ status: 403, body: {} }]);
    await expect(send()).rejects.toMatchObject({
      code: 'auth.noPermission',
      facts: { scope: 'write_stock' },
    });
  });

  it('throws auth.keyRejected for a wrong key', async () => {
    const { send } = await channel(actionOf(), [{ status: 401, body: {} }]);
    await expect(send()).rejects.toMatchObject({ code: 'auth.keyRejected', fault: 'merchant' });
  });

  it('repeats where a rule says so; when that never helps it is uncertain', async () => {
    const rules = [{ at: 'busy', equals: true, outcome: 'retry', code: 'chan.down' }] as const;
    const busy = { status: 200, body: { busy: true } };
    const once = await channel(actionOf({ responses: rules }), [busy, ok]);
    expect(await once.send()).toMatchObject({ kind: 'results' });
    const always = await channel(actionOf({ responses: rules }), [busy]);
    expect(await always.send()).toMatchObject({ kind: 'uncertain', error: { code: 'chan.down' } });
  });

  it('renews the token once and sends again', async () => {
    const token = { status: 200, body: { access_token: 'fresh', expires_in: 3600 } };
    const definition: Partial<ConnectorDefinition> = {
      auth: [
        {
          kind: 'clientCredentials',
          needs: ['account', 'secretKey'],
          token: { method: 'POST', origin: 'api', path: '/token', body: { secret: '{secretKey}' }, doc },
          accessToken: 'access_token',
          expiresIn: 'expires_in',
          earlySeconds: 60,
          send: { header: 'Authorization', value: 'Bearer {accessToken}' },
        },
      ],
    };
    const { send, sent } = await channel(
      actionOf(),
      [token, { status: 401, body: {} }, token, ok],
      definition,
    );
    expect(await send()).toMatchObject({ kind: 'results' });
    expect(sent.map((request) => request.url.pathname)).toEqual(['/token', '/stock', '/token', '/stock']);
  });

  it('never lets a wrong batch out: too many rows, none, one twice, mixed groups, a row refused here', async () => {
    const { send, sent } = await channel(
      actionOf({
        group: (one) => ({ product: one.productKey }),
        refuses: (one) => (one.key === 'bad' ? { code: 'stock.keptByChannel' } : null),
      }),
      [ok],
    );
    const wrong: readonly WriteRow[][] = [
      [row('a'), row('b'), row('c'), row('d')],
      [],
      [row('a'), row('a')],
      [row('a'), row('b', { productKey: 'q' })],
    ];
    for (const rows of wrong)
      await expect(send({ rows })).rejects.toMatchObject({ code: 'internal.unexpected' });
    await expect(send({ rows: [row('bad')] })).rejects.toMatchObject({
      code: 'stock.keptByChannel',
      facts: { sku: 'SKU-bad' },
    });
    await expect(send({ action: 'other' })).rejects.toMatchObject({ code: 'internal.unexpected' });
    expect(sent).toEqual([]);
  });

  it('fills the group into the address, and takes the other address where the group names it', async () => {
    const action = actionOf({
      request: { method: 'POST', origin: 'api', path: '/products/batch', doc },
      alternatives: {
        variations: { method: 'POST', origin: 'api', path: '/products/{group.product}/batch', doc },
      },
      group: (one): Record<string, string> =>
        one.productKey === 'p' ? {} : { request: 'variations', product: one.productKey },
    });
    const { send, sent } = await channel(action, [ok]);
    await send();
    await send({ rows: [row('a', { productKey: 'a/b' })] });
    expect(sent.map((request) => request.url.pathname)).toEqual(['/products/batch', '/products/a%2Fb/batch']);
  });
});
