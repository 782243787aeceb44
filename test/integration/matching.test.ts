import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { type InProcess, startInProcess } from './kit/service-in-process';

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
const total = (one: Summary) => one.sure + one.doubtful + one.new;
const post = async <T>(path: string, body: object = {}) => {
  const answer = await kervan.ask('POST', path, body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as T;
};

async function connect(market: typeof first, name: string): Promise<string> {
  const created = await kervan.ask('POST', '/api/connections', {
    integration: 'woocommerce',
    name,
    credentials: { ...market.credentials },
    settings: {
      baseUrl: market.url,
      schedules: { products: { everyMinutes: 0 }, orders: { everyMinutes: 0 } },
    },
  });
  expect(created.status, created.text).toBe(201);
  const { id } = created.body as { id: string };
  const sync = await kervan.ask('POST', `/api/connections/${id}/sync`, {
    streams: ['products'],
    mode: 'full',
  });
  expect(sync.status, sync.text).toBe(202);
  const { runId } = sync.body as { runId: string };
  await vi.waitFor(
    async () => {
      const run = (await kervan.ask('GET', `/api/runs/${runId}`)).text;
      expect(run).toMatch(/"state":"(done|partial)"/);
      const listings = await kervan.service.handlers['listings.count']({ connectionIds: [id as never] });
      const proposed = total(await summary(id));
      expect(proposed).toBeGreaterThan(0);
      expect(JSON.stringify(listings)).toContain(String(proposed));
    },
    { timeout: 20_000, interval: 50 },
  );
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
});
