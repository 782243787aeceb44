import { expect, it } from 'vitest';
import { connector } from '../../connectors/trendyol/connector';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { describeWrites, readShop, sendRows } from './writes';

describeWrites({
  definition: connector,
  start: startTrendyol,
  wrongKey: { apiSecret: 'wrong-secret' },
  sends: '/price-and-inventory',
  stranger: (row) => ({ ...row, key: 'YOK-1', barcode: 'YOK-1' }),
  strangerCode: 'product.notThere',
});

it('trendyol writes: the same values again within a quarter of an hour are named, not sent on', async () => {
  const { connected, rows } = await readShop({ definition: connector, start: startTrendyol });
  try {
    const values = rows.map((row) => ({ ...row, stock: { quantity: 3, expected: null } }));
    const again = () => sendRows(connected.client, 'inventory', values);
    expect(await again()).toMatchObject({ kind: 'accepted' });
    await expect(again()).rejects.toMatchObject({ code: 'limit.sameBody' });
    connected.time.advance(901_000);
    expect(await again()).toMatchObject({ kind: 'accepted' });
  } finally {
    await connected.stop();
  }
});
