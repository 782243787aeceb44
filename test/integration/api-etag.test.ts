import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '../../src/shared/domain/channel-rules';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { connectionTo } from './kit/practice-account';
import { type InProcess, startInProcess, TOKEN } from './kit/service-in-process';

let kervan: InProcess;
let market: Awaited<ReturnType<typeof startWooCommerce>>;
let connection: string;
let variant: string;

beforeAll(async () => {
  market = await startWooCommerce({ products: 3, orders: 1 });
  kervan = await startInProcess([new URL(market.url).host]);
  connection = (
    await kervan.call<{ id: string }>('POST', '/api/connections', { ...connectionTo(market), active: false })
  ).id;
  variant = (
    await kervan.call<{ id: string }>('POST', '/api/variants', {
      title: 'Bambu Havlu 50×90',
      basePriceMinor: 24_990,
      counts: [{ warehouseId: '1', onHand: 20 }],
    })
  ).id;
  await kervan.call('PUT', '/api/rates/EUR/TRY', { rate: 49.12 });
});
afterAll(async () => {
  await kervan.stop();
  await market.stop();
});

async function send(method: string, path: string, body?: object, ifMatch?: string) {
  const response = await kervan.app.request(`http://127.0.0.1:1${path}`, {
    method,
    headers: {
      host: '127.0.0.1:1',
      authorization: `Bearer ${TOKEN}`,
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, tag: response.headers.get('etag') ?? '', text };
}

/** What two writers can want to change: how it is read, and two ways of changing it. */
const things: readonly [
  name: string,
  path: () => string,
  method: 'PATCH' | 'PUT',
  one: object,
  other: object,
][] = [
  [
    'a connection',
    () => `/api/connections/${connection}`,
    'PATCH',
    { name: 'Ana mağaza' },
    { name: 'İkinci mağaza' },
  ],
  [
    'rules',
    () => `/api/connections/${connection}/rules`,
    'PUT',
    { rules: { ...DEFAULT_RULES, stock: { ...DEFAULT_RULES.stock, safety: 1 } } },
    { rules: { ...DEFAULT_RULES, stock: { ...DEFAULT_RULES.stock, safety: 2 } } },
  ],
  ['a variant', () => `/api/variants/${variant}`, 'PATCH', { title: 'Havlu' }, { title: 'Büyük havlu' }],
  [
    'prices',
    () => `/api/prices/${variant}`,
    'PATCH',
    { basePriceMinor: 19_990 },
    { basePriceMinor: 29_990, costMinor: 9_000 },
  ],
  ['a rate', () => '/api/rates/EUR/TRY', 'PUT', { rate: 50 }, { rate: 51.5 }],
  ['a warehouse', () => '/api/warehouses/1', 'PATCH', { name: 'Ana depo' }, { name: 'Depo Şişli' }],
];

describe.each(things)('%s', (_name, path, method, one, other) => {
  it('is changed only by who has seen what stands there', async () => {
    const read = await send('GET', path());
    expect(read.tag).toMatch(/^"[\w-]{22}"$/);
    const first = await send(method, path(), one, read.tag);
    expect([first.status, first.tag === read.tag], first.text).toEqual([200, false]);
    expect((await send('GET', path())).tag).toBe(first.tag);

    const before = (await send('GET', path())).text;
    const late = await send(method, path(), other, read.tag);
    expect([late.status, JSON.parse(late.text).code]).toEqual([412, 'input.changedMeanwhile']);
    expect((await send('GET', path())).text).toBe(before);

    expect((await send(method, path(), other, `"of-nobody", ${first.tag}`)).status).toBe(200);
    expect((await send(method, path(), one, '*')).status).toBe(200);
    expect((await send(method, path(), other)).status).toBe(200);
  });

  it('of writers that saw the same one goes through, and what it wrote stays', async () => {
    await send(method, path(), other);
    const { tag } = await send('GET', path());
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(method, path(), one, tag)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    const winner = answers.find(({ status }) => status === 200);
    expect((await send('GET', path())).tag).toBe(winner?.tag);
  });
});

describe('a tag', () => {
  it('does not change by what moves by itself: stock and pieces sold', async () => {
    const path = `/api/variants/${variant}`;
    const { tag } = await send('GET', path);
    await kervan.call('POST', `/api/stock/${variant}/adjust`, { change: -3 });
    expect((await send('GET', path)).tag).toBe(tag);
    expect((await send('PATCH', path, { brand: 'Ege' }, tag)).status).toBe(200);
  });

  it('of credentials changes with a secret that nobody is told', async () => {
    const path = `/api/connections/${connection}`;
    const { tag } = await send('GET', path);
    const renewed = { credentials: { consumerSecret: `cs_${'1'.repeat(40)}` } };
    expect((await send('PATCH', path, renewed, tag)).status).toBe(200);
    expect((await send('PATCH', path, { name: 'Geç kalan' }, tag)).status).toBe(412);
  });

  it('of what is not there fits nothing', async () => {
    const { tag } = await send('GET', '/api/rates/EUR/TRY');
    expect((await send('PUT', '/api/rates/USD/TRY', { rate: 42 }, tag)).status).toBe(412);
    expect((await send('PUT', '/api/rates/USD/TRY', { rate: 42 }, '*')).status).toBe(412);
    expect((await send('GET', '/api/rates/USD/TRY')).status).toBe(404);
    expect((await send('PATCH', '/api/warehouses/99', { name: 'x' }, tag)).status).toBe(404);
  });

  it('is refused in the language of who sends it', async () => {
    const answer = await kervan.ask(
      'PATCH',
      '/api/warehouses/1',
      { name: 'x' },
      {
        'if-match': '"old"',
        'accept-language': 'tr',
      },
    );
    expect([answer.status, answer.text]).toEqual([412, expect.stringContaining('başkası bunu değiştirdi')]);
  });
});
