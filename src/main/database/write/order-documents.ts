import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import {
  type ConnectionId,
  connectionIdSchema,
  type OrderId,
  orderIdSchema,
} from '../../../shared/domain/ids';
import { readObject } from '../json-column';

const rowSchema = z.object({
  id: z.number(),
  connection_id: connectionIdSchema,
  number: z.string(),
  merge_state: z.string(),
});

export interface StoredOrderDocument {
  readonly id: OrderId;
  readonly connectionId: ConnectionId;
  readonly number: string;
  /** As OrdersWriter stored it. */
  readonly mergeState: Readonly<Record<string, unknown>>;
}

/** What orders are known to be, by their ids in the database. */
export class OrderDocuments {
  readonly #connection: Sqlite.Database;

  constructor(connection: Sqlite.Database) {
    this.#connection = connection;
  }

  /** In the order of the ids; what is no more there is left out. */
  find(ids: readonly OrderId[]): StoredOrderDocument[] {
    const rows = this.#connection
      .prepare(
        `SELECT id, connection_id, number, merge_state FROM orders
         WHERE id IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify(ids.map(Number)))
      .map((row) => rowSchema.parse(row));
    const byId = new Map(rows.map((row) => [String(row.id), row]));
    return ids.flatMap((id) => {
      const row = byId.get(id);
      if (row === undefined) return [];
      return [
        {
          id: orderIdSchema.parse(String(row.id)),
          connectionId: row.connection_id,
          number: row.number,
          mergeState: readObject(row.merge_state),
        },
      ];
    });
  }
}
