import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { type InProcess, startInProcess } from './kit/service-in-process';
import { connectShop, readShop, untilProposed } from './kit/shop-over-api';

let kervan: InProcess;
let first: Awaited<ReturnType<typeof startWooCommerce>>;
let second: typeof first;

beforeAll(async () => {
  first = await startWooCommerce({ products: 20, orders: 0 });
  second = await startWooCommerce({ products: 20, orders: 0 });
  kervan = await startInProcess([new URL(first.url).host, new URL(second.url).host]);
});
afterAll(async () => {
  await kervan.stop();
  await first.stop();
  await second.stop();
});

/** As the API writes every time. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

interface Summary {
  readonly sure: number;
  readonly doubtful: number;
  readonly new: number;
}
interface Totals {
  readonly batchId: string | null;
  readonly matched: number;
}
const summary = async (connection: string) =>
  (await kervan.ask('GET', `/api/matches/summary?connection=${connection}`)).body as Summary;
const post = async <T>(path: string, body: object = {}) => {
  const answer = await kervan.ask('POST', path, body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as T;
};

async function connect(market: typeof first, name: string): Promise<string> {
  const id = await connectShop(kervan, market, name);
  await readShop(kervan, id, 'full', ['products']);
  await untilProposed(kervan, id);
  return id;
}

describe('two shops with one catalogue', () => {
  it('creates from the first, accepts the sure ones of the second, takes it back and does it again', async () => {
    const a = await connect(first, 'A');
    const before = await summary(a);
    expect(before).toMatchObject({ sure: 0, doubtful: 0 });
    const made = await post<Totals>('/api/matches/create', { connection: a });
    expect(made.matched).toBeGreaterThan(0);
    expect((await summary(a)).new).toBe(0);

    const b = await connect(second, 'B');
    const found = await summary(b);
    expect(found.sure).toBeGreaterThan(0);
    const accepted = await post<Totals>('/api/matches/accept', { connection: b });
    expect(accepted.matched).toBeGreaterThan(0);
    expect(await summary(b)).toMatchObject({ sure: 0 });

    const undone = await post<{ undone: number; skipped: unknown[] }>(
      `/api/batches/${accepted.batchId}/undo`,
    );
    expect(undone).toEqual({ undone: accepted.matched, skipped: [] });
    expect(await summary(b)).toEqual(found);
    expect((await kervan.ask('POST', `/api/batches/${accepted.batchId}/undo`)).body).toMatchObject({
      code: 'import.notUndoable',
    });

    const again = await post<Totals>('/api/matches/accept', { connection: b });
    expect(again.matched).toBe(accepted.matched);
    const batches = (await kervan.ask('GET', '/api/batches')).body as { items: { id: string }[] };
    expect(batches.items.map(({ id }) => id)).toEqual([again.batchId, accepted.batchId, made.batchId]);
    expect(batches.items.slice(0, 2)).toMatchObject([
      { createdAt: expect.stringMatching(TIME), undoneAt: null },
      { createdAt: expect.stringMatching(TIME), undoneAt: expect.stringMatching(TIME) },
    ]);
  }, 60_000);

  it('undoes a creation only where no other listing joined since, and says so', async () => {
    const { items } = (await kervan.ask('GET', '/api/batches')).body as { items: { id: string }[] };
    const creation = items.at(-1)?.id ?? '';
    const result = await post<{ undone: number; skipped: { entity: string }[] }>(
      `/api/batches/${creation}/undo`,
    );
    expect(result.undone).toBeGreaterThan(0);
    expect(result.skipped.length).toBeGreaterThan(0);
    expect(new Set(result.skipped.map(({ entity }) => entity))).toEqual(new Set(['variant']));
  }, 60_000);

  it('ignores a class but for some, lists what was decided page by page, and unlinks it', async () => {
    const { items } = (await kervan.ask('GET', '/api/matches/decided?state=matched&limit=2')).body as {
      items: { listingId: string; connectionId: string; variant: { sku: string | null; title: string } }[];
    };
    const [first, last] = items;
    if (!first || !last) throw new Error('nothing is matched');
    const rows = items.map(({ listingId }) => ({ listingId, action: 'unlink' }));
    await post('/api/matches/decide', { rows });
    const before = await summary(first.connectionId);
    expect(before.sure).toBe(2);
    const ignored = await post<Totals>('/api/matches/ignore', {
      connection: first.connectionId,
      class: 'sure',
      except: [last.listingId],
    });
    expect(ignored.matched).toBe(1);
    expect(await summary(first.connectionId)).toMatchObject({ sure: 1, ignored: 1 });
    expect((await kervan.ask('GET', '/api/matches/decided?state=ignored')).body).toMatchObject({
      items: [
        {
          ...{ listingId: first.listingId, state: 'ignored', variant: null, actor: 'api' },
          decidedAt: expect.stringMatching(TIME),
        },
      ],
      nextCursor: null,
    });
    await post(`/api/batches/${ignored.batchId}/undo`);
    await post('/api/matches/accept', { listingIds: [first.listingId, last.listingId] });
    expect(await summary(first.connectionId)).toMatchObject({ sure: 0, ignored: 0 });
    const unknown = await kervan.ask('POST', '/api/matches/ignore', { class: 'sure', listing: '1' });
    expect(unknown.body).toMatchObject({ code: 'input.invalid' });
  }, 60_000);

  it('pages every decided listing once, and finds products by code, title and words', async () => {
    const all = new Set<string>();
    let cursor = '';
    do {
      const query = `state=matched&limit=7${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const page = (await kervan.ask('GET', `/api/matches/decided?${query}`)).body as {
        items: { listingId: string }[];
        nextCursor: string | null;
      };
      for (const { listingId } of page.items) {
        expect(all).not.toContain(listingId);
        all.add(listingId);
      }
      cursor = page.nextCursor ?? '';
    } while (cursor !== '');
    const { matched } = await kervan.service.handlers['matching.summary']({});
    expect(all.size).toBe(matched);

    const { rows } = await kervan.service.handlers['matching.decided']({ state: 'matched', limit: 100 });
    const coded = rows.find(({ variant }) => variant?.sku);
    const { sku, title, variantId } = coded?.variant ?? { sku: '', title: '', variantId: '' };
    for (const text of [sku ?? '', title.slice(0, 6).toLocaleUpperCase('tr'), title]) {
      const found = await kervan.ask('GET', `/api/matches/variants?text=${encodeURIComponent(text)}`);
      expect(JSON.stringify(found.body), text).toContain(`"variantId":"${variantId}"`);
    }
  }, 60_000);

  it('tells the window of matches and of stock, and refuses a second listing of a shop for one product', async () => {
    const told: string[] = [];
    const stop = (['matching.changed', 'stock.changed'] as const).map((name) =>
      kervan.service.events.on(name, () => void told.push(name)),
    );
    const { rows } = await kervan.service.handlers['matching.decided']({ state: 'matched', limit: 100 });
    const [a] = rows;
    const b = rows.find(
      (one) => one.connectionId === a?.connectionId && one.variant?.variantId !== a.variant?.variantId,
    );
    if (!a?.variant || !b) throw new Error('too few matches');
    const wish = { listingId: b.listingId, action: 'match', variantId: a.variant.variantId };
    const refused = await post<{ batchId: null; results: { error: { code: string } }[] }>(
      '/api/matches/decide',
      { rows: [wish] },
    );
    expect(refused).toMatchObject({ batchId: null, results: [{ error: { code: 'match.duplicateInShop' } }] });
    const kept = await post<Totals>('/api/matches/decide', { rows: [{ ...wish, taken: 'keepBoth' }] });
    expect(await post(`/api/batches/${kept.batchId}/undo`)).toEqual({ undone: 1, skipped: [] });
    expect(new Set(told)).toEqual(new Set(['matching.changed', 'stock.changed']));
    for (const end of stop) end();
  }, 60_000);
});
