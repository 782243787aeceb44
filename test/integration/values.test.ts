import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ChannelRules, DEFAULT_RULES } from '../../src/shared/domain/channel-rules';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { TOWELS } from '../marketplaces/kit';
import { startShopify } from '../marketplaces/shopify/server';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { type InProcess, startInProcess } from './kit/service-in-process';
import { connectShop, readShop, untilProposed } from './kit/shop-over-api';

const options = { seed: 11, catalogue: TOWELS, orders: 0, workMs: 50 };
const starts = { shopify: startShopify, woocommerce: startWooCommerce } as const;
type Name = keyof typeof starts;
const names: readonly Name[] = ['woocommerce', 'shopify'];
type Market = Awaited<ReturnType<(typeof starts)[Name]>>;

interface Value {
  readonly listingId: string;
  readonly kind: 'stock' | 'price';
  readonly state: string;
  readonly barcode: string;
  readonly variantId: string;
  readonly wanted: { readonly quantity?: number; readonly minor?: number } | null;
  readonly difference: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly mustBeTyped?: boolean;
}
interface Outcomes {
  readonly done: number;
  readonly failed: readonly { readonly error: { readonly code: string } }[];
}

let kervan: InProcess;
/** Kervan's clock runs ahead by this: minutes pass without waiting for them. */
let ahead = 0;
const markets = new Map<Name, Market>();
const ids = new Map<Name, ConnectionId>();

const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 20_000, interval: 25 });

const idOf = (name: Name): ConnectionId => {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`${name} is not connected`);
  return id;
};
const read = (name: Name, stream: 'products' | 'orders') =>
  readShop(kervan, idOf(name), stream === 'products' ? 'full' : 'delta', [stream]);

function market(name: Name): Market {
  const found = markets.get(name);
  if (found === undefined) throw new Error(name);
  return found;
}
function shelf(name: Name, barcode: string) {
  const row = market(name)
    .floor.shelf()
    .find((one) => one.barcode === barcode);
  if (row === undefined) throw new Error(`${name} does not sell ${barcode}`);
  return row;
}
const barcodeOf = (index: number) => TOWELS[index]?.barcode ?? '';
const stockIs = (name: Name, barcode: string, stock: number) =>
  soon(() => expect(shelf(name, barcode).stock).toBe(stock));

async function rule(name: Name, change: Partial<ChannelRules>): Promise<void> {
  await kervan.call('PUT', `/api/connections/${ids.get(name)}/rules`, {
    rules: {
      ...DEFAULT_RULES,
      stock: { ...DEFAULT_RULES.stock, send: true },
      price: { ...DEFAULT_RULES.price, send: true, maximumJumpPercent: null },
      ...change,
    },
  });
  await settled();
}

async function values(path: string): Promise<Value[]> {
  return (await kervan.call<{ items: Value[] }>('GET', path)).items;
}
/** Nothing is on its way or waits to be asked. */
const settled = () =>
  soon(async () => {
    expect(await values('/api/values?state=queued,sending,sent,unknown')).toEqual([]);
    for (const id of ids.values())
      expect(await kervan.call('GET', `/api/connections/${id}/rules`)).toMatchObject({ computing: false });
  });
async function told(name: Name, barcode: string, kind: Value['kind']): Promise<Value> {
  const all = await values(`/api/values?connection=${ids.get(name)}&kind=${kind}&limit=500`);
  const found = all.find((one) => one.barcode === barcode);
  if (found === undefined) throw new Error(`no ${kind} of ${barcode} at ${name}`);
  return found;
}
/** Long after the last call: what the channel shows now was not sent by Kervan. */
const later = () => {
  ahead += 600_000;
};
/** The channel is asked what it shows, as its next reading would. */
const lookAt = (name: Name) => kervan.call('POST', `/api/connections/${ids.get(name)}/read-again`);

beforeAll(async () => {
  for (const name of names) markets.set(name, await starts[name](options));
  kervan = await startInProcess(
    [...markets.values()].map((one) => new URL(one.url).host),
    () => Date.now() + ahead,
  );
  for (const name of names) {
    const id = await connectShop(kervan, market(name), `Mağaza ${name}`);
    ids.set(name, id);
    await read(name, 'orders');
    await read(name, 'products');
    await untilProposed(kervan, id);
    await kervan.call('POST', '/api/matches/accept', { connection: id });
    await kervan.call('POST', '/api/matches/create', { connection: id });
  }
  for (const name of names) await rule(name, {});
}, 90_000);
afterAll(async () => {
  await kervan.stop();
  for (const one of markets.values()) await one.stop();
});

describe('a number changed in a channel’s panel', () => {
  it('is overwritten where Kervan is right', async () => {
    const barcode = barcodeOf(0);
    const before = shelf('woocommerce', barcode).stock;
    later();
    market('woocommerce').floor.editStock(shelf('woocommerce', barcode).key, before + 7);
    await read('woocommerce', 'products');
    await stockIs('woocommerce', barcode, before);
    expect(shelf('shopify', barcode).stock).toBe(before);
  }, 60_000);

  it('is taken over once where the channel is right, and the others follow', async () => {
    const barcode = barcodeOf(1);
    await rule('woocommerce', { conflict: 'channelOnce' });
    const before = shelf('woocommerce', barcode).stock;
    later();
    market('woocommerce').floor.editStock(shelf('woocommerce', barcode).key, before + 4);
    await read('woocommerce', 'products');
    await stockIs('shopify', barcode, before + 4);
    await settled();
    expect(shelf('woocommerce', barcode).stock).toBe(before + 4);
    const { variantId } = await told('woocommerce', barcode, 'stock');
    const moved = await kervan.call<{ items: readonly unknown[] }>(
      'GET',
      `/api/stock/${variantId}/movements`,
    );
    expect(moved.items[0]).toMatchObject({ kind: 'channel', onHandChange: 4 });
  }, 60_000);

  it('waits for a person where that is the rule, and what is decided is done', async () => {
    await rule('woocommerce', { conflict: 'ask' });
    const barcode = barcodeOf(2);
    const before = shelf('woocommerce', barcode).stock;
    expect(before).toBeGreaterThan(2);
    later();
    market('woocommerce').floor.editStock(shelf('woocommerce', barcode).key, before - 2);
    await read('woocommerce', 'products');
    // An order may explain it: only the second look decides.
    await soon(async () => expect((await told('woocommerce', barcode, 'stock')).difference).toBe('sales'));
    later();
    await lookAt('woocommerce');
    await soon(async () => {
      const held = await told('woocommerce', barcode, 'stock');
      expect(held).toMatchObject({
        state: 'held',
        difference: 'panel',
        error: { code: 'stock.changedThere' },
      });
      expect(held.error?.message).toContain(String(before - 2));
    });
    expect(shelf('woocommerce', barcode).stock).toBe(before - 2);
    expect(shelf('shopify', barcode).stock).toBe(before);
    expect(await values('/api/holds')).toEqual([]);
    const [row] = await values('/api/differences');
    expect(row).toMatchObject({ kind: 'stock', difference: 'panel', barcode });
    const rows = [{ listingId: row?.listingId, kind: 'stock' }];
    expect(await kervan.call<Outcomes>('POST', '/api/differences/take', { rows })).toMatchObject({ done: 1 });
    await stockIs('shopify', barcode, before - 2);
    await settled();
    expect(await values('/api/differences')).toEqual([]);
  }, 60_000);

  it('a price that is asked about is sent again when a person says so', async () => {
    const barcode = barcodeOf(3);
    const before = shelf('woocommerce', barcode).priceMinor;
    later();
    market('woocommerce').floor.editPrice(shelf('woocommerce', barcode).key, before - 100);
    await read('woocommerce', 'products');
    await soon(async () =>
      expect(await told('woocommerce', barcode, 'price')).toMatchObject({
        state: 'held',
        error: { code: 'price.changedThere' },
      }),
    );
    expect(shelf('woocommerce', barcode).priceMinor).toBe(before - 100);
    const repaired = await kervan.call<Outcomes>('POST', '/api/differences/repair', {
      filter: { kind: 'price' },
    });
    expect(repaired).toMatchObject({ done: 1, failed: [] });
    await soon(() => expect(shelf('woocommerce', barcode).priceMinor).toBe(before));
    await settled();
  }, 60_000);
});

describe('a price a guard holds', () => {
  it('leaves only as it was approved, typed again where the guard is far exceeded', async () => {
    await rule('woocommerce', { price: { ...DEFAULT_RULES.price, send: true, maximumJumpPercent: 20 } });
    const barcode = barcodeOf(0);
    const { variantId } = await told('woocommerce', barcode, 'price');
    const before = shelf('woocommerce', barcode).priceMinor;
    const next = before * 3;
    await kervan.call('PATCH', `/api/variants/${variantId}`, {
      basePriceMinor: next,
      baseListPriceMinor: null,
    });
    await soon(async () => expect(await values('/api/holds')).toHaveLength(1));
    const [held] = await values(`/api/holds?connection=${ids.get('woocommerce')}&code=price.jump`);
    expect(held).toMatchObject({ state: 'held', mustBeTyped: true, wanted: { minor: next } });
    const row = { listingId: held?.listingId, kind: 'price', value: held?.wanted };
    const approve = (more: object) =>
      kervan.call<Outcomes>('POST', '/api/holds/approve', { rows: [{ ...row, ...more }] });
    const other = { ...held?.wanted, minor: next + 1 };
    expect((await approve({ typed: next, value: other })).failed[0]?.error.code).toBe('import.changedSince');
    expect((await approve({})).failed[0]?.error.code).toBe('input.invalid');
    expect((await approve({ typed: before })).failed[0]?.error.code).toBe('input.invalid');
    expect(shelf('woocommerce', barcode).priceMinor).toBe(before);
    expect(await approve({ typed: next })).toMatchObject({ done: 1, failed: [] });
    await soon(() => expect(shelf('woocommerce', barcode).priceMinor).toBe(next));
    await settled();
    expect(await values('/api/holds')).toEqual([]);
  }, 60_000);
});

describe('the local API', () => {
  it('tells each value of a product with the steps that made it', async () => {
    const { variantId } = await told('woocommerce', barcodeOf(0), 'stock');
    const { items } = await kervan.call<{ items: readonly Record<string, unknown>[] }>(
      'GET',
      `/api/variants/${variantId}/values`,
    );
    expect(items.map(({ connectionName }) => connectionName).sort()).toEqual([
      'Mağaza shopify',
      'Mağaza woocommerce',
    ]);
    expect(items[0]).toMatchObject({
      stock: { steps: [{ step: 'available', result: expect.any(Number) }] },
      price: { steps: [{ step: 'base' }] },
      capabilities: { stock: true, price: true },
    });
  });

  it('counts what stands where', async () => {
    const { items, held } = await kervan.call<{
      items: readonly { connectionId: string; stock: Record<string, number>; readAt: string | null }[];
      held: number;
    }>('GET', '/api/values/summary');
    expect(held).toBe(0);
    const own = items.find(({ connectionId }) => connectionId === ids.get('woocommerce'));
    expect(Object.values(own?.stock ?? {}).reduce((sum, count) => sum + count, 0)).toBe(TOWELS.length);
    expect(Date.parse(own?.readAt ?? '')).toBeGreaterThan(0);
  });

  it.each([
    ['GET', '/api/values?state=nonsense', undefined],
    ['GET', '/api/values?limit=501', undefined],
    ['GET', '/api/values?cursor=nonsense', undefined],
    ['GET', '/api/holds?code=nonsense', undefined],
    ['GET', '/api/differences?cause=nonsense', undefined],
    ['GET', '/api/variants/x/values', undefined],
    ['POST', '/api/holds/approve', { rows: [] }],
    ['POST', '/api/holds/approve', { rows: [{ listingId: '1', kind: 'price', value: { quantity: 3 } }] }],
    ['POST', '/api/differences/repair', {}],
    ['POST', '/api/differences/repair', { rows: [{ listingId: '1', kind: 'weight' }] }],
    ['POST', '/api/differences/take', { filter: {} }],
    ['POST', '/api/connections/nobody/read-again', undefined],
  ])('refuses %s %s %j', async (method, path, body) => {
    const { status } = await kervan.ask(method, path, body);
    expect([400, 404]).toContain(status);
  });

  it('says of each row by itself what could not be done', async () => {
    const rows = [{ listingId: '999999', kind: 'stock' }];
    const outcome = await kervan.call<Outcomes>('POST', '/api/differences/repair', { rows });
    expect(outcome).toMatchObject({ done: 0, failed: [{ error: { code: 'input.notFound' } }] });
  });
});
