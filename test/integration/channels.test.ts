import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import type { Marketplace } from '../marketplaces/kit';
import { startShopify } from '../marketplaces/shopify/server';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { type ApiClient, createApiClient, type RunAnswer } from './kit/api-client';
import { connectionTo } from './kit/practice-account';
import { type ServiceProcess, startServiceProcess } from './kit/service-process';
import {
  hepsiburadaTruth,
  lineText,
  shopifyTruth,
  type TrueListing,
  type TrueOrder,
  trendyolTruth,
  wooTruth,
} from './kit/truth';

interface ProductRow {
  readonly remoteVariantId: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly title: string | null;
  readonly priceMinor: number | null;
  readonly currency: string | null;
  readonly stock: number | null;
}
interface OrderRow {
  readonly number: string;
  readonly status: string;
  readonly total: number | null;
  readonly lines: readonly { readonly sku: string | null; readonly quantity: number }[];
}
interface Channel {
  readonly id: string;
  start(): Promise<{
    market: Marketplace<unknown>;
    truth: () => { listings: TrueListing[]; orders: TrueOrder[] };
  }>;
  readonly wrongField: string;
}

const SIZE = { products: 250, orders: 200, scale: 1000 };
const channels: readonly Channel[] = [
  {
    id: 'trendyol',
    wrongField: 'apiSecret',
    async start() {
      const market = await startTrendyol(SIZE);
      return { market, truth: () => trendyolTruth(market.data) };
    },
  },
  {
    id: 'hepsiburada',
    wrongField: 'serviceKey',
    async start() {
      const market = await startHepsiburada(SIZE);
      return { market, truth: () => hepsiburadaTruth(market.data) };
    },
  },
  {
    id: 'woocommerce',
    wrongField: 'consumerSecret',
    async start() {
      const market = await startWooCommerce(SIZE);
      return { market, truth: () => wooTruth(market.data) };
    },
  },
  {
    id: 'shopify',
    wrongField: 'accessToken',
    async start() {
      const market = await startShopify(SIZE);
      return { market, truth: () => shopifyTruth(market.data) };
    },
  },
];

let dataDir: string;
let service: ServiceProcess;
let api: ApiClient;
const markets = new Map<string, Awaited<ReturnType<Channel['start']>>>();

beforeAll(async () => {
  for (const channel of channels) markets.set(channel.id, await channel.start());
  dataDir = await mkdtemp(join(tmpdir(), 'kervan-channels-'));
  const hosts = [...markets.values()].map(({ market }) => new URL(market.url).host);
  service = await startServiceProcess({
    dataDir,
    masterKey: randomBytes(32).toString('base64'),
    allowHosts: hosts,
  });
  api = createApiClient(service.url, service.token);
}, 120_000);
afterAll(async () => {
  await service?.terminate();
  for (const { market } of markets.values()) await market.stop();
  await rm(dataDir, { recursive: true, force: true });
});

function connect(channel: Channel, change: Record<string, string> = {}) {
  const { market } = markets.get(channel.id) ?? {};
  if (!market) throw new Error(`no marketplace ${channel.id}`);
  const account = connectionTo(market, `${channel.id} mağazası`);
  return api.post<{ id: string }>('/api/connections', {
    ...account,
    credentials: { ...account.credentials, ...change },
  });
}
async function sync(id: string, mode: 'full' | 'delta'): Promise<RunAnswer> {
  const { runId } = await api.post<{ runId: string }>(`/api/connections/${id}/sync`, { mode });
  await expect
    .poll(async () => (await api.get<RunAnswer>(`/api/runs/${runId}`)).finished, {
      timeout: 120_000,
      interval: 200,
    })
    .toBe(true);
  return api.get<RunAnswer>(`/api/runs/${runId}`);
}

describe.each(channels)('$id from the key to the rows', (channel) => {
  let id: string;
  const truth = () => {
    const found = markets.get(channel.id);
    if (!found) throw new Error('not started');
    return found.truth();
  };

  it('says in plain words that the key is wrong', async () => {
    const wrong = await connect(channel, { [channel.wrongField]: '0123456789ab' });
    const report = await api.post<{
      ok: boolean;
      steps: { state: string; error: { code: string } | null }[];
    }>(`/api/connections/${wrong.id}/test`);
    expect(report.ok).toBe(false);
    expect(report.steps.find((step) => step.state === 'failed')?.error?.code).toBe('auth.keyRejected');
    expect((await api.raw(`/api/connections/${wrong.id}`, { method: 'DELETE' })).status).toBe(204);
  });

  it('passes the test with the right key and reads everything', { timeout: 180_000 }, async () => {
    ({ id } = await connect(channel));
    const report = await api.post<{ ok: boolean; steps: unknown[] }>(`/api/connections/${id}/test`);
    expect(report, JSON.stringify(report)).toMatchObject({ ok: true });
    const run = await sync(id, 'full');
    expect(run.streams.map((stream) => stream.error)).toEqual([null, null]);
  });

  it('holds every product of the channel, and none twice', async () => {
    const rows = await api.all<ProductRow>(`/api/products?connection=${id}`);
    const wanted = truth().listings;
    expect(rows.map((row) => row.remoteVariantId).sort()).toEqual(wanted.map((one) => one.key).sort());
    const byKey = new Map(rows.map((row) => [row.remoteVariantId, row]));
    const differing = wanted.filter((one) => {
      const row = byKey.get(one.key);
      return (
        row?.sku !== one.sku ||
        (one.barcode !== undefined && row.barcode !== one.barcode) ||
        (one.priceMinor !== undefined && row.priceMinor !== one.priceMinor) ||
        (one.stock !== undefined && row.stock !== one.stock)
      );
    });
    expect(differing.map((one) => [one, byKey.get(one.key)])).toEqual([]);
  });

  it('holds every order with every line', async () => {
    const rows = await api.all<OrderRow>(`/api/orders?connection=${id}`);
    const wanted = truth().orders;
    expect(rows.map((row) => row.number).sort()).toEqual(wanted.map((one) => one.number).sort());
    const byNumber = new Map(rows.map((row) => [row.number, row]));
    const differing = wanted.filter((one) => {
      const row = byNumber.get(one.number);
      const lines = (row?.lines ?? []).map((line) => lineText(line.sku, line.quantity)).sort();
      const total = row?.total == null ? null : Math.round(row.total * 100);
      return (
        JSON.stringify(lines) !== JSON.stringify(one.lines) ||
        (one.totalMinor !== undefined && total !== one.totalMinor)
      );
    });
    expect(differing.map((one) => [one, byNumber.get(one.number)])).toEqual([]);
  });

  it('reads nothing anew when nothing changed', { timeout: 120_000 }, async () => {
    const run = await sync(id, 'delta');
    expect(run.streams.map((stream) => [stream.stream, stream.added, stream.error])).toEqual([
      ['products', 0, null],
      ['orders', 0, null],
    ]);
  });
});

describe('secrets', () => {
  it('stand in no file of the data folder and in no log line', async () => {
    const secrets = channels.map(
      (channel) => markets.get(channel.id)?.market.credentials[channel.wrongField] ?? '',
    );
    const files = (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    );
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(8);
      expect(service.log().includes(secret)).toBe(false);
      for (const file of files) {
        const bytes = await readFile(join(file.parentPath, file.name));
        expect(bytes.includes(secret), `${file.name} holds a secret`).toBe(false);
      }
    }
  });
});
