import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { startWooCommerce, type WooCommerceMarketplace } from '../marketplaces/woocommerce/server';
import { connectionTo } from './kit/practice-account';
import { type InProcess, startInProcess } from './kit/service-in-process';

const HOUR = 3_600_000;

let shop: WooCommerceMarketplace;
let kervan: InProcess;
let id: ConnectionId;
let slept = 0;
const now = () => Date.now() + slept;
const call = <Name extends keyof InProcess['service']['handlers']>(name: Name) =>
  kervan.service.handlers[name];
const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const absence = async () => (await call('overview.get')({})).absence;

beforeEach(async () => {
  slept = 0;
  shop = await startWooCommerce({ products: 5, orders: 3 });
  kervan = await startInProcess([new URL(shop.url).host], now);
  const form = connectionTo(shop, 'Ana mağaza');
  const schedules = { products: { everyMinutes: 360 }, orders: { everyMinutes: 60 } };
  const settings = { ...form.settings, schedules };
  ({ id } = await call('connections.create')({ ...form, settings, active: true }));
  const { runId } = await call('connections.sync')({ id, mode: 'full', trigger: 'person' });
  await soon(async () => expect((await call('runs.get')({ id: runId })).state).toBe('done'));
}, 60_000);
afterEach(async () => {
  await kervan.stop();
  await shop.stop();
});

it('after three hours asleep the shop is asked by itself, and the overview says so', async () => {
  expect(await absence()).toBeNull();
  const added = shop.data.addOrder([{ productId: [...shop.data.products.keys()][0] ?? 0, quantity: 1 }]);
  slept = 3 * HOUR;
  kervan.service.wake();
  const told = await absence();
  expect((told?.until ?? 0) - (told?.from ?? 0)).toBeGreaterThanOrEqual(3 * HOUR - 60_000);
  await soon(async () => expect(await absence()).toMatchObject({ caughtUp: ['Ana mağaza'], waiting: [] }));
  const { rows } = await kervan.service.rows.orders({ limit: 100 });
  expect(rows.map(({ number }) => number)).toContain(String(added.number));
  slept += 7 * HOUR;
  expect(await absence()).toBeNull();
});

it('a shop that refuses the key is named as one to come', async () => {
  shop.faults.add({ effect: { kind: 'status', status: 401 }, times: Number.POSITIVE_INFINITY });
  slept = 3 * HOUR;
  kervan.service.wake();
  await soon(async () => expect((await call('connections.get')({ id })).state).not.toBe('ok'));
  expect(await absence()).toMatchObject({ caughtUp: [], waiting: ['Ana mağaza'] });
  slept += 7 * HOUR;
  expect(await absence()).toMatchObject({ waiting: ['Ana mağaza'] });
});

it('a few minutes are no absence', async () => {
  slept = 10 * 60_000;
  kervan.service.wake();
  expect(await absence()).toBeNull();
});
