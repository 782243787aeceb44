import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, describe, expect, it } from 'vitest';
import type { Paging, StreamPart } from '../../shared/connector/definition';
import {
  type Bench,
  definitionOf,
  type Item,
  json,
  type MarketplaceRequest,
  partOf,
  readAll,
  startBench,
  stored,
} from './testing';

const open: Bench[] = [];
afterEach(async () => {
  for (const bench of open.splice(0)) await bench.stop();
});
async function serve(handle: Parameters<typeof startBench>[0]): Promise<Bench> {
  const bench = await startBench(handle);
  open.push(bench);
  return bench;
}

const items = (count: number): Item[] => Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
const keysOf = (count: number): string[] => items(count).map((item) => String(item.id));
const size = { param: { query: 'size' }, value: 10 };
const number = (request: MarketplaceRequest, name: string): number => Number(request.query.get(name) ?? 0);

const paged: Paging = { kind: 'page', param: { query: 'page' }, first: 1, size, total: { at: 'total' } };
const offset: Paging = { kind: 'offset', param: { query: 'offset' }, size };
const cursor: Paging = { kind: 'cursor', from: 'next', to: { query: 'after' }, more: 'more' };

/** A channel that keeps 25 items under every way of paging. */
function shelf(all: readonly Item[], extra: (request: MarketplaceRequest) => object = () => ({})) {
  return (request: MarketplaceRequest) => {
    const start = request.query.has('offset')
      ? number(request, 'offset')
      : request.query.has('page')
        ? (number(request, 'page') - 1) * 10
        : number(request, 'after');
    const slice = all.slice(start, start + 10);
    const next = start + 10 < all.length ? String(start + 10) : null;
    return json(200, { items: slice, total: all.length, next, more: next !== null, ...extra(request) });
  };
}

describe('reading all pages', () => {
  it.each<[string, Paging]>([
    ['numbered pages with a total', paged],
    ['numbered pages that end with a short one', { ...paged, total: undefined }],
    ['offsets', offset],
    ['cursors', cursor],
  ])('%s', async (_, paging) => {
    const bench = await serve(shelf(items(25)));
    const read = await readAll(bench.client(definitionOf([partOf({ paging })])));
    expect(read.keys).toEqual(keysOf(25));
    expect(read.pages.map((page) => page.received)).toEqual([10, 10, 5]);
    expect(bench.requests).toHaveLength(3);
    expect(read.end).toMatchObject({ sweepable: true, skipped: [], odd: 0 });
  });

  it('has sent for the next page before it hands a page over, so that storing does not hold it up', async () => {
    const bench = await serve(shelf(items(25)));
    let sent = 0;
    const note = (): void => {
      sent += 1;
    };
    subscribe('undici:client:sendHeaders', note);
    try {
      const sentByPage: number[] = [];
      const options = { cursor: null, checkpoint: null, signal: new AbortController().signal, onWait() {} };
      const client = bench.client(definitionOf([partOf({ paging: paged })]));
      for await (const page of client.read({ stream: 'products', mode: 'full', ...options })) {
        expect(page.received).toBeGreaterThan(0);
        sentByPage.push(sent);
      }
      expect(sentByPage).toEqual([2, 3, 3]);
    } finally {
      unsubscribe('undici:client:sendHeaders', note);
    }
  });

  it('tells of a wait for the next page only when the page before it has been stored', async () => {
    const bench = await serve(shelf(items(25)));
    const definition = definitionOf([partOf({ paging: paged })]);
    const budgets = definition.http.budgets.map((one) => ({ ...one, calls: 1, perSeconds: 30 }));
    const told: string[] = [];
    let wake = (): void => undefined;
    const client = bench.client(
      { ...definition, http: { ...definition.http, budgets } },
      {
        // Ends when the wait has been told.
        sleep: (milliseconds) =>
          new Promise((resolve) => {
            wake = () => {
              bench.time.advance(milliseconds);
              resolve();
            };
          }),
      },
    );
    const reading = client.read({
      stream: 'products',
      mode: 'full',
      cursor: null,
      checkpoint: null,
      signal: new AbortController().signal,
      onWait: (wait) => {
        told.push(wait === null ? 'over' : wait.reason);
        if (wait !== null) queueMicrotask(() => wake());
      },
    });
    for await (const page of reading) told.push(`page of ${page.received}`);
    expect(told).toEqual(['page of 10', 'limit', 'over', 'page of 10', 'limit', 'over', 'page of 5']);
  });

  it('tells totals when the channel does, and an empty shop is one empty page', async () => {
    const bench = await serve(shelf(items(25)));
    const read = await readAll(bench.client(definitionOf([partOf({ paging: paged })])));
    expect(read.pages.map((page) => [page.totalRecords, page.totalPages])).toEqual([
      [25, 3],
      [25, 3],
      [25, 3],
    ]);
    const empty = await serve(shelf([]));
    const none = await readAll(empty.client(definitionOf([partOf({ paging: paged })])));
    expect(none.pages.map((page) => [page.received, page.totalRecords])).toEqual([[0, 0]]);
  });

  it('follows a server that gives smaller pages than asked, as long as its total says there is more', async () => {
    const all = items(23);
    const bench = await serve((request) => {
      const start = number(request, 'offset');
      return json(200, { items: all.slice(start, start + 4), total: 23 });
    });
    const paging: Paging = { ...offset, total: { at: 'total' } };
    const read = await readAll(bench.client(definitionOf([partOf({ paging })])));
    expect(new Set(read.keys)).toEqual(new Set(keysOf(23)));
  });

  it('goes on with a cursor where the channel caps its pages', async () => {
    const all = items(45);
    const bench = await serve((request) => {
      const token = request.query.get('token');
      const start = token === null ? number(request, 'page') * 10 : Number(token);
      if (token === null && start >= 20) return json(400, { message: 'page too deep' });
      return json(200, {
        items: all.slice(start, start + 10),
        total: 45,
        token: start + 10 < 45 ? String(start + 10) : null,
      });
    });
    const paging: Paging = {
      ...paged,
      first: 0,
      // biome-ignore lint/suspicious/noThenProperty: a word of the definition; nothing ever awaits it
      cap: { records: 20, then: { from: 'token', to: { query: 'token' } } },
    };
    const read = await readAll(bench.client(definitionOf([partOf({ paging })])));
    expect(read.keys).toEqual(keysOf(45));
    expect(bench.requests.map((request) => request.search)).toEqual([
      'size=10&page=0',
      'size=10&page=1',
      'size=10&token=20',
      'size=10&token=30',
      'size=10&token=40',
    ]);
  });

  it.each<[string, Paging, (request: MarketplaceRequest) => object]>([
    ['the same cursor again', cursor, () => ({ next: '10', more: true })],
    [
      'cursors in a circle',
      cursor,
      (request) => ({ next: request.query.get('after') === '10' ? '20' : '10', more: true }),
    ],
    ['a promise without a cursor', cursor, () => ({ next: null, more: true })],
    ['the same page for every number', { ...paged, total: undefined }, () => ({ items: items(10) })],
  ])('stops a channel that leads nowhere: %s', async (_, paging, extra) => {
    const bench = await serve(shelf(items(100), extra));
    await expect(readAll(bench.client(definitionOf([partOf({ paging })])))).rejects.toMatchObject({
      code: 'chan.badAnswer',
    });
  });

  it('asks for the next page while the present one is being stored', async () => {
    const bench = await serve(shelf(items(25)));
    const reading = bench.client(definitionOf([partOf({ paging: paged })])).read({
      stream: 'products',
      mode: 'full',
      cursor: null,
      checkpoint: null,
      signal: new AbortController().signal,
      onWait: () => undefined,
    });
    await reading.next();
    await expect.poll(() => bench.requests.length).toBe(2);
    await new Promise((resolve) => setImmediate(resolve));
    expect(bench.requests).toHaveLength(2);
    await reading.return({ cursor: {}, skipped: [], missing: [], sweepable: false, odd: 0 });
  });

  it('never takes an answer without the list for an empty one', async () => {
    const bench = await serve(() => json(200, { items: null, total: 3 }));
    await expect(readAll(bench.client(definitionOf([partOf({ paging: paged })])))).rejects.toMatchObject({
      code: 'chan.badAnswer',
    });
    expect(bench.requests).toHaveLength(5);
  });

  it('takes it for an empty one where the definition says so', async () => {
    const bench = await serve(() => json(200, { success: false, items: null }));
    const read = await readAll(
      bench.client(definitionOf([partOf({ paging: offset, emptyWhen: { at: 'success', equals: false } })])),
    );
    expect(read.keys).toEqual([]);
    expect(read.end?.sweepable).toBe(true);
  });
});

describe('records that cannot be understood', () => {
  it('are set aside with places, never values, and the page goes on; nothing counts as gone then', async () => {
    const bench = await serve(() => json(200, { items: [{ id: 1 }, { id: 'PRIVATE-VALUE' }, { id: 3 }] }));
    const read = await readAll(bench.client(definitionOf([partOf()])));
    expect(read.keys).toEqual(['1', '3']);
    expect(read.pages[0]?.odd).toEqual([
      {
        raw: { id: 'PRIVATE-VALUE' },
        key: 'PRIVATE-VALUE',
        reasons: [expect.stringMatching(/^id: .*expected number/)],
      },
    ]);
    expect(JSON.stringify(read.pages[0]?.odd.map((odd) => odd.reasons))).not.toContain('PRIVATE-VALUE');
    expect(read.end).toMatchObject({ sweepable: false, odd: 1 });
  });

  it('also when the mapping throws or makes something that is no record of ours', async () => {
    const bench = await serve(() => json(200, { items: [{ id: 1 }, { id: 2 }, { id: 3 }] }));
    const part = partOf();
    const map: StreamPart['map'] = (raw, context) => {
      const { id } = raw as { id: number };
      if (id === 1) throw new Error('cannot read "1"');
      if (id === 2) return [{ kind: 'product', key: '', variants: [] }];
      return part.map(raw, context);
    };
    const read = await readAll(bench.client(definitionOf([{ ...part, map }])));
    expect(read.keys).toEqual(['3']);
    expect(read.pages[0]?.odd.map((odd) => odd.reasons[0])).toEqual([
      'mapping: Error: cannot read "1"',
      expect.stringMatching(/^mapped key: /),
    ]);
  });
});

describe('going on after a stop', () => {
  it.each<[string, Paging]>([
    ['numbered pages', paged],
    ['offsets', offset],
    ['cursors', cursor],
  ])('%s: from the last stored page, nothing lost', async (_, paging) => {
    const bench = await serve(shelf(items(45)));
    const definition = definitionOf([partOf({ paging })]);
    const first = await readAll(bench.client(definition), { pages: 2 });
    const before = bench.requests.length;
    const rest = await readAll(bench.client(definition), { checkpoint: stored(first.pages[1]?.checkpoint) });
    expect([...first.keys, ...rest.keys]).toEqual(keysOf(45));
    expect(bench.requests.length - before).toBeLessThanOrEqual(3);
    expect(rest.end?.sweepable).toBe(true);
  });

  it('ends at once when everything was stored already', async () => {
    const bench = await serve(shelf(items(5)));
    const definition = definitionOf([partOf({ paging: paged })]);
    const first = await readAll(bench.client(definition), { pages: 1 });
    const rest = await readAll(bench.client(definition), { checkpoint: stored(first.pages[0]?.checkpoint) });
    expect(rest.pages).toEqual([]);
    expect(rest.end?.sweepable).toBe(true);
    expect(bench.requests).toHaveLength(1);
  });

  it('begins the chain anew when the stored cursor has expired', async () => {
    let expired = false;
    const normal = shelf(items(25));
    const bench = await serve((request) =>
      expired && request.query.get('after') === '10'
        ? json(400, { message: 'cursor expired' })
        : normal(request),
    );
    const definition = definitionOf([partOf({ paging: cursor })]);
    const first = await readAll(bench.client(definition), { pages: 1 });
    expired = true;
    const again = readAll(bench.client(definition), { checkpoint: stored(first.pages[0]?.checkpoint) });
    // The fresh chain reaches the same cursor, which the channel now refuses for good: that is a failure, not a circle.
    await expect(again).rejects.toMatchObject({ code: 'chan.refusedRequest' });
    expect(bench.requests.map((request) => request.search).slice(-3)).toEqual(['after=10', '', 'after=10']);
  });

  it('forgets a checkpoint of another version of the connector', async () => {
    const bench = await serve(shelf(items(15)));
    const part = partOf({ paging: paged });
    const first = await readAll(bench.client(definitionOf([part])), { pages: 1 });
    const newer = await readAll(bench.client(definitionOf([part], { version: 2 })), {
      checkpoint: stored(first.pages[0]?.checkpoint),
    });
    expect(newer.keys).toEqual(keysOf(15));
  });
});

describe('parts', () => {
  it('leaves out what the shop lacks, reads what stands in for it, and sweeps only when that was whole', async () => {
    const bench = await serve((request) =>
      request.path === '/new'
        ? json(404, {})
        : json(200, { items: [{ id: request.path === '/old' ? 2 : 1 }] }),
    );
    const responses = [{ status: [404], outcome: 'skip' as const }];
    const modern = partOf({ name: 'new', request: { ...partOf().request, path: '/new' }, responses });
    const old = partOf({ name: 'old', request: { ...partOf().request, path: '/old' }, onlyIfSkipped: 'new' });
    const both = await readAll(bench.client(definitionOf([partOf(), modern, old])));
    expect(both.keys).toEqual(['1', '2']);
    expect(both.end).toMatchObject({ skipped: ['new'], sweepable: true });
    const without = await readAll(bench.client(definitionOf([partOf(), modern])));
    expect(without.end).toMatchObject({ skipped: ['new'], sweepable: false });
  });

  it('reads the other lists when the channel does not know one, names it, and fails only when nothing was there', async () => {
    const known = shelf(items(5));
    const bench = await serve((request) =>
      request.path === '/gone' ? json(404, { message: 'no such path' }) : known(request),
    );
    const gone = partOf({
      name: 'gone',
      request: { method: 'GET', origin: 'api', path: '/gone', doc: 'https://a.example' },
    });
    const both = await readAll(bench.client(definitionOf([gone, partOf({ name: 'items', paging: paged })])));
    expect(both.keys).toEqual(keysOf(5));
    expect(both.end).toMatchObject({ missing: ['gone'], skipped: ['gone'], sweepable: false });
    await expect(readAll(bench.client(definitionOf([gone])))).rejects.toMatchObject({
      code: 'chan.notFound',
    });
  });

  it('reads all children of a page before its checkpoint moves', async () => {
    const all = items(3).map((item) => ({ ...item, children: item.id === 2 ? 0 : 12 }));
    const bench = await serve((request) => {
      if (request.path === '/items') {
        const at = number(request, 'page') - 1;
        return json(200, { items: all.slice(at, at + 1), total: 3 });
      }
      const parent = Number(request.path.split('/')[2]);
      const start = number(request, 'offset');
      const list = Array.from({ length: 12 }, (_, index) => ({ id: parent * 100 + index })).slice(
        start,
        start + 10,
      );
      return json(200, { items: list });
    });
    const part = partOf({
      paging: { ...paged, size: { ...size, value: 1 } },
      child: {
        bindings: (raw) => ((raw as Item).children === 0 ? [] : [{ id: String((raw as Item).id) }]),
        request: { ...partOf().request, path: '/items/{parent.id}/children' },
        records: 'items',
        raw: partOf().raw,
        map: partOf().map,
        paging: offset,
      },
    });
    const definition = definitionOf([part]);
    const whole = await readAll(bench.client(definition));
    expect(whole.pages.map((page) => page.received)).toEqual([1, 12, 1, 1, 12]);
    expect(whole.keys).toHaveLength(3 + 24);
    const stopped = await readAll(bench.client(definition), { pages: 1 });
    const rest = await readAll(bench.client(definition), {
      checkpoint: stored(stopped.pages[0]?.checkpoint),
    });
    expect(new Set([...stopped.keys, ...rest.keys])).toEqual(new Set(whole.keys));
    expect(rest.keys[0]).toBe('1');
  });
});
