import { afterEach, describe, expect, it } from 'vitest';
import { gid, type Order } from './model';
import { type Json, Practice } from './test-client';

const practice = new Practice();
afterEach(() => practice.shop.stop());

const ORDER = `query($id: ID!) { order(id: $id) { updatedAt displayFinancialStatus displayFulfillmentStatus totalRefundedSet { shopMoney { amount } }
  lineItems(first: 5) { nodes { id quantity currentQuantity unfulfilledQuantity originalUnitPriceSet { shopMoney { amount } } } }
  fulfillments(first: 5) { status trackingInfo { company number } } refunds(first: 5) { id totalRefundedSet { shopMoney { amount } } refundLineItems(first: 5) { nodes { quantity lineItem { id } subtotalSet { shopMoney { amount } } } } } } }`;

async function read(order: Order): Promise<Json> {
  practice.now += 20_000;
  return (await practice.data(ORDER, { id: gid('Order', order.id) })).order as Json;
}

describe('what a test may change', () => {
  it('a new product has ids, stock places and stamps of its own', async () => {
    const shop = await practice.open();
    const like = [...shop.data.products.values()].find(
      ({ variants }) => variants[0]?.item.levels.length === 2,
    );
    practice.now += 5_000;
    const product = shop.data.addProduct(like?.id ?? 0, { title: 'Yeni Ürün' });
    shop.data.setStock(product.variants[0]?.id ?? 0, 77, shop.data.locations[1]?.id);
    const data = await practice.data(
      'query($id: ID!) { product(id: $id) { title createdAt variants(first: 1) { nodes { inventoryItem { inventoryLevels(first: 3) { nodes { location { name } quantities(names: "available") { quantity } } } } } } } }',
      { id: gid('Product', product.id) },
    );
    expect(data.product).toMatchObject({ title: 'Yeni Ürün', createdAt: '2026-11-24T09:30:05Z' });
    expect(JSON.stringify(data.product)).toContain('"Kadıköy Mağaza"},"quantities":[{"quantity":77}]');
    expect(like?.variants[0]?.item.levels[1]?.available).not.toBe(77);
    expect(shop.data.products.size).toBe(121);
  });

  it('a deleted product leaves its order lines without a variant', async () => {
    const shop = await practice.open();
    const order = [...shop.data.orders.values()].find(({ lineItems }) => lineItems[0]?.variant != null);
    const product = order?.lineItems[0]?.variant?.product;
    shop.data.deleteProduct(product?.id ?? 0);
    const data = await practice.data(
      'query($o: ID!, $p: ID!) { product(id: $p) { id } order(id: $o) { lineItems(first: 1) { nodes { title variant { id } product { id } } } } }',
      { o: gid('Order', order?.id ?? 0), p: gid('Product', product?.id ?? 0) },
    );
    expect(data.product).toBeNull();
    expect(data.order).toMatchObject({
      lineItems: { nodes: [{ title: product?.title, variant: null, product: null }] },
    });
  });

  it('packing, refunding a part and the rest move the order and its quantities', async () => {
    const shop = await practice.open();
    const variant = [...shop.data.variants.values()].find(
      ({ price, item }) => price > 0 && item.tracked && item.levels.length > 0,
    );
    const order = shop.data.addOrder([{ variantId: variant?.id ?? 0, quantity: 3 }]);
    expect(await read(order)).toMatchObject({
      displayFulfillmentStatus: 'UNFULFILLED',
      lineItems: { nodes: [{ quantity: 3, unfulfilledQuantity: 3 }] },
    });
    shop.data.fulfillOrder(order.id, '123456789012');
    expect(await read(order)).toMatchObject({
      displayFulfillmentStatus: 'FULFILLED',
      updatedAt: '2026-11-24T09:30:20Z',
      fulfillments: [{ status: 'SUCCESS', trackingInfo: [{ number: '123456789012' }] }],
    });
    expect(variant?.item.levels[0]?.committed).toBeGreaterThanOrEqual(0);
    const line = order.lineItems[0];
    shop.data.refundLine(order.id, line?.id ?? 0, 1);
    expect(await read(order)).toMatchObject({
      displayFinancialStatus: 'PARTIALLY_REFUNDED',
      lineItems: { nodes: [{ quantity: 3, currentQuantity: 2 }] },
      refunds: [{ refundLineItems: { nodes: [{ quantity: 1 }] } }],
    });
    shop.data.refundLine(order.id, line?.id ?? 0, 2);
    const whole = await read(order);
    expect(whole.displayFinancialStatus).toBe('REFUNDED');
    expect(
      Number((whole.totalRefundedSet as { shopMoney: { amount: string } }).shopMoney.amount),
    ).toBeCloseTo(((variant?.price ?? 0) * 3) / 100, 2);
  });

  it('tells parcels by line and the fulfilment order, which needs a scope of its own', async () => {
    const shop = await practice.open();
    const variant = [...shop.data.variants.values()][3];
    const order = shop.data.addOrder([{ variantId: variant?.id ?? 0, quantity: 2 }]);
    const query =
      'query($id: ID!) { order(id: $id) { metafield(key: "k", namespace: "n") { value } returns(first: 1) { nodes { id } } fulfillmentOrders(first: 1) { nodes { status lineItems(first: 2) { nodes { remainingQuantity totalQuantity sku } } } } fulfillments(first: 2) { fulfillmentLineItems(first: 3) { nodes { quantity lineItem { id } } } } } }';
    const look = async () => (await practice.data(query, { id: gid('Order', order.id) })).order;
    expect(await look()).toMatchObject({
      metafield: null,
      returns: { nodes: [] },
      fulfillments: [],
      fulfillmentOrders: {
        nodes: [{ status: 'OPEN', lineItems: { nodes: [{ remainingQuantity: 2, sku: variant?.sku }] } }],
      },
    });
    shop.data.fulfillOrder(order.id);
    expect(await look()).toMatchObject({
      fulfillmentOrders: { nodes: [{ status: 'CLOSED', lineItems: { nodes: [{ remainingQuantity: 0 }] } }] },
      fulfillments: [
        {
          fulfillmentLineItems: {
            nodes: [{ quantity: 2, lineItem: { id: gid('LineItem', order.lineItems[0]?.id ?? 0) } }],
          },
        },
      ],
    });
    shop.access.permanent.scopes.delete('read_merchant_managed_fulfillment_orders');
    expect((await practice.ask(query, { id: gid('Order', order.id) })).errors[0]?.extensions).toMatchObject({
      code: 'ACCESS_DENIED',
    });
  });

  it('names a field of the schema it keeps no data for, instead of making it up', async () => {
    await practice.open();
    const answer = await practice.ask(
      '{ products(first: 1) { nodes { id events(first: 1) { nodes { id } } } } }',
    );
    expect(answer.errors[0]?.message).toContain('Product.events');
  });

  it('a bulk edit gives all products one stamp; a deleted variant and order are gone', async () => {
    const shop = await practice.open();
    const ids = [...shop.data.products.keys()].slice(0, 40);
    practice.now += 5_000;
    shop.data.bulkEdit(ids, { vendor: 'Toplu' });
    const rows = await practice.all('products', 'id updatedAt', `, query: "vendor:Toplu"`, 15);
    expect(rows).toHaveLength(40);
    expect(new Set(rows.map(({ updatedAt }) => updatedAt))).toEqual(new Set(['2026-11-24T09:30:05Z']));
    const variant = [...shop.data.variants.keys()][0] ?? 0;
    const order = [...shop.data.orders.keys()][0] ?? 0;
    shop.data.deleteVariant(variant);
    shop.data.deleteOrder(order);
    const data = await practice.data(
      `{ productVariant(id: "${gid('ProductVariant', variant)}") { id } order(id: "${gid('Order', order)}") { id } }`,
    );
    expect(data).toEqual({ productVariant: null, order: null });
  });

  it('faults of the plan strike: a damaged record keeps the shop whole', async () => {
    const shop = await practice.open();
    const ask = () => practice.data('{ products(first: 2, sortKey: ID) { nodes { id title } } }');
    const whole = await ask();
    shop.faults.add({ effect: { kind: 'record', damage: { index: 1, field: 'title', how: 'null' } } });
    expect((await ask()).products).toMatchObject({ nodes: [{}, { title: null }] });
    expect(await ask()).toEqual(whole);
    shop.faults.add({ effect: { kind: 'status', status: 502 } });
    expect((await practice.ask('{ shop { name } }')).status).toBe(502);
  });
});
