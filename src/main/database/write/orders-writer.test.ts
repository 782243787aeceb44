import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionId } from '../../../shared/domain/ids';
import type { Database } from '../database';
import { createReader, type Reader } from '../read/reader';
import { line, order } from '../test-kit/orders';
import { addConnection, openIn, temporaryFolder } from '../test-kit/temporary-database';
import type { OrderWrite } from './orders-writer';

const folder = temporaryFolder();
let database: Database;
let reader: Reader;
let connectionId: ConnectionId;
let count = 0;

beforeEach(async () => {
  count += 1;
  const dataDir = `${folder.path}/${count}`;
  database = await openIn(dataDir);
  reader = createReader({ dataDir });
  connectionId = addConnection(database);
});
afterEach(async () => {
  await reader.close();
  database.close();
});
afterAll(() => folder.remove());

const write = (...orders: OrderWrite[]) => database.write((tx) => tx.orders.write(connectionId, orders));
const only = async () => {
  const [row] = await reader.orders.window({}, 0, 10);
  if (!row) throw new Error('no order');
  return row;
};

describe('orders', () => {
  it('shows an order with all its lines as it was written', async () => {
    const written = order('1045', {
      lines: [line('a', { quantity: 2 }), line('b')],
      trackingNumber: '7331',
      carrier: 'Aras',
    });
    expect(write(written)).toEqual({ added: 1, changed: 0, unchanged: 0 });
    expect(await only()).toMatchObject({
      number: '1045',
      lineCount: 2,
      pieceCount: 3,
      customerName: 'Ayşe Yılmaz',
    });
    const { currency: _currency, ...told } = written.order;
    expect(await reader.orders.get((await only()).id)).toMatchObject(told);
  });

  it('does not touch an order that says the same again', async () => {
    write(order('1'));
    const before = await only();
    expect(write(order('1'))).toEqual({ added: 0, changed: 0, unchanged: 1 });
    expect(await only()).toEqual(before);
  });

  it('replaces lines and search words of a changed order', async () => {
    write(order('1', { lines: [line('a', { title: 'Bornoz' }), line('b')] }));
    expect(write(order('1', { lines: [line('c', { title: 'Pike' })], status: 'shipped' }))).toMatchObject({
      changed: 1,
    });
    expect((await reader.orders.get((await only()).id)).lines.map((one) => one.key)).toEqual(['c']);
    expect(await reader.orders.count({ text: 'bornoz' })).toEqual({ count: 0, total: 1 });
    expect(await reader.orders.count({ text: 'pike' })).toEqual({ count: 1, total: 1 });
  });

  it('gives back the merge states of the orders that are known', () => {
    write(order('1'), order('2'));
    const known = database.write((tx) => tx.orders.read(connectionId, ['2', '3']));
    expect([...known]).toEqual([['2', { key: '2', readAt: 1 }]]);
  });

  it('keeps the same number of two connections apart', () => {
    const other = addConnection(database, 'Öteki');
    write(order('1'));
    expect(database.write((tx) => tx.orders.write(other, [order('1')]))).toMatchObject({ added: 1 });
  });

  it.each([
    ['isparta', 1],
    ['ISPARTA', 1],
    ['yilmaz', 1],
    ['Ayse Yıl', 1],
    ['SKU 1', 1],
    ['TY-99', 1],
    ['ty99', 1],
    ['ankara', 0],
    ['***', 0],
  ])('typing %j finds %i order', async (text, found) => {
    write(
      order('TY-99'),
      order('2', { customerName: 'Mehmet Kaya', city: 'Sinop', shippingAddress: null, lines: [] }),
    );
    expect((await reader.orders.count({ text })).count).toBe(found);
  });

  it('filters by status, time and lateness, and pages through changes without a gap', async () => {
    const hour = 3_600_000;
    write(
      order('1', { placedAt: 10 * hour, dueAt: 11 * hour }),
      order('2', { placedAt: 20 * hour, dueAt: 21 * hour, status: 'delivered' }),
      order('3', { placedAt: 30 * hour, dueAt: Date.now() + hour, status: 'preparing' }),
    );
    const numbers = async (query: Parameters<Reader['orders']['window']>[0]) =>
      (await reader.orders.window(query, 0, 10)).map((row) => row.number);
    expect(await numbers({})).toEqual(['3', '2', '1']);
    expect(await numbers({ status: ['new', 'preparing'] })).toEqual(['3', '1']);
    expect(await numbers({ placedFrom: 10 * hour, placedUntil: 30 * hour })).toEqual(['2', '1']);
    expect(await numbers({ late: true })).toEqual(['1']);
    expect(await numbers({ sort: { column: 'number', direction: 'ascending' } })).toEqual(['1', '2', '3']);
    const first = await reader.orders.page({ limit: 2 });
    expect(first.rows.map((row) => [row.number, row.lines.length])).toEqual([
      ['1', 1],
      ['2', 1],
    ]);
    const second = await reader.orders.page({ limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.rows.map((row) => row.number)).toEqual(['3']);
    expect(await reader.orders.page({ limit: 2, cursor: second.nextCursor ?? '' })).toEqual({
      rows: [],
      nextCursor: null,
    });
  });
});
