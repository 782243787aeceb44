import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { connectionTo } from './kit/practice-account';
import { type ServiceProcess, startServiceProcess } from './kit/service-process';

const GOODS = [{ sku: 'HVL-1', barcode: '8690000000012', title: 'Bambu Havlu', stock: 100, price: '149.90' }];
const TOKEN = 'order-kill-token';

let folder: string;
let market: Awaited<ReturnType<typeof startTrendyol>>;
let service: ServiceProcess;
const masterKey = randomBytes(32).toString('base64');

const start = () =>
  startServiceProcess({
    dataDir: join(folder, 'data'),
    masterKey,
    token: TOKEN,
    allowHosts: [new URL(market.url).host],
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kervan-order-kill-'));
  market = await startTrendyol({ catalogue: GOODS, orders: 0, scale: 1000 });
  service = await start();
}, 60_000);
afterAll(async () => {
  await service.kill();
  await market.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask(method: string, path: string, body?: object) {
  const answer = await fetch(`${service.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

it('looks before it asks again for a change whose outcome a killed process never learned', async () => {
  const sold = market.floor.sell([{ key: market.floor.shelf()[0]?.key ?? '', quantity: 1 }]);
  const number = sold?.number ?? '';
  const made = await ask('POST', '/api/connections', connectionTo(market));
  await ask('POST', `/api/connections/${made.body.id}/sync`, { mode: 'full', streams: ['orders'] });
  const id = await vi.waitFor(
    async () => {
      const { body } = await ask('GET', '/api/orders');
      expect(body.items).toHaveLength(1);
      return body.items[0].id as string;
    },
    { timeout: 60_000, interval: 200 },
  );

  const gate = market.faults.gate(({ method }) => method === 'PUT');
  const cut = ask('POST', `/api/orders/${id}/status`, { action: 'picking' }).catch(() => null);
  await gate.reached();
  await service.kill();
  gate.release();
  expect(await cut).toBeNull();
  const word = () => market.data.order(number).packages[0]?.status;
  await vi.waitFor(() => expect(word()).toBe('Picking'));

  service = await start();
  const puts = () => market.requests.filter(({ method }) => method === 'PUT').length;
  const before = puts();
  expect(await ask('POST', `/api/orders/${id}/status`, { action: 'picking' })).toMatchObject({
    status: 409,
    body: { code: 'order.wrongStatus', facts: { status: 'Picking' } },
  });
  expect(puts()).toBe(before);
  expect((await ask('GET', `/api/orders/${id}`)).body).toMatchObject({ status: 'preparing' });
}, 120_000);
