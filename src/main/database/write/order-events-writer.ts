import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import type { OrderId } from '../../../shared/domain/ids';
import { orderStatusSchema } from '../../../shared/domain/order';
import type { WireError } from '../../../shared/errors/app-error';
import { readTexts, readWireError } from '../json-column';

const rowSchema = z.object({
  id: z.number(),
  action: z.string(),
  fields: z.string(),
  actor: z.enum(['person', 'api']),
  status_before: orderStatusSchema,
  begun_at: z.number(),
  ended_at: z.number().nullable(),
  outcome: z.enum(['taken', 'refused', 'unknown']).nullable(),
  error: z.string().nullable(),
});

/** A change of status that was asked of the channel. Times UTC epoch ms. */
export interface StoredOrderEvent {
  readonly id: number;
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly actor: 'person' | 'api';
  readonly statusBefore: z.infer<typeof orderStatusSchema>;
  readonly begunAt: number;
  /** null = under way, or cut off by the end of the process. */
  readonly endedAt: number | null;
  readonly outcome: 'taken' | 'refused' | 'unknown' | null;
  readonly error: WireError | null;
}

export type NewOrderEvent = Pick<
  StoredOrderEvent,
  'action' | 'fields' | 'actor' | 'statusBefore' | 'begunAt'
>;

export class OrderEventsReader {
  protected readonly connection: Sqlite.Database;

  constructor(connection: Sqlite.Database) {
    this.connection = connection;
  }

  /** Newest first. */
  of(orderId: OrderId, limit: number): StoredOrderEvent[] {
    const rows = this.connection
      .prepare('SELECT * FROM order_events WHERE order_id = ? ORDER BY id DESC LIMIT ?')
      .all(Number(orderId), limit);
    return rows.map((row) => toEvent(rowSchema.parse(row)));
  }
}

export class OrderEventsWriter extends OrderEventsReader {
  begin(orderId: OrderId, event: NewOrderEvent): number {
    const added = this.connection
      .prepare(
        `INSERT INTO order_events (order_id, action, fields, actor, status_before, begun_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(
        Number(orderId),
        event.action,
        JSON.stringify(event.fields),
        event.actor,
        event.statusBefore,
        event.begunAt,
      );
    return Number(added.lastInsertRowid);
  }

  end(
    id: number,
    { at, outcome, error }: { readonly at: number } & Pick<StoredOrderEvent, 'outcome' | 'error'>,
  ): void {
    this.connection
      .prepare('UPDATE order_events SET ended_at = ?, outcome = ?, error = ? WHERE id = ?')
      .run(at, outcome, error === null ? null : JSON.stringify(error), id);
  }
}

function toEvent(row: z.infer<typeof rowSchema>): StoredOrderEvent {
  const { status_before: statusBefore, begun_at: begunAt, ended_at: endedAt, fields, error, ...rest } = row;
  return { ...rest, statusBefore, begunAt, endedAt, fields: readTexts(fields), error: readWireError(error) };
}
