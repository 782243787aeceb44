import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListingQuery, OrderQuery } from '../../../shared/contract/queries';
import type { ConnectionId } from '../../../shared/domain/ids';
import { databasePath } from '../database-files';
import { order } from '../test-kit/orders';
import { planOf } from '../test-kit/query-plan';
import { addConnection, openIn, product, temporaryFolder, variant } from '../test-kit/temporary-database';
import type { Sql } from './grid-sql';
import { planListings } from './listing-query';
import { planOrders } from './order-query';

const folder = temporaryFolder();
let connection: Sqlite.Database;
let connectionId: ConnectionId;

beforeAll(async () => {
  const database = await openIn(folder.path);
  connectionId = addConnection(database);
  const goods = Array.from({ length: 3000 }, (_, index) =>
    product(`p${index}`, [variant(`v${index}`, { stock: index % 9 })]),
  );
  database.write((tx) => tx.products.apply(goods, { connectionId, fullRunId: null }));
  database.write((tx) =>
    tx.orders.write(
      connectionId,
      Array.from({ length: 2000 }, (_, index) => order(`o${index}`, { placedAt: index })),
    ),
  );
  database.close();
  connection = new Sqlite(databasePath(folder.path));
  // The planner must choose the same with statistics and without.
  connection.exec('ANALYZE');
});
afterAll(() => {
  connection.close();
  folder.remove();
});

const stepsOf = ({ text, values }: Sql) => planOf(connection, text, values);

/** A walk through a table itself, row by row; through an index alone it is a fraction of that. */
const fullScan = /^SCAN (listings|orders|l|order_lines|channel_products)( |$)(?!USING COVERING INDEX)/;
const sorts = /TEMP B-TREE/;

const listingQueries: ListingQuery[] = [
  {},
  { sort: { column: 'title', direction: 'descending' } },
  { connectionIds: ['c1' as ConnectionId] },
  { connectionIds: ['c1' as ConnectionId, 'c2' as ConnectionId], status: ['active'] },
  { status: ['active', 'rejected'] },
  { connectionIds: [] },
  { stockMax: 0 },
  { stockMin: 1, stockMax: 5 },
  { brands: ['A'], categories: ['B'] },
  { includeGone: true },
  { includeGone: true, status: ['active'] },
  { text: 'havlu' },
  { text: 'h', includeGone: true },
  { text: 'havlu', connectionIds: ['c1' as ConnectionId], stockMax: 3 },
  { sort: { column: 'sku', direction: 'ascending' } },
  { sort: { column: 'price', direction: 'descending' } },
  { sort: { column: 'stock', direction: 'ascending' } },
  { sort: { column: 'updatedAt', direction: 'descending' }, connectionIds: ['c1' as ConnectionId] },
  { sort: { column: 'modifiedAt', direction: 'descending' } },
];

const orderQueries: OrderQuery[] = [
  {},
  { sort: { column: 'placedAt', direction: 'ascending' } },
  { connectionIds: ['c1' as ConnectionId] },
  { status: ['new'] },
  { connectionIds: ['c1' as ConnectionId], status: ['new', 'preparing'], placedFrom: 1, placedUntil: 99 },
  { late: true },
  { text: 'ayşe' },
  { text: 'a', status: ['new'] },
  { sort: { column: 'number', direction: 'ascending' } },
  { sort: { column: 'total', direction: 'descending' } },
  { sort: { column: 'dueAt', direction: 'ascending' }, status: ['new'] },
  { sort: { column: 'modifiedAt', direction: 'descending' } },
  { sort: { column: 'updatedAt', direction: 'descending' } },
];

describe('no question of a grid reads a table from end to end', () => {
  it.each(listingQueries)('listings %j', (query) => {
    const plan = planListings(query);
    for (const question of [plan.ids, plan.count])
      expect(stepsOf(question).filter((step) => fullScan.test(step))).toEqual([]);
    if (plan.kind === 'walk') expect(stepsOf(plan.ids).filter((step) => sorts.test(step))).toEqual([]);
  });

  it.each(orderQueries)('orders %j', (query) => {
    const plan = planOrders(query, 1_000);
    for (const question of [plan.ids, plan.count])
      expect(stepsOf(question).filter((step) => fullScan.test(step))).toEqual([]);
    if (plan.kind === 'walk') expect(stepsOf(plan.ids).filter((step) => sorts.test(step))).toEqual([]);
  });

  it('walks the usual orders: by title, by time, of one connection and of one state', () => {
    const kinds = listingQueries.slice(0, 6).map((query) => planListings(query).kind);
    expect(new Set(kinds)).toEqual(new Set(['walk']));
    expect(new Set(orderQueries.slice(0, 5).map((query) => planOrders(query, 1).kind))).toEqual(
      new Set(['walk']),
    );
  });
});

describe('other questions', () => {
  const writes: [string, string][] = [
    [
      'a variant by its key',
      "SELECT id, record_hash, gone_at FROM listings WHERE connection_id = 'c' AND variant_key = 'k'",
    ],
    ['variants of a product', "SELECT id FROM listings WHERE connection_id = 'c' AND product_key = 'k'"],
    ['a product by its key', "SELECT title FROM channel_products WHERE connection_id = 'c' AND key = 'k'"],
    ['an order by its key', "SELECT id FROM orders WHERE connection_id = 'c' AND key = 'k'"],
    [
      'changes since',
      "SELECT id FROM listings INDEXED BY listings_by_change WHERE (updated_at, connection_id, id) > (1, '', 0) ORDER BY updated_at, connection_id, id LIMIT 5",
    ],
    [
      'changes of one connection',
      "SELECT id FROM listings INDEXED BY listings_by_change WHERE (updated_at, connection_id, id) > (1, '', 0) AND +connection_id IN ('c') ORDER BY updated_at, connection_id, id LIMIT 5",
    ],
    [
      'changes of orders',
      "SELECT id FROM orders INDEXED BY orders_by_change WHERE (updated_at, connection_id, id) > (1, '', 0) ORDER BY updated_at, connection_id, id LIMIT 5",
    ],
    [
      'lines of an order',
      'SELECT * FROM order_lines WHERE order_id IN (SELECT value FROM json_each(?)) ORDER BY order_id, position',
    ],
    [
      'a sweep',
      "SELECT id, variant_key, EXISTS (SELECT 1 FROM listings_seen s WHERE s.run = 1 AND s.listing_id = listings.id) AS seen FROM listings WHERE connection_id = 'c' AND variant_key > '' ORDER BY variant_key LIMIT 9",
    ],
    [
      'the active run of a stream',
      "SELECT run_id FROM run_streams WHERE connection_id = 'c' AND stream = 'orders' AND state IN ('queued', 'running', 'paused')",
    ],
    [
      'the last end of a stream',
      "SELECT run_id FROM run_streams WHERE connection_id = 'c' AND stream = 'orders' AND ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1",
    ],
    ['runs of a connection', "SELECT * FROM runs WHERE connection_id = 'c' ORDER BY number DESC LIMIT 9"],
    ['active runs', "SELECT * FROM runs WHERE state IN ('queued', 'running', 'paused') ORDER BY number"],
    [
      'open problems of a connection',
      "SELECT * FROM problems WHERE connection_id = 'c' AND state IN ('open', 'snoozed')",
    ],
    ['problems by last sight', 'SELECT * FROM problems ORDER BY last_seen_at DESC, id DESC LIMIT 9'],
    [
      'quarantined records of a stream',
      "SELECT id FROM quarantine WHERE state = 'open' AND connection_id = 'c' AND stream = 'orders' ORDER BY id DESC LIMIT 9",
    ],
    ['secrets under an old key', 'SELECT * FROM secrets WHERE key_version < 2 LIMIT 9'],
    [
      'the day',
      'SELECT currency, sum(total_minor) FROM orders INDEXED BY orders_by_placed WHERE placed_at >= 1 AND placed_at < 2 GROUP BY status',
    ],
  ];
  it.each(writes)('%s is looked up', (_name, text) => {
    const values = text.includes('?') ? ['[1]'] : [];
    const steps = stepsOf({ text, values }).filter(
      (step) => /^(SCAN|SEARCH)/.test(step) && !step.includes('json_each'),
    );
    expect(steps.filter((step) => step.startsWith('SCAN') && !/USING (COVERING )?INDEX/.test(step))).toEqual(
      [],
    );
    if (text.includes('ORDER BY') && text.includes('LIMIT'))
      expect(stepsOf({ text, values }).filter((step) => sorts.test(step))).toEqual([]);
  });
});
