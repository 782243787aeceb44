import { afterEach, describe, expect, it } from 'vitest';
import { PHP_NOTICE } from './behaviour';
import type { WooCommerceMarketplace } from './server';
import { basic, call, clock, close, everything, list, open } from './test-client';

afterEach(close);

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
    clock.now += 1000;
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
    clock.now += 5000;
    shop.data.editProduct(first, {});
    expect(await changed(shop, 'products')).toEqual([first]);
  });

  it('a variation moves its parent, both for price and for stock', async () => {
    const shop = await open();
    const variation = [...shop.data.variations.values()].find(
      (row) => shop.data.product(row.parentId).status === 'publish',
    );
    clock.now += 5000;
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
    clock.now += 5000;
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
    clock.now += 5000;
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
    clock.now += 10_000;
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
  it('may live in a folder of its site', async () => {
    const shop = await open({ directory: '/magaza' });
    expect(shop.credentials.siteUrl).toBe(`${shop.url}/magaza`);
    expect(await list(shop, 'products')).toHaveLength(10);
    const outside = await fetch(`${shop.url}/wp-json/wc/v3/products`, { headers: basic(shop) });
    expect(outside.status).toBe(404);
    expect((await call(shop, 'products')).headers.get('link')).toContain('/magaza/wp-json/wc/v3/products?');
  });

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
