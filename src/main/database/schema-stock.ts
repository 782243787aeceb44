import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MovementKind } from '../../shared/domain/stock';

/** Tables of migration 0002, as schema.ts has those of the first. The computed column `available` is read in plain SQL. */
const id = () => integer('id').primaryKey({ autoIncrement: true });
const valueKinds = ['stock', 'price'] as const;

export const warehouses = sqliteTable('warehouses', {
  id: id(),
  name: text('name').notNull().unique(),
  createdAt: integer('created_at').notNull(),
});

export const variants = sqliteTable('variants', {
  id: id(),
  title: text('title').notNull(),
  titleKey: text('title_key').notNull(),
  variantTitle: text('variant_title'),
  sku: text('sku'),
  skuCode: text('sku_code'),
  barcode: text('barcode'),
  brand: text('brand'),
  options: text('options').notNull(),
  basePriceMinor: integer('base_price_minor'),
  baseListPriceMinor: integer('base_list_price_minor'),
  costMinor: integer('cost_minor'),
  currency: text('currency').notNull(),
  vatRate: real('vat_rate'),
  onHand: integer('on_hand').notNull().default(0),
  reserved: integer('reserved').notNull().default(0),
  safety: integer('safety').notNull().default(0),
  openedAt: integer('opened_at'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  deletedAt: integer('deleted_at'),
});

export const stockLevels = sqliteTable(
  'stock_levels',
  {
    variantId: integer('variant_id').notNull(),
    warehouseId: integer('warehouse_id').notNull(),
    onHand: integer('on_hand').notNull(),
  },
  (table) => [primaryKey({ columns: [table.variantId, table.warehouseId] })],
);

export const batches = sqliteTable('batches', {
  id: id(),
  kind: text('kind', { enum: ['match', 'edit', 'import'] }).notNull(),
  actor: text('actor').notNull(),
  note: text('note'),
  rows: integer('rows').notNull().default(0),
  createdAt: integer('created_at').notNull(),
  undoneAt: integer('undone_at'),
});

export const batchChanges = sqliteTable(
  'batch_changes',
  {
    batchId: integer('batch_id').notNull(),
    position: integer('position').notNull(),
    entity: text('entity', { enum: ['match', 'variant', 'stock'] }).notNull(),
    entityId: integer('entity_id').notNull(),
    before: text('before'),
    after: text('after'),
  },
  (table) => [primaryKey({ columns: [table.batchId, table.position] })],
);

export const stockMovements = sqliteTable('stock_movements', {
  id: id(),
  variantId: integer('variant_id').notNull(),
  warehouseId: integer('warehouse_id').notNull(),
  kind: text('kind').$type<MovementKind>().notNull(),
  onHandChange: integer('on_hand_change').notNull(),
  reservedChange: integer('reserved_change').notNull(),
  onHandAfter: integer('on_hand_after').notNull(),
  reservedAfter: integer('reserved_after').notNull(),
  connectionId: text('connection_id'),
  orderKey: text('order_key'),
  lineKey: text('line_key'),
  batchId: integer('batch_id'),
  eventKey: text('event_key').unique(),
  actor: text('actor').notNull(),
  note: text('note'),
  at: integer('at').notNull(),
});

export const lineStock = sqliteTable(
  'line_stock',
  {
    connectionId: text('connection_id').notNull(),
    orderKey: text('order_key').notNull(),
    lineKey: text('line_key').notNull(),
    variantId: integer('variant_id'),
    variantKey: text('variant_key'),
    skuCode: text('sku_code'),
    barcode: text('barcode'),
    placedAt: integer('placed_at').notNull(),
    pieces: integer('pieces').notNull(),
    awaiting: integer('awaiting').notNull(),
    sold: integer('sold').notNull(),
    returned: integer('returned').notNull(),
    bookedReserved: integer('booked_reserved').notNull().default(0),
    bookedSold: integer('booked_sold').notNull().default(0),
    bookedReturned: integer('booked_returned').notNull().default(0),
    bookings: integer('bookings').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.orderKey, table.lineKey] })],
);

export const matches = sqliteTable('matches', {
  listingId: integer('listing_id').primaryKey(),
  connectionId: text('connection_id').notNull(),
  state: text('state', { enum: ['matched', 'ignored'] }).notNull(),
  variantId: integer('variant_id'),
  reason: text('reason').notNull(),
  actor: text('actor').notNull(),
  decidedAt: integer('decided_at').notNull(),
});

export const matchProposals = sqliteTable('match_proposals', {
  listingId: integer('listing_id').primaryKey(),
  connectionId: text('connection_id').notNull(),
  class: text('class', { enum: ['sure', 'doubtful', 'new'] }).notNull(),
  candidates: text('candidates').notNull(),
  computedAt: integer('computed_at').notNull(),
});

export const channelRules = sqliteTable('channel_rules', {
  connectionId: text('connection_id').primaryKey(),
  rules: text('rules').notNull(),
  version: integer('version').notNull(),
  appliedVersion: integer('applied_version').notNull().default(0),
  appliedAfter: integer('applied_after'),
  updatedAt: integer('updated_at').notNull(),
});

export const stopList = sqliteTable(
  'stop_list',
  { connectionId: text('connection_id').notNull(), variantId: integer('variant_id').notNull() },
  (table) => [primaryKey({ columns: [table.connectionId, table.variantId] })],
);

export const rates = sqliteTable(
  'rates',
  {
    currency: text('currency').notNull(),
    base: text('base').notNull(),
    rateE4: integer('rate_e4').notNull(),
    setBy: text('set_by').notNull(),
    setAt: integer('set_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.currency, table.base] })],
);

export const listingValues = sqliteTable(
  'listing_values',
  {
    listingId: integer('listing_id').notNull(),
    kind: text('kind', { enum: valueKinds }).notNull(),
    connectionId: text('connection_id').notNull(),
    state: text('state', {
      enum: ['off', 'idle', 'queued', 'sending', 'sent', 'confirmed', 'refused', 'unknown', 'held'],
    }).notNull(),
    wanted: text('wanted'),
    wantedAt: integer('wanted_at'),
    sent: text('sent'),
    sentAt: integer('sent_at'),
    confirmed: text('confirmed'),
    confirmedAt: integer('confirmed_at'),
    approved: text('approved'),
    error: text('error'),
    difference: text('difference', { enum: ['panel', 'refused', 'unanswered', 'sales', 'matched'] }),
    differsSince: integer('differs_since'),
    attempts: integer('attempts').notNull().default(0),
    nextAt: integer('next_at').notNull().default(0),
    checkAt: integer('check_at'),
    sendId: integer('send_id'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.listingId, table.kind] })],
);

export const sends = sqliteTable('sends', {
  id: id(),
  connectionId: text('connection_id').notNull(),
  action: text('action').notNull(),
  state: text('state', { enum: ['sending', 'polling'] }).notNull(),
  remoteId: text('remote_id'),
  sentAt: integer('sent_at').notNull(),
  pollAt: integer('poll_at'),
  giveUpAt: integer('give_up_at'),
});

export const sentBodies = sqliteTable(
  'sent_bodies',
  {
    connectionId: text('connection_id').notNull(),
    action: text('action').notNull(),
    bodyHash: text('body_hash').notNull(),
    sentAt: integer('sent_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.action, table.bodyHash] })],
);

export const valuesDue = sqliteTable(
  'values_due',
  { variantId: integer('variant_id').notNull(), soldOn: text('sold_on').notNull() },
  (table) => [primaryKey({ columns: [table.variantId, table.soldOn] })],
);
