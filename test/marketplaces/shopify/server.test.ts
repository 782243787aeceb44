import { afterEach, describe, expect, it } from 'vitest';
import { gid } from './model';
import { type Json, Practice } from './test-client';

const practice = new Practice();
afterEach(() => practice.shop.stop());

function inside(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function nodesIn(connection: unknown): Json[] {
  const nodes = inside(connection, 'nodes');
  return Array.isArray(nodes) ? nodes : [];
}

describe('tokens and the shop', () => {
  it('answers 401 with errors as a string for a wrong token, 402 when frozen, 423 when locked', async () => {
    const shop = await practice.open();
    const wrong = await practice.ask('{ shop { name } }', {}, { token: 'shpat_wrong' });
    expect(wrong.status).toBe(401);
    expect(wrong.body.errors).toEqual(expect.stringContaining('Invalid API key or access token'));
    shop.behaviour.shopState = 'frozen';
    expect((await practice.ask('{ shop { name } }')).status).toBe(402);
    shop.behaviour.shopState = 'locked';
    expect((await practice.ask('{ shop { name } }')).status).toBe(423);
  });

  it('gives a token for the client-credentials grant that lives 24 hours less a second', async () => {
    const shop = await practice.open();
    const { clientId, clientSecret } = shop.credentials;
    const grant = (body: string, type: string) =>
      fetch(`${shop.url}/admin/oauth/access_token`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
    const answer = await grant(
      JSON.stringify({ client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' }),
      'application/json',
    );
    const body = (await answer.json()) as { access_token: string; expires_in: number; scope: string };
    expect(body).toMatchObject({ expires_in: 86_399, scope: expect.stringContaining('read_products') });
    expect((await practice.ask('{ shop { name } }', {}, { token: body.access_token })).status).toBe(200);
    practice.now += 86_399_000;
    expect((await practice.ask('{ shop { name } }', {}, { token: body.access_token })).status).toBe(401);
    const form = new URLSearchParams({
      client_id: String(clientId),
      client_secret: String(clientSecret),
      grant_type: 'client_credentials',
    });
    expect((await grant(form.toString(), 'application/x-www-form-urlencoded')).status).toBe(200);
    expect(
      (
        await grant(
          JSON.stringify({ client_id: clientId, client_secret: 'no', grant_type: 'client_credentials' }),
          'application/json',
        )
      ).status,
    ).toBe(400);
  });

  it('names the version that answered; an expired one is answered by the oldest supported', async () => {
    await practice.open();
    const versionOf = async (version: string) =>
      (await practice.ask('{ shop { name } }', {}, { version })).headers.get('x-shopify-api-version');
    expect(await versionOf('2026-10')).toBe('2026-10');
    expect(await versionOf('2024-04')).toBe('2025-10');
    expect((await practice.ask('{ shop { name } }', {}, { version: '2026-11' })).status).toBe(404);
  });

  it('tells the shop and the scopes; a missing scope is ACCESS_DENIED', async () => {
    await practice.open({ scopes: ['read_products'] });
    const data = await practice.data(
      '{ shop { id name myshopifyDomain currencyCode ianaTimezone weightUnit taxesIncluded plan { publicDisplayName } } currentAppInstallation { accessScopes { handle } } }',
    );
    expect(data.shop).toMatchObject({
      currencyCode: 'TRY',
      ianaTimezone: 'Europe/Istanbul',
      myshopifyDomain: 'practice.myshopify.com',
    });
    expect(data.currentAppInstallation).toEqual({ accessScopes: [{ handle: 'read_products' }] });
    const denied = await practice.ask('{ orders(first: 1) { nodes { id } } }');
    expect(denied.status).toBe(200);
    expect(denied.errors[0]?.extensions).toMatchObject({ code: 'ACCESS_DENIED' });
  });

  it('shows orders of the last 60 days only without read_all_orders', async () => {
    await practice.open();
    const all = (await practice.data('{ ordersCount(limit: null) { count precision } }')).ordersCount as {
      count: number;
    };
    await practice.shop.stop();
    await practice.open({ scopes: ['read_orders'] });
    const recent = (await practice.data('{ ordersCount(limit: null) { count precision } }')).ordersCount as {
      count: number;
    };
    expect(all.count).toBe(110);
    expect(recent.count).toBeGreaterThan(0);
    expect(recent.count).toBeLessThan(all.count);
  });
});

describe('the schema', () => {
  it('refuses what the vendor does not know with a GraphQL error at HTTP 200', async () => {
    await practice.open();
    const answer = await practice.ask('{ products(first: 1) { nodes { id stock } } }');
    expect(answer.status).toBe(200);
    expect(answer.errors[0]).toMatchObject({
      message: "Field 'stock' doesn't exist on type 'Product'",
      extensions: { code: 'undefinedField' },
    });
    expect((await practice.ask('{ products(first: 1')).errors[0]?.message).toMatch(/Syntax Error/);
    expect(
      (await practice.ask('{ products(limit: 1) { nodes { id } } }')).errors[0]?.extensions,
    ).toMatchObject({ code: 'argumentNotAccepted' });
    const empty = await fetch(`${practice.shop.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'x-shopify-access-token': practice.shop.credentials.accessToken ?? '' },
      body: '{}',
    });
    expect(empty.status).toBe(400);
  });

  it('serves the fields a catalogue and its stock are read from', async () => {
    const shop = await practice.open();
    const data =
      await practice.data(`{ products(first: 5) { nodes { id legacyResourceId title handle status vendor productType tags descriptionHtml totalInventory
      tracksInventory hasOnlyDefaultVariant createdAt updatedAt publishedAt options { id name position values } media(first: 2) { nodes { ... on MediaImage { id image { url } } } }
      variantsCount { count } variants(first: 3) { nodes { id legacyResourceId title displayName sku barcode price compareAtPrice position taxable inventoryPolicy inventoryQuantity
      selectedOptions { name value } createdAt updatedAt inventoryItem { id tracked unitCost { amount currencyCode } measurement { weight { value unit } }
      inventoryLevels(first: 2) { nodes { id isActive updatedAt location { id name } quantities(names: ["available", "on_hand", "committed"]) { name quantity updatedAt } } } } } } } } }`);
    const [product] = (data.products as { nodes: Json[] }).nodes;
    const [variant] = nodesIn(product?.variants);
    expect(product?.id).toMatch(/^gid:\/\/shopify\/Product\/\d+$/);
    expect(product?.updatedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(variant?.price).toMatch(/^\d+\.\d\d$/);
    const truth = shop.data.variant(Number(variant?.legacyResourceId));
    const level = nodesIn(inside(variant?.inventoryItem, 'inventoryLevels'))[0];
    // Two items at one place share the number of the level; the item tells them apart.
    expect(level?.id).toMatch(/^gid:\/\/shopify\/InventoryLevel\/\d+\?inventory_item_id=\d+$/);
    const again = await practice.data('query($id: ID!) { inventoryLevel(id: $id) { id item { id } } }', {
      id: level?.id,
    });
    expect(again.inventoryLevel).toEqual({
      id: level?.id,
      item: { id: inside(variant?.inventoryItem, 'id') },
    });
    expect(level?.quantities).toEqual([
      expect.objectContaining({ name: 'available', quantity: truth.item.levels[0]?.available }),
      expect.objectContaining({
        name: 'on_hand',
        quantity: (truth.item.levels[0]?.available ?? 0) + (truth.item.levels[0]?.committed ?? 0),
      }),
      expect.objectContaining({ name: 'committed', quantity: truth.item.levels[0]?.committed }),
    ]);
  });

  it('looks up by id: product, order, nodes; a gid of another type is refused, an unknown one is null', async () => {
    const shop = await practice.open();
    const id = [...shop.data.products.keys()][0] ?? 0;
    const order = [...shop.data.orders.keys()][0] ?? 0;
    const data =
      await practice.data(`{ product(id: "${gid('Product', id)}") { id } order(id: "${gid('Order', order)}") { id name }
      nodes(ids: ["${gid('Product', id)}", "${gid('Order', order)}", "${gid('Product', 1)}"]) { __typename id ... on Product { title } } }`);
    expect(data.product).toEqual({ id: gid('Product', id) });
    expect(data.nodes).toEqual([
      expect.objectContaining({ __typename: 'Product', title: shop.data.product(id).title }),
      expect.objectContaining({ __typename: 'Order' }),
      null,
    ]);
    expect((await practice.ask(`{ product(id: "${gid('Order', order)}") { id } }`)).errors).toHaveLength(1);
  });
});

describe('paging', () => {
  it('needs first or last, not both, at most 250', async () => {
    await practice.open();
    for (const args of ['', '(first: 2, last: 2)', '(first: 251)', '(first: 2, after: "nonsense")']) {
      expect((await practice.ask(`{ locations${args} { nodes { id } } }`)).errors, args).toHaveLength(1);
    }
  });

  it('walks all products once in the order of UPDATED_AT, equal stamps included, both ways', async () => {
    const shop = await practice.open({ products: 700 });
    const up = await practice.all('products', 'id updatedAt', ', sortKey: UPDATED_AT', 90);
    const stamps = up.map(({ updatedAt }) => String(updatedAt));
    expect(new Set(up.map(({ id }) => id)).size).toBe(shop.data.products.size);
    expect(stamps).toEqual([...stamps].sort());
    expect(new Set(stamps).size).toBeLessThan(stamps.length);
    const down = await practice.all('products', 'id updatedAt', ', sortKey: UPDATED_AT, reverse: true', 90);
    expect(down.map(({ id }) => id)).toEqual(up.map(({ id }) => id).reverse());
  });

  it('a cursor holds its place when its row is deleted', async () => {
    const shop = await practice.open();
    const ids = (await practice.all('products', 'legacyResourceId')).map((row) =>
      Number(row.legacyResourceId),
    );
    const page = (await practice.data('{ products(first: 3) { edges { cursor node { id } } } }'))
      .products as { edges: { cursor: string }[] };
    shop.data.deleteProduct(ids[2] ?? 0);
    const next = (
      await practice.data(
        'query($after: String) { products(first: 1, after: $after) { nodes { legacyResourceId } } }',
        { after: page.edges[2]?.cursor },
      )
    ).products as { nodes: Json[] };
    expect(next.nodes[0]?.legacyResourceId).toBe(String(ids[3]));
  });

  it('needs nested pages for products with more than 250 variants and orders with more than 100 lines', async () => {
    const shop = await practice.open();
    const big = [...shop.data.products.values()].find(({ variants }) => variants.length > 250);
    const seen: unknown[] = [];
    for (let after: string | null = null, more = true; more; ) {
      practice.now += 20_000;
      const data: Json = await practice.data(
        'query($id: ID!, $after: String) { product(id: $id) { variants(first: 250, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }',
        { id: gid('Product', big?.id ?? 0), after },
      );
      const { variants } = data.product as {
        variants: { nodes: Json[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
      seen.push(...variants.nodes.map(({ id }) => id));
      more = variants.pageInfo.hasNextPage;
      after = variants.pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(big?.variants.length);
    expect([...shop.data.orders.values()].some(({ lineItems }) => lineItems.length > 100)).toBe(true);
  });

  it('counts up to a limit', async () => {
    await practice.open();
    const data = await practice.data(
      '{ all: productsCount { count precision } some: productsCount(limit: 10) { count precision } }',
    );
    expect(data).toEqual({
      all: { count: 120, precision: 'EXACT' },
      some: { count: 10, precision: 'AT_LEAST' },
    });
  });
});

describe('search', () => {
  it('filters by updated_at with every comparator, quotes and AND', async () => {
    const shop = await practice.open();
    const [first = 0, second = 0] = [...shop.data.products.keys()];
    shop.data.editProduct(first);
    practice.now += 10_000;
    shop.data.editProduct(second);
    const find = async (query: string) =>
      (await practice.all('products', 'legacyResourceId', `, query: ${JSON.stringify(query)}`)).map(
        ({ legacyResourceId }) => Number(legacyResourceId),
      );
    expect(await find("updated_at:>'2026-11-24T09:30:00Z'")).toEqual([second]);
    expect((await find("updated_at:>='2026-11-24T09:30:00Z'")).sort()).toEqual([first, second].sort());
    expect(await find("updated_at:>='2026-11-24T09:30:00Z' AND updated_at:<'2026-11-24T09:30:10Z'")).toEqual([
      first,
    ]);
    expect(
      await find('updated_at:>="2026-11-24T12:30:00+03:00" updated_at:<="2026-11-24T09:30:00Z"'),
    ).toEqual([first]);
    expect(await find(`id:${second}`)).toEqual([second]);
    expect(await find(`id:>=${second} id:<=${second}`)).toEqual([second]);
  });

  it('filters by status, with a list, OR and NOT', async () => {
    const shop = await practice.open({ products: 300 });
    const count = async (query: string) =>
      (await practice.all('products', 'status', `, query: ${JSON.stringify(query)}`)).length;
    const truth = (status: string) =>
      [...shop.data.products.values()].filter((product) => product.status === status).length;
    expect(await count('status:draft')).toBe(truth('DRAFT'));
    expect(await count('status:ACTIVE,DRAFT')).toBe(truth('ACTIVE') + truth('DRAFT'));
    expect(await count('status:draft OR status:archived')).toBe(truth('DRAFT') + truth('ARCHIVED'));
    expect(await count('-status:active')).toBe(300 - truth('ACTIVE'));
    expect(truth('UNLISTED')).toBeGreaterThan(0);
  });

  it('ignores a filter that does not exist and says so in extensions.search', async () => {
    await practice.open();
    const answer = await practice.ask('{ products(first: 250, query: "modified:>2030") { nodes { id } } }');
    expect((answer.data.products as { nodes: Json[] }).nodes).toHaveLength(120);
    expect(JSON.stringify(answer.body.extensions)).toContain('invalid_field');
  });

  it('finds orders by status words', async () => {
    const shop = await practice.open();
    const cancelled = await practice.all('orders', 'cancelledAt', ', query: "status:cancelled"', 50);
    expect(cancelled).toHaveLength(
      [...shop.data.orders.values()].filter(({ cancelledAt }) => cancelledAt !== null).length,
    );
    expect(cancelled.length).toBeGreaterThan(0);
  });
});

describe('what moves which stamp', () => {
  const changed = async (root: string, since = '2026-11-24T09:30:00Z') =>
    (await practice.all(root, 'id', `, query: "updated_at:>'${since}'"`)).map(({ id }) => id);

  it('a variant moves itself and its product', async () => {
    const shop = await practice.open();
    const variant = [...shop.data.variants.values()][7];
    practice.now += 5_000;
    shop.data.editVariant(variant?.id ?? 0, { price: 12_345 });
    expect(await changed('productVariants')).toEqual([gid('ProductVariant', variant?.id ?? 0)]);
    expect(await changed('products')).toEqual([gid('Product', variant?.product.id ?? 0)]);
  });

  it('stock moves the level and the product (schema text of Product.updatedAt), not the variant', async () => {
    const shop = await practice.open();
    const variant = [...shop.data.variants.values()].find(({ item }) => item.levels.length > 0);
    practice.now += 5_000;
    const level = shop.data.setStock(variant?.id ?? 0, 41);
    expect(await changed('products')).toEqual([gid('Product', variant?.product.id ?? 0)]);
    expect(await changed('productVariants')).toEqual([]);
    expect(level.updatedAt).toBe(Date.UTC(2026, 10, 24, 9, 30, 5));
  });

  it('an order commits stock, moves the product, and a cancel puts it back', async () => {
    const shop = await practice.open();
    const variant = [...shop.data.variants.values()].find(
      ({ item }) => item.tracked && item.levels.length > 0,
    );
    const before = variant?.item.levels[0]?.available ?? 0;
    practice.now += 5_000;
    const order = shop.data.addOrder([{ variantId: variant?.id ?? 0, quantity: 3 }]);
    expect(variant?.item.levels[0]?.available).toBe(before - 3);
    expect(await changed('products')).toContain(gid('Product', variant?.product.id ?? 0));
    practice.now += 5_000;
    shop.data.cancelOrder(order.id);
    expect(variant?.item.levels[0]?.available).toBe(before);
    expect(await changed('orders')).toEqual([gid('Order', order.id)]);
  });
});
