import type Sqlite from 'better-sqlite3';
import {
  type ConnectionId,
  connectionIdSchema,
  type VariantId,
  variantIdSchema,
} from '../../../shared/domain/ids';
import { foldCode } from '../../../shared/text/fold';
import { lineStock } from '../schema-stock';
import { TEXT } from '../steady-parameter';
import { columnsOf, selectFrom } from '../typed';

/** What of an order line is booked, and the pieces it was booked from. */
export interface StoredLineStock {
  readonly connectionId: ConnectionId;
  readonly orderKey: string;
  readonly lineKey: string;
  /** null = its listing is not matched. */
  readonly variantId: VariantId | null;
  readonly variantKey: string | null;
  readonly skuCode: string | null;
  readonly barcode: string | null;
  /** UTC epoch ms. */
  readonly placedAt: number;
  readonly pieces: number;
  readonly awaiting: number;
  /** Also those that came back. */
  readonly sold: number;
  readonly returned: number;
  readonly bookedReserved: number;
  readonly bookedSold: number;
  readonly bookedReturned: number;
  /** How many times something was booked for this line. */
  readonly bookings: number;
}

/** The listing an order line speaks of. */
export interface LineListing {
  readonly variantKey: string;
  readonly variantId: VariantId | null;
}

interface ListingRow {
  readonly variant_key: string;
  readonly variant_id: number | null;
}
type LineRow = typeof lineStock.$inferSelect;

const LISTING = `SELECT l.variant_key, m.variant_id FROM listings l
  LEFT JOIN matches m ON m.listing_id = l.id AND m.state = 'matched'`;

const LINE = `${selectFrom('line_stock', lineStock)} WHERE`;
const columns = columnsOf(lineStock);
const SAVE = `INSERT OR REPLACE INTO line_stock (${columns.map(({ column }) => column).join(', ')})
  VALUES (${columns.map(({ field }) => `@${field}`).join(', ')})`;

/** The SQL of this writer, open to the test of query plans. */
export const lineStockSql = {
  byKey: `${LISTING} WHERE l.connection_id = ${TEXT} AND l.variant_key = ${TEXT}`,
  byBarcode: `${LISTING} WHERE l.barcode = ${TEXT} AND l.connection_id = ${TEXT} LIMIT 2`,
  bySku: `${LISTING} WHERE l.sku_code = ${TEXT} AND l.connection_id = ${TEXT} LIMIT 2`,
  ofOrder: `${LINE} connection_id = ? AND order_key = ?`,
  ofVariant: `${LINE} variant_id = ?`,
  reserving: `${LINE} connection_id = ? AND booked_reserved > 0`,
  linesByKey: `${LINE} connection_id = ? AND variant_key = ?`,
  linesByBarcode: `${LINE} connection_id = ? AND barcode = ? AND variant_key IS NULL`,
  linesBySku: `${LINE} connection_id = ? AND sku_code = ? AND variant_key IS NULL`,
} as const;

/** Booked state of order lines; made for one transaction. */
export class LineStockWriter {
  readonly #byKey: Sqlite.Statement<[string, string], ListingRow>;
  readonly #byBarcode: Sqlite.Statement<[string, string], ListingRow>;
  readonly #bySku: Sqlite.Statement<[string, string], ListingRow>;
  readonly #codes: Sqlite.Statement<[string, string], { barcode: string | null; sku_code: string | null }>;
  readonly #ofOrder: Sqlite.Statement<[string, string], LineRow>;
  readonly #ofVariant: Sqlite.Statement<[number], LineRow>;
  readonly #reserving: Sqlite.Statement<[string], LineRow>;
  readonly #linesByKey: Sqlite.Statement<[string, string], LineRow>;
  readonly #linesByBarcode: Sqlite.Statement<[string, string], LineRow>;
  readonly #linesBySku: Sqlite.Statement<[string, string], LineRow>;
  readonly #save: Sqlite.Statement<[LineRow]>;

  constructor(connection: Sqlite.Database) {
    this.#byKey = connection.prepare(lineStockSql.byKey);
    this.#byBarcode = connection.prepare(lineStockSql.byBarcode);
    this.#bySku = connection.prepare(lineStockSql.bySku);
    this.#codes = connection.prepare(
      'SELECT barcode, sku_code FROM listings WHERE connection_id = ? AND variant_key = ?',
    );
    this.#ofOrder = connection.prepare(lineStockSql.ofOrder);
    this.#ofVariant = connection.prepare(lineStockSql.ofVariant);
    this.#reserving = connection.prepare(lineStockSql.reserving);
    this.#linesByKey = connection.prepare(lineStockSql.linesByKey);
    this.#linesByBarcode = connection.prepare(lineStockSql.linesByBarcode);
    this.#linesBySku = connection.prepare(lineStockSql.linesBySku);
    this.#save = connection.prepare(SAVE);
  }

  /** By the channel's own key, else by barcode, else by the merchant's code. Two listings of one code are no answer. */
  listingOf(
    connectionId: ConnectionId,
    line: Pick<StoredLineStock, 'variantKey' | 'barcode' | 'skuCode'>,
  ): LineListing | null {
    const byKey = line.variantKey === null ? [] : this.#byKey.all(connectionId, line.variantKey);
    const byBarcode =
      byKey.length > 0 || line.barcode === null ? byKey : this.#byBarcode.all(line.barcode, connectionId);
    const found =
      byBarcode.length > 0 || line.skuCode === null ? byBarcode : this.#bySku.all(line.skuCode, connectionId);
    const [only] = found;
    if (only === undefined || found.length > 1) return null;
    return { variantKey: only.variant_key, variantId: readVariant(only.variant_id) };
  }

  ofOrder(connectionId: ConnectionId, orderKey: string): StoredLineStock[] {
    return this.#ofOrder.all(connectionId, orderKey).map(toLine);
  }

  /** Lines that speak of one listing, whether it is matched or not. */
  ofListing(connectionId: ConnectionId, variantKey: string): StoredLineStock[] {
    const codes = this.#codes.get(connectionId, variantKey);
    const rows = [
      ...this.#linesByKey.all(connectionId, variantKey),
      ...(codes?.barcode ? this.#linesByBarcode.all(connectionId, codes.barcode) : []),
      ...(codes?.sku_code ? this.#linesBySku.all(connectionId, codes.sku_code) : []),
    ];
    const distinct = new Map(rows.map((row) => [JSON.stringify([row.orderKey, row.lineKey]), row]));
    return [...distinct.values()].map(toLine);
  }

  ofVariant(variantId: VariantId): StoredLineStock[] {
    return this.#ofVariant.all(Number(variantId)).map(toLine);
  }

  /** Lines of a connection that keep pieces aside. */
  reserving(connectionId: ConnectionId): StoredLineStock[] {
    return this.#reserving.all(connectionId).map(toLine);
  }

  save(line: StoredLineStock): void {
    this.#save.run({ ...line, variantId: line.variantId === null ? null : Number(line.variantId) });
  }
}

export function skuCodeOf(sku: string | null): string | null {
  return sku === null ? null : foldCode(sku);
}

function readVariant(id: number | null): VariantId | null {
  return id === null ? null : variantIdSchema.parse(String(id));
}

function toLine(row: LineRow): StoredLineStock {
  return {
    ...row,
    connectionId: connectionIdSchema.parse(row.connectionId),
    variantId: readVariant(row.variantId),
  };
}
