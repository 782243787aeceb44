import { join } from 'node:path';
import Database from 'better-sqlite3';
import { turkishEan13 } from '../../marketplaces/kit';
import type { BookLine, Books } from './books';
import type { Kervan } from './kervan';
import type { Shop } from './shops';

interface VariantRow {
  readonly id: number;
  readonly barcode: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly movedOnHand: number;
  readonly movedReserved: number;
  readonly inWarehouses: number;
}
interface LineRow {
  readonly connectionId: string;
  readonly lineKey: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly orders: number;
}

/** What is wrong with the books of a data folder, in words; empty = nothing. Read from the file, past all of Kervan's code. */
export function ledgerFaults(kervan: Kervan, shops: readonly Shop[], books: Books): string[] {
  const database = new Database(join(kervan.dataDir, 'kervan.db'), { readonly: true });
  try {
    return [...variantFaults(database, books), ...lineFaults(database, kervan, shops, books)];
  } finally {
    database.close();
  }
}

function variantFaults(database: Database.Database, books: Books): string[] {
  const rows = database
    .prepare<[], VariantRow>(
      `SELECT v.id, v.barcode, v.on_hand AS onHand, v.reserved,
         coalesce(sum(m.on_hand_change), 0) AS movedOnHand, coalesce(sum(m.reserved_change), 0) AS movedReserved,
         (SELECT coalesce(sum(on_hand), 0) FROM stock_levels WHERE variant_id = v.id) AS inWarehouses
       FROM variants v LEFT JOIN stock_movements m ON m.variant_id = v.id
       WHERE v.deleted_at IS NULL GROUP BY v.id`,
    )
    .all();
  const byBarcode = new Map(rows.map((row) => [row.barcode, row]));
  const products = Array.from({ length: books.products }, (_, product) => product);
  return [
    ...(rows.length === books.products ? [] : [`${rows.length} variants for ${books.products} products`]),
    ...products.flatMap((product) => {
      const row = byBarcode.get(turkishEan13(product));
      if (row === undefined) return [`product ${product} has no variant`];
      const { movedOnHand, movedReserved, inWarehouses, onHand, reserved } = row;
      const summed = movedOnHand === onHand && movedReserved === reserved && inWarehouses === onHand;
      const right = onHand === books.onHand(product) && reserved === books.reserved(product);
      return [
        ...(summed ? [] : [`product ${product}: the sums differ ${JSON.stringify(row)}`]),
        ...(right
          ? []
          : [
              `product ${product}: on hand ${onHand}, reserved ${reserved}; true are ${books.onHand(product)} and ${books.reserved(product)}`,
            ]),
      ];
    }),
  ];
}

/** Each order line is booked once: what its movements add up to is what became of it. */
function lineFaults(
  database: Database.Database,
  kervan: Kervan,
  shops: readonly Shop[],
  books: Books,
): string[] {
  const rows = database
    .prepare<[], LineRow>(
      `SELECT connection_id AS connectionId, line_key AS lineKey, sum(on_hand_change) AS onHand,
         sum(reserved_change) AS reserved, count(DISTINCT order_key) AS orders
       FROM stock_movements WHERE order_key IS NOT NULL GROUP BY connection_id, line_key`,
    )
    .all();
  const booked = new Map(rows.map((row) => [`${row.connectionId} ${row.lineKey}`, row]));
  const faults: string[] = [];
  for (const order of books.orders) {
    const connection = kervan.connectionOf(order.shop);
    for (const line of order.lines) {
      const key = `${connection} ${line.lineKey}`;
      const row = booked.get(key);
      booked.delete(key);
      const is = row === undefined ? [0, 0, 1] : [row.onHand, row.reserved, row.orders];
      const should = [...netOf(line), 1];
      if (is.join() !== should.join())
        faults.push(
          `${order.shop.name} order ${order.number} line ${line.lineKey} (product ${line.product}, ${line.state}): booked ${is}, should be ${should}`,
        );
    }
  }
  const names = new Map(shops.map((shop) => [kervan.connectionOf(shop), shop.name]));
  for (const row of booked.values())
    faults.push(`${names.get(row.connectionId) ?? '?'} line ${row.lineKey} was never sold, yet is booked`);
  return faults;
}

/** What the line's movements must add up to: on hand, reserved. */
function netOf({ state, pieces }: BookLine): [number, number] {
  switch (state) {
    case 'awaiting':
      return [0, pieces];
    case 'sold':
      return [-pieces, 0];
    case 'cancelled':
    case 'returned':
      return [0, 0];
  }
}

/** Channels that show something else than what is free. */
export function shelfFaults(shops: readonly Shop[], books: Books): string[] {
  return shops.flatMap((shop) =>
    shop.market.floor.shelf().flatMap((row) => {
      const product = shop.places.get(row.key);
      if (product === undefined) return [`${shop.name} sells ${row.key}, which nobody gave it`];
      const free = Math.max(0, books.free(product));
      // A shop that lets its number fall below 0 sells nothing either.
      return Math.max(0, row.stock) === free
        ? []
        : [`${shop.name} shows ${row.stock} of product ${product}; free are ${free}`];
    }),
  );
}
