import { afterEach, describe, expect, it } from 'vitest';
import { connector } from '../../connectors/shopify/connector';
import { TOWELS } from '../marketplaces/kit';
import type { MarketplaceRequest } from '../marketplaces/kit/request';
import { startShopify } from '../marketplaces/shopify/server';
import { connect } from './harness';
import { describeOrderChanges } from './order-changes';
import { unused } from './writes';

const carries = (mutation: string) => (request: MarketplaceRequest) =>
  request.body.toString('utf8').includes(`mutation ${mutation}`);

describeOrderChanges({
  definition: connector,
  start: startShopify,
  wrongKey: { accessToken: 'shpat_00000000000000000000000000000000' },
  changes: [
    {
      action: 'fulfil',
      fields: { trackingNumber: 'TK123', carrier: 'Yurtiçi Kargo', notify: 'no' },
      word: 'PAID / FULFILLED',
      sends: carries('KervanFulfil'),
    },
    {
      action: 'cancel',
      fields: { reason: 'INVENTORY', refund: 'yes', notify: 'no' },
      word: 'CANCELLED / REFUNDED / UNFULFILLED',
      sends: carries('KervanCancel'),
    },
  ],
});

describe('shopify: changes of orders, its own ways', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  async function begin(options: Parameters<typeof startShopify>[0]) {
    const shops: Awaited<ReturnType<typeof startShopify>>[] = [];
    const connected = await connect(
      {
        definition: connector,
        wrongKey: {},
        start: async (given) => {
          const shop = await startShopify({ ...given, ...options });
          shops.push(shop);
          return shop;
        },
        ...unused(),
      },
      { catalogue: TOWELS, orders: 0 },
    );
    stops.push(() => connected.stop());
    const [shop] = shops;
    const sold = shop?.floor.sell([{ key: shop.floor.shelf()[0]?.key ?? '', quantity: 1 }]);
    const order = [...(shop?.data.orders.values() ?? [])].find(({ name }) => name === sold?.number);
    if (order === undefined) throw new Error('no order');
    const key = `gid://shopify/Order/${order.id}`;
    const change = (action: string, fields: Readonly<Record<string, string>>) =>
      connected.client.changeOrder({
        ...{ action, fields, order: { key, number: order.name }, piece: { key: '', lines: [] } },
        signal: new AbortController().signal,
      });
    return { order, change };
  }

  it('hands on carrier and tracking number', async () => {
    const { order, change } = await begin({});
    const fields = { trackingNumber: 'TK123', carrier: 'Yurtiçi Kargo', notify: 'no' };
    expect(await change('fulfil', fields)).toEqual({ kind: 'taken' });
    expect(order.fulfillments).toMatchObject([
      { trackingNumber: 'TK123', trackingCompany: 'Yurtiçi Kargo', quantity: 1 },
    ]);
  });

  it('has nothing to send where everything was sent, and cannot cancel it', async () => {
    const { change } = await begin({});
    await change('fulfil', { notify: 'no' });
    expect(await change('fulfil', { notify: 'no' })).toMatchObject({
      kind: 'refused',
      error: { code: 'order.nothingOpen' },
    });
    expect(await change('cancel', { reason: 'OTHER', refund: 'no', notify: 'no' })).toMatchObject({
      kind: 'refused',
      error: { code: 'order.refused', facts: { text: 'Cannot cancel an order that has been fulfilled' } },
    });
  });

  it('says which permission is missing', async () => {
    const { change } = await begin({ scopes: ['read_products', 'read_inventory', 'read_orders'] });
    expect(await change('cancel', { reason: 'OTHER', refund: 'no', notify: 'no' })).toMatchObject({
      error: { code: 'order.noPermission', facts: { scope: 'write_orders' } },
    });
    expect(await change('fulfil', { notify: 'no' })).toMatchObject({
      error: { code: 'order.noPermission', facts: { scope: 'write_merchant_managed_fulfillment_orders' } },
    });
  });
});
