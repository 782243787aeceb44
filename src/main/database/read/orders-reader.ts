import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import type { OrderDetail, OrderLine, OrderRow } from '../../../shared/contract/catalogue-data';
import type { OrderQuery } from '../../../shared/contract/queries';
import { connectionIdSchema, type OrderId, orderIdSchema } from '../../../shared/domain/ids';
import { orderStatusSchema } from '../../../shared/domain/order';
import { AppError } from '../../../shared/errors/app-error';
import { foldCode } from '../../../shared/text/fold';
import { wholeCode } from '../search-terms';
import { orderDetailColumnSchema } from '../stored-order';
import type { Grid } from './grid';
import { joinSql, oneOf, sql } from './grid-sql';
import { toMoney } from './listing-rows';
import type { RowPage } from './listings-reader';
import { planOrders } from './order-query';
import { encodePlace, type PageRequest, startOf } from './page-cursor';

const text = z.string().nullable();
const number = z.number().nullable();
const rowSchema = z.object({
  id: z.number(),
  connection_id: connectionIdSchema,
  key: z.string(),
  number: z.string(),
  status: orderStatusSchema,
  channel_status: text,
  placed_at: number,
  modified_at: number,
  due_at: number,
  currency: z.string(),
  total_minor: number,
  customer_name: text,
  city: text,
  carrier: text,
  tracking_number: text,
  line_count: z.number(),
  piece_count: z.number(),
  created_at: z.number(),
  updated_at: z.number(),
});
const columns = Object.keys(rowSchema.shape).join(', ');
const lineSchema = z.object({
  order_id: z.number(),
  key: z.string(),
  package_key: text,
  sku: text,
  barcode: text,
  title: text,
  quantity: z.number(),
  unit_price_minor: number,
  total_minor: number,
  discount_minor: number,
  currency: text,
  vat_rate: number,
  status: orderStatusSchema,
  channel_status: text,
  variant_key: text,
  returned_pieces: z.number(),
});

/** Whole orders, for whoever follows the changes. */
export type OrderPageRow = OrderDetail;

/** Questions about orders over a read-only connection. */
export class OrdersReader {
  readonly #connection: Sqlite.Database;
  readonly #grid: Grid;
  readonly #now: () => number;

  constructor(connection: Sqlite.Database, grid: Grid, now: () => number) {
    this.#connection = connection;
    this.#grid = grid;
    this.#now = now;
  }

  count(query: OrderQuery): { count: number; total: number } {
    return { count: this.#grid.count(this.#plan(query)), total: this.#grid.count(this.#plan({})) };
  }

  window(query: OrderQuery, offset: number, limit: number): OrderRow[] {
    return this.rows(this.#grid.window(this.#plan(query), offset, limit, this.exact(query.text)));
  }

  snapshot(query: OrderQuery): Float64Array {
    return this.#grid.snapshot(this.#plan(query), this.exact(query.text));
  }

  /** In the order of the ids; what is no more there is left out. */
  rows(ids: readonly number[]): OrderRow[] {
    const byId = new Map(this.#tableRows(ids).map((row) => [row.id, toOrderRow(row)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  get(id: OrderId): OrderDetail {
    const [order] = this.#details([Number(id)]);
    if (order === undefined) throw new AppError('input.notFound', { facts: { what: 'order', id } });
    return order;
  }

  /** In the order of changes. */
  page(request: PageRequest): RowPage<OrderPageRow> {
    const of = request.connectionId === undefined ? [] : oneOf('+connection_id', [request.connectionId]);
    const where = joinSql(
      [sql('(updated_at, connection_id, id) > (?, ?, ?)', ...startOf(request)), ...of],
      ' AND ',
    );
    const found = this.#connection
      .prepare(
        `SELECT id FROM orders INDEXED BY orders_by_change WHERE ${where.text} ORDER BY updated_at, connection_id, id LIMIT ?`,
      )
      .pluck()
      .all(...where.values, request.limit);
    const ids = z.array(z.number()).parse(found);
    const rows = this.#details(ids);
    const last = rows.at(-1);
    return {
      rows,
      nextCursor:
        last === undefined ? null : encodePlace([last.updatedAt, last.connectionId, Number(last.id)]),
    };
  }

  /** Ids whose number is what was typed. */
  exact(typed: string | undefined): number[] {
    const whole = wholeCode(typed ?? '');
    if (whole.length < 2) return [];
    const found = this.#connection
      .prepare(
        `SELECT id, number FROM orders
         WHERE id IN (SELECT rowid FROM order_search WHERE order_search MATCH ? LIMIT 1000)`,
      )
      .all(`"${whole}"`);
    const rows = z.array(z.object({ id: z.number(), number: z.string() })).parse(found);
    return rows.filter((row) => foldCode(row.number) === foldCode(typed ?? '')).map((row) => row.id);
  }

  #plan(query: OrderQuery) {
    return planOrders(query, this.#now());
  }

  #tableRows(ids: readonly number[]) {
    const statement = this.#connection.prepare(
      `SELECT ${columns} FROM orders WHERE id IN (SELECT value FROM json_each(?))`,
    );
    return statement.all(JSON.stringify(ids)).map((row) => rowSchema.parse(row));
  }

  /** In the order of the ids; what is no more there is left out. */
  #details(ids: readonly number[]): OrderDetail[] {
    const found = this.#connection
      .prepare(`SELECT ${columns}, detail FROM orders WHERE id IN (SELECT value FROM json_each(?))`)
      .all(JSON.stringify(ids));
    const lines = this.#lines(ids);
    const byId = new Map(
      found.map((one) => {
        const row = rowSchema.extend({ detail: z.string() }).parse(one);
        const detail = orderDetailColumnSchema.parse(JSON.parse(row.detail));
        const order = {
          ...toOrderRow(row),
          ...detail,
          key: row.key,
          lines: lines.get(row.id) ?? [],
          createdAt: row.created_at,
        };
        return [row.id, order] as const;
      }),
    );
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  #lines(orderIds: readonly number[]): Map<number, OrderLine[]> {
    const found = this.#connection
      .prepare(
        'SELECT * FROM order_lines WHERE order_id IN (SELECT value FROM json_each(?)) ORDER BY order_id, position',
      )
      .all(JSON.stringify(orderIds));
    const lines = new Map<number, OrderLine[]>();
    for (const one of found) {
      const row = lineSchema.parse(one);
      lines.set(row.order_id, [...(lines.get(row.order_id) ?? []), toLine(row)]);
    }
    return lines;
  }
}

function toOrderRow(row: z.infer<typeof rowSchema>): OrderRow {
  return {
    id: orderIdSchema.parse(String(row.id)),
    connectionId: row.connection_id,
    number: row.number,
    status: row.status,
    channelStatus: row.channel_status,
    placedAt: row.placed_at,
    modifiedAt: row.modified_at,
    dueAt: row.due_at,
    customerName: row.customer_name,
    city: row.city,
    lineCount: row.line_count,
    pieceCount: row.piece_count,
    total: toMoney(row.total_minor, row.currency),
    carrier: row.carrier,
    trackingNumber: row.tracking_number,
    updatedAt: row.updated_at,
  };
}

function toLine(row: z.infer<typeof lineSchema>): OrderLine {
  return {
    key: row.key,
    sku: row.sku,
    barcode: row.barcode,
    title: row.title,
    quantity: row.quantity,
    unitPrice: toMoney(row.unit_price_minor, row.currency),
    total: toMoney(row.total_minor, row.currency),
    discount: toMoney(row.discount_minor, row.currency),
    vatRate: row.vat_rate,
    status: row.status,
    channelStatus: row.channel_status,
    packageKey: row.package_key,
    variantKey: row.variant_key,
    returnedPieces: row.returned_pieces,
  };
}
