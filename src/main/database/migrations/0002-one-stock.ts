import type { Migration } from './migration';

/**
 * What the merchant sells, its stock with every movement behind it, which listing is which variant, the rules of each channel,
 * and what each listing is to be told. A movement is never changed or deleted: two triggers see to it.
 */
export const oneStock: Migration = {
  number: 2,
  name: 'one-stock',
  sql: `
CREATE TABLE warehouses (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;
INSERT INTO warehouses (id, name, created_at) VALUES (1, 'Merkez', 0);

CREATE TABLE variants (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  title_key TEXT NOT NULL,
  variant_title TEXT,
  sku TEXT,
  sku_code TEXT,
  barcode TEXT,
  brand TEXT,
  options TEXT NOT NULL CHECK (json_valid(options)),
  base_price_minor INTEGER,
  base_list_price_minor INTEGER,
  cost_minor INTEGER,
  currency TEXT NOT NULL,
  vat_rate REAL,
  on_hand INTEGER NOT NULL DEFAULT 0,
  reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  safety INTEGER NOT NULL DEFAULT 0 CHECK (safety >= 0),
  available INTEGER GENERATED ALWAYS AS (on_hand - reserved - safety) VIRTUAL,
  -- From when on orders count (UTC epoch ms): earlier ones are in the opening number already. null = stock was never told.
  opened_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX variants_by_barcode ON variants (barcode) WHERE barcode IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX variants_by_sku ON variants (sku_code, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX variants_by_title ON variants (title_key, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX variants_by_available ON variants (available, id) WHERE deleted_at IS NULL;
CREATE INDEX variants_unopened ON variants (title_key, id, opened_at, deleted_at) WHERE opened_at IS NULL AND deleted_at IS NULL;
CREATE INDEX variants_by_change ON variants (updated_at, id, deleted_at);
CREATE VIRTUAL TABLE variant_search USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, prefix = '1 2', tokenize = "unicode61 remove_diacritics 0"
);

CREATE TABLE stock_levels (
  variant_id INTEGER NOT NULL REFERENCES variants (id),
  warehouse_id INTEGER NOT NULL REFERENCES warehouses (id),
  on_hand INTEGER NOT NULL,
  PRIMARY KEY (variant_id, warehouse_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE batches (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('match', 'edit', 'import')),
  actor TEXT NOT NULL,
  note TEXT,
  rows INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE TABLE batch_changes (
  batch_id INTEGER NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  entity TEXT NOT NULL CHECK (entity IN ('match', 'variant', 'stock')),
  entity_id INTEGER NOT NULL,
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after)),
  PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_movements (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  variant_id INTEGER NOT NULL REFERENCES variants (id),
  warehouse_id INTEGER NOT NULL REFERENCES warehouses (id),
  kind TEXT NOT NULL CHECK (kind IN ('opening', 'count', 'adjust', 'import', 'transfer', 'reserve', 'release', 'sale',
    'cancel', 'return', 'channel', 'undo')),
  on_hand_change INTEGER NOT NULL,
  reserved_change INTEGER NOT NULL,
  on_hand_after INTEGER NOT NULL,
  reserved_after INTEGER NOT NULL,
  -- No foreign keys: the history outlives the connection.
  connection_id TEXT,
  order_key TEXT,
  line_key TEXT,
  batch_id INTEGER,
  -- What may be booked once only.
  event_key TEXT UNIQUE,
  actor TEXT NOT NULL,
  note TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX stock_movements_by_variant ON stock_movements (variant_id, id);
CREATE INDEX stock_movements_by_order ON stock_movements (connection_id, order_key, line_key) WHERE order_key IS NOT NULL;
CREATE TRIGGER stock_movements_kept BEFORE DELETE ON stock_movements BEGIN
  SELECT raise(ABORT, 'a movement is never deleted');
END;
CREATE TRIGGER stock_movements_unchanged BEFORE UPDATE ON stock_movements BEGIN
  SELECT raise(ABORT, 'a movement is never changed');
END;

-- What of an order line is booked so far; movements are the difference to what it should be.
CREATE TABLE line_stock (
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  order_key TEXT NOT NULL,
  line_key TEXT NOT NULL,
  -- null = its listing is not matched yet.
  variant_id INTEGER REFERENCES variants (id),
  variant_key TEXT,
  sku_code TEXT,
  barcode TEXT,
  -- Placed before the variant's stock was told: counts for nothing.
  placed_at INTEGER NOT NULL,
  pieces INTEGER NOT NULL,
  awaiting INTEGER NOT NULL,
  sold INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  booked_reserved INTEGER NOT NULL DEFAULT 0,
  booked_sold INTEGER NOT NULL DEFAULT 0,
  booked_returned INTEGER NOT NULL DEFAULT 0,
  bookings INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (connection_id, order_key, line_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_stock_by_variant ON line_stock (variant_id, connection_id);
CREATE INDEX line_stock_by_listing ON line_stock (connection_id, variant_key);
CREATE INDEX line_stock_by_barcode ON line_stock (connection_id, barcode) WHERE variant_key IS NULL;
CREATE INDEX line_stock_by_sku ON line_stock (connection_id, sku_code) WHERE variant_key IS NULL;
CREATE INDEX line_stock_reserving ON line_stock (connection_id) WHERE booked_reserved > 0;

ALTER TABLE order_lines ADD COLUMN returned_pieces INTEGER NOT NULL DEFAULT 0;
-- Which listing an order line speaks of when it names only a barcode or the merchant's code.
CREATE INDEX listings_by_barcode ON listings (barcode, connection_id) WHERE barcode IS NOT NULL;
CREATE INDEX listings_by_sku ON listings (sku_code, connection_id) WHERE sku_code IS NOT NULL;
CREATE TABLE matches (
  listing_id INTEGER NOT NULL PRIMARY KEY REFERENCES listings (id) ON DELETE CASCADE,
  connection_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('matched', 'ignored')),
  variant_id INTEGER REFERENCES variants (id),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  CHECK ((state = 'matched') = (variant_id IS NOT NULL))
) STRICT;
CREATE INDEX matches_by_variant ON matches (variant_id, connection_id) WHERE variant_id IS NOT NULL;
CREATE INDEX matches_by_state ON matches (state, connection_id, decided_at, listing_id);
CREATE INDEX matches_by_connection ON matches (connection_id, listing_id) WHERE variant_id IS NOT NULL;

CREATE TABLE match_proposals (
  listing_id INTEGER NOT NULL PRIMARY KEY REFERENCES listings (id) ON DELETE CASCADE,
  connection_id TEXT NOT NULL,
  class TEXT NOT NULL CHECK (class IN ('sure', 'doubtful', 'new')),
  candidates TEXT NOT NULL CHECK (json_valid(candidates)),
  computed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX match_proposals_by_class ON match_proposals (class, connection_id, listing_id);

CREATE TABLE channel_rules (
  connection_id TEXT NOT NULL PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  version INTEGER NOT NULL,
  -- The version listing_values were computed with, and up to which listing those of the newer version are.
  applied_version INTEGER NOT NULL DEFAULT 0,
  applied_after INTEGER,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE stop_list (
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  variant_id INTEGER NOT NULL REFERENCES variants (id),
  PRIMARY KEY (connection_id, variant_id)
) STRICT, WITHOUT ROWID;
-- One unit of the currency in the base currency, in ten-thousandths.
CREATE TABLE rates (
  currency TEXT NOT NULL,
  base TEXT NOT NULL,
  rate_e4 INTEGER NOT NULL CHECK (rate_e4 > 0),
  set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  PRIMARY KEY (currency, base)
) STRICT, WITHOUT ROWID;

-- One row per listing and kind: what it is to be told, what it was told last, what it answered. This is the outbox.
CREATE TABLE listing_values (
  listing_id INTEGER NOT NULL REFERENCES listings (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('stock', 'price')),
  connection_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('off', 'idle', 'queued', 'sending', 'sent', 'confirmed', 'refused', 'unknown', 'held')),
  wanted TEXT CHECK (wanted IS NULL OR json_valid(wanted)),
  wanted_at INTEGER,
  sent TEXT CHECK (sent IS NULL OR json_valid(sent)),
  sent_at INTEGER,
  confirmed TEXT CHECK (confirmed IS NULL OR json_valid(confirmed)),
  confirmed_at INTEGER,
  approved TEXT CHECK (approved IS NULL OR json_valid(approved)),
  error TEXT CHECK (error IS NULL OR json_valid(error)),
  difference TEXT CHECK (difference IN ('panel', 'refused', 'unanswered', 'sales', 'matched')),
  differs_since INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL DEFAULT 0,
  -- When the channel is to be asked what it shows.
  check_at INTEGER,
  send_id INTEGER,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (listing_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX listing_values_due ON listing_values (connection_id, kind, next_at) WHERE state = 'queued';
CREATE INDEX listing_values_doubtful ON listing_values (connection_id, kind, next_at) WHERE state = 'unknown';
CREATE INDEX listing_values_check ON listing_values (connection_id, check_at) WHERE check_at IS NOT NULL;
CREATE INDEX listing_values_by_state ON listing_values (state, connection_id, updated_at) WHERE state IN ('held', 'refused', 'unknown', 'sending', 'sent');
CREATE INDEX listing_values_differ ON listing_values (connection_id, differs_since) WHERE difference IS NOT NULL;
CREATE INDEX listing_values_refused ON listing_values (connection_id, updated_at) WHERE state = 'refused';
CREATE INDEX listing_values_held ON listing_values (listing_id, kind, connection_id, wanted_at, json_extract(error, '$.code'))
  WHERE state = 'held';
CREATE INDEX listing_values_differing ON listing_values (listing_id, kind, connection_id, state, difference, differs_since, wanted_at)
  WHERE difference IS NOT NULL OR state IN ('refused', 'unknown');
CREATE INDEX listing_values_walk ON listing_values (connection_id, kind, state, listing_id);
CREATE INDEX listing_values_confirmed ON listing_values (connection_id, listing_id) WHERE state = 'confirmed';
CREATE INDEX listing_values_by_send ON listing_values (send_id) WHERE send_id IS NOT NULL;
-- A listing that is another variant now, or none, is told nothing of the old one; what is under way ends first.
CREATE TRIGGER listing_values_unmatched AFTER DELETE ON matches BEGIN
  DELETE FROM listing_values WHERE listing_id = old.listing_id AND state NOT IN ('sending', 'sent', 'unknown');
END;
CREATE TRIGGER listing_values_rematched AFTER UPDATE OF variant_id ON matches WHEN old.variant_id IS NOT new.variant_id BEGIN
  DELETE FROM listing_values WHERE listing_id = old.listing_id AND state NOT IN ('sending', 'sent', 'unknown');
END;

-- Variants of which more changed at once than one transaction computes.
CREATE TABLE values_due (
  variant_id INTEGER NOT NULL REFERENCES variants (id),
  -- The connection whose own orders moved the stock, '' = none.
  sold_on TEXT NOT NULL,
  PRIMARY KEY (variant_id, sold_on)
) STRICT, WITHOUT ROWID;

-- Calls made to a channel whose result is still to come.
CREATE TABLE sends (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  action TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sending', 'polling')),
  remote_id TEXT,
  sent_at INTEGER NOT NULL,
  poll_at INTEGER,
  give_up_at INTEGER
) STRICT;
CREATE INDEX sends_by_connection ON sends (connection_id, state, poll_at);
-- Bodies a channel would refuse if they came again too soon.
CREATE TABLE sent_bodies (
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  action TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  PRIMARY KEY (connection_id, action, body_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX sent_bodies_by_time ON sent_bodies (sent_at);

-- Readings by themselves that ended well: those that brought nothing are forgotten soon.
CREATE INDEX runs_by_themselves ON runs (ended_at) WHERE started_by = 'schedule' AND mode = 'delta' AND state = 'done';
`,
};
