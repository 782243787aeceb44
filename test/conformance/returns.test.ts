import { afterEach, describe, expect, it } from 'vitest';
import { connector as hepsiburada } from '../../connectors/hepsiburada/connector';
import { connector as shopify } from '../../connectors/shopify/connector';
import { connector as trendyol } from '../../connectors/trendyol/connector';
import { connector as woocommerce } from '../../connectors/woocommerce/connector';
import { lineFacts } from '../../src/main/orders/line-facts';
import { mergeOrder } from '../../src/main/orders/merge';
import type { OrderRecord } from '../../src/shared/domain/order';
import type { OrderDocument } from '../../src/shared/domain/order-document';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import { type MarketplaceOptions, type ShopFloor, TOWELS } from '../marketplaces/kit';
import { startShopify } from '../marketplaces/shopify/server';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { connect, read } from './harness';
import { unused } from './writes';

const cases = [
  { definition: trendyol, start: (options: MarketplaceOptions) => startTrendyol(options) },
  { definition: hepsiburada, start: (options: MarketplaceOptions) => startHepsiburada(options) },
  { definition: woocommerce, start: (options: MarketplaceOptions) => startWooCommerce(options) },
  { definition: shopify, start: (options: MarketplaceOptions) => startShopify(options) },
] as const;

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

describe.each(cases)('$definition.id: what a customer sends back', ({ definition, start }) => {
  it('comes back line by line, once, however often it is read', async () => {
    let floor: ShopFloor | undefined;
    const connected = await connect<unknown>(
      {
        definition,
        start: async (options: MarketplaceOptions) => {
          const market = await start(options);
          floor = market.floor;
          return market;
        },
        wrongKey: {},
        ...unused<unknown>(),
      },
      { seed: 11, catalogue: TOWELS, orders: 0 },
    );
    stops.push(() => connected.stop());
    const shelf = floor?.shelf() ?? [];
    const sold = floor?.sell([
      { key: shelf[0]?.key ?? '', quantity: 2 },
      { key: shelf[1]?.key ?? '', quantity: 3 },
    ]);
    expect(sold).not.toBeNull();
    const number = sold?.number ?? '';
    floor?.ship(number);

    const first = await read(connected, 'orders');
    const documents = new Map<string, OrderDocument>();
    const apply = (records: readonly { readonly kind: string }[]): void => {
      for (const record of records as readonly OrderRecord[])
        documents.set(record.key, mergeOrder(documents.get(record.key), record, connected.time.clock.now()));
    };
    const pieces = () =>
      [...documents.values()]
        .flatMap((document) => lineFacts(document))
        .map(({ sold: kept, returned }) => ({ sold: kept, returned }))
        .sort((a, b) => a.sold - b.sold);
    apply(first.records);
    expect(pieces()).toEqual([
      { sold: 2, returned: 0 },
      { sold: 3, returned: 0 },
    ]);

    const line = sold?.lines.find((one) => one.quantity === 3)?.lineKey ?? '';
    connected.time.advance(3_600_000);
    floor?.takeBack(number, [line]);
    for (let times = 0; times < 2; times += 1) {
      connected.time.advance(600_000);
      apply((await read(connected, 'orders', { mode: 'delta', cursor: first.end?.cursor ?? null })).records);
      const [gone, kept] = pieces();
      expect(kept).toEqual({ sold: 2, returned: 0 });
      // Shopify tells that pieces left the order, not whether they were sent back or never sent.
      expect(gone).toEqual({ sold: 0, returned: definition.id === 'shopify' ? 0 : 3 });
    }
  }, 30_000);
});
