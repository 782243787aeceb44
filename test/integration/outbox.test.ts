import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DEFAULT_RULES } from '../../src/shared/domain/channel-rules';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import { TOWELS } from '../marketplaces/kit';
import { startShopify } from '../marketplaces/shopify/server';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { type InProcess, startInProcess } from './kit/service-in-process';
import { connectShop, readShop, untilProposed } from './kit/shop-over-api';

const options = { seed: 7, catalogue: TOWELS, orders: 0, workMs: 200 };
const starts = {
  trendyol: startTrendyol,
  hepsiburada: startHepsiburada,
  woocommerce: startWooCommerce,
  shopify: startShopify,
} as const;
type Name = keyof typeof starts;
const names: readonly Name[] = ['trendyol', 'hepsiburada', 'woocommerce', 'shopify'];

type Market = Awaited<ReturnType<(typeof starts)[Name]>>;
let kervan: InProcess;
const markets = new Map<Name, Market>();
const ids = new Map<Name, ConnectionId>();

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

const stockOf = (name: Name, barcode: string) =>
  market(name)
    .floor.shelf()
    .find((row) => row.barcode === barcode)?.stock;
const keyOf = (name: Name, barcode: string) => {
  const row = market(name)
    .floor.shelf()
    .find((one) => one.barcode === barcode);
  if (row === undefined) throw new Error(`${name} does not sell ${barcode}`);
  return row.key;
};
const everywhere = (barcode: string, stock: number) =>
  vi.waitFor(
    () =>
      expect(Object.fromEntries(names.map((name) => [name, stockOf(name, barcode)]))).toEqual(
        Object.fromEntries(names.map((name) => [name, stock])),
      ),
    { timeout: 20_000, interval: 25 },
  );

beforeAll(async () => {
  for (const name of names) markets.set(name, await starts[name](options));
  kervan = await startInProcess([...markets.values()].map((one) => new URL(one.url).host));
  for (const name of names) ids.set(name, await connectShop(kervan, market(name), `Mağaza ${name}`));
  // Trendyol wants five seconds between two calls for orders: side by side.
  await Promise.all(names.map((name) => read(name, 'orders')));
  for (const name of names) {
    const id = idOf(name);
    await read(name, 'products');
    await untilProposed(kervan, id);
    await kervan.call('POST', '/api/matches/accept', { connection: id });
    await kervan.call('POST', '/api/matches/create', { connection: id });
  }
}, 90_000);
afterAll(async () => {
  await kervan.stop();
  for (const one of markets.values()) await one.stop();
});

const rulesWith = (stock: boolean, price: boolean) => ({
  ...DEFAULT_RULES,
  stock: { ...DEFAULT_RULES.stock, send: stock },
  price: { ...DEFAULT_RULES.price, send: price, maximumJumpPercent: null },
});

describe('what four channels are told', () => {
  it('sends nothing before a person says so', () => {
    for (const name of names) expect(market(name).floor.writes).toEqual([]);
  });

  it('a piece sold on one channel is gone from the others', async () => {
    for (const name of names)
      await kervan.call('PUT', `/api/connections/${ids.get(name)}/rules`, { rules: rulesWith(true, false) });
    const barcode = TOWELS[0]?.barcode ?? '';
    const before = stockOf('woocommerce', barcode) ?? 0;
    expect(before).toBeGreaterThan(3);
    await everywhere(barcode, before);
    const sold = market('trendyol').floor.sell([{ key: keyOf('trendyol', barcode), quantity: 2 }]);
    expect(sold).not.toBeNull();
    await read('trendyol', 'orders');
    await everywhere(barcode, before - 2);
    const again = market('woocommerce').floor.sell([{ key: keyOf('woocommerce', barcode), quantity: 1 }]);
    expect(again).not.toBeNull();
    await read('woocommerce', 'orders');
    await everywhere(barcode, before - 3);
  }, 60_000);

  it('an answer that is lost is asked back, a limited channel is told later', async () => {
    const barcode = TOWELS[1]?.barcode ?? '';
    const before = stockOf('woocommerce', barcode) ?? 0;
    market('woocommerce').faults.add({
      effect: { kind: 'lost' },
      match: (request) => request.method === 'POST' && request.path.includes('/batch'),
      times: 1,
    });
    market('shopify').faults.add({ effect: { kind: 'limited', retryAfter: 1 }, times: 2 });
    expect(
      market('hepsiburada').floor.sell([{ key: keyOf('hepsiburada', barcode), quantity: 1 }]),
    ).not.toBeNull();
    await read('hepsiburada', 'orders');
    await everywhere(barcode, before - 1);
  }, 60_000);
});
