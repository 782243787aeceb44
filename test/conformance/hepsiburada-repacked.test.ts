import { afterEach, expect, it } from 'vitest';
import { connector } from '../../connectors/hepsiburada/connector';
import { lineFacts } from '../../src/main/orders/line-facts';
import { mergeOrder } from '../../src/main/orders/merge';
import type { OrderRecord } from '../../src/shared/domain/order';
import type { OrderDocument } from '../../src/shared/domain/order-document';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import { type MarketplaceOptions, type ShopFloor, TOWELS } from '../marketplaces/kit';
import { type Connected, connect, read } from './harness';
import { unused } from './writes';

let connected: Connected<unknown> | undefined;
afterEach(() => connected?.stop());

it('hepsiburada: parcels taken apart and packed anew between two readings count once', async () => {
  let floor: ShopFloor | undefined;
  const start = async (options: MarketplaceOptions) => {
    const market = await startHepsiburada(options);
    floor = market.floor;
    return market;
  };
  connected = await connect<unknown>(
    { definition: connector, start, wrongKey: {}, ...unused<unknown>() },
    { seed: 5, catalogue: TOWELS, orders: 0 },
  );
  const { time } = connected;
  const [first, second] = floor?.shelf() ?? [];
  const sold = floor?.sell([
    { key: first?.key ?? '', quantity: 2 },
    { key: second?.key ?? '', quantity: 3 },
  ]);
  const number = sold?.number ?? '';
  const documents = new Map<string, OrderDocument>();
  let cursor: Readonly<Record<string, unknown>> | null = null;
  const sync = async () => {
    const result = await read(connected as Connected<unknown>, 'orders', {
      mode: cursor === null ? 'full' : 'delta',
      cursor,
    });
    for (const record of result.records as readonly OrderRecord[])
      documents.set(record.key, mergeOrder(documents.get(record.key), record, time.clock.now()));
    cursor = result.end?.cursor ?? null;
  };
  const pieces = () =>
    [...documents.values()]
      .flatMap((document) => lineFacts(document))
      .map((line) => line.sold)
      .sort();

  floor?.ship(number);
  await sync();
  expect(pieces()).toEqual([2, 3]);
  for (let times = 0; times < 3; times += 1) {
    time.advance(600_000);
    // Each time another way: split in two, both undone, packed again.
    floor?.repack(number);
    if (times > 0) floor?.ship(number);
    await sync();
    expect(pieces()).toEqual([2, 3]);
  }
}, 30_000);
