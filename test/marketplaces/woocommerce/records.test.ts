import { afterEach, describe, expect, it } from 'vitest';
import { isOnSale } from './render';
import { basic, call, clock, close, everything, type Json, list, open, START } from './test-client';

afterEach(close);

describe('products', () => {
  it('has the rows real shops have', async () => {
    const shop = await open({ products: 900 });
    const rows = await everything(shop, 'products?status=any');
    const have = (what: string, test: (row: Json) => boolean): void =>
      expect(rows.some(test), what).toBe(true);
    have('drafts', ({ status }) => status === 'draft');
    have('private', ({ status }) => status === 'private');
    have('grouped', ({ type }) => type === 'grouped');
    have('external', ({ type }) => type === 'external');
    have('empty SKU', ({ sku }) => sku === '');
    have('entities in titles', ({ name }) => /&#8211;|&amp;/.test(String(name)));
    have('tags in titles', ({ name }) => /<b>/.test(String(name)));
    have('no GTIN key', (row) => !('global_unique_id' in row));
    have('empty price', ({ type, price }) => type === 'simple' && price === '');
    have('more than two decimals', ({ price }) => /\.\d{3,}/.test(String(price)));
    have(
      'stock not managed',
      ({ manage_stock, stock_quantity }) => manage_stock === false && stock_quantity === null,
    );
    have('sale price', ({ sale_price, on_sale }) => sale_price !== '' && on_sale === true);
    have('negative stock', ({ stock_quantity }) => Number(stock_quantity) < 0);
    const skus = rows.map(({ sku }) => sku).filter((sku) => sku !== '');
    expect(new Set(skus).size).toBeLessThan(skus.length);
    for (const row of rows) {
      expect(typeof row.price).toBe('string');
      expect([true, false]).toContain(row.manage_stock);
    }
  });

  it('shows a variable product with more than 100 variations over two pages', async () => {
    const shop = await open();
    const parent = [...shop.data.products.values()].find(({ variationIds }) => variationIds.length > 100);
    const rows = await everything(shop, `products/${parent?.id}/variations`);
    expect(rows.map(({ id }) => id).sort()).toEqual([...(parent?.variationIds ?? [])].sort());
    expect(rows.every(({ parent_id, type }) => parent_id === parent?.id && type === 'variation')).toBe(true);
  });

  it('answers manage_stock "parent" with the parent\'s quantity', async () => {
    const shop = await open({ products: 400 });
    const rows = await everything(shop, 'variations');
    const parents = rows.filter(({ manage_stock }) => manage_stock === 'parent');
    expect(parents.length).toBeGreaterThan(0);
    for (const row of parents)
      expect(row.stock_quantity).toBe(shop.data.product(Number(row.parent_id)).stockQuantity);
    expect(
      rows.some(({ manage_stock, stock_quantity }) => manage_stock === false && stock_quantity === null),
    ).toBe(true);
  });

  it('lists variations across products, and on older shops answers 404 rest_no_route', async () => {
    const shop = await open();
    expect(await everything(shop, 'variations')).toHaveLength(shop.data.variations.size);
    shop.behaviour.flatVariations = false;
    const refused = await call(shop, 'variations');
    expect(refused.status).toBe(404);
    expect(refused.body).toMatchObject({ code: 'rest_no_route' });
  });

  it('prices: a sale between dates counts only inside them', async () => {
    const shop = await open();
    const product = [...shop.data.products.values()].find(({ type }) => type === 'simple');
    const id = product?.id ?? 0;
    shop.data.editProduct(id, {
      regularPrice: '200.00',
      salePrice: '150.00',
      saleFrom: START + 60_000,
      saleTo: null,
    });
    expect((await call(shop, `products/${id}`)).body).toMatchObject({ price: '200.00', on_sale: false });
    clock.now += 60_000;
    expect((await call(shop, `products/${id}`)).body).toMatchObject({ price: '150.00', on_sale: true });
    expect(isOnSale(shop.data.product(id), clock.now)).toBe(true);
  });

  it('filters by SKU list and narrows with _fields', async () => {
    const shop = await open();
    const skus = [...shop.data.products.values()]
      .filter(({ sku, status }) => sku !== '' && status === 'publish')
      .slice(0, 2)
      .map(({ sku }) => sku);
    const rows = await list(shop, `products?sku=${skus.join(',')}&_fields=id,sku`);
    expect(rows.map(({ sku }) => sku).sort()).toEqual([...skus].sort());
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['id', 'sku']);
  });

  it('PUT saves price and stock, refuses wrong types and a taken SKU', async () => {
    const shop = await open();
    const [first, second] = [...shop.data.products.values()].filter(
      (row) => row.type === 'simple' && row.sku !== '' && row.status === 'publish',
    );
    const put = (body: Json) =>
      call(shop, `products/${first?.id}`, {
        method: 'PUT',
        headers: { ...basic(shop), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect(
      (await put({ regular_price: '12.50', sale_price: '', manage_stock: true, stock_quantity: 7 })).body,
    ).toMatchObject({ price: '12.50', stock_quantity: 7 });
    expect((await put({ regular_price: 12.5 })).status).toBe(400);
    expect((await put({ sku: second?.sku })).body).toMatchObject({
      code: 'product_invalid_sku',
      data: { unique_sku: `${second?.sku}-1` },
    });
  });
});

describe('orders', () => {
  it('has every status incl. plugin ones; checkout-draft and trash only when asked for', async () => {
    const shop = await open({ orders: 200 });
    const statuses = new Set((await everything(shop, 'orders')).map(({ status }) => status));
    for (const status of [
      'pending',
      'processing',
      'on-hold',
      'completed',
      'cancelled',
      'refunded',
      'failed',
      'kargoya-verildi',
      'iade-talebi',
    ]) {
      expect(statuses).toContain(status);
    }
    expect(statuses).not.toContain('trash');
    expect(statuses).not.toContain('checkout-draft');
    expect((await list(shop, 'orders?status=checkout-draft')).length).toBeGreaterThan(0);
    const two = await everything(shop, 'orders?status=completed,cancelled');
    expect(new Set(two.map(({ status }) => status))).toEqual(new Set(['completed', 'cancelled']));
  });

  it('money are strings with dp decimals, only the price of a line is a number; the sums agree', async () => {
    const shop = await open({ orders: 120 });
    for (const order of await everything(shop, 'orders?dp=6')) {
      let sum = Number(order.shipping_total) + Number(order.shipping_tax);
      for (const line of [...(order.line_items as Json[]), ...(order.fee_lines as Json[])])
        sum += Number(line.total) + Number(line.total_tax);
      expect(Number(order.total)).toBeCloseTo(sum, 4);
      expect(order.total).toMatch(/^\d+\.\d{6}$/);
      for (const line of order.line_items as Json[]) expect(typeof line.price).toBe('number');
    }
    expect((await list(shop, 'orders'))[0]?.total).toMatch(/^\d+\.\d{2}$/);
  });

  it('has guests, coupons, fees, refunds, plugin numbers, deleted products, foreign currency', async () => {
    const shop = await open({ orders: 300 });
    const rows = await everything(shop, 'orders');
    const have = (what: string, test: (row: Json) => boolean): void =>
      expect(rows.some(test), what).toBe(true);
    have('guest', ({ customer_id }) => customer_id === 0);
    have('coupon', ({ coupon_lines }) => (coupon_lines as Json[]).length > 0);
    have('fee', ({ fee_lines }) => (fee_lines as Json[]).length > 0);
    have('refund', ({ refunds }) => String((refunds as Json[])[0]?.total ?? '').startsWith('-'));
    have('plugin number', ({ id, number }) => number !== String(id));
    have('deleted product', ({ line_items }) =>
      (line_items as Json[]).some(({ product_id, sku }) => product_id === 0 && sku === null),
    );
    have('variation line', ({ line_items }) =>
      (line_items as Json[]).some(({ variation_id }) => Number(variation_id) > 0),
    );
    have('foreign currency', ({ currency }) => currency !== 'TRY');
  });
});
