import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionId, OrderId } from '../../src/shared/domain/ids';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import type { GivenProduct } from '../marketplaces/kit';
import type { MarketplaceRequest } from '../marketplaces/kit/request';
import { startShopify } from '../marketplaces/shopify/server';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { type InProcess, startInProcess } from './kit/service-in-process';
import { connectShop, readShop } from './kit/shop-over-api';

const GOODS: readonly GivenProduct[] = [
  { sku: 'HVL-1', barcode: '8690000000012', title: 'Bambu Havlu', stock: 100, price: '149.90' },
  { sku: 'HVL-2', barcode: '8690000000029', title: 'Pamuk Havlu', stock: 100, price: '99.90' },
];
const SHOP = { catalogue: GOODS, orders: 0, scale: 1000 };

let kervan: InProcess;
let trendyol: Awaited<ReturnType<typeof startTrendyol>>;
let hepsiburada: Awaited<ReturnType<typeof startHepsiburada>>;
let shopify: Awaited<ReturnType<typeof startShopify>>;
type Market = typeof trendyol | typeof hepsiburada | typeof shopify;
const ids = new Map<string, ConnectionId>();

beforeAll(async () => {
  trendyol = await startTrendyol(SHOP);
  hepsiburada = await startHepsiburada(SHOP);
  shopify = await startShopify(SHOP);
  const markets = [trendyol, hepsiburada, shopify];
  kervan = await startInProcess(markets.map(({ url }) => new URL(url).host));
  for (const market of markets) ids.set(market.id, await connectShop(kervan, market));
}, 60_000);
afterAll(async () => {
  await kervan.stop();
  for (const market of [trendyol, hepsiburada, shopify]) await market.stop();
});

/** A customer buys two products, and Kervan reads the order. */
async function bought(market: Market): Promise<{ readonly id: OrderId; readonly number: string }> {
  const sold = market.floor.sell(market.floor.shelf().map(({ key }) => ({ key, quantity: 2 })));
  if (sold === null) throw new Error('nothing was sold');
  const connection = ids.get(market.id);
  if (connection === undefined) throw new Error('not connected');
  await readShop(kervan, connection, 'delta', ['orders']);
  const [found] = await kervan.service.handlers['orders.window']({
    query: { text: sold.number },
    window: { offset: 0, limit: 1 },
  });
  if (found === undefined) throw new Error('the order was not read');
  return { id: found.id, number: sold.number };
}

const change = (id: OrderId, action: string, fields = {}) =>
  kervan.ask('POST', `/api/orders/${id}/status`, { action, fields });
const possible = async (id: OrderId) =>
  (await kervan.service.handlers['orders.actions']({ ids: [id] })).actions
    .filter((one) => one.possible.length > 0)
    .map((one) => one.action);

describe('changing the status of orders at each channel', () => {
  it('Trendyol: picking, then invoiced with its number; the grid follows', async () => {
    const { id, number } = await bought(trendyol);
    expect(await possible(id)).toEqual(['picking', 'unsupplied']);
    expect(await change(id, 'picking')).toMatchObject({
      status: 200,
      body: { status: 'preparing', channelStatus: 'Picking' },
    });
    expect(await change(id, 'invoiced', { invoiceNumber: 'ABC2026000000001' })).toMatchObject({
      status: 200,
      body: { status: 'preparing', channelStatus: 'Invoiced' },
    });
    const sent = trendyol.requests
      .filter(({ method }) => method === 'PUT')
      .map(({ body }) => JSON.parse(body));
    expect(sent.at(-1)).toMatchObject({
      status: 'Invoiced',
      params: { invoiceNumber: 'ABC2026000000001' },
      lines: [{ quantity: 2 }, { quantity: 2 }],
    });
    expect(trendyol.data.order(number).packages.map(({ status }) => status)).toEqual(['Invoiced']);
    expect(await possible(id)).toEqual([]);
  }, 60_000);

  it('Trendyol: what cannot be supplied is told with a reason it knows', async () => {
    const { id } = await bought(trendyol);
    expect(await change(id, 'unsupplied')).toMatchObject({
      status: 400,
      body: { code: 'input.fieldMissing' },
    });
    expect(await change(id, 'unsupplied', { reason: '503' })).toMatchObject({
      body: { code: 'input.fieldPattern' },
    });
    expect(await change(id, 'unsupplied', { reason: '500' })).toMatchObject({
      status: 200,
      body: { status: 'unsupplied' },
    });
  }, 60_000);

  it('Trendyol: hands on its words when the customer was faster', async () => {
    const { id, number } = await bought(trendyol);
    trendyol.floor.cancel(number);
    expect(await change(id, 'picking')).toMatchObject({
      body: {
        code: 'chan.refusedRequest',
        facts: { text: expect.stringContaining('Picking statüsüne alınamaz'), channel: 'Trendyol' },
      },
    });
    // It was looked at afterwards: the order is shown as the channel has it.
    expect(await kervan.call('GET', `/api/orders/${id}`)).toMatchObject({ status: 'cancelled' });
  }, 60_000);

  it('Hepsiburada: packs what waits into one parcel, also when the answer gets lost', async () => {
    const { id, number } = await bought(hepsiburada);
    const isPack = ({ method, path }: MarketplaceRequest) => method === 'POST' && path.includes('/packages/');
    hepsiburada.faults.add({ effect: { kind: 'lost' }, match: isPack });
    const answer = await change(id, 'pack');
    expect(answer).toMatchObject({ status: 200, body: { status: 'preparing' } });
    const parcels = new Set(hepsiburada.data.order(number).lines.map(({ packageNumber }) => packageNumber));
    expect(parcels.size).toBe(1);
    expect(answer.body).toMatchObject({ packages: [{ key: [...parcels][0] }] });
    expect(await change(id, 'pack')).toMatchObject({ status: 409, body: { code: 'order.wrongStatus' } });
  }, 60_000);

  it('Hepsiburada: cancels every line that waits', async () => {
    const { id, number } = await bought(hepsiburada);
    expect(await change(id, 'cancel')).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(hepsiburada.data.order(number).lines.map(({ status }) => status)).toEqual([
      'Cancelled',
      'Cancelled',
    ]);
  }, 60_000);

  it('Shopify: sends with carrier and tracking number, and cancels with a refund', async () => {
    const first = await bought(shopify);
    const fields = { trackingNumber: 'TK1', carrier: 'Yurtiçi Kargo', notify: 'no' };
    expect(await change(first.id, 'fulfil', fields)).toMatchObject({
      status: 200,
      body: { status: 'shipped', channelStatus: 'PAID / FULFILLED' },
    });
    expect(await kervan.service.handlers['orders.get']({ id: first.id })).toMatchObject({
      carrier: 'Yurtiçi Kargo',
      trackingNumber: 'TK1',
    });
    const second = await bought(shopify);
    const why = { reason: 'INVENTORY', refund: 'yes', notify: 'no' };
    expect(await change(second.id, 'cancel', why)).toMatchObject({
      status: 200,
      body: { status: 'cancelled' },
    });
  }, 60_000);

  it('one call for orders of several channels answers row by row', async () => {
    const orders = [await bought(trendyol), await bought(hepsiburada)];
    const { rows } = await kervan.service.handlers['orders.change']({
      ...{ ids: orders.map(({ id }) => id), action: 'picking', fields: {}, actor: 'person' },
    });
    expect(rows).toMatchObject([
      { outcome: 'taken', error: null },
      { outcome: 'refused', error: { code: 'order.notOffered', facts: { channel: 'Hepsiburada' } } },
    ]);
  }, 60_000);
});
