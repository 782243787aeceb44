import { expect, it } from 'vitest';
import { connector } from '../../connectors/shopify/connector';
import type { MarketplaceOptions } from '../marketplaces/kit';
import { DEFAULT_SCOPES } from '../marketplaces/shopify/access';
import { startShopify } from '../marketplaces/shopify/server';
import { describeWrites, readShop, sendRows } from './writes';

const granting = (scopes: readonly string[]) => ({
  definition: connector,
  start: (options: MarketplaceOptions) => startShopify({ ...options, scopes }),
  values: ({ shop = '', accessToken = '' }: Readonly<Record<string, string>>) => ({ shop, accessToken }),
});
const READ_ONLY = DEFAULT_SCOPES.filter((scope) => !scope.startsWith('write_'));
const everything = granting([...READ_ONLY, 'write_products', 'write_inventory']);

describeWrites({
  ...everything,
  wrongKey: { accessToken: 'shpat_00000000000000000000000000000000' },
  sends: (request) => /mutation KervanSet/.test(request.body.toString()),
  stranger: (row) => ({
    ...row,
    key: 'gid://shopify/ProductVariant/999',
    remoteIds: { ...row.remoteIds, inventoryItemId: 'gid://shopify/InventoryItem/999' },
  }),
  strangerCode: 'product.notThere',
  allOrNothing: 'stock',
});

async function sendOne(
  under: typeof everything,
  action: 'stock' | 'price',
  expected: number,
): Promise<unknown> {
  const { connected, rows } = await readShop(under);
  try {
    const value =
      action === 'stock'
        ? { stock: { quantity: 77, expected } }
        : { price: { minor: 12_300, listMinor: null, currency: 'TRY' } };
    const sent = rows.slice(0, 1).map((row) => ({ ...row, ...value }));
    return await sendRows(connected.client, action, sent);
  } finally {
    await connected.stop();
  }
}

it('shopify writes: stock that is not what Kervan believed is told as stale', async () => {
  expect(await sendOne(everything, 'stock', 999)).toMatchObject({
    kind: 'results',
    results: [{ outcome: 'stale', actual: null }],
  });
});

it.each([
  ['stock', 'write_inventory'],
  ['price', 'write_products'],
] as const)('shopify writes: %s without the permission %s says so', async (action, scope) => {
  await expect(sendOne(granting(READ_ONLY), action, 10)).rejects.toMatchObject({
    code: 'auth.noPermission',
    facts: { scope },
  });
});
