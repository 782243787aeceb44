import type { Migration } from './migration';

/**
 * Which connections are told of changes by their channel, and every delivery that proved itself. A delivery is kept before it is
 * answered; what does not prove itself is only counted, one row an hour.
 */
export const webhooks: Migration = {
  number: 3,
  name: 'webhooks',
  sql: `
CREATE TABLE webhook_endpoints (
  connection_id TEXT NOT NULL PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'registered', 'byHand', 'failed')),
  -- The public address the channel was told last, without the secret part.
  address TEXT,
  -- Until when the secret before the present one counts (UTC epoch ms).
  previous_until INTEGER,
  -- When the channel's list of hooks was looked at last, and when it had switched one off.
  checked_at INTEGER,
  switched_off_at INTEGER,
  error TEXT CHECK (error IS NULL OR json_valid(error)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_deliveries (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  -- The channel's delivery id, or the body's hash: the same delivery comes in once.
  delivery_key TEXT NOT NULL,
  topic TEXT,
  entity TEXT,
  -- What is to be read; null = not known yet.
  stream TEXT CHECK (stream IN ('products', 'orders')),
  headers TEXT NOT NULL CHECK (json_valid(headers)),
  body BLOB,
  bytes INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  -- new: as it came; waiting: understood, its reading is to come; aside: waits for a person; refused: did not prove itself.
  state TEXT NOT NULL CHECK (state IN ('new', 'waiting', 'done', 'aside', 'refused')),
  -- How often it came again.
  repeats INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Not to be tried before (UTC epoch ms).
  next_at INTEGER NOT NULL DEFAULT 0,
  error TEXT CHECK (error IS NULL OR json_valid(error)),
  settled_at INTEGER,
  UNIQUE (connection_id, delivery_key)
) STRICT;
CREATE INDEX webhook_deliveries_by_state ON webhook_deliveries (state, id);
CREATE INDEX webhook_deliveries_open ON webhook_deliveries (connection_id, stream, state, received_at, next_at)
  WHERE state IN ('waiting', 'aside');
CREATE INDEX webhook_deliveries_by_connection ON webhook_deliveries (connection_id, id);
CREATE INDEX webhook_deliveries_by_time ON webhook_deliveries (received_at, state, repeats);
`,
};
