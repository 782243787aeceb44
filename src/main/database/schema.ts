import { blob, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export * from './schema-api';
export * from './schema-orders';
export * from './schema-stock';
export * from './schema-webhooks';

/**
 * The tables as the newest migration leaves them, for typed queries. Indexes, checks and STRICT stand in the migrations;
 * a test compares both column by column.
 */
const id = () => integer('id').primaryKey({ autoIncrement: true });
const runStates = ['queued', 'running', 'paused', 'done', 'partial', 'failed', 'cancelled'] as const;
const streams = ['products', 'orders'] as const;

export const meta = sqliteTable('meta', { name: text('name').primaryKey(), value: text('value').notNull() });

export const connections = sqliteTable('connections', {
  id: text('id').primaryKey(),
  integration: text('integration').notNull(),
  name: text('name').notNull(),
  state: text('state', { enum: ['active', 'paused', 'deleting'] }).notNull(),
  pausedAt: integer('paused_at'),
  pausedUntil: integer('paused_until'),
  fields: text('fields').notNull(),
  learned: text('learned').notNull(),
  settings: text('settings').notNull(),
  secretsSavedAt: integer('secrets_saved_at'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
});

export const vaultKeys = sqliteTable('vault_keys', {
  version: integer('version').primaryKey(),
  kind: text('kind', { enum: ['os', 'passphrase', 'masterKey'] }).notNull(),
  wrapped: blob('wrapped', { mode: 'buffer' }).notNull(),
  createdAt: integer('created_at').notNull(),
});

export const secrets = sqliteTable(
  'secrets',
  {
    connectionId: text('connection_id').notNull(),
    name: text('name').notNull(),
    keyVersion: integer('key_version').notNull(),
    sealed: blob('sealed', { mode: 'buffer' }).notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.name] })],
);

export const runs = sqliteTable('runs', {
  number: integer('number').primaryKey({ autoIncrement: true }),
  id: text('id').notNull().unique(),
  connectionId: text('connection_id').notNull(),
  mode: text('mode', { enum: ['delta', 'full'] }).notNull(),
  startedBy: text('started_by', { enum: ['person', 'schedule', 'api', 'start'] }).notNull(),
  state: text('state', { enum: runStates }).notNull(),
  request: text('request', { enum: ['pause', 'cancel'] }),
  createdAt: integer('created_at').notNull(),
  startedAt: integer('started_at'),
  endedAt: integer('ended_at'),
  error: text('error'),
});

export const runStreams = sqliteTable(
  'run_streams',
  {
    runId: text('run_id').notNull(),
    stream: text('stream', { enum: streams }).notNull(),
    position: integer('position').notNull(),
    connectionId: text('connection_id').notNull(),
    state: text('state', { enum: runStates }).notNull(),
    part: text('part'),
    checkpoint: text('checkpoint'),
    pages: integer('pages').notNull().default(0),
    totalPages: integer('total_pages'),
    received: integer('received').notNull().default(0),
    totalRecords: integer('total_records'),
    added: integer('added').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    unchanged: integer('unchanged').notNull().default(0),
    gone: integer('gone').notNull().default(0),
    odd: integer('odd').notNull().default(0),
    calls: integer('calls').notNull().default(0),
    waitedMs: integer('waited_ms').notNull().default(0),
    wait: text('wait'),
    startedAt: integer('started_at'),
    endedAt: integer('ended_at'),
    error: text('error'),
  },
  (table) => [primaryKey({ columns: [table.runId, table.stream] })],
);

export const cursors = sqliteTable(
  'cursors',
  {
    connectionId: text('connection_id').notNull(),
    stream: text('stream', { enum: streams }).notNull(),
    cursor: text('cursor').notNull(),
    definitionVersion: integer('definition_version').notNull(),
    fullEndedAt: integer('full_ended_at'),
    deltaEndedAt: integer('delta_ended_at'),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.stream] })],
);

export const channelProducts = sqliteTable(
  'channel_products',
  {
    connectionId: text('connection_id').notNull(),
    key: text('key').notNull(),
    title: text('title'),
    brand: text('brand'),
    category: text('category'),
    description: text('description'),
    imageUrls: text('image_urls').notNull(),
    url: text('url'),
    status: text('status'),
    modifiedAt: integer('modified_at'),
    recordHash: text('record_hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.key] })],
);

export const listings = sqliteTable('listings', {
  id: id(),
  connectionId: text('connection_id').notNull(),
  productKey: text('product_key').notNull(),
  variantKey: text('variant_key').notNull(),
  title: text('title'),
  titleKey: text('title_key').notNull(),
  variantTitle: text('variant_title'),
  sku: text('sku'),
  skuCode: text('sku_code'),
  barcode: text('barcode'),
  brand: text('brand'),
  brandKey: integer('brand_key'),
  category: text('category'),
  categoryKey: integer('category_key'),
  priceMinor: integer('price_minor'),
  currency: text('currency'),
  listPriceMinor: integer('list_price_minor'),
  listCurrency: text('list_currency'),
  stock: integer('stock'),
  vatRate: real('vat_rate'),
  status: text('status'),
  ownStatus: text('own_status'),
  channelStatus: text('channel_status'),
  url: text('url'),
  imageUrl: text('image_url'),
  remoteIds: text('remote_ids').notNull(),
  options: text('options').notNull(),
  recordHash: text('record_hash').notNull(),
  modifiedAt: integer('modified_at'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  goneAt: integer('gone_at'),
});

export const listingsSeen = sqliteTable(
  'listings_seen',
  { run: integer('run').notNull(), listingId: integer('listing_id').notNull() },
  (table) => [primaryKey({ columns: [table.run, table.listingId] })],
);

export const orders = sqliteTable('orders', {
  id: id(),
  connectionId: text('connection_id').notNull(),
  key: text('key').notNull(),
  number: text('number').notNull(),
  numberKey: text('number_key').notNull(),
  status: text('status').notNull(),
  channelStatus: text('channel_status'),
  placedAt: integer('placed_at'),
  modifiedAt: integer('modified_at'),
  dueAt: integer('due_at'),
  currency: text('currency').notNull(),
  totalMinor: integer('total_minor'),
  customerName: text('customer_name'),
  city: text('city'),
  carrier: text('carrier'),
  trackingNumber: text('tracking_number'),
  lineCount: integer('line_count').notNull(),
  pieceCount: integer('piece_count').notNull(),
  detail: text('detail').notNull(),
  mergeState: text('merge_state').notNull(),
  contentHash: text('content_hash').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
});

export const orderLines = sqliteTable(
  'order_lines',
  {
    orderId: integer('order_id').notNull(),
    position: integer('position').notNull(),
    key: text('key').notNull(),
    packageKey: text('package_key'),
    sku: text('sku'),
    barcode: text('barcode'),
    title: text('title'),
    quantity: integer('quantity').notNull(),
    unitPriceMinor: integer('unit_price_minor'),
    totalMinor: integer('total_minor'),
    discountMinor: integer('discount_minor'),
    currency: text('currency'),
    vatRate: real('vat_rate'),
    status: text('status').notNull(),
    channelStatus: text('channel_status'),
    variantKey: text('variant_key'),
    /** Added by migration 0002. */
    returnedPieces: integer('returned_pieces').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.position] })],
);

export const quarantine = sqliteTable('quarantine', {
  id: id(),
  connectionId: text('connection_id').notNull(),
  stream: text('stream', { enum: streams }).notNull(),
  part: text('part').notNull(),
  ident: text('ident').notNull(),
  key: text('key'),
  raw: text('raw').notNull(),
  reasons: text('reasons').notNull(),
  runId: text('run_id').notNull(),
  count: integer('count').notNull(),
  state: text('state', { enum: ['open', 'dismissed'] }).notNull(),
  firstSeenAt: integer('first_seen_at').notNull(),
  lastSeenAt: integer('last_seen_at').notNull(),
});

export const problems = sqliteTable('problems', {
  id: id(),
  fingerprint: text('fingerprint').notNull().unique(),
  error: text('error').notNull(),
  connectionId: text('connection_id'),
  stream: text('stream', { enum: streams }),
  runId: text('run_id'),
  count: integer('count').notNull(),
  state: text('state', { enum: ['open', 'snoozed', 'closed'] }).notNull(),
  snoozedUntil: integer('snoozed_until'),
  closedBy: text('closed_by', { enum: ['cause', 'person'] }),
  closeReason: text('close_reason'),
  nextTryAt: integer('next_try_at'),
  firstSeenAt: integer('first_seen_at').notNull(),
  lastSeenAt: integer('last_seen_at').notNull(),
  closedAt: integer('closed_at'),
});
