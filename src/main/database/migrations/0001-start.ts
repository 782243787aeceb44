import type { Migration } from './migration';

/**
 * Connections with their secrets, runs with their place, listings, orders, and what went wrong.
 * Times are UTC epoch ms. `updated_at` is Kervan's own change time: strictly rising from one transaction to the next.
 */
export const start: Migration = {
  number: 1,
  name: 'start',
  sql: `
CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE connections (
  id TEXT NOT NULL PRIMARY KEY,
  integration TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'deleting')),
  paused_at INTEGER,
  paused_until INTEGER,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  learned TEXT NOT NULL CHECK (json_valid(learned)),
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  secrets_saved_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE vault_keys (
  version INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('os', 'passphrase', 'masterKey')),
  wrapped BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE secrets (
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  key_version INTEGER NOT NULL REFERENCES vault_keys (version),
  sealed BLOB NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (connection_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX secrets_by_key ON secrets (key_version);

CREATE TABLE runs (
  number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  mode TEXT NOT NULL CHECK (mode IN ('delta', 'full')),
  started_by TEXT NOT NULL CHECK (started_by IN ('person', 'schedule', 'api', 'start')),
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'done', 'partial', 'failed', 'cancelled')),
  request TEXT CHECK (request IN ('pause', 'cancel')),
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  error TEXT CHECK (error IS NULL OR json_valid(error))
) STRICT;
CREATE INDEX runs_by_connection ON runs (connection_id, number);
CREATE INDEX runs_active ON runs (number) WHERE state IN ('queued', 'running', 'paused');

CREATE TABLE run_streams (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  stream TEXT NOT NULL,
  position INTEGER NOT NULL,
  connection_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'done', 'partial', 'failed', 'cancelled')),
  part TEXT,
  checkpoint TEXT CHECK (checkpoint IS NULL OR json_valid(checkpoint)),
  pages INTEGER NOT NULL DEFAULT 0,
  total_pages INTEGER,
  received INTEGER NOT NULL DEFAULT 0,
  total_records INTEGER,
  added INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  odd INTEGER NOT NULL DEFAULT 0,
  calls INTEGER NOT NULL DEFAULT 0,
  waited_ms INTEGER NOT NULL DEFAULT 0,
  wait TEXT CHECK (wait IS NULL OR json_valid(wait)),
  started_at INTEGER,
  ended_at INTEGER,
  error TEXT CHECK (error IS NULL OR json_valid(error)),
  PRIMARY KEY (run_id, stream)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX run_streams_one_active ON run_streams (connection_id, stream)
  WHERE state IN ('queued', 'running', 'paused');
CREATE INDEX run_streams_ended ON run_streams (connection_id, stream, ended_at);

CREATE TABLE cursors (
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  stream TEXT NOT NULL,
  cursor TEXT NOT NULL CHECK (json_valid(cursor)),
  definition_version INTEGER NOT NULL,
  full_ended_at INTEGER,
  delta_ended_at INTEGER,
  PRIMARY KEY (connection_id, stream)
) STRICT, WITHOUT ROWID;

CREATE TABLE channel_products (
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  title TEXT,
  brand TEXT,
  category TEXT,
  image_urls TEXT NOT NULL CHECK (json_valid(image_urls)),
  url TEXT,
  status TEXT,
  modified_at INTEGER,
  record_hash TEXT NOT NULL,
  -- Last, so that reading the others never walks through it.
  description TEXT,
  PRIMARY KEY (connection_id, key)
) STRICT;

CREATE TABLE listings (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  product_key TEXT NOT NULL,
  variant_key TEXT NOT NULL,
  title TEXT,
  title_key TEXT NOT NULL,
  variant_title TEXT,
  sku TEXT,
  sku_code TEXT,
  barcode TEXT,
  brand TEXT,
  brand_key INTEGER,
  category TEXT,
  category_key INTEGER,
  price_minor INTEGER,
  currency TEXT,
  list_price_minor INTEGER,
  list_currency TEXT,
  stock INTEGER,
  vat_rate REAL,
  status TEXT,
  own_status TEXT,
  channel_status TEXT,
  url TEXT,
  image_url TEXT,
  remote_ids TEXT NOT NULL,
  options TEXT NOT NULL,
  record_hash TEXT NOT NULL,
  modified_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  gone_at INTEGER
) STRICT;
CREATE UNIQUE INDEX listings_by_key ON listings (connection_id, variant_key);
CREATE INDEX listings_by_product ON listings (connection_id, product_key);
CREATE INDEX listings_by_change ON listings (updated_at, connection_id);
CREATE INDEX listings_by_title ON listings (gone_at, title_key, connection_id, status);
-- Everything a grid filters, sorts and counts by, side by side: a million rows are looked through without their texts.
CREATE INDEX listings_grid ON listings
  (gone_at, stock, connection_id, status, brand_key, category_key, price_minor, modified_at, updated_at, sku_code);

CREATE VIRTUAL TABLE listing_search USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, prefix = '1 2', tokenize = "unicode61 remove_diacritics 0"
);
CREATE TRIGGER listings_search_deleted AFTER DELETE ON listings BEGIN
  DELETE FROM listing_search WHERE rowid = old.id;
END;

-- What a full run has met so far: a few bytes for each row instead of a rewrite of the row.
CREATE TABLE listings_seen (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  listing_id INTEGER NOT NULL,
  PRIMARY KEY (run, listing_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  status TEXT NOT NULL,
  channel_status TEXT,
  placed_at INTEGER,
  modified_at INTEGER,
  due_at INTEGER,
  currency TEXT NOT NULL,
  total_minor INTEGER,
  customer_name TEXT,
  city TEXT,
  carrier TEXT,
  tracking_number TEXT,
  line_count INTEGER NOT NULL,
  piece_count INTEGER NOT NULL,
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  merge_state TEXT NOT NULL CHECK (json_valid(merge_state)),
  content_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX orders_by_key ON orders (connection_id, key);
CREATE INDEX orders_by_change ON orders (updated_at, connection_id);
CREATE INDEX orders_by_placed ON orders (placed_at, connection_id, status);
CREATE INDEX orders_grid ON orders
  (status, placed_at, connection_id, due_at, modified_at, updated_at, total_minor, number_key);

CREATE TABLE order_lines (
  order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  key TEXT NOT NULL,
  package_key TEXT,
  sku TEXT,
  barcode TEXT,
  title TEXT,
  quantity INTEGER NOT NULL,
  unit_price_minor INTEGER,
  total_minor INTEGER,
  discount_minor INTEGER,
  currency TEXT,
  vat_rate REAL,
  status TEXT NOT NULL,
  channel_status TEXT,
  variant_key TEXT,
  PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE order_search USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, prefix = '1 2', tokenize = "unicode61 remove_diacritics 0"
);
CREATE TRIGGER orders_search_deleted AFTER DELETE ON orders BEGIN
  DELETE FROM order_search WHERE rowid = old.id;
END;

CREATE TABLE quarantine (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  stream TEXT NOT NULL,
  part TEXT NOT NULL,
  ident TEXT NOT NULL,
  key TEXT,
  raw TEXT NOT NULL,
  reasons TEXT NOT NULL CHECK (json_valid(reasons)),
  run_id TEXT NOT NULL,
  count INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'dismissed')),
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX quarantine_by_ident ON quarantine (connection_id, stream, part, ident);
CREATE INDEX quarantine_open ON quarantine (id) WHERE state = 'open';
CREATE INDEX quarantine_open_by_stream ON quarantine (connection_id, stream, id) WHERE state = 'open';

CREATE TABLE problems (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  fingerprint TEXT NOT NULL UNIQUE,
  error TEXT NOT NULL CHECK (json_valid(error)),
  connection_id TEXT REFERENCES connections (id) ON DELETE CASCADE,
  stream TEXT,
  run_id TEXT,
  count INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'snoozed', 'closed')),
  snoozed_until INTEGER,
  closed_by TEXT CHECK (closed_by IN ('cause', 'person')),
  close_reason TEXT,
  next_try_at INTEGER,
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT;
CREATE INDEX problems_by_seen ON problems (last_seen_at);
CREATE INDEX problems_by_state ON problems (state, last_seen_at);
CREATE INDEX problems_by_connection ON problems (connection_id, last_seen_at);
CREATE INDEX problems_closed ON problems (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE api_tokens (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
`,
};
