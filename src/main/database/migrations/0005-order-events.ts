import type { Migration } from './migration';

/** Changes of an order's status that were asked of its channel: by whom, when, and what became of them. */
export const orderEvents: Migration = {
  number: 5,
  name: 'order-events',
  sql: `
CREATE TABLE order_events (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  -- Name of the change in the connector.
  action TEXT NOT NULL,
  -- JSON object of texts: what a person gave with it (invoice number, tracking number, reason).
  fields TEXT NOT NULL,
  actor TEXT NOT NULL CHECK (actor IN ('person', 'api')),
  -- Kervan's word for the order before it.
  status_before TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  -- null = under way, or cut off by the end of the process: then nobody knows.
  ended_at INTEGER,
  outcome TEXT CHECK (outcome IN ('taken', 'refused', 'unknown')),
  -- JSON of the error, where it was not taken.
  error TEXT,
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX order_events_by_order ON order_events (order_id, id);
`,
};
