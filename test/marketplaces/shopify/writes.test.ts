import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GivenProduct } from '../kit';
import { gid } from './model';
import { type ShopifyMarketplace, startShopify } from './server';

const seed = 2026;
const start = Date.UTC(2026, 10, 24, 9);
const goods: GivenProduct[] = Array.from({ length: 4 }, (_, index) => ({
  sku: `HVL-${index}`,
  barcode: `869000000000${index}`,
  title: `Bambu Havlu ${index}`,
  stock: 5,
  price: '149.90',
}));
let now = start;
let shop: ShopifyMarketplace;

beforeEach(async () => {
  now = start;
  shop = await startShopify({ seed, now: () => now, catalogue: goods, orders: 0 });
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

async function ask(query: string, variables: unknown) {
  const answer = await fetch(`${shop.url}/admin/api/2026-10/graphql.json`, {
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
      'a location that does not stock it',
      () => ({ ...row(0, 1), locationId: gid('Location', shop.data.locations[1]?.id ?? 0) }),
      'INVALID_LOCATION',
    ],
  ])('%s is a user error', async (_name, bad, code) => {
    expect(codes((await set([bad()])).userErrors)).toEqual([code]);
    expect(shop.floor.writes).toEqual([]);
  });

  test('the comparison must be said, and an untracked item cannot be set', async () => {
    const { changeFromQuantity: _left, ...bare } = row(0, 1);
    expect(codes((await set([bare])).userErrors)).toEqual(['COMPARE_QUANTITY_REQUIRED']);
    const [first] = variants();
    if (first) first.item.tracked = false;
    expect(codes((await set([row(0, 1)], 'k2')).userErrors)).toEqual(['NON_MUTABLE_INVENTORY_ITEM']);
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
  test('an order commits its stock, a cancelled one gives it back, a refund of lines does not', () => {
    const [first] = shop.floor.shelf();
    const key = first?.key ?? '';
    const unpaid = shop.floor.sell([{ key, quantity: 3 }], { awaiting: true })?.number ?? '';
    expect(shop.floor.sell([{ key, quantity: 3 }])).toBeNull();
    expect(stocks()[0]).toBe(2);
    shop.floor.pay(unpaid);
    shop.floor.cancel(unpaid);
    expect(stocks()[0]).toBe(5);
    const sold = shop.floor.sell([{ key, quantity: 1 }])?.number ?? '';
    shop.floor.ship(sold);
    shop.floor.takeBack(sold);
    expect(stocks()[0]).toBe(4);
  });
});
