import { describe, expect, it } from 'vitest';
import type { WriteAction, WriteRow } from '../../src/shared/connector/write';
import { connector } from './connector';

const learned = { currency: 'TRY', locationId: 'gid://shopify/Location/1' };
const context = {
  fields: {},
  learned,
  readAt: 0,
  group: { productId: 'gid://shopify/Product/1' },
  key: 'key-1',
};

function action(name: 'stock' | 'price'): WriteAction {
  const found = connector.actions?.[name];
  if (found === undefined) throw new Error(`no action ${name}`);
  return found;
}
const stock = action('stock');
const price = action('price');

function row(n: number, more: Partial<WriteRow> = {}): WriteRow {
  return {
    key: `gid://shopify/ProductVariant/${n}`,
    productKey: 'gid://shopify/Product/1',
    sku: `S${n}`,
    barcode: null,
    remoteIds: { productId: 'gid://shopify/Product/1', inventoryItemId: `gid://shopify/InventoryItem/${n}` },
    stock: { quantity: 4, expected: 9 },
    ...more,
  };
}

function read(of: WriteAction, data: object, rows: readonly WriteRow[]) {
  if (of.answer.kind !== 'now') throw new Error('expected an answer at once');
  return of.answer.read({ data }, rows);
}
const quantities = (userErrors: readonly object[], inventoryAdjustmentGroup: object | null = null) => ({
  inventorySetQuantities: { inventoryAdjustmentGroup, userErrors },
});
const at = (index: number, code: string) => ({
  code,
  field: ['input', 'quantities', String(index), 'quantity'],
  message: `words ${code}`,
});

describe('setting stock', () => {
  it('compares with what Kervan believes, and sends the key with the call', () => {
    const rows = [row(1), row(2, { stock: { quantity: 0, expected: null } })];
    expect(stock.body(rows, context)).toMatchObject({
      query: expect.stringContaining('@idempotent(key: $key)'),
      variables: {
        key: 'key-1',
        input: {
          name: 'available',
          reason: 'correction',
          quantities: [
            { inventoryItemId: 'gid://shopify/InventoryItem/1', quantity: 4, changeFromQuantity: 9 },
            { inventoryItemId: 'gid://shopify/InventoryItem/2', quantity: 0, changeFromQuantity: null },
          ],
        },
      },
    });
  });

  it.each<[string, Partial<WriteRow>, string]>([
    ['not counted there', { remoteIds: { inventoryItemId: 'x', tracked: 'false' } }, 'stock.notTracked'],
    [
      'kept at two locations',
      { remoteIds: { inventoryItemId: 'x', locations: '2' } },
      'stock.severalLocations',
    ],
    ['without its inventory item', { remoteIds: {} }, 'product.notWritable'],
  ])('refuses what is %s', (_, more, code) => {
    expect(stock.refuses?.(row(1, more), context)).toMatchObject({ code });
  });

  it('asks for the permission when the location could not be learned', () => {
    expect(stock.refuses?.(row(1), { ...context, learned: { currency: 'TRY' } })).toEqual({
      code: 'auth.noPermission',
      facts: { scope: 'read_locations' },
    });
    expect(stock.refuses?.(row(1), context)).toBeNull();
  });

  it('sets nothing blindly in a shop with several locations', () => {
    const several = { ...context, learned: { ...learned, otherLocationId: 'gid://shopify/Location/2' } };
    const blind = row(1, { stock: { quantity: 4, expected: null } });
    expect(stock.refuses?.(blind, several)).toMatchObject({ code: 'stock.severalLocations' });
    expect(stock.refuses?.(row(1), several)).toBeNull();
    expect(stock.refuses?.(blind, context)).toBeNull();
  });

  it('without errors went through, also when nothing had to change', () => {
    expect(read(stock, quantities([]), [row(1)])).toEqual([{ key: row(1).key, outcome: 'confirmed' }]);
  });

  it('stale: that row is told, its neighbours were not taken and go again', () => {
    const results = read(stock, quantities([at(1, 'CHANGE_FROM_QUANTITY_STALE')]), [row(1), row(2)]);
    expect(results).toEqual([
      { key: row(1).key, outcome: 'notTaken' },
      { key: row(2).key, outcome: 'stale', actual: null },
    ]);
  });

  it.each([
    ['INVALID_INVENTORY_ITEM', 'product.notThere'],
    ['ITEM_NOT_STOCKED_AT_LOCATION', 'stock.notStockedThere'],
    ['NON_MUTABLE_INVENTORY_ITEM', 'stock.refused'],
    ['INVALID_QUANTITY_TOO_HIGH', 'stock.refused'],
  ])('%s is %s, with the channel’s words', (code, expected) => {
    expect(read(stock, quantities([at(0, code)]), [row(1)])).toEqual([
      { key: row(1).key, outcome: 'refused', code: expected, reason: `words ${code}` },
    ]);
  });

  it('an error of the whole call is every row’s; a call under way tells nothing', () => {
    const whole = (code: string) => [{ code, field: ['input', 'reason'], message: 'no' }];
    expect(read(stock, quantities(whole('INVALID_REASON')), [row(1), row(2)])).toMatchObject([
      { outcome: 'refused', code: 'stock.refused' },
      { outcome: 'refused', code: 'stock.refused' },
    ]);
    expect(read(stock, quantities(whole('IDEMPOTENCY_CONCURRENT_REQUEST')), [row(1)])).toEqual([]);
  });

  it('does not take an answer without the mutation for a success', () => {
    expect(() => read(stock, { inventorySetQuantities: null }, [row(1)])).toThrow();
  });
});

describe('setting prices', () => {
  const priced = (n: number, minor: number, listMinor: number | null) =>
    row(n, { stock: undefined, price: { minor, listMinor, currency: 'TRY' } });

  it('goes product by product; a compare-at price stands only above the price', () => {
    expect(price.group?.(priced(1, 1, null), context)).toEqual({ productId: 'gid://shopify/Product/1' });
    expect(
      price.body([priced(1, 14_990, 19_900), priced(2, 14_990, 14_990), priced(3, 100, null)], context),
    ).toMatchObject({
      variables: {
        productId: 'gid://shopify/Product/1',
        variants: [
          { id: row(1).key, price: '149.90', compareAtPrice: '199.00' },
          { id: row(2).key, price: '149.90', compareAtPrice: null },
          { id: row(3).key, price: '1.00', compareAtPrice: null },
        ],
      },
    });
  });

  it('one refused variant does not stop the others', () => {
    const rows = [priced(1, 100, null), priced(2, 100, null), priced(3, 100, null)];
    const data = {
      productVariantsBulkUpdate: {
        productVariants: [{ id: row(1).key }],
        userErrors: [
          { code: 'PRODUCT_VARIANT_DOES_NOT_EXIST', field: ['variants', '1', 'id'], message: 'gone' },
        ],
      },
    };
    expect(read(price, data, rows)).toEqual([
      { key: row(1).key, outcome: 'confirmed' },
      { key: row(2).key, outcome: 'refused', code: 'product.notThere', reason: 'gone' },
    ]);
  });

  it('an error of the product is every variant’s', () => {
    const data = {
      productVariantsBulkUpdate: {
        productVariants: null,
        userErrors: [{ code: 'PRODUCT_DOES_NOT_EXIST', field: ['productId'], message: 'no product' }],
      },
    };
    expect(read(price, data, [priced(1, 100, null)])).toMatchObject([{ code: 'product.notThere' }]);
  });
});

it('reading back tells what is shown; what is gone is not there', () => {
  const nodes = [
    {
      id: row(1).key,
      price: '149.90',
      compareAtPrice: '199.00',
      inventoryQuantity: 3,
      inventoryItem: { tracked: true },
    },
    null,
    {
      id: row(3).key,
      price: '1.00',
      compareAtPrice: null,
      inventoryQuantity: 0,
      inventoryItem: { tracked: false },
    },
  ];
  expect(stock.readBack?.read({ data: { nodes } }, [row(1), row(2), row(3)], context)).toEqual([
    { key: row(1).key, stock: 3, price: { minor: 14_990, listMinor: 19_900, currency: 'TRY' } },
    { key: row(3).key, stock: null, price: { minor: 100, listMinor: null, currency: 'TRY' } },
  ]);
});
