import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionIdSchema, listingIdSchema, variantIdSchema } from '../../../shared/domain/ids';
import { databasePath } from '../database-files';
import { RunsReader } from '../run-rows';
import { planOf, slowSteps } from '../test-kit/query-plan';
import { openIn, temporaryFolder } from '../test-kit/temporary-database';
import { typed } from '../typed';
import { freshValue } from '../value-rows';
import { LineStockWriter, lineStockSql } from './line-stock-writer';
import { SendsWriter } from './sends-writer';
import { StockWriter } from './stock-writer';
import { ValuesWriter, valueSql } from './values-writer';

const folder = temporaryFolder();
/** Every statement that ran, with its values. */
const ran: string[] = [];
let connection: Sqlite.Database;
beforeAll(async () => {
  (await openIn(folder.path)).close();
  connection = new Sqlite(databasePath(folder.path), { verbose: (sql) => void ran.push(String(sql)) });
});
afterAll(() => {
  connection.close();
  folder.remove();
});

/** A list of ids handed in as JSON, and the index of runs that go on alone, are walked from end to end on purpose. */
const slow = (plan: readonly string[]) =>
  slowSteps(plan).filter((one) => !/^SCAN (json_each|runs USING INDEX runs_active)/.test(one));

/** Plans of what the work asks the database. */
function plansOf(work: () => unknown): string[][] {
  ran.length = 0;
  work();
  const asked = ran.filter((sql) => !/^(EXPLAIN|BEGIN|COMMIT|SAVEPOINT|RELEASE|INSERT)/i.test(sql));
  expect(asked.length).toBeGreaterThan(0);
  return asked.map((sql) => planOf(connection, sql));
}

const id = connectionIdSchema.parse('c');
const listing = listingIdSchema.parse('1');
const variant = variantIdSchema.parse('1');
const values = () =>
  new ValuesWriter(
    connection,
    () => 1,
    () => undefined,
    () => undefined,
  );
const sends = () => new SendsWriter(typed(connection));
const runs = () => new RunsReader(typed(connection));
const lines = () => new LineStockWriter(connection);
const stock = () => new StockWriter(typed(connection), () => 1);

describe('what the outbox asks', () => {
  it.each(Object.entries(valueSql))('%s: by index, without sorting', (_, sql) => {
    const plan = planOf(connection, sql);
    expect(plan.length).toBeGreaterThan(0);
    expect(slow(plan)).toEqual([]);
  });

  it.each<[string, () => unknown]>([
    ['the next due row', () => values().nextDue(id)],
    [
      'a look planned',
      () => values().checkLater(freshValue({ listingId: listing, connectionId: id }, 'stock'), 5),
    ],
    ['what a channel shows', () => values().shows(listing, { quantity: 1 })],
    ['a row that goes', () => values().remove(listing, 'stock')],
    ['calls under way of a connection', () => sends().underWay(id)],
    ['accepted calls', () => sends().polling(id)],
    ['an accepted call', () => sends().accepted(1, 'b', 1, 2)],
    ['a call asked for again', () => sends().pollAgain(1, 5)],
    ['a call that ended', () => sends().end(1)],
    ['a body sent before', () => sends().bodySentAt(id, 'a', 'h')],
    ['a body that never arrived', () => sends().forgetBody(id, 'a', 'h')],
    ['bodies of long ago', () => sends().forgetBodies(5)],
    ['runs that go on', () => runs().activeOf(id)],
    ['the last reading of orders', () => runs().lastEnded(id, 'orders')],
    ['how readings ended', () => runs().recentEnded(id, 'orders', 20)],
  ])('%s: by index, without sorting', (_, work) => {
    for (const plan of plansOf(work)) expect(slow(plan)).toEqual([]);
  });
});

describe('what the ledger asks', () => {
  it.each(Object.entries(lineStockSql))('%s: by index, without sorting', (_, sql) => {
    expect(slow(planOf(connection, sql))).toEqual([]);
  });

  it.each<[string, () => unknown]>([
    ['lines of an order', () => lines().ofOrder(id, 'o')],
    ['lines of a listing', () => lines().ofListing(id, 'v')],
    ['lines of a variant', () => lines().ofVariant(variant)],
    ['lines that keep pieces aside', () => lines().reserving(id)],
    ['what an event booked', () => stock().booked('e')],
    ['movements of a variant', () => stock().movements(variant, null, 50)],
    ['a count since a movement', () => stock().countedSince(variant, null, 1)],
    ['the last movement', () => stock().lastMovement()],
    ['where a variant lies', () => stock().levels(variant)],
  ])('%s: by index, without sorting', (_, work) => {
    for (const plan of plansOf(work)) expect(slow(plan)).toEqual([]);
  });
});
