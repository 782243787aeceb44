import { afterEach, describe, expect, it } from 'vitest';
import { PHP_NOTICE } from './behaviour';
import { isOnSale } from './render';
import { startWooCommerce, type WooCommerceMarketplace, type WooCommerceOptions } from './server';

type Json = Record<string, unknown>;

const START = Date.UTC(2026, 10, 24, 9, 30, 0);
let running: WooCommerceMarketplace | undefined;
let clock = START;

async function open(options: WooCommerceOptions = {}): Promise<WooCommerceMarketplace> {
  clock = START;
  running = await startWooCommerce({ products: 120, orders: 60, now: () => clock, ...options });
  return running;
}

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

function basic(
  shop: WooCommerceMarketplace,
  secret = shop.credentials.consumerSecret,
): Record<string, string> {
  return {
    authorization: `Basic ${Buffer.from(`${shop.credentials.consumerKey}:${secret}`).toString('base64')}`,
  };
}

async function call(
  shop: WooCommerceMarketplace,
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; headers: Headers; body: unknown; text: string }> {
  const answer = await fetch(`${shop.url}/wp-json/wc/v3/${path}`, { headers: basic(shop), ...init });
  const text = await answer.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return { status: answer.status, headers: answer.headers, body, text };
}

async function list(shop: WooCommerceMarketplace, path: string): Promise<Json[]> {
  const { status, body, text } = await call(shop, path);
  if (status !== 200 || !Array.isArray(body)) throw new Error(`${status} ${text.slice(0, 200)}`);
  return body as Json[];
}

async function everything(shop: WooCommerceMarketplace, path: string): Promise<Json[]> {
  const rows: Json[] = [];
  for (let page = 1; ; page += 1) {
    const part = await list(shop, `${path}${path.includes('?') ? '&' : '?'}per_page=100&page=${page}`);
    rows.push(...part);
    if (part.length < 100) return rows;
  }
}

/** Processor time since then: what the marketplace costs, however busy the machine is. */
function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

describe('paging', () => {
  it('answers 10 a page by default, with the totals and links in headers', async () => {
    const shop = await open();
    const visible = [...shop.data.products.values()].filter(({ status }) => status !== 'trash').length;
    const first = await call(shop, 'products');
    expect(first.body).toHaveLength(10);
    expect(first.headers.get('x-wp-total')).toBe(String(visible));
    expect(first.headers.get('x-wp-totalpages')).toBe(String(Math.ceil(visible / 10)));
    expect(first.headers.get('link')).toMatch(/[?&]page=2>; rel="next"$/);
    expect(first.headers.get('link')).not.toContain('rel="prev"');
  });

  it('keeps rel="prev" on the last page (measured)', async () => {
    const shop = await open();
    const last = await call(shop, 'products?per_page=100&page=2');
    expect(last.headers.get('link')).toMatch(/rel="prev"/);
    expect(last.headers.get('link')).not.toMatch(/rel="next"/);
    expect((await call(shop, 'products?per_page=100&page=99')).body).toEqual([]);
  });

  it('refuses per_page=101 with rest_invalid_param (measured: 400)', async () => {
    const shop = await open();
    const refused = await call(shop, 'products?per_page=101');
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      code: 'rest_invalid_param',
      data: { status: 400, params: { per_page: expect.stringContaining('100') } },
    });
    for (const path of [
      'products?per_page=0',
      'products?per_page=on',
      'products?order=up',
      'orders?status=gone',
      'products?modified_after=yesterday',
    ]) {
      expect((await call(shop, path)).status, path).toBe(400);
    }
  });

  it('gives every product once over all pages when ordered by modified, equal stamps included', async () => {
    const shop = await open();
    const rows = await everything(shop, 'products?orderby=modified&order=asc&status=any');
    const stamps = rows.map(({ date_modified_gmt }) => String(date_modified_gmt));
    expect(stamps).toEqual([...stamps].sort());
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    // A bulk edit gave many rows one and the same second.
    const counts = new Map<string, number>();
    for (const stamp of stamps) counts.set(stamp, (counts.get(stamp) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeGreaterThan(5);
  });
});

describe('dates', () => {
  it('writes shop time (Istanbul, +3) and GMT without an offset', async () => {
    const shop = await open();
    const id = [...shop.data.products.keys()][0] ?? 0;
    shop.data.editProduct(id);
    expect((await call(shop, `products/${id}`)).body).toMatchObject({
      date_modified: '2026-11-24T12:30:00',
      date_modified_gmt: '2026-11-24T09:30:00',
    });
  });

  it('modified_after with dates_are_gmt excludes the very second of the bound', async () => {
    const shop = await open();
    const [first = 0, second = 0] = [...shop.data.products.keys()];
    shop.data.editProduct(first);
    clock += 1000;
    shop.data.editProduct(second);
    const rows = await list(shop, 'products?dates_are_gmt=true&modified_after=2026-11-24T09:30:00');
    expect(rows.map(({ id }) => id)).toEqual([second]);
    const both = await list(shop, 'products?dates_are_gmt=true&modified_after=2026-11-24T09:29:59');
    expect(both.map(({ id }) => id).sort()).toEqual([first, second].sort());
  });

  it('without dates_are_gmt the bound is shop time', async () => {
    const shop = await open();
    const [first = 0] = [...shop.data.products.keys()];
    shop.data.editProduct(first);
    expect(await list(shop, 'products?modified_after=2026-11-24T12:29:59')).toHaveLength(1);
    expect(await list(shop, 'products?modified_after=2026-11-24T12:30:00')).toHaveLength(0);
  });

  it('a bound with Z is turned into shop time even for GMT columns (WP_Date_Query), so changes are missed', async () => {
    const shop = await open();
    const [first = 0] = [...shop.data.products.keys()];
    shop.data.editProduct(first);
    expect(await list(shop, 'products?dates_are_gmt=true&modified_after=2026-11-24T09:00:00')).toHaveLength(
      1,
    );
    expect(await list(shop, 'products?dates_are_gmt=true&modified_after=2026-11-24T09:00:00Z')).toHaveLength(
      0,
    );
    expect(await list(shop, 'products?dates_are_gmt=true&modified_after=2026-11-24T06:00:00Z')).toHaveLength(
      1,
    );
  });

  it('an old shop ignores modified_after silently', async () => {
    const shop = await open({ ignoresModifiedAfter: true });
    const all = await everything(shop, 'products');
    expect(
      await everything(shop, 'products?modified_after=2030-01-01T00:00:00&dates_are_gmt=true'),
    ).toHaveLength(all.length);
  });

  it('a shop without orderby=modified refuses it', async () => {
    const shop = await open({ ordersByModified: false });
    expect((await call(shop, 'orders?orderby=modified')).body).toMatchObject({ code: 'rest_invalid_param' });
  });
});

describe('what moves which stamp (measured on WooCommerce 11)', () => {
  async function changed(shop: WooCommerceMarketplace, route: string): Promise<unknown[]> {
    const rows = await everything(shop, `${route}?dates_are_gmt=true&modified_after=2026-11-24T09:30:00`);
    return rows.map(({ id }) => id);
  }

  it('an unchanged save moves the date', async () => {
    const shop = await open();
    const [first = 0] = [...shop.data.products.keys()];
    clock += 5000;
    shop.data.editProduct(first, {});
    expect(await changed(shop, 'products')).toEqual([first]);
  });

  it('a variation moves its parent, both for price and for stock', async () => {
    const shop = await open();
    const variation = [...shop.data.variations.values()].find(
      (row) => shop.data.product(row.parentId).status === 'publish',
    );
    clock += 5000;
    shop.data.editVariation(variation?.id ?? 0, { stockQuantity: 4, manageStock: true });
    expect(await changed(shop, 'products')).toEqual([variation?.parentId]);
    expect(await changed(shop, 'variations')).toEqual([variation?.id]);
  });

  it('an order takes stock and moves the rows it takes from; cancelling puts it back', async () => {
    const shop = await open();
    const product = [...shop.data.products.values()].find(
      (row) => row.type === 'simple' && row.manageStock && (row.stockQuantity ?? 0) > 3,
    );
    const before = product?.stockQuantity ?? 0;
    clock += 5000;
    const order = shop.data.addOrder([{ productId: product?.id ?? 0, quantity: 2 }]);
    expect(await changed(shop, 'products')).toEqual([product?.id]);
    expect((await call(shop, `products/${product?.id}`)).body).toMatchObject({ stock_quantity: before - 2 });
    shop.data.setOrderStatus(order.id, 'cancelled');
    expect((await call(shop, `products/${product?.id}`)).body).toMatchObject({ stock_quantity: before });
  });

  it('a bulk edit gives all rows one stamp', async () => {
    const shop = await open();
    const ids = [...shop.data.products.values()]
      .filter(({ status }) => status === 'publish')
      .slice(0, 30)
      .map(({ id }) => id);
    clock += 5000;
    shop.data.bulkEdit(ids, { status: 'draft' });
    const rows = await everything(
      shop,
      'products?dates_are_gmt=true&modified_after=2026-11-24T09:30:00&status=draft',
    );
    expect(rows).toHaveLength(30);
    expect(new Set(rows.map(({ date_modified_gmt }) => date_modified_gmt)).size).toBe(1);
  });

  it('a deleted product just disappears; a trashed one is found with status=trash', async () => {
    const shop = await open();
    const [first = 0, second = 0] = [...shop.data.products.keys()];
    shop.data.deleteProduct(first);
    shop.data.trashProduct(second);
    const ids = (await everything(shop, 'products')).map(({ id }) => id);
    expect(ids).not.toContain(first);
    expect(ids).not.toContain(second);
    expect((await call(shop, `products/${first}`)).body).toMatchObject({
      code: 'woocommerce_rest_product_invalid_id',
      data: { status: 404 },
    });
    expect((await everything(shop, 'products?status=trash')).map(({ id }) => id)).toContain(second);
  });
});

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
    clock += 60_000;
    expect((await call(shop, `products/${id}`)).body).toMatchObject({ price: '150.00', on_sale: true });
    expect(isOnSale(shop.data.product(id), clock)).toBe(true);
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

describe('keys', () => {
  it('an unknown key may not view; a wrong secret is an authentication error; both 401', async () => {
    const shop = await open();
    const stranger = await call(shop, 'products', {
      headers: { authorization: `Basic ${Buffer.from('ck_x:cs_x').toString('base64')}` },
    });
    expect(stranger).toMatchObject({ status: 401, body: { code: 'woocommerce_rest_cannot_view' } });
    expect(await call(shop, 'products', { headers: basic(shop, 'cs_wrong') })).toMatchObject({
      status: 401,
      body: { code: 'woocommerce_rest_authentication_error' },
    });
    expect((await call(shop, 'products', { headers: {} })).status).toBe(401);
  });

  it('a read key may not write and a write key may not read', async () => {
    const shop = await open({ permission: 'read' });
    const id = [...shop.data.products.keys()][0];
    const save = { method: 'PUT', headers: basic(shop), body: '{}' };
    expect(await call(shop, `products/${id}`, save)).toMatchObject({
      status: 401,
      body: { code: 'woocommerce_rest_authentication_error' },
    });
    const [key] = shop.keys;
    if (key) key.permission = 'write';
    expect((await call(shop, 'products')).status).toBe(401);
    expect((await call(shop, `products/${id}`, save)).status).toBe(200);
  });

  it('keys in the query work, and are the only ones when the server strips Authorization', async () => {
    const shop = await open({ stripsAuthorization: true });
    const { consumerKey, consumerSecret } = shop.credentials;
    expect((await call(shop, 'products')).status).toBe(401);
    expect(
      (
        await call(shop, `products?consumer_key=${consumerKey}&consumer_secret=${consumerSecret}`, {
          headers: {},
        })
      ).status,
    ).toBe(200);
  });
});

describe('broken hosts', () => {
  it('puts a PHP notice or a byte order mark before the JSON', async () => {
    const shop = await open({ prefix: PHP_NOTICE });
    const noisy = await call(shop, 'products');
    expect(noisy.body).toBeUndefined();
    expect(JSON.parse(noisy.text.slice(noisy.text.indexOf('[{')))).toHaveLength(10);
    shop.behaviour.prefix = '\ufeff';
    const raw = await fetch(`${shop.url}/wp-json/wc/v3/products`, { headers: basic(shop) });
    expect([...new Uint8Array(await raw.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('a firewall answers HTML 403 or 501; plain permalinks answer only ?rest_route=', async () => {
    const shop = await open({ firewall: 'forbidden' });
    const blocked = await call(shop, 'products');
    expect(blocked.status).toBe(403);
    expect(blocked.headers.get('content-type')).toContain('text/html');
    shop.behaviour.firewall = 'modSecurity';
    expect((await call(shop, 'products')).status).toBe(501);
    Object.assign(shop.behaviour, { firewall: 'none', prettyPermalinks: false });
    expect((await call(shop, 'products')).status).toBe(404);
    const plain = await fetch(`${shop.url}/?rest_route=/wc/v3/products&per_page=3`, { headers: basic(shop) });
    expect(await plain.json()).toHaveLength(3);
  });

  it('core has no limit; a hoster may answer 429 with Retry-After until the window has passed', async () => {
    const shop = await open();
    for (let count = 0; count < 30; count += 1)
      expect((await call(shop, 'data/currencies/current')).status).toBe(200);
    shop.behaviour.hosterLimit = { calls: 2, perMs: 10_000, status: 429, retryAfter: 10 };
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1)
      statuses.push((await call(shop, 'data/currencies/current')).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await call(shop, 'data/currencies/current')).headers.get('retry-after')).toBe('10');
    clock += 10_000;
    expect((await call(shop, 'data/currencies/current')).status).toBe(200);
  });

  it('unknown routes and methods are 404 rest_no_route', async () => {
    const shop = await open();
    for (const path of ['gone', 'products/1/gone', 'orders/1/2/3/4/5'])
      expect((await call(shop, path)).body).toMatchObject({ code: 'rest_no_route' });
    expect((await call(shop, 'orders', { method: 'DELETE', headers: basic(shop) })).body).toMatchObject({
      code: 'rest_no_route',
    });
  });
});

describe('the shop itself', () => {
  it('tells its version and currency', async () => {
    const shop = await open();
    expect((await call(shop, 'system_status')).body).toMatchObject({
      environment: { version: '11.0.1' },
      settings: { currency: 'TRY' },
    });
    expect((await call(shop, 'data/currencies/current')).body).toMatchObject({ code: 'TRY' });
  });

  it('is the same for the same seed and another for another', async () => {
    const names = async (seed: number): Promise<unknown[]> => {
      const shop = await open({ seed });
      const rows = await list(shop, 'products?per_page=100&orderby=id&order=asc');
      await shop.stop();
      return rows.map(({ name }) => name);
    };
    const first = await names(7);
    expect(await names(7)).toEqual(first);
    expect(await names(8)).not.toEqual(first);
  });

  it('makes 20,000 products in under 3 seconds and pages in milliseconds', async () => {
    const begun = process.cpuUsage();
    const shop = await open({ products: 20_000, orders: 2_000 });
    const built = processorMs(begun);
    await list(shop, 'products?per_page=100&orderby=modified&order=asc');
    const paging = process.cpuUsage();
    for (let page = 2; page <= 21; page += 1)
      await list(shop, `products?per_page=100&orderby=modified&order=asc&page=${page}`);
    const each = processorMs(paging) / 20;
    process.stdout.write(
      `woocommerce seed ${shop.seed}: 20,000 products in ${built.toFixed(0)} ms, a page of 100 in ${each.toFixed(1)} ms\n`,
    );
    expect(built).toBeLessThan(3_000);
    expect(each).toBeLessThan(40);
  });
});
