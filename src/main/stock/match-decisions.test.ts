import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '../../shared/domain/channel-rules';
import type { ConnectionId, ListingId, ProblemId, VariantId } from '../../shared/domain/ids';
import type { OrderRecord } from '../../shared/domain/order';
import type { Database } from '../database';
import { addConnection, openTemporary, product, variant } from '../database/test-kit/temporary-database';
import { applyOrders } from '../sync/stream-run';
import { acceptOne, createOne, decideOne, type RowResult, type Wish } from './match-decisions';
import { proposeForConnection } from './match-proposals';
import { decideInSteps, inSteps, type ListingScope, takeFrom, takeListings } from './match-steps';
import { undoMatches } from './match-undo';

const TOWEL = '8690000000012';
/** A shop with these goods, read and proposed. */
async function shop(
  database: Database,
  name: string,
  goods: readonly { key: string; sku?: string; barcode?: string; stock?: number; title?: string }[],
): Promise<ConnectionId> {
  const connectionId = addConnection(database, name);
  const records = goods.map(({ key, title, ...rest }) =>
    product(key, [variant(key, rest)], title === undefined ? {} : { title }),
  );
  database.write((tx) => tx.products.apply(records, { connectionId, fullRunId: null }));
  await proposeForConnection(database, connectionId);
  return connectionId;
}

function listings(database: Database, connectionId: ConnectionId): ListingId[] {
  return database.matches.open(connectionId, '', 1000).listings.map(({ id }) => id);
}

async function decide(database: Database, wishes: readonly Wish[], problems = new Set<ProblemId>()) {
  const results: RowResult[] = [];
  const batchId = await decideInSteps<Wish>({
    ...{ database, actor: 'person', problems, note: 'match.decided', take: takeFrom(wishes) },
    each: (work, wish) => void results.push(decideOne(work, wish)),
  });
  return { batchId, results };
}

async function create(database: Database, scope: Omit<ListingScope, 'class'> = {}) {
  const results: RowResult[] = [];
  const batchId = await decideInSteps({
    ...{ database, actor: 'person', problems: new Set<ProblemId>(), note: 'match.new' },
    take: takeListings({ ...scope, class: 'new' }),
    each: (work, listing) =>
      void results.push(
        ...createOne(
          work,
          listing,
          (one) => scope.connectionId === undefined || one.connectionId === scope.connectionId,
        ),
      ),
  });
  return { batchId, results };
}

const undo = (database: Database, batch: Awaited<ReturnType<typeof decide>>['batchId']) => {
  if (batch === null) throw new Error('nothing was changed');
  return undoMatches({ database, batch, actor: 'person', problems: new Set() });
};
const made = ({ results }: { results: RowResult[] }): VariantId => {
  const id = results[0]?.variantId;
  if (!id) throw new Error('nothing was made');
  return id;
};

describe('deciding', () => {
  it('matches, creates, ignores and unlinks in one batch, and leaves the rest when a row is refused', async () => {
    const database = await openTemporary();
    const here = await shop(database, 'A', [{ key: 'a' }, { key: 'b' }, { key: 'c' }, { key: 'd' }]);
    const [a, b, c, d] = listings(database, here) as [ListingId, ListingId, ListingId, ListingId];
    const first = await decide(database, [{ listingId: a, action: 'create' }]);
    const { batchId, results } = await decide(database, [
      { listingId: b, action: 'match', variantId: made(first), taken: 'keepBoth' },
      { listingId: c, action: 'match', variantId: '999' as VariantId },
      { listingId: d, action: 'ignore' },
      { listingId: a, action: 'unlink' },
      { listingId: '12345' as ListingId, action: 'ignore' },
    ]);
    expect(results.map(({ error }) => error?.code ?? null)).toEqual([
      null,
      'input.notFound',
      null,
      null,
      'input.notFound',
    ]);
    expect(database.matches.find(b)).toMatchObject({ state: 'matched', variantId: made(first) });
    expect(database.matches.find(c)).toBeNull();
    expect(database.matches.find(d)).toMatchObject({ state: 'ignored' });
    expect(database.matches.find(a)).toBeNull();
    expect(database.matches.page({}, null, 10).map(({ listing }) => listing.id)).toContain(a);

    expect(await undo(database, batchId)).toEqual({ undone: 3, skipped: [] });
    expect(database.matches.find(a)).toMatchObject({ variantId: made(first) });
    expect([b, c, d].map((id) => database.matches.find(id))).toEqual([null, null, null]);
  });

  it('refuses a second listing of a shop for one product until a person says which', async () => {
    const database = await openTemporary();
    const here = await shop(database, 'Outlet', [
      { key: 'a', sku: 'HVL-1', title: 'Havlu' },
      { key: 'b', sku: 'X', title: 'Havlu, ikinci ilan' },
    ]);
    const [a, b] = listings(database, here) as [ListingId, ListingId];
    const variantId = made(await decide(database, [{ listingId: a, action: 'create' }]));
    const refused = await decide(database, [{ listingId: b, action: 'match', variantId }]);
    expect(refused.batchId).toBeNull();
    expect(refused.results[0]?.error).toMatchObject({
      code: 'match.duplicateInShop',
      facts: { sku: 'HVL-1', first: 'Havlu', second: 'Havlu, ikinci ilan', channel: 'Outlet' },
    });
    const swapped = await decide(database, [{ listingId: b, action: 'match', variantId, taken: 'replace' }]);
    expect(database.matches.ofVariant(variantId).map(({ listingId }) => listingId)).toEqual([b]);
    await undo(database, swapped.batchId);
    expect(database.matches.ofVariant(variantId).map(({ listingId }) => listingId)).toEqual([a]);
    await decide(database, [{ listingId: b, action: 'match', variantId, taken: 'keepBoth' }]);
    expect(database.matches.ofVariant(variantId)).toHaveLength(2);
  });

  it('makes one product of one barcode over several shops, and of one shop when only that is meant', async () => {
    const database = await openTemporary();
    const goods = [{ key: 'a', sku: 'A', barcode: TOWEL }];
    const a = await shop(database, 'A', goods);
    await shop(database, 'B', [{ key: 'b', sku: 'B', barcode: TOWEL }]);
    const all = await create(database);
    expect(all.results).toHaveLength(2);
    expect(new Set(all.results.map(({ variantId }) => variantId)).size).toBe(1);
    await undo(database, all.batchId);
    expect(database.matches.summary().reduce((sum, { count }) => sum + count, 0)).toBe(2);
    expect(database.matches.summary().every((one) => one.class === 'new')).toBe(true);

    const one = await create(database, { connectionId: a });
    expect(one.results).toHaveLength(1);
    // The other shop's is now surely the same.
    expect(database.matches.summary().map(({ class: kind }) => kind)).toEqual(['sure']);
  });

  it('looks at sure ones again before it accepts them', async () => {
    const database = await openTemporary();
    const a = await shop(database, 'A', [{ key: 'a', sku: 'A', barcode: TOWEL }]);
    await create(database, { connectionId: a });
    const b = await shop(database, 'B', [{ key: 'b', sku: 'B', barcode: TOWEL }]);
    const [listing] = listings(database, b);
    const variantId = database.matches.page({ class: 'sure' }, null, 1)[0]?.candidates[0]?.variantId;
    database.write((tx) => tx.variants.update(variantId as VariantId, { barcode: '8690000000029' }));
    const results: RowResult[] = [];
    const batchId = await decideInSteps({
      ...{ database, actor: 'person', problems: new Set<ProblemId>(), note: 'match.sure' },
      take: takeListings({ class: 'sure' }),
      each: (work, one) => void results.push(...acceptOne(work, one)),
    });
    expect({ batchId, results }).toEqual({ batchId: null, results: [] });
    expect(database.matches.find(listing as ListingId)).toBeNull();
    expect(database.matches.summary().map(({ class: kind }) => kind)).not.toContain('sure');
  });
});

describe('orders of a listing', () => {
  it('count from the match on, come back with it, and the complaint about overselling is handed on both times', async () => {
    const database = await openTemporary();
    const here = await shop(database, 'A', [{ key: 'a', sku: 'SKU-a', stock: 1 }]);
    const [listing] = listings(database, here) as [ListingId];
    const variantId = made(await decide(database, [{ listingId: listing, action: 'create' }]));
    await decide(database, [{ listingId: listing, action: 'unlink' }]);
    const placedAt = (database.variants.get(variantId).openedAt ?? 0) + 1000;
    const lines = [{ key: 'l', sku: 'SKU-a', title: 'Havlu', quantity: 3, variantKey: 'a' }];
    const record: OrderRecord = {
      ...{ kind: 'order', key: 'o', number: 'o', placedAt, modifiedAt: placedAt, currency: 'TRY' },
      packages: [{ key: 'p', status: 'new', replaces: [], lines }],
      packagesComplete: true,
    };
    database.write((tx) => applyOrders(tx, { connectionId: here }, [record], placedAt));
    expect(database.variants.get(variantId).onHand).toBe(1);

    const problems = new Set<ProblemId>();
    const again = await decide(database, [{ listingId: listing, action: 'match', variantId }], problems);
    expect(database.variants.get(variantId).onHand).toBe(-2);
    expect([...problems].map((id) => database.problems.get(id))).toMatchObject([
      { state: 'open', error: { code: 'stock.oversold', facts: { count: 2 } } },
    ]);
    const closed = new Set<ProblemId>();
    const { batchId } = again;
    if (batchId === null) throw new Error('nothing was changed');
    await undoMatches({ database, batch: batchId, actor: 'person', problems: closed });
    expect(database.variants.get(variantId).onHand).toBe(1);
    expect([...closed].map((id) => database.problems.get(id).state)).toEqual(['closed']);
  });
});

describe('what a channel is to be told', () => {
  it('follows the match: queued with it, another number with another product, nothing without it', async () => {
    const database = await openTemporary();
    const a = await shop(database, 'A', [
      { key: 'a', sku: 'A', stock: 7, title: 'Havlu' },
      { key: 'c', sku: 'C', stock: 2, title: 'Fincan' },
    ]);
    await create(database, { connectionId: a });
    const b = await shop(database, 'B', [{ key: 'b', sku: 'B', stock: 40, title: 'Perde' }]);
    const stock = { ...DEFAULT_RULES.stock, send: true };
    database.write((tx) => tx.rules.save(b, { ...DEFAULT_RULES, stock }));
    const [listing] = listings(database, b) as [ListingId];
    const [first, second] = database.variants.bySku('A').concat(database.variants.bySku('C'));
    if (!first || !second) throw new Error('nothing was made');
    const told = () => database.write((tx) => tx.values.find(listing, 'stock'));
    expect(told()).toBeNull();
    await decide(database, [{ listingId: listing, action: 'match', variantId: first.id }]);
    expect(told()).toMatchObject({ state: 'queued', wanted: { quantity: 7 } });
    const { batchId } = await decide(database, [
      { listingId: listing, action: 'match', variantId: second.id },
    ]);
    expect(told()).toMatchObject({ state: 'queued', wanted: { quantity: 2 } });
    await undo(database, batchId);
    expect(told()).toMatchObject({ wanted: { quantity: 7 } });
    await decide(database, [{ listingId: listing, action: 'ignore' }]);
    expect(told()).toBeNull();
  });
});

describe('taking a creation back', () => {
  it('leaves a product alone that was edited, also when a sale came after the edit', async () => {
    const database = await openTemporary();
    const here = await shop(database, 'A', [
      { key: 'a', stock: 5 },
      { key: 'b', stock: 5 },
    ]);
    const { batchId } = await create(database, { connectionId: here });
    const [edited, sold] = database.variants.page({ updatedAt: 0, id: 0 }, 10).map(({ id }) => id) as [
      VariantId,
      VariantId,
    ];
    database.write((tx) => tx.variants.update(edited, { costMinor: 700 }));
    for (const variantId of [edited, sold])
      database.write((tx) =>
        tx.stock.book({
          ...{ variantId, onHandChange: -1, reservedChange: 0 },
          ...{ kind: 'sale', eventKey: null, actor: 'system' },
        }),
      );
    const { skipped } = await undo(database, batchId);
    expect(skipped).toEqual([{ entity: 'variant', id: edited }]);
    expect(database.variants.find(edited)).toMatchObject({ deletedAt: null, onHand: 4 });
    expect(database.variants.find(sold)?.deletedAt).not.toBeNull();
    expect(database.stock.movements(sold, null, 1)[0]).toMatchObject({ kind: 'undo', onHandAfter: 0 });
  });

  it('goes on where it was cut off, and is done only at the end', async () => {
    const database = await openTemporary();
    const goods = Array.from({ length: 60 }, (_, index) => ({ key: `k${index}` }));
    const here = await shop(database, 'A', goods);
    const { batchId, results } = await create(database, { connectionId: here });
    if (batchId === null) throw new Error('nothing was made');
    expect(results).toHaveLength(60);
    const cutOff = undoMatches({
      ...{ database, batch: batchId, actor: 'person', problems: new Set<ProblemId>() },
      afterStep: () => {
        throw new Error('the power went');
      },
    });
    await expect(cutOff).rejects.toThrow('the power went');
    const undecided = listings(database, here).length;
    expect(undecided).toBeGreaterThan(0);
    expect(undecided).toBeLessThan(60);
    expect(database.batches.get(batchId).undoneAt).toBeNull();

    expect(await undo(database, batchId)).toEqual({ undone: 120, skipped: [] });
    expect(database.batches.get(batchId).undoneAt).not.toBeNull();
    expect(listings(database, here)).toHaveLength(60);
    expect(database.variants.page({ updatedAt: 0, id: 0 }, 10)).toEqual([]);
    expect(database.matches.summary()).toMatchObject([{ class: 'new', count: 60 }]);
    await expect(undo(database, batchId)).rejects.toMatchObject({ code: 'import.notUndoable' });
  });
});

it('lets others work between two steps', async () => {
  const database = await openTemporary();
  let [left, steps, ticks] = [1500, 0, 0];
  const timer = setInterval(() => {
    ticks += 1;
  }, 0);
  await inSteps(
    database,
    (tx) => {
      tx.meta.set('step', String(left));
      left -= 1;
      return left > 0;
    },
    () => {
      steps += 1;
    },
  );
  clearInterval(timer);
  expect(left).toBe(0);
  expect(steps).toBeGreaterThan(1);
  expect(ticks).toBeGreaterThan(0);
});
