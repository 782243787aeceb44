import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What was asked of channels about orders, as migration 0005 leaves it. */
export const orderEvents = sqliteTable('order_events', {
  id: integer('id').primaryKey(),
  orderId: integer('order_id').notNull(),
  action: text('action').notNull(),
  fields: text('fields').notNull(),
  actor: text('actor', { enum: ['person', 'api'] }).notNull(),
  statusBefore: text('status_before').notNull(),
  begunAt: integer('begun_at').notNull(),
  endedAt: integer('ended_at'),
  outcome: text('outcome', { enum: ['taken', 'refused', 'unknown'] }),
  error: text('error'),
});
