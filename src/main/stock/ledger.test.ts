import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ConnectionId, VariantId } from '../../shared/domain/ids';
import type { OrderRecord, OrderStatus } from '../../shared/domain/order';
import { BLANK_VARIANT, type Database } from '../database';
import { addConnection, openTemporary, product, variant } from '../database/test-kit/temporary-database';
import { applyOrders } from '../sync/stream-run';
import { releaseReservations } from './ledger';
import { rebookListings } from './rebook';

const OPENED = 1_000;

async function shop() {
  const database = await openTemporary();
  const connectionId = addConnection(database);
  database.write((tx) => {
    tx.products.apply([product('p', [variant('v', { barcode: '8690000000012' })])], {
      connectionId,
      fullRunId: null,
    });
  });
  return { database, connectionId };
}

function newVariant(database: Database, onHand: number): VariantId {
  return database.write((tx) => {
    const made = tx.variants.create({
      ...BLANK_VARIANT,
      title: 'Havlu',
      sku: 'SKU-v',
      barcode: '8690000000012',
    });
    tx.stock.open(made.id, onHand, OPENED, 'system');
    return made.id;
  });
}

function parcel(key: string, status: OrderStatus, quantity: number, replaces: string[] = []) {
  return {
    key,
    status,
    replaces,
    lines: [{ key: 'l', sku: 'SKU-v', title: 'Havlu', quantity, variantKey: 'v' }],
  };
}

function told(key: string, at: number, packages: ReturnType<typeof parcel>[], whole = true): OrderRecord {
  return {
    kind: 'order',
    key,
    number: key,
    placedAt: 2_000,
    modifiedAt: at,
    currency: 'TRY',
    packages,
    packagesComplete: whole,
  };
}

function read(database: Database, connectionId: ConnectionId, records: OrderRecord[]) {
  return database.write((tx) => applyOrders(tx, { connectionId }, records, 9_000));
}

/** As matching does it: the decision and what follows from it, in one transaction. */
function match(database: Database, connectionId: ConnectionId, variantId: VariantId | null) {
  database.write((tx) => {
    const [open] = tx.matches.open(connectionId, '', 10).listings;
    if (open && variantId !== null)
      tx.matches.set(open, { state: 'matched', variantId, reason: 'manual' }, 'person');
    rebookListings(tx, connectionId, ['v']);
  });
}

const level = (database: Database, id: VariantId) => {
  const { onHand, reserved } = database.variants.get(id);
  return { onHand, reserved };
};

it('books an order that waited for its match once, and nothing of the same answer again', async () => {
  const { database, connectionId } = await shop();
  read(database, connectionId, [told('o', 3_000, [parcel('a', 'new', 2)])]);
  const id = newVariant(database, 10);
  match(database, connectionId, id);
  match(database, connectionId, null);
  read(database, connectionId, [told('o', 3_000, [parcel('a', 'new', 2)])]);
  expect(level(database, id)).toEqual({ onHand: 8, reserved: 0 });
  expect(database.stock.movements(id, null, 10).map(({ kind }) => kind)).toEqual(['sale', 'opening']);
});

it('complains about an oversold variant and takes it back with the cancellation', async () => {
  const { database, connectionId } = await shop();
  const id = newVariant(database, 1);
  match(database, connectionId, id);
  read(database, connectionId, [told('o', 3_000, [parcel('a', 'new', 3)])]);
  const complaint = () => database.problems.open(null).map(({ error }) => [error.code, error.facts]);
  expect(complaint()).toEqual([['stock.oversold', { sku: 'SKU-v', count: 2, onHand: 0, sold: 2 }]]);
  read(database, connectionId, [told('o', 4_000, [parcel('a', 'cancelled', 3)])]);
  expect(complaint()).toEqual([]);
  expect(level(database, id)).toEqual({ onHand: 1, reserved: 0 });
});

it('gives back what unpaid orders of a deleted connection keep aside', async () => {
  const { database, connectionId } = await shop();
  const id = newVariant(database, 5);
  match(database, connectionId, id);
  read(database, connectionId, [told('o', 3_000, [parcel('a', 'awaiting', 2)])]);
  expect(level(database, id)).toEqual({ onHand: 5, reserved: 2 });
  database.write((tx) => {
    releaseReservations(tx, connectionId);
  });
  expect(level(database, id)).toEqual({ onHand: 5, reserved: 0 });
});

const statuses = ['awaiting', 'new', 'shipped', 'cancelled', 'returned'] as const;
const answers = fc.array(
  fc.record({
    order: fc.constantFrom('o1', 'o2'),
    pieces: fc.array(fc.constantFrom(...statuses), { minLength: 4, maxLength: 4 }),
    again: fc.integer({ min: 0, max: 2 }),
    at: fc.integer({ min: 3_000, max: 3_020 }),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Random lives of two orders of four pieces, split anew at every answer, with repeats and answers out of order. */
it('keeps the ledger the sum of its movements whatever answers come', async () => {
  const { database, connectionId } = await shop();
  const id = newVariant(database, 100);
  match(database, connectionId, id);
  let round = 0;
  fc.assert(
    fc.property(answers, (life) => {
      round += 1;
      const start = database.variants.get(id);
      const expected = new Map<string, { at: number; pieces: readonly (typeof statuses)[number][] }>();
      for (const { order, pieces, again, at } of life) {
        const key = `${order}-${round}`;
        // Of two different answers of one moment none is the older: only one may exist.
        if (expected.get(key)?.at === at) continue;
        const known = expected.get(key);
        // An older answer never overwrites; as one whole it may only be tried where it is newer.
        if (known && known.at > at) continue;
        const packages = pieces.map((status, index) => parcel(`${index}`, status, 1));
        for (let time = 0; time <= again; time += 1) read(database, connectionId, [told(key, at, packages)]);
        expected.set(key, { at, pieces });
      }
      const all = [...expected.values()].flatMap(({ pieces }) => pieces);
      const sold = all.filter((one) => one === 'new' || one === 'shipped').length;
      const now = database.variants.get(id);
      expect(start.onHand - now.onHand).toBe(sold);
      expect(now.reserved - start.reserved).toBe(all.filter((one) => one === 'awaiting').length);
    }),
    { numRuns: 15, verbose: true },
  );
  const movements = database.stock.movements(id, null, 100_000);
  const { onHand, reserved } = database.variants.get(id);
  expect(movements.reduce((sum, one) => sum + one.onHandChange, 0)).toBe(onHand);
  expect(movements.reduce((sum, one) => sum + one.reservedChange, 0)).toBe(reserved);
  expect(database.stock.levels(id).map((one) => one.onHand)).toEqual([onHand]);
});
