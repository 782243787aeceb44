import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DifferenceFilter, HoldFilter } from '../../../shared/contract/values';
import { type ConnectionId, listingIdSchema } from '../../../shared/domain/ids';
import type { ValueState } from '../../../shared/domain/listing-value';
import { AppError } from '../../../shared/errors/app-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import { databasePath } from '../database-files';
import { planOf } from '../test-kit/query-plan';
import { addConnection, openIn, product, temporaryFolder, variant } from '../test-kit/temporary-database';
import type { StoredValue } from '../value-rows';
import type { Sql } from './grid-sql';
import { createReader, type Reader } from './reader';
import {
  differencesPage,
  differingCountsSql,
  heldCountsSql,
  holdsPage,
  planDifferences,
  planHolds,
  stateCountsSql,
  valueRangeSql,
} from './value-query';
import { shownValueSql } from './values-reader';

const folder = temporaryFolder();
const LISTINGS = 60;
let connection: Sqlite.Database;
let reader: Reader;
let shop: ConnectionId;
let other: ConnectionId;

const question = (code: ErrorCode) => new AppError(code, { facts: { sku: 'A' } }).toWire();
const blank = { sent: null, sentAt: null, confirmed: null, confirmedAt: null, approved: null };
const idle = { error: null, difference: null, differsSince: null, attempts: 0, nextAt: 0, checkAt: null };

/** Every third price is held, some by a person's question; every fifth stock was refused or is not known. */
function valueRow(listing: number, connectionId: ConnectionId, kind: 'stock' | 'price'): StoredValue {
  const wanted =
    kind === 'stock' ? { quantity: listing } : { minor: listing * 100, listMinor: null, currency: 'TRY' };
  const row = {
    listingId: listingIdSchema.parse(String(listing)),
    connectionId,
    kind,
    state: 'confirmed' as ValueState,
    wanted,
    wantedAt: 1000 - listing,
    sendId: null,
    ...blank,
    ...idle,
  };
  if (kind === 'price' && listing % 3 === 0) {
    const isAsked = listing % 6 === 0;
    const code = isAsked ? 'price.changedThere' : listing % 9 === 0 ? 'price.zero' : 'price.jump';
    return {
      ...row,
      state: 'held',
      error: question(code),
      ...(isAsked ? { difference: 'panel', differsSince: listing } : {}),
    };
  }
  if (kind === 'stock' && listing % 5 === 0)
    return listing % 2 === 0
      ? { ...row, state: 'unknown' }
      : {
          ...row,
          state: 'refused',
          error: question('stock.refused'),
          difference: 'refused',
          differsSince: 5,
        };
  return row;
}

beforeAll(async () => {
  const database = await openIn(folder.path);
  shop = addConnection(database);
  other = addConnection(database);
  for (const id of [shop, other]) {
    const goods = Array.from({ length: LISTINGS / 2 }, (_, index) =>
      product(`p${index}`, [variant(`v${index}`, { stock: index })]),
    );
    database.write((tx) => tx.products.apply(goods, { connectionId: id, fullRunId: null }));
  }
  database.write((tx) => {
    for (let listing = 1; listing <= LISTINGS; listing += 1)
      for (const kind of ['stock', 'price'] as const)
        tx.values.save(valueRow(listing, listing <= LISTINGS / 2 ? shop : other, kind));
  });
  database.close();
  connection = new Sqlite(databasePath(folder.path));
  reader = createReader({ dataDir: folder.path });
});
afterAll(async () => {
  await reader.close();
  connection.close();
  folder.remove();
});

const stepsOf = ({ text, values }: Sql) => planOf(connection, text, values);
const plain = (text: string, ...values: (string | number)[]): Sql => ({ text, values });
/** A walk through a table itself, row by row. */
const fullScan =
  /^SCAN (listing_values|listings|l|m|matches|stock_movements)( |$)(?!USING (COVERING )?INDEX)/;

const holds: HoldFilter[] = [{}, { connectionId: 'c' as ConnectionId }, { code: 'price.jump' }];
const differences: DifferenceFilter[] = [
  {},
  { connectionId: 'c' as ConnectionId, kind: 'stock' },
  { cause: 'unknown' },
  { cause: 'refused' },
  { cause: 'panel', kind: 'price' },
];
describe('no question about values reads a table from end to end', () => {
  it.each([
    ...holds.flatMap((filter) => [planHolds(filter).ids, planHolds(filter).count]),
    ...differences.flatMap((filter) => [planDifferences(filter).ids, planDifferences(filter).count]),
    ...[stateCountsSql, heldCountsSql, differingCountsSql].map((text) => plain(text)),
    plain(shownValueSql.listings, '[1]'),
    plain(shownValueSql.values, '[1]'),
    plain(shownValueSql.ofVariant, 1),
  ])('$text', (question) => {
    expect(stepsOf(question).filter((step) => fullScan.test(step))).toEqual([]);
  });

  it.each([
    ...holds.map((filter) => holdsPage(filter, null, 9)),
    ...differences.map((filter) => differencesPage(filter, null, 9)),
    plain(valueRangeSql, 'c', 'stock', 'queued', 1, 9),
    plain(stateCountsSql),
  ])('and no page is sorted: $text', (question) => {
    const steps = stepsOf(question);
    expect(steps.filter((step) => fullScan.test(step) || /TEMP B-TREE/.test(step))).toEqual([]);
  });
});

describe('what is listed', () => {
  it('holds are what a guard holds, the longest held first, questions about panels are not among them', async () => {
    const rows = await reader.holds.window({}, 0, 500);
    const wanted = [57, 51, 45, 39, 33, 27, 21, 15, 9, 3];
    expect(rows.map(({ value }) => Number(value.listingId))).toEqual(wanted);
    expect(await reader.holds.count({})).toEqual({ count: 10, total: 10 });
    expect(await reader.holds.count({ code: 'price.zero' })).toEqual({ count: 3, total: 10 });
    const own = await reader.holds.window({ connectionId: other, code: 'price.jump' }, 0, 500);
    expect(own.map(({ value }) => Number(value.listingId))).toEqual([57, 51, 39, 33]);
    expect(own.every(({ listing }) => listing.connectionId === other)).toBe(true);
    const [second] = await reader.holds.window({}, 1, 1);
    expect(second?.value).toEqual(valueRow(51, other, 'price'));
  });

  it('differences are panels, refusals and what is not known, each found by its cause', async () => {
    const count = async (filter: DifferenceFilter) => (await reader.differences.count(filter)).count;
    expect(await count({})).toBe(22);
    expect(await count({ cause: 'panel' })).toBe(10);
    expect(await count({ cause: 'refused' })).toBe(6);
    expect(await count({ cause: 'unknown' })).toBe(6);
    expect(await count({ cause: 'panel', connectionId: shop })).toBe(5);
    expect(await count({ kind: 'stock', connectionId: shop })).toBe(6);
  });

  it.each([1, 7, 500])('pages of %i hold every value once', async (limit) => {
    for (const request of [{}, { connectionId: shop }, { kind: 'stock' as const }]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await reader.values.page({ ...request, limit, cursor });
        expect(page.rows.length).toBeLessThanOrEqual(limit);
        seen.push(...page.rows.map(({ value }) => `${value.listingId}/${value.kind}`));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      const wanted = Object.keys(request).length === 0 ? LISTINGS * 2 : LISTINGS;
      expect(new Set(seen).size).toBe(wanted);
      expect(seen).toHaveLength(wanted);
    }
    const refused = await reader.values.page({ states: ['refused', 'unknown'], limit: 500 });
    expect(refused.rows).toHaveLength(12);
    await expect(reader.values.page({ limit: 5, cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'input.cursorInvalid',
    });
  });

  it('counts by connection, kind and state', async () => {
    const { states, held, differing } = await reader.values.counts();
    expect(states.reduce((sum, { count }) => sum + count, 0)).toBe(LISTINGS * 2);
    expect(states).toContainEqual({ connectionId: shop, kind: 'stock', state: 'refused', count: 3 });
    expect(held.find((one) => one.connectionId === shop)?.count).toBe(5);
    expect(differing.reduce((sum, { count }) => sum + count, 0)).toBe(22);
  });
});
