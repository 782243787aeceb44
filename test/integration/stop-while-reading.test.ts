import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { createApiClient, type RunAnswer } from './kit/api-client';
import { connectionTo } from './kit/practice-account';
import { type ServiceProcess, startServiceProcess } from './kit/service-process';

let dataDir: string;
let market: Awaited<ReturnType<typeof startTrendyol>>;
let running: ServiceProcess | undefined;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kervan-stop-'));
  market = await startTrendyol({ products: 30, orders: 60, scale: 1000 });
});
afterEach(async () => {
  await running?.kill();
  await market.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const masterKey = randomBytes(32).toString('base64');
async function start() {
  running = await startServiceProcess({
    dataDir,
    masterKey,
    token: 'test-token-1234',
    allowHosts: [new URL(market.url).host],
  });
  return { service: running, api: createApiClient(running.url, 'test-token-1234') };
}

describe('SIGTERM while a reading waits for the channel’s limit', () => {
  it('ends within 5 s, and the next start goes on from the same page', { timeout: 120_000 }, async () => {
    const first = await start();
    const { id } = await first.api.post<{ id: string }>('/api/connections', connectionTo(market));
    const { runId } = await first.api.post<{ runId: string }>(`/api/connections/${id}/sync`, {
      streams: ['orders'],
      mode: 'full',
    });
    const stream = async (api: typeof first.api) =>
      (await api.get<RunAnswer>(`/api/runs/${runId}`)).streams[0];
    await expect
      .poll(() => stream(first.api), { timeout: 30_000, interval: 50 })
      .toMatchObject({ wait: { reason: 'limit' } });

    const began = performance.now();
    expect(await first.service.terminate()).toBe(0);
    expect(performance.now() - began).toBeLessThan(5000);
    const asked = market.requests.length;

    const second = await start();
    await expect
      .poll(async () => (await second.api.get<RunAnswer>(`/api/runs/${runId}`)).finished, {
        timeout: 90_000,
        interval: 250,
      })
      .toBe(true);
    expect(await stream(second.api)).toMatchObject({ state: 'done', error: null });
    const orders = await second.api.all<{ number: string }>('/api/orders');
    expect(orders.map((one) => one.number).sort()).toEqual(
      market.data
        .orders()
        .map((one) => one.orderNumber)
        .sort(),
    );
    // What was read before the stop is not asked for again.
    const stretches = market.requests
      .map((one) => one.search)
      .filter((search) => search.includes('lastModifiedStartDate'));
    expect(new Set(stretches).size).toBe(stretches.length);
    expect(asked).toBeGreaterThan(0);
  });
});
