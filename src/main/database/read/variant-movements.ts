import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import type { MovementRow } from '../../../shared/contract/stock';
import {
  batchIdSchema,
  connectionIdSchema,
  type MovementId,
  movementIdSchema,
  orderIdSchema,
  type VariantId,
  warehouseIdSchema,
} from '../../../shared/domain/ids';
import { type MovementKind, movementKindSchema } from '../../../shared/domain/stock';
import { joinSql, oneOf, type Sql, sql } from './grid-sql';

export interface MovementRequest {
  readonly variantId: VariantId;
  readonly kinds?: readonly MovementKind[];
  /** The last one of the page before. */
  readonly cursor?: MovementId;
  readonly limit: number;
}

const text = z.string().nullable();
const number = z.number().nullable();
const movementRowSchema = z.object({
  id: z.number(),
  kind: movementKindSchema,
  on_hand_change: z.number(),
  reserved_change: z.number(),
  on_hand_after: z.number(),
  reserved_after: z.number(),
  warehouse_id: z.number(),
  warehouse_name: z.string(),
  connection_id: text,
  connection_name: text,
  order_id: number,
  order_number: text,
  line_key: text,
  batch_id: number,
  batch_note: text,
  actor: z.string(),
  note: text,
  at: z.number(),
});

/** Newest first, through the index of the variant; what a movement speaks of is looked up by key. */
export function planMovements({ variantId, kinds, cursor, limit }: MovementRequest): Sql {
  const where = joinSql(
    [
      sql('m.variant_id = ?', Number(variantId)),
      ...(cursor === undefined ? [] : [sql('m.id < ?', Number(cursor))]),
      ...oneOf('+m.kind', kinds),
    ],
    ' AND ',
  );
  return {
    text: `SELECT m.id, m.kind, m.on_hand_change, m.reserved_change, m.on_hand_after, m.reserved_after, m.warehouse_id,
        (SELECT name FROM warehouses w WHERE w.id = m.warehouse_id) AS warehouse_name, m.connection_id,
        (SELECT name FROM connections c WHERE c.id = m.connection_id) AS connection_name, o.id AS order_id,
        o.number AS order_number, m.line_key, m.batch_id,
        (SELECT note FROM batches b WHERE b.id = m.batch_id) AS batch_note, m.actor, m.note, m.at
      FROM stock_movements m LEFT JOIN orders o ON o.connection_id = m.connection_id AND o.key = m.order_key
      WHERE ${where.text} ORDER BY m.id DESC LIMIT ?`,
    values: [...where.values, limit],
  };
}

/** A page of a variant's movements; the cursor is null when nothing is behind it. */
export function readMovements(connection: Sqlite.Database, request: MovementRequest) {
  const plan = planMovements({ ...request, limit: request.limit + 1 });
  const found = connection.prepare(plan.text).all(...plan.values);
  const rows = found.slice(0, request.limit).map((row) => toMovementRow(movementRowSchema.parse(row)));
  return { rows, nextCursor: found.length > request.limit ? (rows.at(-1)?.id ?? null) : null };
}

function toMovementRow(row: z.infer<typeof movementRowSchema>): MovementRow {
  return {
    id: movementIdSchema.parse(String(row.id)),
    kind: row.kind,
    onHandChange: row.on_hand_change,
    reservedChange: row.reserved_change,
    onHandAfter: row.on_hand_after,
    reservedAfter: row.reserved_after,
    warehouseId: warehouseIdSchema.parse(String(row.warehouse_id)),
    warehouseName: row.warehouse_name,
    connectionId: row.connection_id === null ? null : connectionIdSchema.parse(row.connection_id),
    connectionName: row.connection_name,
    orderId: row.order_id === null ? null : orderIdSchema.parse(String(row.order_id)),
    orderNumber: row.order_number,
    lineKey: row.line_key,
    batchId: row.batch_id === null ? null : batchIdSchema.parse(String(row.batch_id)),
    batchNote: row.batch_note,
    actor: row.actor,
    note: row.note,
    at: row.at,
  };
}
