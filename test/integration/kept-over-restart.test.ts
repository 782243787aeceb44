import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/main/log/log';
import { createService } from '../../src/main/service/create-service';
import type { KervanService } from '../../src/main/service/service';
import { createSecretRegistry, masterKeyKeyring } from '../../src/main/vault';
import { startWooCommerce } from '../marketplaces/woocommerce/server';

const masterKey = randomBytes(32);
let dataDir: string;
let market: Awaited<ReturnType<typeof startWooCommerce>>;
let service: KervanService;
let now = Date.now;

async function open(): Promise<void> {
  service = await createService({
    dataDir,
    keyring: masterKeyKeyring(masterKey),
    secretRegistry: createSecretRegistry(),
    version: '0.0.0-test',
    allowHosts: [new URL(market.url).host],
    practice: false,
    now: () => now(),
    log: silentLog,
  });
  await service.start();
}
async function restart(): Promise<void> {
  await service.stop();
  await open();
}
beforeEach(async () => {
  now = Date.now;
  dataDir = await mkdtemp(join(tmpdir(), 'kervan-kept-'));
  market = await startWooCommerce({ products: 5, orders: 2, scale: 1000 });
  await open();
});
afterEach(async () => {
  await service.stop();
  await market.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function connect(everyMinutes: number) {
  const schedule = { everyMinutes } as const;
  const { id } = await service.handlers['connections.create']({
    integration: 'woocommerce',
    name: 'magaza.example',
    credentials: { ...market.credentials },
    settings: { baseUrl: market.url, schedules: { products: schedule, orders: schedule } },
    active: true,
  });
  return id;
}

describe('the channel’s last “too many requests”', () => {
  it('is told with its time and wait, after a restart too', { timeout: 30_000 }, async () => {
    const id = await connect(0);
    const last = async () => (await service.handlers['connections.get']({ id })).lastLimit;
    expect(await last()).toBeNull();
    const before = Date.now();
    market.faults.add({ effect: { kind: 'limited', retryAfter: 1 } });
    const { runId } = await service.handlers['connections.sync']({ id, mode: 'full', trigger: 'person' });
    await expect
      .poll(async () => (await service.handlers['runs.get']({ id: runId })).state, { timeout: 20_000 })
      .toBe('done');
    const told = await last();
    expect(told).toMatchObject({ waitMs: 1000 });
    expect(told?.at).toBeGreaterThanOrEqual(before);
    await restart();
    expect(await last()).toEqual(told);
  });
});

describe('a pause of all schedules', () => {
  it('holds after a restart until its end, and then no more', async () => {
    const until = Date.now() + 3_600_000;
    service.pauseSchedules(until);
    await restart();
    expect(service.schedulePause()).toEqual({ until });
    await connect(5);
    const { state } = await service.handlers['overview.get']({});
    expect(state).toBe('paused');
    expect((await service.handlers['runs.list']({ limit: 10 })).runs).toEqual([]);
    now = () => until + 1;
    await restart();
    expect(service.schedulePause()).toBeNull();
    await expect.poll(async () => (await service.handlers['runs.list']({ limit: 10 })).runs.length).toBe(1);
  });

  it('without an end holds until a person resumes', async () => {
    service.pauseSchedules(null);
    await restart();
    expect(service.schedulePause()).toEqual({ until: null });
    service.resumeSchedules();
    await restart();
    expect(service.schedulePause()).toBeNull();
  });
});
