import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TOWELS } from '../kit';
import { gid } from './model';
import { type ShopifyMarketplace, startShopify } from './server';

const seed = 2026;
const start = Date.UTC(2026, 10, 24, 9);
let now = start;
let shop: ShopifyMarketplace;

beforeEach(async () => {
  now = start;
  shop = await startShopify({ seed, now: () => now, catalogue: TOWELS, orders: 0 });
});
afterEach(() => shop.stop());

const SET = `mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id }
    userErrors { code field message }
  }
}`;
const WITHOUT_KEY = `mutation Set($input: InventorySetQuantitiesInput!) {
  inventorySetQuantities(input: $input) { userErrors { code } }
}`;
const PRICES = `mutation Prices($productId: ID!, $variants: [ProductVariantsBulkInput!]!, $partly: Boolean) {
  productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: $partly) {
    productVariants { id price }
    userErrors { code field message }
  }
}`;

async function ask(query: string, variables: unknown, version = '2026-10') {
  const answer = await fetch(`${shop.url}/admin/api/${version}/graphql.json`, {
    method: 'POST',
    headers: {
      'x-shopify-access-token': shop.credentials.accessToken ?? '',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query, variables }),
  });
  return JSON.parse(await answer.text());
}
const variants = () => [...shop.data.variants.values()];
const location = () => gid('Location', shop.data.locations[0]?.id ?? 0);
const row = (index: number, quantity: number, changeFromQuantity: number | null = null) => ({
  inventoryItemId: gid('InventoryItem', variants()[index]?.item.id ?? 0),
  locationId: location(),
  quantity,
  changeFromQuantity,
});
const set = async (quantities: readonly object[], key = 'k1') => {
  const input = { name: 'available', reason: 'correction', quantities };
  return (await ask(SET, { input, key })).data.inventorySetQuantities;
};
const stocks = () => shop.floor.shelf().map(({ stock }) => stock);
const codes = (errors: readonly { code: string }[]) => errors.map(({ code }) => code);

describe(`Shopify inventorySetQuantities (seed ${seed})`, () => {
  test('sets what is available and tells the group', async () => {
    const answer = await set([row(0, 2), row(1, 9, 5)]);
    expect(answer.userErrors).toEqual([]);
    expect(answer.inventoryAdjustmentGroup.id).toContain('InventoryAdjustmentGroup');
    expect(stocks()).toEqual([2, 9, 5, 5]);
    expect(shop.floor.writes.map(({ stock }) => stock)).toEqual([2, 9]);
  });

  test('one stale row refuses the whole call', async () => {
    const answer = await set([row(0, 2), row(1, 9, 4)]);
    expect(answer.userErrors).toMatchObject([
      { code: 'CHANGE_FROM_QUANTITY_STALE', field: ['input', 'quantities', '1', 'changeFromQuantity'] },
    ]);
    expect(stocks()).toEqual([5, 5, 5, 5]);
  });

  test('the same key works once, with another input it is refused', async () => {
    await set([row(0, 2)]);
    shop.floor.editStock(shop.floor.shelf()[0]?.key ?? '', 4);
    expect((await set([row(0, 2)])).userErrors).toEqual([]);
    expect(stocks()[0]).toBe(4);
    expect(codes((await set([row(0, 3)])).userErrors)).toEqual(['IDEMPOTENCY_KEY_PARAMETER_MISMATCH']);
  });

  test('without a key it is refused', async () => {
    const input = { name: 'available', reason: 'correction', quantities: [row(0, 2)] };
    expect((await ask(WITHOUT_KEY, { input })).errors[0].message).toContain('@idempotent');
    expect(stocks()[0]).toBe(5);
  });

  test.each([
    ['a negative quantity', () => row(0, -1), 'INVALID_QUANTITY_NEGATIVE'],
    ['a quantity beyond reason', () => row(0, 1_000_000_001), 'INVALID_QUANTITY_TOO_HIGH'],
    [
      'an unknown item',
      () => ({ ...row(0, 1), inventoryItemId: gid('InventoryItem', 1) }),
      'INVALID_INVENTORY_ITEM',
    ],
    ['an unknown location', () => ({ ...row(0, 1), locationId: gid('Location', 1) }), 'INVALID_LOCATION'],
    [
      'a location that is closed',
      () => ({ ...row(0, 1), locationId: gid('Location', shop.data.locations[2]?.id ?? 0) }),
      'INVALID_LOCATION',
    ],
  ])('%s is a user error', async (_name, bad, code) => {
    expect(codes((await set([bad()])).userErrors)).toEqual([code]);
    expect(shop.floor.writes).toEqual([]);
  });

  test('the comparison must be said', async () => {
    const { changeFromQuantity: _left, ...bare } = row(0, 1);
    const input = { name: 'available', reason: 'correction', quantities: [bare] };
    const { errors } = await ask(SET, { input, key: 'k' });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('changeFromQuantity'),
      extensions: { code: 'INVALID_FIELD_ARGUMENTS' },
    });
    expect(stocks()[0]).toBe(5);
  });

  test('an untracked item and one that apps may not adjust cannot be set', async () => {
    const [first, second] = variants();
    if (first) first.item.tracked = false;
    if (second) shop.data.lockedItems.add(second.item.id);
    expect(codes((await set([row(0, 1), row(1, 1)])).userErrors)).toEqual([
      'NON_MUTABLE_INVENTORY_ITEM',
      'NON_MUTABLE_INVENTORY_ITEM',
    ]);
  });

  test('a place that does not stock the item yet: taken since 2026-10, refused before', async () => {
    const elsewhere = (quantity: number) => ({
      ...row(0, quantity),
      locationId: gid('Location', shop.data.locations[1]?.id ?? 0),
    });
    const input = { name: 'available', reason: 'correction', quantities: [elsewhere(3)] };
    const before = await ask(SET, { input, key: 'k1' }, '2026-07');
    expect(codes(before.data.inventorySetQuantities.userErrors)).toEqual(['ITEM_NOT_STOCKED_AT_LOCATION']);
    expect((await set([elsewhere(3)], 'k2')).userErrors).toEqual([]);
    expect(stocks()[0]).toBe(8);
  });

  test('on_hand holds what is committed too', async () => {
    const key = shop.floor.shelf()[0]?.key ?? '';
    shop.floor.sell([{ key, quantity: 2 }]);
    const input = { name: 'on_hand', reason: 'correction', quantities: [row(0, 10, 5)] };
    expect((await ask(SET, { input, key: 'k' })).data.inventorySetQuantities.userErrors).toEqual([]);
    expect(stocks()[0]).toBe(8);
  });

  test('2025-10 compares by compareQuantity, unless told not to', async () => {
    const { changeFromQuantity: _left, ...bare } = row(0, 2);
    const old = async (quantity: object, more: object = {}) => {
      const input = { name: 'available', reason: 'correction', quantities: [quantity], ...more };
      const { data } = await ask(WITHOUT_KEY, { input }, '2025-10');
      return codes(data.inventorySetQuantities.userErrors);
    };
    expect(await old(bare)).toEqual(['COMPARE_QUANTITY_REQUIRED']);
    expect(await old({ ...bare, compareQuantity: 4 })).toEqual(['COMPARE_QUANTITY_STALE']);
    expect(stocks()[0]).toBe(5);
    expect(await old({ ...bare, compareQuantity: 5 })).toEqual([]);
    expect(await old({ ...bare, quantity: 7 }, { ignoreCompareQuantity: true })).toEqual([]);
    expect(stocks()[0]).toBe(7);
  });

  test('an answer that is lost was worked on; the same key then answers without doing it again', async () => {
    shop.faults.add({ match: 'graphql.json', effect: { kind: 'lost' } });
    await expect(set([row(0, 2)])).rejects.toThrow();
    const key = shop.floor.shelf()[0]?.key ?? '';
    shop.floor.sell([{ key, quantity: 1 }]);
    expect((await set([row(0, 2)])).userErrors).toEqual([]);
    expect(stocks()[0]).toBe(1);
    expect(shop.floor.writes).toHaveLength(1);
  });

  test('251 rows are too many, and a token without the scope may not', async () => {
    const many = Array.from({ length: 251 }, () => row(0, 1));
    const input = { name: 'available', reason: 'correction', quantities: many };
    expect((await ask(SET, { input, key: 'k' })).errors[0].extensions.code).toBe('MAX_INPUT_SIZE_EXCEEDED');
    shop.access.permanent.scopes.delete('write_inventory');
    const few = { ...input, quantities: [row(0, 1)] };
    expect((await ask(SET, { input: few, key: 'k' })).errors[0].extensions.code).toBe('ACCESS_DENIED');
  });
});

describe(`Shopify productVariantsBulkUpdate (seed ${seed})`, () => {
  const product = () => gid('Product', variants()[0]?.product.id ?? 0);
  const id = (index: number) => gid('ProductVariant', variants()[index]?.id ?? 0);

  test('sets price and compare-at price of the variants of a product', async () => {
    const { data } = await ask(PRICES, {
      productId: product(),
      variants: [{ id: id(0), price: '129.90', compareAtPrice: '199.90' }],
    });
    expect(data.productVariantsBulkUpdate).toMatchObject({
      productVariants: [{ price: '129.90' }],
      userErrors: [],
    });
    expect(shop.floor.shelf()[0]).toMatchObject({ priceMinor: 12990, listPriceMinor: 19990 });
  });

  test.each([
    [true, 12990],
    [false, 14990],
  ])('a refused row beside a good one (partial updates: %s)', async (partly, price) => {
    const { data } = await ask(PRICES, {
      productId: product(),
      partly,
      variants: [
        { id: id(0), price: '129.90' },
        { id: id(1), price: '129.90' },
      ],
    });
    expect(data.productVariantsBulkUpdate.userErrors).toMatchObject([
      { code: 'PRODUCT_VARIANT_DOES_NOT_EXIST', field: ['variants', '1', 'id'] },
    ]);
    expect(shop.floor.shelf()[0]?.priceMinor).toBe(price);
  });

  test('an unknown product and a negative price are user errors', async () => {
    const gone = await ask(PRICES, { productId: gid('Product', 1), variants: [{ id: id(0), price: '1' }] });
    expect(codes(gone.data.productVariantsBulkUpdate.userErrors)).toEqual(['PRODUCT_DOES_NOT_EXIST']);
    const low = await ask(PRICES, { productId: product(), variants: [{ id: id(0), price: '-1' }] });
    expect(codes(low.data.productVariantsBulkUpdate.userErrors)).toEqual(['NEGATIVE_PRICE_VALUE']);
  });
});

describe(`Shopify's shop floor (seed ${seed})`, () => {
  const stock = (key: string) => shop.floor.shelfRow(key)?.stock;
  const committed = () => [...shop.data.levels.values()].map((level) => level.committed);

  test('an order commits its stock, an unpaid one too; a cancelled one gives it back', () => {
    const [first] = shop.floor.shelf();
    const key = first?.key ?? '';
    const unpaid = shop.floor.sell([{ key, quantity: 3 }], { awaiting: true })?.number ?? '';
    expect(shop.floor.sell([{ key, quantity: 3 }])).toBeNull();
    expect(stock(key)).toBe(2);
    shop.floor.pay(unpaid);
    shop.floor.cancel(unpaid);
    expect(stock(key)).toBe(5);
    expect(committed()).toEqual([0, 0, 0, 0]);
  });

  test('one line cancelled comes back once, whatever follows; a return comes back too', () => {
    const [first, second] = shop.floor.shelf();
    const [a = '', b = ''] = [first?.key, second?.key];
    const sold = shop.floor.sell([
      { key: a, quantity: 2 },
      { key: b, quantity: 1 },
    ]);
    const { number = '', lines = [] } = sold ?? {};
    shop.floor.cancel(number, [lines[0]?.lineKey ?? '']);
    expect([stock(a), stock(b)]).toEqual([5, 4]);
    expect(committed()).toEqual([0, 1, 0, 0]);
    shop.floor.cancel(number);
    expect([stock(a), stock(b)]).toEqual([5, 5]);
    const again = shop.floor.sell([{ key: a, quantity: 2 }])?.number ?? '';
    shop.floor.ship(again);
    expect(stock(a)).toBe(3);
    shop.floor.takeBack(again);
    shop.floor.takeBack(again);
    expect(stock(a)).toBe(5);
    expect(committed()).toEqual([0, 0, 0, 0]);
  });

  test('a basket that names an article twice wants the pieces of both lines', () => {
    const key = shop.floor.shelf()[0]?.key ?? '';
    const line = { key, quantity: 3 };
    expect(shop.floor.sell([line, line])).toBeNull();
    expect(stock(key)).toBe(5);
  });
});
