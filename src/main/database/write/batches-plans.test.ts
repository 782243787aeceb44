import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { batchIdSchema, variantIdSchema, warehouseIdSchema } from '../../../shared/domain/ids';
import { databasePath } from '../database-files';
import { planOf, slowSteps } from '../test-kit/query-plan';
import { openIn, temporaryFolder } from '../test-kit/temporary-database';
import type { Typed } from '../typed';
import { BatchesReader } from './batches-writer';
import { StockReader } from './stock-writer';

const folder = temporaryFolder();
let connection: Sqlite.Database;
beforeAll(async () => {
  (await openIn(folder.path)).close();
  connection = new Sqlite(databasePath(folder.path));
});
afterAll(() => {
  connection.close();
  folder.remove();
});

/** Plans of what the work asks the file. */
function plansOf(work: (typed: Typed) => unknown): string[] {
  const asked: { readonly sql: string; readonly values: readonly unknown[] }[] = [];
  work(drizzle(connection, { logger: { logQuery: (sql, values) => asked.push({ sql, values }) } }));
  return asked.flatMap(({ sql, values }) => planOf(connection, sql, values));
}

const batch = batchIdSchema.parse('1');
const variant = variantIdSchema.parse('1');
const warehouse = warehouseIdSchema.parse('1');

it.each<[string, (typed: Typed) => unknown]>([
  ['a step of a batch', (typed) => new BatchesReader(typed).changesBefore(batch, 500, 50)],
  ['the first step of a batch', (typed) => new BatchesReader(typed).changesBefore(batch, null, 50)],
  ['who counted since', (typed) => new StockReader(typed).countedSince(variant, warehouse, 7)],
  ['who counted anywhere since', (typed) => new StockReader(typed).countedSince(variant, null, 7)],
  ['the last movement', (typed) => new StockReader(typed).lastMovement()],
])('finds %s by index, without sorting', (_, work) => {
  const plans = plansOf(work);
  expect(plans.length).toBeGreaterThan(0);
  expect(slowSteps(plans)).toEqual([]);
});

it('goes through the batches of a kind from the newest, without sorting', () => {
  const plans = plansOf((typed) => new BatchesReader(typed).ofKind('import', batch, 50));
  expect(plans.filter((one) => /TEMP B-TREE/.test(one))).toEqual([]);
});
