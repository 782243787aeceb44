import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Tables of the local API, as migration 0004 leaves them. */
export const apiTokens = sqliteTable('api_tokens', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  tokenHash: blob('token_hash', { mode: 'buffer' }).notNull().unique(),
  createdAt: integer('created_at').notNull(),
  lastUsedAt: integer('last_used_at'),
  role: text('role', { enum: ['viewer', 'operator', 'admin'] })
    .notNull()
    .default('admin'),
  expiresAt: integer('expires_at'),
});

export const apiAnswers = sqliteTable(
  'api_answers',
  {
    tokenId: text('token_id').notNull(),
    key: text('key').notNull(),
    requestHash: blob('request_hash', { mode: 'buffer' }).notNull(),
    status: integer('status'),
    contentType: text('content_type'),
    location: text('location'),
    body: blob('body', { mode: 'buffer' }),
    kept: integer('kept', { mode: 'boolean' }).notNull().default(true),
    begunAt: integer('begun_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tokenId, table.key] })],
);
