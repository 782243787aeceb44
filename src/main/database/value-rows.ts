import { z } from 'zod';
import {
  type ConnectionId,
  connectionIdSchema,
  type ListingId,
  listingIdSchema,
  type VariantId,
  variantIdSchema,
} from '../../shared/domain/ids';
import {
  type DifferenceCause,
  differenceCauseSchema,
  type PriceValue,
  priceValueSchema,
  type StockValue,
  stockValueSchema,
  type ValueKind,
  type ValueState,
  valueKindSchema,
  valueStateSchema,
} from '../../shared/domain/listing-value';
import type { WireError } from '../../shared/errors/app-error';
import { readTexts, readWireError } from './json-column';

/** One of the two by the kind of its row. */
export type ChannelValue = StockValue | PriceValue;

/** What one listing is told of one kind, and how far that came. Times UTC epoch ms. */
export interface StoredValue {
  readonly listingId: ListingId;
  readonly kind: ValueKind;
  readonly connectionId: ConnectionId;
  readonly state: ValueState;
  readonly wanted: ChannelValue | null;
  readonly wantedAt: number | null;
  readonly sent: ChannelValue | null;
  readonly sentAt: number | null;
  readonly confirmed: ChannelValue | null;
  readonly confirmedAt: number | null;
  /** A held value that a person let through. */
  readonly approved: ChannelValue | null;
  readonly error: WireError | null;
  readonly difference: DifferenceCause | null;
  readonly differsSince: number | null;
  readonly attempts: number;
  /** Not sent, or not read back, before then. */
  readonly nextAt: number;
  /** When the channel is to be asked what it shows; null = not asked for. */
  readonly checkAt: number | null;
  readonly sendId: number | null;
}

/** A matched listing as a channel shows it, as far as Kervan knows. */
export interface ValueTarget {
  readonly listingId: ListingId;
  readonly connectionId: ConnectionId;
  readonly variantId: VariantId;
  readonly gone: boolean;
  readonly stock: number | null;
  readonly price: PriceValue | null;
}

/** What is known of a listing that was never told anything. */
export function freshValue(
  target: Pick<ValueTarget, 'listingId' | 'connectionId'>,
  kind: ValueKind,
): StoredValue {
  return {
    listingId: target.listingId,
    kind,
    connectionId: target.connectionId,
    state: 'idle',
    wanted: null,
    wantedAt: null,
    sent: null,
    sentAt: null,
    confirmed: null,
    confirmedAt: null,
    approved: null,
    error: null,
    difference: null,
    differsSince: null,
    attempts: 0,
    nextAt: 0,
    checkAt: null,
    sendId: null,
  };
}

/** A listing as a write action needs it. */
export interface SendTarget {
  readonly listingId: ListingId;
  /** No longer at the channel. */
  readonly gone: boolean;
  readonly variantId: VariantId | null;
  readonly key: string;
  readonly productKey: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly remoteIds: Readonly<Record<string, string>>;
  readonly stock: number | null;
  readonly price: PriceValue | null;
}

const text = z.string().nullable();
const time = z.number().nullable();
const valueRow = z.object({
  listing_id: z.number(),
  kind: valueKindSchema,
  connection_id: connectionIdSchema,
  state: valueStateSchema,
  wanted: text,
  wanted_at: time,
  sent: text,
  sent_at: time,
  confirmed: text,
  confirmed_at: time,
  approved: text,
  error: text,
  difference: differenceCauseSchema.nullable(),
  differs_since: time,
  attempts: z.number(),
  next_at: z.number(),
  check_at: time,
  send_id: time,
});
const shown = {
  stock: z.number().nullable(),
  price_minor: z.number().nullable(),
  currency: z.string().nullable(),
  list_price_minor: z.number().nullable(),
  list_currency: z.string().nullable(),
};
const targetRow = z.object({
  listing_id: z.number(),
  connection_id: connectionIdSchema,
  variant_id: z.number(),
  gone_at: time,
  ...shown,
});
const sendRow = z.object({
  listing_id: z.number(),
  variant_id: z.number().nullable(),
  variant_key: z.string(),
  product_key: z.string(),
  sku: text,
  barcode: text,
  remote_ids: z.string(),
  gone_at: time,
  ...shown,
});

export const VALUE_COLUMNS = `listing_id, kind, connection_id, state, wanted, wanted_at, sent, sent_at, confirmed, confirmed_at,
  approved, error, difference, differs_since, attempts, next_at, check_at, send_id`;

export function readValue(row: unknown): StoredValue {
  const found = valueRow.parse(row);
  const value = (json: string | null) => (json === null ? null : readChannelValue(found.kind, json));
  return {
    listingId: listingIdSchema.parse(String(found.listing_id)),
    kind: found.kind,
    connectionId: found.connection_id,
    state: found.state,
    wanted: value(found.wanted),
    wantedAt: found.wanted_at,
    sent: value(found.sent),
    sentAt: found.sent_at,
    confirmed: value(found.confirmed),
    confirmedAt: found.confirmed_at,
    approved: value(found.approved),
    error: readWireError(found.error),
    difference: found.difference,
    differsSince: found.differs_since,
    attempts: found.attempts,
    nextAt: found.next_at,
    checkAt: found.check_at,
    sendId: found.send_id,
  };
}

export function readChannelValue(kind: ValueKind, json: string): ChannelValue {
  return (kind === 'stock' ? stockValueSchema : priceValueSchema).parse(JSON.parse(json));
}

export function readTarget(row: unknown): ValueTarget {
  const found = targetRow.parse(row);
  return {
    listingId: listingIdSchema.parse(String(found.listing_id)),
    connectionId: found.connection_id,
    variantId: variantIdSchema.parse(String(found.variant_id)),
    gone: found.gone_at !== null,
    stock: found.stock,
    price: listedPrice(found),
  };
}

export function readSendTarget(row: unknown): SendTarget {
  const found = sendRow.parse(row);
  return {
    listingId: listingIdSchema.parse(String(found.listing_id)),
    gone: found.gone_at !== null,
    variantId: found.variant_id === null ? null : variantIdSchema.parse(String(found.variant_id)),
    key: found.variant_key,
    productKey: found.product_key,
    sku: found.sku,
    barcode: found.barcode,
    remoteIds: readTexts(found.remote_ids),
    stock: found.stock,
    price: listedPrice(found),
  };
}

/** The price the channel showed at the last reading. */
export function listedPrice(row: {
  readonly price_minor: number | null;
  readonly currency: string | null;
  readonly list_price_minor: number | null;
  readonly list_currency: string | null;
}): PriceValue | null {
  if (row.price_minor === null || row.currency === null) return null;
  const sameCurrency = row.list_currency === row.currency;
  return {
    minor: row.price_minor,
    listMinor: sameCurrency ? row.list_price_minor : null,
    currency: row.currency,
  };
}
