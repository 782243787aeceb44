import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionId, OrderId } from '../../src/shared/domain/ids';

import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { type InProcess, startInProcess } from './kit/service-in-process';
import { connectShop, readShop } from './kit/shop-over-api';

const GOODS = [{ sku: 'HVL-1', barcode: '8690000000012', title: 'Bambu Havlu', stock: 100, price: '149.90' }];

let kervan: InProcess;
let shop: Awaited<ReturnType<typeof startWooCommerce>>;
let connection: ConnectionId;
let order: { readonly id: OrderId; readonly number: string };

beforeAll(async () => {
  shop = await startWooCommerce({ catalogue: GOODS, orders: 0 });
  kervan = await startInProcess([new URL(shop.url).host]);
  connection = await connectShop(kervan, shop);
}, 60_000);
afterAll(async () => {
  await kervan.stop();
  await shop.stop();
});

beforeEach(async () => {
  const [row] = shop.floor.shelf();
  const sold = shop.floor.sell([{ key: row?.key ?? '', quantity: 1 }]);
  if (sold === null) throw new Error('nothing was sold');
  await readShop(kervan, connection, 'delta', ['orders']);
  const [found] = await kervan.service.handlers['orders.window']({
    query: { text: sold.number },
    window: { offset: 0, limit: 1 },
  });
  if (found === undefined) throw new Error('the order was not read');
  order = { id: found.id, number: sold.number };
});

const there = (): string | undefined =>
  [...shop.data.orders.values()].find((one) => one.number === order.number)?.status;
const puts = (): number => shop.requests.filter(({ method }) => method === 'PUT').length;
const isPut = ({ method }: { readonly method: string }) => method === 'PUT';
const status = (action: string, fields = {}) =>
  kervan.ask('POST', `/api/orders/${order.id}/status`, { action, fields });
const events = async () => (await kervan.service.handlers['orders.events']({ id: order.id })).events;

describe('changing the status of an order', () => {
  it('answers with the order as the channel shows it, and remembers who asked', async () => {
    const answer = await status('complete');
    expect(answer).toMatchObject({
      status: 200,
      body: { id: order.id, status: 'delivered', channelStatus: 'completed' },
    });
    expect(there()).toBe('completed');
    expect(await events()).toMatchObject([
      {
        action: 'complete',
        actor: 'api',
        outcome: 'taken',
        statusBefore: 'new',
        title: { tr: 'Tamamlandı' },
      },
    ]);
  });

  it('says which changes are possible now', async () => {
    const possible = async () => {
      const { items } = await kervan.call<{ items: { action: string; isPossible: boolean }[] }>(
        'GET',
        `/api/orders/${order.id}/actions`,
      );
      return items.filter((one) => one.isPossible).map((one) => one.action);
    };
    expect(await possible()).toEqual(['hold', 'complete', 'cancel']);
    await status('cancel');
    expect(await possible()).toEqual([]);
  });

  it('looks first: what the shop’s own panel closed meanwhile is not opened again', async () => {
    shop.floor.cancel(order.number);
    const before = puts();
    const answer = await status('complete');
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'order.wrongStatus', facts: { order: order.number, status: 'cancelled' } },
    });
    expect(puts()).toBe(before);
    expect(await kervan.call('GET', `/api/orders/${order.id}`)).toMatchObject({ status: 'cancelled' });
  });

  it('tells a lost answer by what stands there, and sends nothing twice', async () => {
    shop.faults.add({ effect: { kind: 'lost' }, match: isPut });
    const before = puts();
    expect(await status('complete')).toMatchObject({ status: 200, body: { channelStatus: 'completed' } });
    expect(puts()).toBe(before + 1);
  });

  it('says so when a call that was cut off did not arrive, and takes it when asked again', async () => {
    shop.faults.add({ effect: { kind: 'reset' }, match: isPut });
    expect(await status('complete')).toMatchObject({ body: { code: 'order.notTaken' } });
    expect(there()).toBe('processing');
    expect(await events()).toMatchObject([{ outcome: 'unknown' }]);
    expect(await status('complete')).toMatchObject({ status: 200 });
    expect(there()).toBe('completed');
  });

  it('hands on the channel’s words of a refusal', async () => {
    shop.faults.add({ effect: { kind: 'status', status: 400 }, match: isPut });
    expect(await status('complete')).toMatchObject({
      body: { code: 'chan.refusedRequest', title: expect.stringContaining('ciddi bir sorun') },
    });
    expect(await events()).toMatchObject([{ outcome: 'refused' }]);
  });

  it('joins the same change while it is under way, and refuses another', async () => {
    const gate = shop.faults.gate(isPut);
    const change = (action: string) =>
      kervan.service.handlers['orders.change']({ ids: [order.id], action, fields: {}, actor: 'person' });
    const before = puts();
    const first = change('complete');
    await gate.reached();
    const second = change('complete');
    expect((await change('cancel')).rows).toMatchObject([
      { outcome: 'refused', error: { code: 'order.busy' } },
    ]);
    gate.release();
    expect((await first).rows).toMatchObject([{ outcome: 'taken' }]);
    expect((await second).rows).toMatchObject([{ outcome: 'taken' }]);
    expect(puts()).toBe(before + 1);
  });

  it('goes on with the others when one order cannot', async () => {
    const closed = order;
    await status('cancel');
    const [row] = shop.floor.shelf();
    const sold = shop.floor.sell([{ key: row?.key ?? '', quantity: 1 }]);
    await readShop(kervan, connection, 'delta', ['orders']);
    const [open] = await kervan.service.handlers['orders.window']({
      query: { text: sold?.number ?? '' },
      window: { offset: 0, limit: 1 },
    });
    const ids = [closed.id, open?.id ?? closed.id];
    const { rows } = await kervan.service.handlers['orders.change']({
      ...{ ids, action: 'hold', fields: {}, actor: 'person' },
    });
    expect(rows.map((one) => [one.id, one.outcome])).toEqual([
      [ids[0], 'refused'],
      [ids[1], 'taken'],
    ]);
  });

  it('refuses what no channel was asked for', async () => {
    expect(await status('teleport')).toMatchObject({ status: 409, body: { code: 'order.notOffered' } });
    expect(await status('complete', { note: 'x' })).toMatchObject({
      status: 400,
      body: { code: 'input.unknownField', facts: { field: 'note' } },
    });
    expect((await kervan.ask('POST', '/api/orders/999999/status', { action: 'hold' })).status).toBe(404);
  });
});
