import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { type ShopifyMarketplace, startShopify } from '../marketplaces/shopify/server';
import { freePort } from './kit/free-port';
import { connectionTo } from './kit/practice-account';
import { type InProcess, startInProcess, TOKEN } from './kit/service-in-process';
import { startServiceProcess } from './kit/service-process';
import { installStandIns, isAlive, type StandIns } from './kit/tunnels';

let shop: ShopifyMarketplace;
let kervan: InProcess;
let standIns: StandIns;
let edges: number[];
let id: ConnectionId;
const pathBefore = process.env.PATH;
const call = <Name extends keyof InProcess['service']['handlers']>(name: Name) =>
  kervan.service.handlers[name];
const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const origin = (edge: number | undefined) => `http://127.0.0.1:${edge}`;
const way = async () => (await call('webhooks.status')({})).way;
const hookOrigins = () => [...shop.webhooks.hooks.values()].map(({ uri }) => new URL(uri).origin);
/** All six topics, at this address and no other. */
const told = (edge: number | undefined) =>
  soon(() => expect(hookOrigins()).toEqual(Array.from({ length: 6 }, () => origin(edge))));

beforeEach(async () => {
  edges = [await freePort(), await freePort(), await freePort()];
  standIns = installStandIns({ edges });
  process.env.PATH = standIns.path;
  shop = await startShopify({ products: 10, orders: 4 });
  kervan = await startInProcess([new URL(shop.url).host, ...edges.map((edge) => `127.0.0.1:${edge}`)]);
  ({ id } = await call('connections.create')({ ...connectionTo(shop), active: true }));
}, 60_000);
afterEach(async () => {
  await kervan.stop();
  await shop.stop();
  for (const { pid } of standIns.starts()) expect(isAlive(pid)).toBe(false);
  standIns.remove();
  process.env.PATH = pathBefore;
});

async function opened(edge: number | undefined): Promise<void> {
  await soon(async () =>
    expect(await way()).toMatchObject({
      address: origin(edge),
      checkError: null,
      checkedAt: expect.any(Number),
      tunnel: { state: 'running', error: null },
    }),
  );
}

it('cloudflared is started, its address tried and told to the channel; only hooks are reached through it', async () => {
  await call('webhooks.enable')({ connectionId: id });
  await call('webhooks.setTunnel')({ program: 'cloudflared' });
  await opened(edges[0]);
  await told(edges[0]);
  for (const path of ['/', '/api/connections', '/api/webhooks', '/healthz']) {
    const answer = await fetch(origin(edges[0]) + path, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(answer.status).toBe(404);
  }
  const [start] = standIns.starts();
  const { port } = await way();
  expect(start?.args).toContain(`http://127.0.0.1:${port}`);
  expect(start?.environment.filter((name) => /^KERVAN|^VITEST|^NODE|^TUNNEL_/.test(name))).toEqual([]);
});

it('a tunnel that ends is started again, and the channel is told the new address', async () => {
  await call('webhooks.enable')({ connectionId: id });
  await call('webhooks.setTunnel')({ program: 'cloudflared' });
  await opened(edges[0]);
  await told(edges[0]);
  process.kill(standIns.starts()[0]?.pid ?? 0, 'SIGKILL');
  await soon(async () =>
    expect((await way()).tunnel).toMatchObject({ state: 'waiting', error: { code: 'tunnel.ended' } }),
  );
  await opened(edges[1]);
  await told(edges[1]);
});

it('ngrok is read by its log; taken back, its process ends and the channel has no hooks left', async () => {
  await call('webhooks.enable')({ connectionId: id });
  await call('webhooks.setTunnel')({ program: 'ngrok' });
  await opened(edges[0]);
  await told(edges[0]);
  expect(await call('webhooks.setTunnel')({ program: null })).toMatchObject({ address: null, tunnel: null });
  expect(isAlive(standIns.starts()[0]?.pid ?? 0)).toBe(false);
  await soon(() => expect(shop.webhooks.hooks.size).toBe(0));
});

it('the tunnel follows a listener that moves to another port', async () => {
  await call('webhooks.setTunnel')({ program: 'cloudflared' });
  await opened(edges[0]);
  const port = await freePort();
  await call('webhooks.listen')({ port });
  await opened(edges[1]);
  expect(standIns.starts()[1]?.args).toContain(`http://127.0.0.1:${port}`);
});

it('an address typed by a person takes the place of the tunnel', async () => {
  await call('webhooks.setTunnel')({ program: 'cloudflared' });
  await opened(edges[0]);
  await call('webhooks.setAddress')({ address: origin(edges[2]) });
  expect(await way()).toMatchObject({ address: origin(edges[2]), tunnel: null });
  expect(isAlive(standIns.starts()[0]?.pid ?? 0)).toBe(false);
});

it('what is not installed is said, and nothing is kept', async () => {
  standIns.remove();
  await expect(call('webhooks.setTunnel')({ program: 'cloudflared' })).rejects.toMatchObject({
    code: 'tunnel.notInstalled',
    facts: { program: 'cloudflared' },
  });
  expect((await way()).tunnel).toBeNull();
  expect(await call('webhooks.tunnels')({})).toEqual([
    { program: 'cloudflared', path: null },
    { program: 'ngrok', path: null },
  ]);
});

it('an account that is missing is named, and the program is tried again', async () => {
  standIns.plan({ edges, trouble: 'signIn' });
  await call('webhooks.setTunnel')({ program: 'ngrok' });
  await soon(async () =>
    expect((await way()).tunnel).toMatchObject({
      state: 'waiting',
      error: { code: 'tunnel.signIn', facts: { program: 'ngrok', reason: 'ERR_NGROK_4018' } },
      nextTryAt: expect.any(Number),
    }),
  );
  standIns.plan({ edges });
  await call('webhooks.setTunnel')({ program: 'ngrok' });
  await soon(async () => expect((await way()).tunnel?.state).toBe('running'));
});

it('is started with the headless service; after kill -9 the one left behind ends first', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'kervan-tunnel-'));
  const options = {
    dataDir,
    masterKey: randomBytes(32).toString('base64'),
    allowHosts: edges.map((edge) => `127.0.0.1:${edge}`),
    environment: { PATH: standIns.path },
  };
  const ask = async (url: string, token: string, body?: object) => {
    const answer = await fetch(`${url}/api/webhooks${body ? '/tunnel' : ''}`, {
      method: body ? 'PUT' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const first = await startServiceProcess(options);
  const { token } = first;
  await ask(first.url, token, { program: 'cloudflared' });
  await soon(async () =>
    expect(await ask(first.url, token)).toMatchObject({
      way: { address: origin(edges[0]), checkError: null, tunnel: { state: 'running' } },
    }),
  );
  await first.kill();
  const left = standIns.starts()[0]?.pid ?? 0;
  expect(isAlive(left)).toBe(true);
  const second = await startServiceProcess(options);
  await soon(async () =>
    expect(await ask(second.url, token)).toMatchObject({
      way: { address: origin(edges[1]), checkError: null, tunnel: { state: 'running' } },
    }),
  );
  expect(isAlive(left)).toBe(false);
  expect(await second.terminate()).toBe(0);
  expect(standIns.starts().map(({ pid }) => isAlive(pid))).toEqual([false, false]);
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);
