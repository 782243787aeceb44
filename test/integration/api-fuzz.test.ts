import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { type ApiClient, createApiClient, type RunAnswer } from './kit/api-client';
import { type ApiDocument, type Conformance, conformanceTo, documentSchema } from './kit/api-conformance';
import type { Ground } from './kit/arbitrary-of-schema';
import { brokenRequestsOf, type Call, callsOf, type Request, requestsOf } from './kit/described-requests';
import { connectionTo } from './kit/practice-account';
import { type ServiceProcess, startServiceProcess } from './kit/service-process';

const SEED = Number(process.env.FUZZ_SEED ?? randomInt(1, 2 ** 31));
/** Requests made of each call's description: as described, and with something wrong in them. */
const GOOD = Number(process.env.FUZZ_RUNS ?? 5);
const BROKEN = GOOD;
/** Reach out of this computer's processes, take a port of others, or never end: only tried with what is refused. */
const LEFT_OUT = new Set([
  'setWebhookAddress',
  'checkWebhookAddress',
  'listenForWebhooks',
  'setTunnel',
  'streamEvents',
]);

let folder: string;
let service: ServiceProcess;
let market: Awaited<ReturnType<typeof startWooCommerce>>;
let api: ApiClient;
let document: ApiDocument;
let conformance: Conformance;
let ground: Ground;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kervan-fuzz-'));
  market = await startWooCommerce({ products: 6, orders: 4 });
  service = await startServiceProcess({
    dataDir: folder,
    masterKey: randomBytes(32).toString('base64'),
    allowHosts: [new URL(market.url).host],
  });
  api = createApiClient(service.url, service.token);
  document = documentSchema.parse(await api.get('/api/openapi.json'));
  conformance = conformanceTo(document);
  ground = await layGround();
}, 60_000);
afterAll(async () => {
  await service.terminate();
  await market.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Identified {
  readonly id: string;
}

/** A merchant with a shop, its orders, variants, a problem and an opened file, so that requests find something. */
async function layGround(): Promise<Ground> {
  const { id: connection } = await api.post<Identified>('/api/connections', connectionTo(market));
  const { runId } = await api.post<{ runId: string }>(`/api/connections/${connection}/sync`, {
    mode: 'full',
  });
  await vi.waitFor(async () => expect((await api.get<RunAnswer>(`/api/runs/${runId}`)).finished).toBe(true), {
    timeout: 30_000,
    interval: 50,
  });
  const listings = (await api.all<Identified>('/api/products')).map(({ id }) => id);
  await vi.waitFor(
    async () => expect((await api.get<{ new: number }>('/api/matches/summary')).new).toBeGreaterThan(0),
    { timeout: 20_000, interval: 50 },
  );
  await api.post('/api/matches/create', { listingIds: listings.slice(0, 10) });
  const variants = (await api.all<Identified>('/api/variants')).map(({ id }) => id);
  for (const id of variants) await api.post(`/api/stock/${id}/count`, { counted: 25 });
  const imported = await api.raw('/api/imports?name=stok.csv', {
    method: 'POST',
    body: 'Barkod;Eldeki\n1;2\n',
  });
  const { token } = (await imported.json()) as { token: string };
  const ids = async (path: string) =>
    (await api.get<{ items: Identified[] }>(path)).items.map(({ id }) => id);
  const orders = await ids('/api/orders');
  return {
    schemas: document.components.schemas,
    known: {
      'connections id': [connection],
      'connections variant': variants,
      connection: [connection],
      connectionId: [connection],
      'runs id': [runId],
      'products id': listings,
      'orders id': orders,
      'variants id': variants,
      'stock id': variants,
      'prices id': variants,
      'warehouses id': ['1'],
      'batches id': await ids('/api/batches'),
      'alerts id': await ids('/api/alerts?state=open'),
      'imports token': [token],
      'integrations id': ['woocommerce', 'trendyol', 'n11'],
      integration: ['woocommerce'],
      variantId: variants,
      variant: variants,
      listingId: listings,
      except: listings,
      warehouseId: ['1'],
      from: ['1'],
      to: ['1', '2'],
    },
  };
}

async function send({ method }: Pick<Call, 'method'>, { path, headers, body }: Request) {
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${service.token}`, ...headers },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(20_000),
  });
  return {
    method,
    path: new URL(response.url).pathname,
    status: response.status,
    contentType: response.headers.get('content-type'),
    text: await response.text(),
  };
}

/** What is wrong with an answer, whatever was asked. */
function complaint(answer: Awaited<ReturnType<typeof send>>): string | undefined {
  return answer.status >= 500 ? `${answer.status} ${answer.text}` : conformance.complaint(answer);
}

function shown({ method }: Call, { path, body }: Request): string {
  return `${method} ${path.slice(0, 200)} ${body?.slice(0, 300) ?? ''}`;
}

describe(`requests made of the description (FUZZ_SEED=${SEED})`, () => {
  it('are answered as described, and never by a failure inside', async () => {
    const wrong: string[] = [];
    const statuses: Record<number, number> = {};
    for (const call of callsOf(document).filter(({ id }) => !LEFT_OUT.has(id))) {
      // Nobody takes away what the others are tried on.
      const firm = call.method === 'DELETE' ? { ...ground, known: {} } : ground;
      for (const request of fc.sample(requestsOf(call, firm), { numRuns: GOOD, seed: SEED })) {
        const answer = await send(call, request);
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        const told = complaint(answer);
        if (told !== undefined) wrong.push(`${shown(call, request)}\n   ${told}`);
      }
    }
    expect(wrong).toEqual([]);
    // Some of everything, or the requests find nothing and try nothing.
    expect(statuses[200], JSON.stringify(statuses)).toBeGreaterThan(100);
    if (process.env.FUZZ_SHOW) process.stderr.write(`as described: ${JSON.stringify(statuses)}\n`);
  }, 180_000);

  it('with something wrong in them are refused, and the refusal is described', async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const call of callsOf(document)) {
      if (call.id === 'getHealth' || call.id === 'getDescriptionPage') continue;
      const broken = brokenRequestsOf(call, ground, conformance);
      for (const request of broken ? fc.sample(broken, { numRuns: BROKEN, seed: SEED }) : []) {
        const answer = await send(call, request);
        tried += 1;
        const told =
          answer.status === request.status
            ? complaint(answer)
            : `answered ${answer.status}, not ${request.status}: ${answer.text.slice(0, 200)}`;
        if (told !== undefined) wrong.push(`${request.what}: ${shown(call, request)}\n   ${told}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(400);
    if (process.env.FUZZ_SHOW) process.stderr.write(`broken: ${tried}\n`);
  }, 180_000);

  it('leave the service well', async () => {
    expect((await api.raw('/healthz')).status).toBe(200);
    expect(service.log()).not.toContain('unhandled');
  });
});
