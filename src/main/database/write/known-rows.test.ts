import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ConnectionId } from '../../../shared/domain/ids';
import type { ProductStreamRecord, VariantRecord } from '../../../shared/domain/product';
import { sweepListings } from '../long-work';
import { planOf } from '../test-kit/query-plan';
import { addConnection, addRun, openTemporary, product } from '../test-kit/temporary-database';
import { lookupSql } from './known-rows';

// Zeros in front of which another key ends, and signs that JSON writes otherwise.
const variantKeys = ['a', 'b', 'c', 'd', 'e\u0000', 'e', 'ğ"\\'];
const productKeys = ['p', 'q', 'r\u0000s', 'r'];
const aVariantKey = fc.constantFrom(...variantKeys);
const aProductKey = fc.constantFrom(...productKeys);
const aVariant: fc.Arbitrary<VariantRecord> = fc.record(
  { key: aVariantKey, stock: fc.integer({ min: 0, max: 2 }), sku: fc.constantFrom('x', null) },
  { requiredKeys: ['key'] },
);
const aRecord: fc.Arbitrary<ProductStreamRecord> = fc.oneof(
  fc
    .record({
      key: aProductKey,
      variants: fc.array(aVariant, { maxLength: 3 }),
      title: fc.constantFrom('Havlu', 'Şal'),
      named: fc.option(fc.array(aVariantKey, { maxLength: 4 }), { nil: undefined }),
    })
    .map(({ key, variants, title, named }) => product(key, variants, { title, variantKeys: named })),
  fc
    .record({ productKey: aProductKey, variant: aVariant })
    .map((rest): ProductStreamRecord => ({ kind: 'variant', ...rest })),
  fc.oneof(
    aVariantKey.map((key): ProductStreamRecord => ({ kind: 'gone', entity: 'variant', key })),
    aProductKey.map((key): ProductStreamRecord => ({ kind: 'gone', entity: 'product', key })),
  ),
);
const pages = fc.array(fc.array(aRecord, { maxLength: 8 }), { minLength: 1, maxLength: 4 });

it('a page leaves what its records leave when each is applied alone', async () => {
  const database = await openTemporary();
  const file = new Sqlite(database.path, { readonly: true });
  const rows = (id: ConnectionId) =>
    file
      .prepare(
        `SELECT variant_key, product_key, title, sku, stock, record_hash, gone_at IS NULL AS here
         FROM listings WHERE connection_id = ? ORDER BY variant_key`,
      )
      .all(id);
  const read = async (steps: readonly (readonly ProductStreamRecord[])[]) => {
    const id = addConnection(database);
    const run = addRun(database, id);
    const sum = { added: 0, changed: 0, unchanged: 0, gone: 0 };
    for (const records of steps) {
      const counts = database.write((tx) => tx.products.apply(records, { connectionId: id, fullRunId: run }));
      sum.added += counts.added;
      sum.changed += counts.changed;
      sum.unchanged += counts.unchanged;
      sum.gone += counts.gone;
    }
    const before = rows(id);
    const swept = await sweepListings(database, id, run);
    return { sum, before, swept, after: rows(id) };
  };
  await fc.assert(
    fc.asyncProperty(pages, async (steps) => {
      const alone = steps.flat().map((record) => [record]);
      expect(await read(steps)).toEqual(await read(alone));
    }),
    { numRuns: 150 },
  );
  file.close();
});

it('half a character in a key is no reason to make its row anew', async () => {
  const database = await openTemporary();
  const connectionId = addConnection(database);
  const apply = () =>
    database.write((tx) =>
      tx.products.apply([product('p', [{ key: 'f\ud800' }])], { connectionId, fullRunId: null }),
    );
  expect(apply()).toMatchObject({ added: 1, unchanged: 0 });
  expect(apply()).toMatchObject({ added: 0, unchanged: 1 });
});

it.each(Object.entries(lookupSql))('the rows of a page are found by an index: %s', async (_name, sql) => {
  const database = await openTemporary();
  const file = new Sqlite(database.path, { readonly: true });
  const plan = planOf(file, sql);
  file.close();
  expect(plan[0]).toMatch(/^SEARCH \w+ USING (COVERING )?INDEX \w+ \(connection_id=\? AND \w+=\?\)$/);
});
