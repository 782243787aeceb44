import type Sqlite from 'better-sqlite3';
import type { OrderLine } from '../../../shared/contract/catalogue-data';
import type { ConnectionId } from '../../../shared/domain/ids';
import type { Stamp } from '../stamp';

interface OrderColumns {
  readonly number: string;
  readonly number_key: string;
  readonly status: string;
  readonly channel_status: string | null;
  readonly placed_at: number | null;
  readonly modified_at: number | null;
  readonly due_at: number | null;
  readonly currency: string;
  readonly total_minor: number | null;
  readonly customer_name: string | null;
  readonly city: string | null;
  readonly carrier: string | null;
  readonly tracking_number: string | null;
  readonly line_count: number;
  readonly piece_count: number;
  readonly detail: string;
  readonly merge_state: string;
  readonly content_hash: string;
}

const COLUMNS: { readonly [K in keyof OrderColumns]: true } = {
  number: true,
  number_key: true,
  status: true,
  channel_status: true,
  placed_at: true,
  modified_at: true,
  due_at: true,
  currency: true,
  total_minor: true,
  customer_name: true,
  city: true,
  carrier: true,
  tracking_number: true,
  line_count: true,
  piece_count: true,
  detail: true,
  merge_state: true,
  content_hash: true,
};
const isColumn = (name: string): name is keyof OrderColumns => name in COLUMNS;
const columns = Object.keys(COLUMNS).filter(isColumn);

/** Rows of orders with their lines and their entry in the full-text index. */
export class OrderStore {
  readonly #brief: Sqlite.Statement<[string, string], { readonly id: number; readonly content_hash: string }>;
  readonly #mergeState: Sqlite.Statement<[string, string], { readonly merge_state: string }>;
  readonly #insert: Sqlite.Statement<unknown[]>;
  readonly #update: Sqlite.Statement<unknown[]>;
  readonly #dropLines: Sqlite.Statement<[number]>;
  readonly #addLine: Sqlite.Statement<unknown[]>;
  readonly #dropTerms: Sqlite.Statement<[number]>;
  readonly #addTerms: Sqlite.Statement<[number, string]>;

  constructor(connection: Sqlite.Database) {
    this.#brief = connection.prepare<
      [string, string],
      { readonly id: number; readonly content_hash: string }
    >('SELECT id, content_hash FROM orders WHERE connection_id = ? AND key = ?');
    this.#mergeState = connection.prepare<[string, string], { readonly merge_state: string }>(
      'SELECT merge_state FROM orders WHERE connection_id = ? AND key = ?',
    );
    this.#insert = connection.prepare(
      `INSERT INTO orders (connection_id, key, created_at, updated_at, ${columns.join(', ')})
       VALUES (?, ?, ?, ?, ${columns.map(() => '?').join(', ')})`,
    );
    this.#update = connection.prepare(
      `UPDATE orders SET updated_at = ?, ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
    );
    this.#dropLines = connection.prepare('DELETE FROM order_lines WHERE order_id = ?');
    this.#addLine = connection.prepare(
      `INSERT INTO order_lines (order_id, position, key, package_key, sku, barcode, title, quantity, unit_price_minor,
         total_minor, discount_minor, currency, vat_rate, status, channel_status, variant_key, returned_pieces)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#dropTerms = connection.prepare('DELETE FROM order_search WHERE rowid = ?');
    this.#addTerms = connection.prepare('INSERT INTO order_search (rowid, terms) VALUES (?, ?)');
  }

  brief(
    connectionId: ConnectionId,
    key: string,
  ): { readonly id: number; readonly content_hash: string } | undefined {
    return this.#brief.get(connectionId, key);
  }

  mergeState(connectionId: ConnectionId, key: string): string | undefined {
    return this.#mergeState.get(connectionId, key)?.merge_state;
  }

  /** `known` null = a new order. Returns its id. */
  save(
    known: number | null,
    connectionId: ConnectionId,
    key: string,
    row: OrderColumns,
    stamp: Stamp,
  ): number {
    const values = columns.map((name) => row[name]);
    if (known === null) {
      return Number(this.#insert.run(connectionId, key, stamp, stamp, ...values).lastInsertRowid);
    }
    this.#update.run(stamp, ...values, known);
    return known;
  }

  replaceLines(orderId: number, lines: readonly OrderLine[]): void {
    this.#dropLines.run(orderId);
    lines.forEach((line, position) => {
      this.#addLine.run(
        orderId,
        position,
        line.key,
        line.packageKey,
        line.sku,
        line.barcode,
        line.title,
        line.quantity,
        line.unitPrice?.minor ?? null,
        line.total?.minor ?? null,
        line.discount?.minor ?? null,
        (line.total ?? line.unitPrice ?? line.discount)?.currency ?? null,
        line.vatRate,
        line.status,
        line.channelStatus,
        line.variantKey,
        line.returnedPieces,
      );
    });
  }

  replaceTerms(orderId: number, known: boolean, terms: string): void {
    if (known) this.#dropTerms.run(orderId);
    this.#addTerms.run(orderId, terms);
  }
}
