import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { createApiClient } from './kit/api-client';
import { type ServiceProcess, startServiceProcess } from './kit/service-process';

const ENTRY = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const TOKEN = 'cli-test-token';
/** More than one page of the API (1000), so that paging is really asked for. */
const ORDERS = 1100;

let folder: string;
let market: Awaited<ReturnType<typeof startWooCommerce>>;
let service: ServiceProcess;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  out(): string;
}

/** The command as a process of its own, behind pipes; what it is asked comes from `input`. */
function start(args: readonly string[], input = '', variables: Record<string, string> = {}): Started {
  const { NODE_OPTIONS: _options, VITEST: _vitest, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', ENTRY, ...args], {
    env: {
      ...inherited,
      LC_ALL: '',
      LANG: 'en_US.UTF-8',
      KERVAN_API_URL: service.url,
      KERVAN_API_TOKEN: TOKEN,
      ...variables,
    },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  child.stdin.on('error', () => undefined).end(input);
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code: code as number | null, out, err }));
  return { child, ended, out: () => out };
}

const kervan = (args: readonly string[], input?: string, variables?: Record<string, string>) =>
  start(args, input, variables).ended;

/** What a command prints with --json; it has to have gone well. */
async function asked<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await kervan([...args, '--json']);
  expect([code, err], args.join(' ')).toEqual([0, '']);
  return JSON.parse(out) as T;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kervan-cli-'));
  market = await startWooCommerce({ products: 60, orders: ORDERS });
  service = await startServiceProcess({
    dataDir: join(folder, 'data'),
    masterKey: randomBytes(32).toString('base64'),
    token: TOKEN,
    allowHosts: [new URL(market.url).host],
  });
  const secrets = JSON.stringify(market.credentials);
  const add = ['connections', 'add', 'woocommerce', '--name', 'Mağazam', '--secrets-file', '-', '--by-hand'];
  const added = await kervan([...add, '--base-url', market.url, '--json'], secrets);
  expect([added.code, added.err]).toEqual([0, '']);
  expect(added.out).not.toContain(market.credentials.consumerSecret);
  const read = await kervan(['sync', 'MAGAZAM', '--mode', 'full', '--wait']);
  expect([read.code, read.err]).toEqual([0, '']);
}, 120_000);

afterAll(async () => {
  await service.kill();
  await market.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('reading', () => {
  it('lists connections for a program and for a script behind a pipe', async () => {
    const list = await asked<{ items: { name: string; state: string }[] }>('connections', 'list');
    expect(list.items).toMatchObject([{ name: 'Mağazam', state: 'ok' }]);
    const { out } = await kervan(['connections', 'list', '--lang', 'tr']);
    const [heading, row] = out.split('\n');
    expect(heading?.split('\t').slice(0, 4)).toEqual(['No', 'Ad', 'Kanal', 'Durum']);
    expect(row?.split('\t').slice(1, 4)).toEqual(['Mağazam', 'woocommerce', 'ok']);
  });

  it('reads lists to their end, or as far as asked', async () => {
    const whole = await createApiClient(service.url, TOKEN).all<{ id: string }>('/api/orders');
    expect(whole.length).toBeGreaterThan(1000);
    const list = await asked<{ items: { id: string }[]; nextCursor: null }>('orders', 'list');
    expect(list.items.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    expect(list.nextCursor).toBeNull();
    const some = await asked<{ items: { id: string }[]; nextCursor: string }>(
      'orders',
      'list',
      '--limit',
      '3',
    );
    expect(some.items.map(({ id }) => id)).toEqual(whole.slice(0, 3).map(({ id }) => id));
    expect(some.nextCursor).not.toBeNull();
  });

  it('exports every order line as CSV and every order as JSON', async () => {
    const orders = await createApiClient(service.url, TOKEN).all<{ id: string; lines: unknown[] }>(
      '/api/orders',
    );
    const csv = await kervan(['orders', 'export', '--format', 'csv']);
    const rows: unknown[] = parse(csv.out, { columns: true });
    expect(csv.code).toBe(0);
    expect(rows).toHaveLength(orders.reduce((sum, { lines }) => sum + Math.max(1, lines.length), 0));
    expect(rows[0]).toMatchObject({ order_id: orders[0]?.id });
    const json = await kervan(['orders', 'export', '--format', 'json']);
    expect(JSON.parse(json.out)).toEqual(orders);
    const later = await kervan(['orders', 'export', '--format', 'json', '--since', '2099-01-01']);
    expect(JSON.parse(later.out)).toEqual([]);
  });

  it('is no failure when its reader has seen enough', async () => {
    const { child, ended } = start(['orders', 'export']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, err } = await ended;
    expect([code, err]).toEqual([0, '']);
  });

  it.each([
    ['status'],
    ['integrations', '--search', 'CICEK'],
    ['runs', '--connection', 'Mağazam', '--state', 'done,partial'],
    ['products', '--limit', '5'],
    ['orders', 'list', '--since', '7d', '--limit', '5'],
    ['stock', 'list'],
    ['matches', 'summary'],
    ['matches', 'list', '--class', 'new', '--limit', '5'],
    ['rules', 'get', 'Mağazam'],
    ['values', '--state', 'held,refused'],
    ['differences', '--kind', 'stock'],
    ['alerts', '--state', 'closed'],
    ['connections', 'test', 'Mağazam'],
  ])('%s %s answers in a table and in JSON', async (...args) => {
    const table = await kervan(args);
    expect([table.code, table.err], table.out).toEqual([0, '']);
    expect(table.out).toMatch(/^\S.*\t/);
    expect(await asked<object>(...args)).toBeTypeOf('object');
  });
});

describe('changing', () => {
  it('counts and adjusts stock, once under the same key, and finds a product by its code', async () => {
    const api = createApiClient(service.url, TOKEN);
    const { id } = await api.post<{ id: string }>('/api/variants', { title: 'Havlu', sku: 'HVL-1' });
    const counted = await kervan(['stock', 'count', 'sku:HVL-1', '20', '--note', 'Raf']);
    expect(counted.out).toBe('Change 20; on hand 20, reserved 0, available 20.\n');
    for (const repeated of [false, true]) {
      expect(await asked('stock', 'adjust', id, '-3', '--key', 'once')).toMatchObject({
        repeated,
        level: { onHand: 17 },
      });
    }
    expect(await asked('stock', 'get', 'sku:HVL-1')).toMatchObject({ id, onHand: 17 });
    expect((await kervan(['stock', 'adjust', id, '-18'])).code).toBe(1);
    expect((await kervan(['stock', 'get', 'sku:none'])).code).toBe(5);
    expect((await kervan(['stock', 'count', id, 'many'])).code).toBe(2);
  });

  it('writes the rules that it read, and not over somebody else’s', async () => {
    const file = join(folder, 'rules.json');
    const read = await asked<{ version: number; rules: { stock: object } }>('rules', 'get', 'Mağazam');
    const changed = { ...read, rules: { ...read.rules, stock: { ...read.rules.stock, safety: 4 } } };
    await writeFile(file, JSON.stringify(changed));
    const set = await kervan(['rules', 'set', 'Mağazam', file]);
    expect([set.code, set.out]).toEqual([0, `Rules saved, version ${read.version + 1}.\n`]);
    expect(await asked('rules', 'get', 'Mağazam')).toMatchObject({ rules: { stock: { safety: 4 } } });
    expect((await kervan(['rules', 'set', 'Mağazam', file])).code).toBe(2);
  });

  it('accepts what is surely a match', async () => {
    const api = createApiClient(service.url, TOKEN);
    const [listing] = (await api.all<{ barcode: string | null; title: string }>('/api/products')).filter(
      ({ barcode }) => barcode !== null,
    );
    await api.post('/api/variants', { title: listing?.title, barcode: listing?.barcode });
    expect(
      (await kervan(['sync', 'Mağazam', '--streams', 'products', '--mode', 'full', '--wait'])).code,
    ).toBe(0);
    await expect
      .poll(() => asked<{ sure: number }>('matches', 'summary'), { timeout: 20_000 })
      .toMatchObject({ sure: expect.toSatisfy((count: number) => count > 0) });
    const accepted = await kervan(['matches', 'accept', '--connection', 'Mağazam']);
    expect(accepted.out).toMatch(/^[1-9]\d* listings matched\. Batch: \S+\n$/);
    expect(await asked('matches', 'summary')).toMatchObject({ sure: 0 });
  });

  it('pauses, resumes and removes a connection, the last only when that was meant', async () => {
    const file = join(folder, 'secrets.json');
    await writeFile(file, JSON.stringify(market.credentials), { mode: 0o600 });
    const add = ['connections', 'add', 'woocommerce', '--name', 'İkinci', '--secrets-file', file];
    const added = await asked<{ id: string; active: boolean }>(
      ...[...add, '--base-url', market.url, '--by-hand', '--paused'],
    );
    expect(added.active).toBe(false);
    expect((await kervan(['sync', added.id])).code).toBe(1);
    expect(await asked('connections', 'activate', added.id)).toMatchObject({ active: true });
    expect(await asked('connections', 'deactivate', added.id)).toMatchObject({ active: false });
    expect((await kervan(['connections', 'remove', added.id])).code).toBe(2);
    expect((await kervan(['connections', 'remove', 'ikinci', '--yes'])).code).toBe(0);
    expect((await kervan(['connections', 'test', 'İkinci'])).code).toBe(5);
  });

  it('takes no secret from the command line', async () => {
    const { code, err } = await kervan([
      'connections',
      'add',
      'woocommerce',
      '--field',
      'consumerKey=ck_secret',
    ]);
    expect(code).toBe(2);
    expect(err).toContain('consumerKey');
    expect(err).not.toContain('ck_secret');
  });
});

describe('events', () => {
  it('come as they happen, and Ctrl+C ends them well', async () => {
    const { child, ended, out } = start(['events', '--names', 'stock.changed', '--json']);
    const api = createApiClient(service.url, TOKEN);
    const { id } = await api.post<{ id: string }>('/api/variants', { title: 'Olay' });
    // There is no history: count until the stream has begun.
    let counted = 0;
    await expect
      .poll(
        async () => {
          counted += 1;
          await api.post(`/api/stock/${id}/count`, { counted });
          return out();
        },
        { timeout: 20_000 },
      )
      .toMatch(/^\{"event":"stock\.changed","data":\{"variantIds":\["\d+"\]\}\}\n/);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });
});

describe('what goes wrong', () => {
  it.each<[string, string[], Record<string, string>, number, RegExp]>([
    ['an unknown command', ['sink'], {}, 2, /sink/],
    ['half a command', ['orders'], {}, 2, /list, export/],
    ['an unknown option', ['runs', '--foo'], {}, 2, /--foo/],
    ['an option without its value', ['runs', '--limit', '--json'], {}, 2, /--limit/],
    ['a time that is none', ['orders', 'list', '--since', 'gestern'], {}, 2, /--since/],
    ['a day that is none', ['orders', 'list', '--since', '2026-02-31'], {}, 2, /--since/],
    ['no Kervan there', ['status'], { KERVAN_API_URL: 'http://127.0.0.1:9' }, 3, /127\.0\.0\.1:9/],
    ['another computer', ['status'], { KERVAN_API_URL: 'http://192.0.2.1:4780' }, 2, /192\.0\.2\.1/],
    ['a wrong token', ['status'], { KERVAN_API_TOKEN: 'wrong-token-1' }, 4, /token/i],
    ['an unknown connection', ['sync', 'Yok'], {}, 5, /Yok/],
    ['an unknown run', ['run', 'pause', 'nothing'], {}, 5, /\S/],
    ['a run that has ended', ['run', 'cancel', '{run}'], {}, 1, /\S/],
    ['a planned integration', ['connections', 'add', 'n11'], {}, 1, /n11/],
  ])('%s', async (_, args, variables, code, sentence) => {
    const { items } = await createApiClient(service.url, TOKEN).get<{ items: { id: string }[] }>('/api/runs');
    const ended = await kervan(
      args.map((one) => (one === '{run}' ? (items[0]?.id ?? '') : one)),
      '',
      variables,
    );
    expect([ended.code, ended.out], ended.err).toEqual([code, '']);
    expect(ended.err).toMatch(sentence);
    expect(ended.err).not.toMatch(/\n {4}at /);
  });

  it('does not show its token to what is not Kervan', async () => {
    const { code } = await kervan(['status'], '', { KERVAN_API_URL: market.url });
    expect(code).toBe(3);
  });

  it('finds the desktop by its data folder, and says the problem as the API does', async () => {
    const data = join(folder, 'desktop');
    await rm(data, { recursive: true, force: true });
    const missing = await kervan(['runs', '--data', data], '', { KERVAN_API_URL: '' });
    expect(missing.code).toBe(3);
    const { mkdir } = await import('node:fs/promises');
    await mkdir(data);
    await writeFile(join(data, 'api-port'), new URL(service.url).port);
    await writeFile(join(data, 'api-token'), `${TOKEN}\n`);
    const desktop = { KERVAN_API_URL: '', KERVAN_API_TOKEN: '' };
    expect((await kervan(['runs', '--data', data], '', desktop)).code).toBe(0);
    const refused = await kervan(['run', 'show', 'nothing', '--json', '--data', data], '', desktop);
    expect(JSON.parse(refused.err)).toMatchObject({ code: 'input.notFound', status: 404 });
    const turkish = await kervan(['run', 'show', 'nothing', '--lang', 'tr', '--data', data], '', desktop);
    expect(turkish.err).toMatch(/[ığşçöüİ]/);
  });
});

describe('the status of an order', () => {
  it('tells what is possible, changes it at the channel, and says why it cannot', async () => {
    const orders = await createApiClient(service.url, TOKEN).all<{ id: string; channelStatus: string }>(
      '/api/orders',
    );
    const id = orders.find(({ channelStatus }) => channelStatus === 'processing')?.id ?? '';
    const possible = await kervan(['orders', 'status', id]);
    expect(possible.out.split('\n')).toEqual([
      '- processing (Processing)',
      '+ hold (On hold)',
      '+ complete (Completed)',
      '+ cancel (Cancel order)',
      '',
    ]);
    expect(await kervan(['orders', 'status', id, 'complete'])).toEqual({
      code: 0,
      out: 'completed\n',
      err: '',
    });
    const again = await kervan(['orders', 'status', id, 'complete']);
    expect(again.code).not.toBe(0);
    expect(again.err).toContain('its status at the channel is “completed”');
    const bad = await kervan(['orders', 'status', id, 'complete', '--field', 'nonsense']);
    expect(bad.code).toBe(2);
  });
});
