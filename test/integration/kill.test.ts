import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { createApiClient, type RunAnswer } from './kit/api-client';
import { connectionTo } from './kit/practice-account';
import { type ServiceProcess, startServiceProcess } from './kit/service-process';

const PRODUCTS = 1500;
let dataDir: string;
let market: Awaited<ReturnType<typeof startWooCommerce>>;
let running: ServiceProcess | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kervan-kill-'));
  market = await startWooCommerce({ products: PRODUCTS, orders: 400 });
});
afterEach(async () => {
  await running?.kill();
  await market.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const masterKey = randomBytes(32).toString('base64');
const start = async () => {
  running = await startServiceProcess({
    dataDir,
    masterKey,
    token: 'test-token-1234',
    allowHosts: [new URL(market.url).host],
  });
  return { service: running, api: createApiClient(running.url, 'test-token-1234') };
};

interface Row {
  readonly id: string;
  readonly remoteVariantId: string;
}

describe('kill -9 while a sync runs', () => {
  it('goes on from the last page with nothing lost or doubled', { timeout: 180_000 }, async () => {
    const first = await start();
    const created = await first.api.post<{ id: string }>('/api/connections', connectionTo(market));
    const { runId } = await first.api.post<{ runId: string }>(`/api/connections/${created.id}/sync`, {
      mode: 'full',
    });
    const pagesOf = async (api: typeof first.api) =>
      (await api.get<RunAnswer>(`/api/runs/${runId}`)).streams.reduce((sum, stream) => sum + stream.pages, 0);

    // Killed again and again at whatever page it has come to.
    let { service, api } = first;
    let pages = 0;
    for (let kills = 0; kills < 3; kills += 1) {
      const before = pages;
      await expect
        .poll(async () => (pages = await pagesOf(api)), { timeout: 30_000, interval: 5 })
        .toBeGreaterThan(before);
      await service.kill();
      ({ service, api } = await start());
      expect(await pagesOf(api)).toBeGreaterThanOrEqual(pages);
    }
    await expect
      .poll(async () => (await api.get<RunAnswer>(`/api/runs/${runId}`)).finished, {
        timeout: 90_000,
        interval: 100,
      })
      .toBe(true);

    const run = await api.get<RunAnswer>(`/api/runs/${runId}`);
    expect(run.streams.map((stream) => stream.error)).toEqual([null, null]);
    const rows = await api.all<Row>('/api/products');
    const ids = rows.map((row) => row.remoteVariantId);
    expect(new Set(ids).size).toBe(ids.length);
    const again = await api.post<{ runId: string }>(`/api/connections/${created.id}/sync`, { mode: 'full' });
    await expect
      .poll(async () => (await api.get<RunAnswer>(`/api/runs/${again.runId}`)).finished, {
        timeout: 90_000,
        interval: 100,
      })
      .toBe(true);
    const second = await api.get<RunAnswer>(`/api/runs/${again.runId}`);
    expect(second.streams.map((stream) => [stream.stream, stream.added, stream.changed])).toEqual([
      ['products', 0, 0],
      ['orders', 0, 0],
    ]);
    expect(await service.terminate()).toBe(0);
    running = undefined;
  });
});
