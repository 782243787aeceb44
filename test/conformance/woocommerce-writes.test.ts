import { afterEach, describe, expect, it } from 'vitest';
import { connector } from '../../connectors/woocommerce/connector';
import { inventory } from '../../connectors/woocommerce/inventory';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import type { WooShop } from '../marketplaces/woocommerce/shop';
import { type Connected, connect, read } from './harness';
import { base, describeWrites, rowsOf, sendRows, unused } from './writes';

const reading = { definition: connector, wrongKey: {}, ...unused<WooShop>() };

describeWrites({
  definition: connector,
  start: startWooCommerce,
  wrongKey: { consumerSecret: 'cs_0000000000000000000000000000000000000000' },
  sends: '/batch',
  stranger: (row) => ({ ...row, key: '999999999', remoteIds: { productId: '999999999' } }),
  strangerCode: 'product.notThere',
});

describe('woocommerce writes, its own ways', () => {
  const open: Connected<WooShop>[] = [];
  afterEach(async () => {
    for (const connected of open.splice(0)) await connected.stop();
  });

  async function begin(options: Parameters<typeof startWooCommerce>[0]) {
    const shops: Awaited<ReturnType<typeof startWooCommerce>>[] = [];
    const connected = await connect(
      {
        ...reading,
        start: async (given) => {
          const shop = await startWooCommerce({ ...given, ...options });
          shops.push(shop);
          return shop;
        },
      },
      { products: 120, orders: 0 },
    );
    open.push(connected);
    const learned = await connected.client.learn(new AbortController().signal);
    const rows = rowsOf((await read(connected, 'products')).records);
    const [shop] = shops;
    if (shop === undefined) throw new Error('no shop');
    return { connected, rows, shop, context: { fields: connected.values, learned, readAt: 0 } };
  }

  it('writes the variations of a product under it', async () => {
    const { connected, rows, shop, context } = await begin({});
    const sendable = rows
      .map((row) => ({ ...row, stock: { quantity: 41, expected: null } }))
      .filter((row) => row.remoteIds.variationId && inventory.refuses?.(row, context) === null);
    const productId = sendable[0]?.remoteIds.productId;
    const together = sendable.filter((row) => row.remoteIds.productId === productId);
    expect(together.length).toBeGreaterThan(1);
    const reply = await sendRows(connected.client, 'inventory', together);
    expect(reply).toEqual({
      kind: 'results',
      results: together.map((row) => ({ key: row.key, outcome: 'confirmed' })),
    });
    expect(together.map((row) => shop.floor.shelfRow(row.key)?.stock)).toEqual(together.map(() => 41));
    const seen = await connected.client.readBack({ ...base('inventory'), rows: together });
    expect(seen?.map((one) => one.stock)).toEqual(together.map(() => 41));
  });

  it('says which permission a key lacks that may only read', async () => {
    const { connected, rows } = await begin({ permission: 'read' });
    const simple = rows.find((row) => row.remoteIds.variationId === undefined);
    if (simple === undefined) throw new Error('no simple product');
    const row = { ...simple, stock: { quantity: 1, expected: null } };
    await expect(sendRows(connected.client, 'inventory', [row])).rejects.toMatchObject({
      code: 'auth.noPermission',
      facts: { scope: 'products: write' },
    });
  });
});
