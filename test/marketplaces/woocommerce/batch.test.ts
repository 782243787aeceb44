import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TOWELS } from '../kit';
import { startWooCommerce, type WooCommerceMarketplace } from './server';

const seed = 2026;
const start = Date.UTC(2026, 10, 24, 9);
let now = start;
let shop: WooCommerceMarketplace;

beforeEach(async () => {
  now = start;
  shop = await startWooCommerce({ seed, now: () => now, catalogue: TOWELS, orders: 0 });
});
afterEach(() => shop.stop());

async function post(path: string, body: unknown, at = shop) {
  const { consumerKey, consumerSecret } = at.credentials;
  const answer = await fetch(`${at.url}/wp-json/wc/v3/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}
async function get(path: string) {
  const { consumerKey, consumerSecret } = shop.credentials;
  const answer = await fetch(
    `${shop.url}/wp-json/wc/v3/${path}?consumer_key=${consumerKey}&consumer_secret=${consumerSecret}`,
  );
  return JSON.parse(await answer.text());
}
const keys = () => shop.floor.shelf().map(({ key }) => key);

describe(`WooCommerce batch (seed ${seed})`, () => {
  test('stock and prices of several products, each answered in its place', async () => {
    const [first, second] = keys();
    now += 5000;
    const { status, body } = await post('products/batch', {
      update: [
        { id: Number(first), manage_stock: true, stock_quantity: 2 },
        { id: 999_999, stock_quantity: 1 },
        { id: Number(second), regular_price: '199.90', sale_price: '179.90' },
      ],
    });
    expect(status).toBe(200);
    expect(body.update).toMatchObject([
      { id: Number(first), stock_quantity: 2 },
      { id: 999_999, error: { code: 'woocommerce_rest_product_invalid_id', data: { status: 400 } } },
      { id: Number(second), price: '179.90' },
    ]);
    expect(shop.floor.shelfRow(first ?? '')?.stock).toBe(2);
    expect(shop.floor.shelfRow(second ?? '')).toMatchObject({ priceMinor: 17990, listPriceMinor: 19990 });
    expect(shop.floor.writes).toEqual([
      { at: now, key: first, stock: 2 },
      { at: now, key: second, priceMinor: 17990 },
    ]);
    expect(shop.data.product(Number(first)).modifiedAt).toBe(now);
  });

  test('the elements pass no schema: what PHP makes of a value is what is saved', async () => {
    const [first, second, third] = keys();
    const { body } = await post('products/batch', {
      update: [
        { id: Number(first), regular_price: 12.5 },
        { id: Number(second), regular_price: '1.249,90' },
        { id: Number(third), manage_stock: true, stock_quantity: 'çok' },
      ],
    });
    expect(body.update).toMatchObject([
      { regular_price: '12.5' },
      { regular_price: '1249.90' },
      { stock_quantity: 0, stock_status: 'outofstock' },
    ]);
  });

  test('a quantity is forgotten where nobody counts the stock, and with manage_stock off', async () => {
    const [first = '', second = ''] = keys();
    shop.data.editProduct(Number(first), { manageStock: false, stockQuantity: null, stockStatus: 'instock' });
    const { body } = await post('products/batch', {
      update: [
        { id: Number(first), stock_quantity: 7 },
        { id: Number(second), manage_stock: false, stock_quantity: 7 },
      ],
    });
    expect(body.update).toMatchObject([
      { manage_stock: false, stock_quantity: null },
      { manage_stock: false, stock_quantity: null },
    ]);
    expect(shop.floor.writes).toEqual([]);
  });

  test('a sale price that is not below the regular one is dropped without a word', async () => {
    const [first = '', second = ''] = keys();
    const { body } = await post('products/batch', {
      update: [
        { id: Number(first), regular_price: '100', sale_price: '100.00' },
        { id: Number(second), sale_price: '200' },
      ],
    });
    expect(body.update).toMatchObject([
      { price: '100', sale_price: '' },
      { price: '149.90', sale_price: '' },
    ]);
    expect(shop.floor.writes.map(({ priceMinor }) => priceMinor)).toEqual([10_000, 14_990]);
  });

  test('a plugin refuses one row in its own words; a user without the right is refused whole', async () => {
    const [first = '', second = ''] = keys();
    shop.behaviour.refusedRows.set(Number(first), { code: 'stok_kilitli', message: 'Stok sayımda.' });
    const update = [
      { id: Number(first), stock_quantity: 1 },
      { id: Number(second), stock_quantity: 1 },
    ];
    const { body } = await post('products/batch', { update });
    expect(body.update).toMatchObject([
      { id: Number(first), error: { code: 'stok_kilitli', message: 'Stok sayımda.', data: { status: 400 } } },
      { stock_quantity: 1 },
    ]);
    const [only] = shop.keys;
    if (only) only.editsProducts = false;
    expect(await post('products/batch', { update })).toMatchObject({
      status: 403,
      body: { code: 'woocommerce_rest_cannot_batch' },
    });
    expect(await post(`products/${second}`, { stock_quantity: 2 })).toMatchObject({
      status: 403,
      body: { code: 'woocommerce_rest_cannot_edit' },
    });
  });

  test('a single save passes the schema: types and words are judged', async () => {
    const [first = ''] = keys();
    const { status, body } = await post(`products/${first}`, {
      regular_price: 12.5,
      stock_quantity: 2.5,
      backorders: 'maybe',
    });
    expect(status).toBe(400);
    expect(Object.keys(body.data.params)).toEqual(['regular_price', 'stock_quantity', 'backorders']);
    const { body: taken } = await post(`products/${first}`, { stock_quantity: '4' });
    expect(taken.stock_quantity).toBe(4);
  });

  test('where the product keeps the stock, a quantity sent to a variation shows nowhere', async () => {
    const seeded = await startWooCommerce({ seed, now: () => now, products: 200, orders: 0 });
    try {
      const parent = [...seeded.data.products.values()].find(
        ({ type, manageStock }) => type === 'variable' && manageStock,
      );
      const [id = 0] = parent?.variationIds ?? [];
      const update = [{ id, stock_quantity: 3 }];
      const { body } = await post(`products/${parent?.id}/variations/batch`, { update }, seeded);
      expect(body.update[0]).toMatchObject({ manage_stock: 'parent', stock_quantity: parent?.stockQuantity });
      expect(seeded.floor.writes).toEqual([]);
      const wrongPlace = await post('products/batch', { update }, seeded);
      expect(wrongPlace.body.update[0].error.code).toBe('woocommerce_rest_invalid_product_id');
    } finally {
      await seeded.stop();
    }
  });

  test('101 elements are refused whole', async () => {
    const update = Array.from({ length: 101 }, (_, id) => ({ id, stock_quantity: 1 }));
    expect(await post('products/batch', { update })).toMatchObject({
      status: 413,
      body: { code: 'woocommerce_rest_request_entity_too_large' },
    });
  });

  test('a key that may only read writes nothing', async () => {
    const [only] = shop.keys;
    if (only) only.permission = 'read';
    const [first] = keys();
    const { status } = await post('products/batch', { update: [{ id: Number(first), stock_quantity: 1 }] });
    expect(status).toBe(401);
    expect(shop.floor.shelfRow(first ?? '')?.stock).toBe(5);
  });

  test('variations are saved under their product, which moves with them', async () => {
    const seeded = await startWooCommerce({ seed, now: () => now, products: 60, orders: 0 });
    try {
      const [variation] = seeded.data.variations.values();
      const parentId = variation?.parentId ?? 0;
      now += 5000;
      const update = [
        { id: variation?.id, manage_stock: true, stock_quantity: 3 },
        { id: 1, stock_quantity: 3 },
      ];
      const { body } = await post(`products/${parentId}/variations/batch`, { update }, seeded);
      expect(body.update[0]).toMatchObject({ stock_quantity: 3 });
      expect(body.update[1].error.code).toBe('woocommerce_rest_product_variation_invalid_id');
      expect(seeded.data.product(parentId).modifiedAt).toBe(now);
    } finally {
      await seeded.stop();
    }
  });

  test('a lost answer was worked on all the same', async () => {
    const [first] = keys();
    shop.faults.add({ match: 'products/batch', effect: { kind: 'lost' }, times: 1 });
    const update = [{ id: Number(first), manage_stock: true, stock_quantity: 1 }];
    await expect(post('products/batch', { update })).rejects.toThrow();
    expect(shop.floor.shelfRow(first ?? '')?.stock).toBe(1);
  });
});

describe(`WooCommerce's shop floor (seed ${seed})`, () => {
  test('an unpaid order takes no stock, a paid one does, a cancelled one gives it back', () => {
    const [first = ''] = keys();
    const number = shop.floor.sell([{ key: first, quantity: 3 }], { awaiting: true })?.number ?? '';
    expect(shop.floor.shelfRow(first)?.stock).toBe(5);
    shop.floor.pay(number);
    expect(shop.floor.shelfRow(first)?.stock).toBe(2);
    expect(shop.floor.sell([{ key: first, quantity: 3 }])).toBeNull();
    shop.floor.cancel(number);
    expect(shop.floor.shelfRow(first)?.stock).toBe(5);
  });

  test('an unpaid order keeps its pieces from others for an hour', () => {
    const [first = ''] = keys();
    shop.floor.sell([{ key: first, quantity: 3 }], { awaiting: true });
    expect(shop.floor.sell([{ key: first, quantity: 3 }])).toBeNull();
    now += 3_600_000;
    expect(shop.floor.sell([{ key: first, quantity: 3 }])).not.toBeNull();
  });

  test('cancelling one line refunds and restocks it; the rest comes back once', async () => {
    const [first = '', second = ''] = keys();
    const sold = shop.floor.sell([
      { key: first, quantity: 2 },
      { key: second, quantity: 1 },
    ]);
    const { number = '', lines = [] } = sold ?? {};
    now += 5000;
    shop.floor.cancel(number, [lines[0]?.lineKey ?? '']);
    shop.floor.cancel(number, [lines[0]?.lineKey ?? '']);
    expect([first, second].map((key) => shop.floor.shelfRow(key)?.stock)).toEqual([5, 4]);
    const refunds = await get(`orders/${number}/refunds`);
    expect(refunds).toMatchObject([{ line_items: [{ product_id: Number(first), quantity: -2 }] }]);
    expect(await get(`orders/${number}`)).toMatchObject({ status: 'processing' });
    shop.floor.takeBack(number);
    expect([first, second].map((key) => shop.floor.shelfRow(key)?.stock)).toEqual([5, 5]);
    expect(await get(`orders/${number}`)).toMatchObject({ status: 'refunded' });
    shop.floor.cancel(number);
    expect([first, second].map((key) => shop.floor.shelfRow(key)?.stock)).toEqual([5, 5]);
  });

  test('a return with restock gives the pieces back', () => {
    const [first = ''] = keys();
    const number = shop.floor.sell([{ key: first, quantity: 2 }], { number: 'WEB-1' })?.number ?? '';
    expect(number).toBe('WEB-1');
    shop.floor.ship(number);
    shop.floor.takeBack(number);
    expect(shop.floor.shelfRow(first)?.stock).toBe(5);
  });

  test('an edit in the panel shows on the shelf and counts as no write', () => {
    const [first = ''] = keys();
    shop.floor.editStock(first, 9);
    shop.floor.editPrice(first, 9990);
    expect(shop.floor.shelfRow(first)).toMatchObject({ stock: 9, priceMinor: 9990 });
    expect(shop.floor.writes).toEqual([]);
  });
});
