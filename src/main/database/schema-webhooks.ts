import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Tables of migration 0003, as schema.ts has those of the first. */
export const webhookEndpoints = sqliteTable('webhook_endpoints', {
  connectionId: text('connection_id').primaryKey(),
  state: text('state', { enum: ['waiting', 'registered', 'byHand', 'failed'] }).notNull(),
  address: text('address'),
  previousUntil: integer('previous_until'),
  checkedAt: integer('checked_at'),
  switchedOffAt: integer('switched_off_at'),
  error: text('error'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
});

export const webhookDeliveries = sqliteTable('webhook_deliveries', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  connectionId: text('connection_id').notNull(),
  deliveryKey: text('delivery_key').notNull(),
  topic: text('topic'),
  entity: text('entity'),
  stream: text('stream', { enum: ['products', 'orders'] }),
  headers: text('headers').notNull(),
  body: blob('body', { mode: 'buffer' }),
  bytes: integer('bytes').notNull(),
  receivedAt: integer('received_at').notNull(),
  state: text('state', { enum: ['new', 'waiting', 'done', 'aside', 'refused'] }).notNull(),
  repeats: integer('repeats').notNull().default(0),
  attempts: integer('attempts').notNull().default(0),
  nextAt: integer('next_at').notNull().default(0),
  error: text('error'),
  settledAt: integer('settled_at'),
});
