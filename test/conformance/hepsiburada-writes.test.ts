import { expect, it } from 'vitest';
import { connector } from '../../connectors/hepsiburada/connector';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import { base, describeWrites, readShop, sendRows } from './writes';

describeWrites({
  definition: connector,
  start: startHepsiburada,
  wrongKey: { serviceKey: 'wrong-secret' },
  sends: (request) => request.method === 'POST' && request.path.endsWith('-uploads'),
  stranger: (row) => ({ ...row, key: 'YOK-1', sku: 'YOK-1', remoteIds: { hepsiburadaSku: 'HBCV000000YOK' } }),
  strangerCode: 'product.notThere',
});

it('hepsiburada writes: a price that jumps out of the band is told as such', async () => {
  const { connected, rows } = await readShop({ definition: connector, start: startHepsiburada });
  try {
    const [row] = rows;
    if (row === undefined) throw new Error('nothing was read');
    const priced = [{ ...row, price: { minor: 9_999_900, listMinor: null, currency: 'TRY' } }];
    const reply = await sendRows(connected.client, 'price', priced);
    if (reply.kind !== 'accepted') throw new Error(reply.kind);
    connected.time.advance(60_000);
    const told = await connected.client.poll({ ...base('price'), rows: priced, batchId: reply.batchId });
    expect(told).toMatchObject({
      kind: 'results',
      results: [{ key: row.key, outcome: 'refused', code: 'price.outOfRange', reason: 'OutOfPriceRange' }],
    });
  } finally {
    await connected.stop();
  }
});
