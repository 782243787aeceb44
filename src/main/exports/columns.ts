import type { ListingRow, OrderRow } from '../../shared/contract/catalogue-data';
import { type Cell, money, number, text, time } from './cell';

/** Looks up what a row only names by id or code, in the reader's language. */
export interface Wording {
  connectionName(id: string): string;
  listingStatus(status: string): string;
  orderStatus(status: string): string;
}

type Columns<Row> = Readonly<Record<string, (row: Row, wording: Wording) => Cell>>;

export const listingColumns = {
  title: (row) => text(row.title),
  variantTitle: (row) => text(row.variantTitle),
  sku: (row) => text(row.sku),
  barcode: (row) => text(row.barcode),
  brand: (row) => text(row.brand),
  category: (row) => text(row.category),
  connection: (row, wording) => text(wording.connectionName(row.connectionId)),
  stock: (row) => number(row.stock),
  price: (row) => money(row.price),
  listPrice: (row) => money(row.listPrice),
  currency: (row) => text(row.price?.currency ?? row.listPrice?.currency ?? null),
  vatRate: (row) => number(row.vatRate),
  status: (row, wording) => text(row.status === null ? null : wording.listingStatus(row.status)),
  channelStatus: (row) => text(row.channelStatus),
  url: (row) => text(row.url),
  modifiedAt: (row) => time(row.modifiedAt),
  updatedAt: (row) => time(row.updatedAt),
} as const satisfies Columns<ListingRow>;

export const orderColumns = {
  number: (row) => text(row.number),
  connection: (row, wording) => text(wording.connectionName(row.connectionId)),
  placedAt: (row) => time(row.placedAt),
  status: (row, wording) => text(wording.orderStatus(row.status)),
  channelStatus: (row) => text(row.channelStatus),
  customerName: (row) => text(row.customerName),
  city: (row) => text(row.city),
  lineCount: (row) => number(row.lineCount),
  pieceCount: (row) => number(row.pieceCount),
  total: (row) => money(row.total),
  currency: (row) => text(row.total?.currency ?? null),
  dueAt: (row) => time(row.dueAt),
  carrier: (row) => text(row.carrier),
  trackingNumber: (row) => text(row.trackingNumber),
  modifiedAt: (row) => time(row.modifiedAt),
  updatedAt: (row) => time(row.updatedAt),
} as const satisfies Columns<OrderRow>;
