import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type VariantQuery,
  variantSortColumnSchema,
  variantViewSchema,
} from '../../../shared/contract/stock';
import { listingIdSchema, type VariantId, variantIdSchema } from '../../../shared/domain/ids';
import type { Database } from '../database';
import { databasePath } from '../database-files';
import { planOf } from '../test-kit/query-plan';
import { addConnection, openIn, product, temporaryFolder, variant } from '../test-kit/temporary-database';
import { MAIN_WAREHOUSE } from '../write/stock-writer';
import { BLANK_VARIANT, type VariantData } from '../write/variants-writer';
import type { Sql } from './grid-sql';
import { createReader, type Reader } from './reader';
import { planMovements } from './variant-movements';
import { planVariants } from './variant-query';
import { exactVariantsSql, variantPageSql } from './variants-reader';

const ROWS = 2000;
const folder = temporaryFolder();
let database: Database;
let reader: Reader;
let plain: Sqlite.Database;
const ids: VariantId[] = [];

const data = (title: string, rest: Partial<VariantData> = {}): VariantData => ({
  ...BLANK_VARIANT,
  title,
  ...rest,
});

beforeAll(async () => {
  database = await openIn(folder.path);
  const connectionId = addConnection(database);
  database.write((tx) => {
    tx.products.apply([product('p', [variant('v')])], { connectionId, fullRunId: null });
    for (let index = 0; index < ROWS; index += 1) {
      const codes = { sku: `HVL-${index}`, barcode: String(8_690_000_000_000 + index), brand: 'Şark' };
      const made = tx.variants.create(data(`Bambu Havlu ${index}`, { ...codes, safety: index % 3 }));
      ids.push(made.id);
      // Every fifth was never told; every seventh is oversold.
      if (index % 5 !== 0) tx.stock.open(made.id, index % 7 === 0 ? -2 : index % 4, 1, 'system');
    }
    const listing = tx.matches.listing(listingIdSchema.parse('1'));
    const [first] = ids;
    if (first) tx.matches.set(listing, { state: 'matched', variantId: first, reason: 'sku' }, 'person');
    const gone = tx.variants.create(data('Silinen Havlu', { sku: 'GONE' }));
    tx.variants.remove(gone.id);
  });
  reader = createReader({ dataDir: folder.path });
  plain = new Sqlite(databasePath(folder.path));
  // The planner must choose the same with statistics and without.
  plain.exec('ANALYZE');
});
afterAll(async () => {
  await reader.close();
  plain.close();
  database.close();
  folder.remove();
});

const steps = ({ text, values }: Sql) => planOf(plain, text, values);

const queries: VariantQuery[] = [
  ...variantViewSchema.options.flatMap((view) =>
    variantSortColumnSchema.options.flatMap((column) => [
      { view, sort: { column, direction: 'ascending' as const } },
      { view, text: 'havlu', sort: { column, direction: 'descending' as const } },
    ]),
  ),
  {},
  { text: 'h' },
  { text: '-' },
];

describe('no question about variants reads their table from end to end', () => {
  it.each(queries)('%j', (query) => {
    const plan = planVariants(query);
    for (const question of [plan.ids, plan.count]) {
      const walks = steps(question).filter((step) => /^SCAN variants(?! USING (COVERING )?INDEX)/.test(step));
      expect(walks).toEqual([]);
    }
    const sorted = steps(plan.ids).filter((step) => step.includes('TEMP B-TREE'));
    if (plan.kind === 'walk') expect(sorted).toEqual([]);
  });

  it('walks every order of the whole list straight through its index', () => {
    for (const column of variantSortColumnSchema.options) {
      const plan = planVariants({ sort: { column, direction: 'descending' } });
      expect(plan.kind).toBe('walk');
      // An index over a computed column never covers: its order is walked, the rows are looked at.
      expect(steps(plan.ids).join()).toContain(column === 'available' ? 'INDEX' : 'COVERING INDEX');
      expect(steps(plan.count).join()).toContain('COVERING INDEX');
    }
  });

  it('looks up codes, changes and movements', () => {
    const questions: Sql[] = [
      { text: exactVariantsSql, values: ['a', 'b', 5] },
      { text: variantPageSql, values: [1, 1, 5] },
      planMovements({ variantId: variantIdSchema.parse('1'), kinds: ['sale'], limit: 5 }),
    ];
    for (const question of questions) {
      const plan = steps(question);
      expect(plan.filter((step) => /^SCAN (?!CONSTANT)/.test(step) && !step.includes('INDEX'))).toEqual([]);
      expect(plan.filter((step) => step.includes('ORDER BY'))).toEqual([]);
    }
  });
});

describe('the grid of variants', () => {
  it('counts each view as its rows are', async () => {
    const all = await reader.variants.window({}, 0, 500);
    expect(all).toHaveLength(500);
    const rows = (
      await Promise.all([0, 500, 1000, 1500].map((at) => reader.variants.window({}, at, 500)))
    ).flat();
    expect(new Set(rows.map((row) => row.id)).size).toBe(ROWS);
    const views = await reader.variants.views();
    expect(views).toEqual({
      all: ROWS,
      soldOut: rows.filter((row) => row.available <= 0).length,
      oversold: rows.filter((row) => row.onHand - row.reserved < 0).length,
      unopened: rows.filter((row) => row.openedAt === null).length,
      unmatched: ROWS - 1,
    });
    expect(views.oversold).toBeGreaterThan(0);
    for (const view of variantViewSchema.options)
      expect(await reader.variants.count({ view })).toEqual({ count: views[view], total: ROWS });
  });

  it('sorts by number in titles, by what is available, by code', async () => {
    const first = await reader.variants.window({}, 0, 12);
    expect(first.map((row) => row.title).slice(9)).toEqual([
      'Bambu Havlu 9',
      'Bambu Havlu 10',
      'Bambu Havlu 11',
    ]);
    const least = await reader.variants.window(
      { sort: { column: 'available', direction: 'ascending' } },
      0,
      500,
    );
    expect(least.map((row) => row.available)).toEqual(
      [...least.map((row) => row.available)].sort((a, b) => a - b),
    );
  });

  it.each([
    ['a word inside the title, folded', 'HAVLU 1999', 'Bambu Havlu 1999'],
    ['the brand', 'sark 1500', 'Bambu Havlu 1500'],
    ['a code without its dash', 'hvl42', 'Bambu Havlu 42'],
    ['a barcode', '8690000000777', 'Bambu Havlu 777'],
  ])('finds by %s', async (_name, text, title) => {
    const [first] = await reader.variants.window({ text }, 0, 5);
    expect(first?.title).toBe(title);
  });

  it('does not find what was removed, and finds a new title at once', async () => {
    expect((await reader.variants.count({ text: 'silinen' })).count).toBe(0);
    const [, second] = ids;
    if (second === undefined) throw new Error('no variant');
    database.write((tx) => tx.variants.update(second, { title: 'Kadife Yastık' }));
    expect((await reader.variants.count({ text: 'kadife' })).count).toBe(1);
    database.write((tx) => tx.variants.update(second, { title: 'Bambu Havlu 1' }));
    expect((await reader.variants.count({ text: 'kadife' })).count).toBe(0);
  });

  it('tells listings and warehouses of a row, and each warehouse on the sheet', async () => {
    const [first] = ids;
    const other = database.write((tx) => tx.stock.addWarehouse('Şube'));
    if (first === undefined) throw new Error('no variant');
    database.write((tx) => {
      tx.stock.open(first, 20, 2, 'person');
      tx.stock.book({
        variantId: first,
        warehouseId: other,
        kind: 'count',
        onHandChange: 4,
        reservedChange: 0,
        eventKey: null,
        actor: 'person',
        note: 'Kasım',
      });
    });
    const sheet = await reader.variants.get(first);
    expect(sheet.variant).toMatchObject({ onHand: 24, listings: 1, openedAt: 2 });
    expect(sheet.levels).toEqual([
      { warehouseId: MAIN_WAREHOUSE, name: 'Merkez', onHand: 20 },
      { warehouseId: other, name: 'Şube', onHand: 4 },
    ]);
    const { rows, nextCursor } = await reader.variants.movements({ variantId: first, limit: 1 });
    expect(rows).toMatchObject([
      { kind: 'count', onHandChange: 4, onHandAfter: 24, warehouseName: 'Şube', note: 'Kasım' },
    ]);
    const rest = await reader.variants.movements({
      variantId: first,
      limit: 9,
      cursor: nextCursor ?? undefined,
    });
    expect(rest).toMatchObject({ rows: [{ kind: 'opening', onHandAfter: 20 }], nextCursor: null });
  });

  it('pages through every change, removed ones too, and ends', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    for (;;) {
      const page = await reader.variants.page({ cursor, limit: 700 });
      seen.push(...page.rows.map((row) => row.id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(ROWS + 1);
    expect(seen).toHaveLength(ROWS + 1);
  });
});
