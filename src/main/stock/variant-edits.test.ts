import { expect, it } from 'vitest';
import type { BatchId, ConnectionId, VariantId, WarehouseId } from '../../shared/domain/ids';
import { BLANK_VARIANT, type Database, MAIN_WAREHOUSE, type VariantData } from '../database';
import { addConnection, openTemporary, product, variant } from '../database/test-kit/temporary-database';
import { applyOrders } from '../sync/stream-run';
import { undoBatch } from './batch-undo';
import { applyEdits, createInBatch, type VariantEdit } from './variant-edits';

const towel: VariantData = {
  ...BLANK_VARIANT,
  title: 'Havlu',
  sku: 'HVL-1',
  barcode: '8690000000012',
  basePriceMinor: 10_000,
  vatRate: 20,
};

function make(database: Database, data: Partial<VariantData> = {}, onHand: number | null = 10): VariantId {
  return database.write((tx) => {
    const { id } = tx.variants.create({ ...towel, ...data });
    if (onHand !== null) tx.stock.open(id, onHand, 1_000, 'system');
    return id;
  });
}

function edit(database: Database, edits: readonly VariantEdit[], kind: 'edit' | 'import' = 'edit') {
  return database.write((tx) => {
    const batch = tx.batches.begin(kind, 'person');
    return { batch, results: applyEdits(tx, batch, edits, 'person') };
  });
}

const takeBack = (database: Database, batch: BatchId, afterStep?: (done: number) => void) =>
  undoBatch({ database, batch, actor: 'person', problems: new Set(), afterStep });

const main = (onHand: number, expected?: number) => [{ warehouseId: MAIN_WAREHOUSE, onHand, expected }];

/** A shop whose listing is matched with the variant, and an order of it. */
function sell(database: Database, variantId: VariantId, quantity: number): ConnectionId {
  const connectionId = addConnection(database);
  database.write((tx) => {
    tx.products.apply([product('p', [variant('v', { barcode: '8690000000012' })])], {
      connectionId,
      fullRunId: null,
    });
    const [listing] = tx.matches.open(connectionId, '', 10).listings;
    if (listing === undefined) throw new Error('no listing');
    tx.matches.set(listing, { state: 'matched', variantId, reason: 'decided' }, 'person');
  });
  const lines = [{ key: 'l', sku: 'SKU-v', title: 'Havlu', quantity, variantKey: 'v' }];
  database.write((tx) =>
    applyOrders(
      tx,
      { connectionId },
      [
        {
          kind: 'order',
          key: 'o1',
          number: 'o1',
          placedAt: 4_000_000_000_000,
          modifiedAt: 4_000_000_000_000,
          currency: 'TRY',
          packages: [{ key: 'p1', status: 'new', replaces: [], lines }],
          packagesComplete: true,
        },
      ],
      4_000_000_000_000,
    ),
  );
  return connectionId;
}

it('changes fields and pieces, and takes both back', async () => {
  const database = await openTemporary();
  const id = make(database);
  const { batch, results } = edit(database, [
    { variantId: id, change: { basePriceMinor: 12_500, title: 'Havlu, büyük' }, counts: main(25) },
  ]);
  expect(results).toEqual([{ variantId: id, error: null }]);
  expect(database.variants.get(id)).toMatchObject({
    basePriceMinor: 12_500,
    title: 'Havlu, büyük',
    onHand: 25,
  });
  expect(database.stock.movements(id, null, 1)[0]).toMatchObject({ kind: 'count', onHandChange: 15 });
  expect(await takeBack(database, batch)).toEqual({ undone: 1, skipped: [] });
  expect(database.variants.get(id)).toMatchObject({ basePriceMinor: 10_000, title: 'Havlu', onHand: 10 });
  expect(database.stock.movements(id, null, 1)[0]).toMatchObject({ kind: 'undo', onHandChange: -15 });
  expect(database.batches.get(batch).undoneAt).not.toBeNull();
  await expect(takeBack(database, batch)).rejects.toMatchObject({ code: 'import.notUndoable' });
});

it('leaves the other rows alone when one cannot be done', async () => {
  const database = await openTemporary();
  const first = make(database);
  const second = make(database, { sku: 'HVL-2', barcode: '8690000000029' });
  const { results } = edit(database, [
    { variantId: first, change: { sku: 'hvl 2' }, counts: main(99) },
    { variantId: first, change: { basePriceMinor: 0 } },
    { variantId: first, change: { baseListPriceMinor: 9_999 } },
    { variantId: first, change: { barcode: '08690000000029' } },
    { variantId: first, change: {}, counts: [{ warehouseId: '77' as WarehouseId, onHand: 1 }] },
    { variantId: second, change: { basePriceMinor: 5_000 } },
  ]);
  expect(results.map(({ error }) => error?.code ?? null)).toEqual([
    'product.duplicateSku',
    'input.invalid',
    'price.listBelowSale',
    'product.duplicateBarcode',
    'input.notFound',
    null,
  ]);
  expect(database.variants.get(first)).toMatchObject({ sku: 'HVL-1', onHand: 10, basePriceMinor: 10_000 });
  expect(database.variants.get(second).basePriceMinor).toBe(5_000);
});

it('adds only the difference to what was sold while the pieces were counted', async () => {
  const database = await openTemporary();
  const id = make(database);
  sell(database, id, 3);
  edit(database, [{ variantId: id, change: {}, counts: main(12, 10) }], 'import');
  expect(database.variants.get(id).onHand).toBe(9);
  expect(database.stock.movements(id, null, 1)[0]).toMatchObject({ kind: 'import', onHandChange: 2 });
});

it('keeps what was sold after the edit when the edit is taken back', async () => {
  const database = await openTemporary();
  const id = make(database);
  const { batch } = edit(database, [{ variantId: id, change: {}, counts: main(50) }]);
  sell(database, id, 4);
  expect(await takeBack(database, batch)).toEqual({ undone: 1, skipped: [] });
  expect(database.variants.get(id).onHand).toBe(6);
});

it('tells the channels in the same transaction, and tells them back when it is taken back', async () => {
  const database = await openTemporary();
  const id = make(database);
  const connectionId = sell(database, id, 1);
  database.write((tx) => {
    const rules = tx.rules.of(connectionId);
    tx.rules.save(connectionId, {
      ...rules,
      stock: { ...rules.stock, send: true },
      price: { ...rules.price, send: true },
    });
  });
  const wanted = (kind: 'stock' | 'price') => {
    const [match] = database.matches.ofVariant(id);
    return match === undefined ? null : database.values.find(match.listingId, kind)?.wanted;
  };
  const { batch } = edit(database, [
    { variantId: id, change: { basePriceMinor: 12_000 }, counts: main(30, 9) },
  ]);
  expect([wanted('stock'), wanted('price')]).toMatchObject([{ quantity: 30 }, { minor: 12_000 }]);
  await takeBack(database, batch);
  expect([wanted('stock'), wanted('price')]).toMatchObject([{ quantity: 9 }, { minor: 10_000 }]);
});

it('names the rows somebody changed or counted since, and leaves them', async () => {
  const database = await openTemporary();
  const renamed = make(database);
  const counted = make(database, { sku: 'HVL-2', barcode: null });
  const same = make(database, { sku: 'HVL-3', barcode: null });
  const { batch } = edit(database, [
    { variantId: renamed, change: { title: 'Yeni' }, counts: main(1) },
    { variantId: counted, change: {}, counts: main(2) },
    { variantId: same, change: {}, counts: main(3) },
  ]);
  edit(database, [{ variantId: renamed, change: { title: 'Daha yeni' } }]);
  const recount = edit(database, [{ variantId: counted, change: {}, counts: main(7) }]);
  const { undone, skipped } = await takeBack(database, batch);
  expect(undone).toBe(1);
  expect(new Set(skipped.map(({ id }) => id))).toEqual(new Set([renamed, counted]));
  expect([renamed, counted, same].map((id) => database.variants.get(id).onHand)).toEqual([1, 7, 10]);
  expect(database.variants.get(renamed).title).toBe('Daha yeni');
  expect((await takeBack(database, recount.batch)).undone).toBe(1);
  expect(database.variants.get(counted).onHand).toBe(2);
});

it('counts a batch that was taken back for nothing when an earlier one is', async () => {
  const database = await openTemporary();
  const id = make(database);
  const earlier = edit(database, [{ variantId: id, change: {}, counts: main(20) }]);
  const later = edit(database, [{ variantId: id, change: {}, counts: main(30) }]);
  await takeBack(database, later.batch);
  expect(await takeBack(database, earlier.batch)).toEqual({ undone: 1, skipped: [] });
  expect(database.variants.get(id).onHand).toBe(10);
});

it('opens a stock that was never told, and tells it as unknown again when taken back', async () => {
  const database = await openTemporary();
  const id = make(database, {}, null);
  const { batch } = edit(database, [{ variantId: id, change: {}, counts: main(8) }]);
  expect(database.variants.get(id)).toMatchObject({ onHand: 8 });
  expect(database.variants.get(id).openedAt).not.toBeNull();
  sell(database, id, 3);
  expect(database.variants.get(id).onHand).toBe(5);
  await takeBack(database, batch);
  expect(database.variants.get(id)).toMatchObject({ onHand: 0, reserved: 0, openedAt: null });
  edit(database, [{ variantId: id, change: {}, counts: main(4) }]);
  expect(database.variants.get(id).onHand).toBe(4);
});

it('opens the stock in another warehouse than the main one', async () => {
  const database = await openTemporary();
  const id = make(database, {}, null);
  const depot = database.write((tx) => tx.stock.addWarehouse('Depo'));
  const { batch } = edit(database, [
    { variantId: id, change: {}, counts: [{ warehouseId: depot, onHand: 6 }] },
  ]);
  expect(database.variants.get(id).onHand).toBe(6);
  await takeBack(database, batch);
  expect(database.variants.get(id)).toMatchObject({ onHand: 0, openedAt: null });
});

it('removes what the batch made, unless somebody uses it', async () => {
  const database = await openTemporary();
  const { batch, made } = database.write((tx) => {
    const batch = tx.batches.begin('import', 'person');
    const made = ['A', 'B', 'C'].map((sku) =>
      createInBatch(tx, batch, { ...towel, sku, barcode: null }, main(5), 'person'),
    );
    return { batch, made };
  });
  const [kept, edited, gone] = made;
  if (kept === undefined || edited === undefined || gone === undefined) throw new Error('not made');
  sell(database, kept, 2);
  edit(database, [{ variantId: edited, change: { title: 'Başka' } }]);
  const { undone, skipped } = await takeBack(database, batch);
  expect([undone, skipped.length]).toEqual([1, 2]);
  expect(database.variants.find(gone)).toMatchObject({ onHand: 0 });
  expect(database.variants.find(gone)?.deletedAt).not.toBeNull();
  expect(database.variants.get(kept).onHand).toBe(3);
});

it('goes on where it was stopped', async () => {
  const database = await openTemporary();
  const ids = Array.from({ length: 60 }, (_, index) => make(database, { sku: `S${index}`, barcode: null }));
  const { batch } = edit(
    database,
    ids.map((variantId) => ({ variantId, change: { basePriceMinor: 777 }, counts: main(99) })),
  );
  const stopped = takeBack(database, batch, (done) => {
    if (done >= 1) throw new Error('stopped');
  });
  await expect(stopped).rejects.toThrow('stopped');
  expect(database.batches.get(batch).undoneAt).toBeNull();
  expect(await takeBack(database, batch)).toEqual({ undone: 60, skipped: [] });
  for (const id of ids)
    expect(database.variants.get(id)).toMatchObject({ basePriceMinor: 10_000, onHand: 10 });
});
