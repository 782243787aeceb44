import type { ListingId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { ChannelValue, SendTarget, StoredValue, WriteTransaction } from '../database';
import { asPrice, asStock, sameValue } from './next-value';
import { refreshListing } from './wanted';

/** A value sent in doubt may still arrive: after this long the channel is asked once more. */
const LATE_ARRIVAL_MS = 120_000;
/** So often a value is sent without ever arriving, before a person is told. */
const MOST_ATTEMPTS = 5;
const RETRY_MS = 2_000;
const GIVEN_UP_CHECK_MS = 15 * 60_000;
/** A call under way while a listing is read makes what was read doubtful. */
const LOOK_AGAIN_MS = 30_000;

/** What the channel said when it was asked for one listing; `askedAt` (UTC epoch ms) = before the question left. */
export interface Seen {
  readonly value: ChannelValue | null;
  readonly askedAt: number;
  readonly now: number;
}

/** Lays what a channel shows over what it was told, and asks the rules again. */
export function settleShown(
  tx: WriteTransaction,
  target: SendTarget,
  kind: StoredValue['kind'],
  seen: Seen,
): void {
  const row = tx.values.find(target.listingId, kind);
  if (row === null) return;
  const told = row.sentAt !== null && row.sentAt >= seen.askedAt;
  if (row.state === 'sending' || row.state === 'sent' || told) {
    tx.values.save({ ...row, checkAt: seen.now + LOOK_AGAIN_MS });
    return;
  }
  if (seen.value === null) settleMissing(tx, row, target);
  else if (row.state === 'unknown') settleUnknown(tx, row, target, seen.value, seen.now);
  else settleKnown(tx, row, seen.value, seen.now);
  refreshListing(tx, target.listingId);
}

/** The listing is not at the channel: a value of it cannot arrive. */
function settleMissing(tx: WriteTransaction, row: StoredValue, target: SendTarget): void {
  if (row.state !== 'unknown') {
    tx.values.save({ ...row, checkAt: null });
    return;
  }
  const channel = tx.connections.find(row.connectionId)?.name ?? '';
  const facts = { sku: target.sku ?? target.barcode ?? target.key, channel, text: '' };
  const error = new AppError('product.notThere', { facts }).toWire();
  tx.values.save({ ...row, state: 'refused', error, checkAt: null, nextAt: 0, sendId: null });
}

function settleUnknown(
  tx: WriteTransaction,
  row: StoredValue,
  target: SendTarget,
  value: ChannelValue,
  now: number,
): void {
  show(tx, row.listingId, value);
  const seen = { ...row, confirmed: value, confirmedAt: now, error: null, nextAt: 0, sendId: null };
  if (sameValue(row.kind, row.sent, value)) tx.values.save({ ...seen, state: 'confirmed', checkAt: null });
  else if (row.attempts >= MOST_ATTEMPTS) tx.values.save(givenUp(tx, seen, target, now));
  else {
    const nextAt = now + RETRY_MS * 2 ** row.attempts;
    tx.values.save({ ...seen, state: 'queued', nextAt, checkAt: now + LATE_ARRIVAL_MS });
  }
}

/** The channel takes the value without a word and does not show it. */
function givenUp(tx: WriteTransaction, row: StoredValue, target: SendTarget, now: number): StoredValue {
  const channel = tx.connections.find(row.connectionId)?.name ?? '';
  const count = asStock(row.sent)?.quantity ?? null;
  const checkAt = now + GIVEN_UP_CHECK_MS;
  const sku = target.sku ?? target.barcode ?? target.key;
  const code = row.kind === 'stock' ? 'stock.unknown' : 'price.refused';
  const error = new AppError(code, { facts: { sku, channel, count, time: checkAt, text: '' } }).toWire();
  return {
    ...row,
    state: 'refused',
    error,
    checkAt,
    attempts: 0,
    difference: 'unanswered',
    differsSince: row.differsSince ?? now,
  };
}

function settleKnown(tx: WriteTransaction, row: StoredValue, value: ChannelValue, now: number): void {
  show(tx, row.listingId, value);
  const same = row.confirmed === null || sameValue(row.kind, row.confirmed, value);
  tx.values.save({
    ...row,
    confirmed: value,
    confirmedAt: now,
    checkAt: null,
    ...(same ? {} : { difference: 'panel', differsSince: row.differsSince ?? now }),
  });
}

function show(tx: WriteTransaction, listingId: ListingId, value: ChannelValue): void {
  const stock = asStock(value);
  const price = asPrice(value);
  if (stock !== null) tx.values.shows(listingId, { stock: stock.quantity });
  if (price !== null) tx.values.shows(listingId, { price });
}

/**
 * After a page of products was stored: a listing that shows something else than it was told is asked for again, because the page
 * may be older than the last call.
 */
export function noteReading(tx: WriteTransaction, listingIds: Iterable<ListingId>, now: number): void {
  for (const id of listingIds) {
    const target = tx.values.ofListing(id);
    if (target === null) continue;
    for (const kind of ['stock', 'price'] as const) {
      const row = tx.values.find(id, kind);
      if (row === null || row.state === 'off') continue;
      const shown = kind === 'stock' ? stockOf(target.stock) : target.price;
      if (row.state === 'refused' && row.error?.facts.local === true)
        tx.values.save({ ...row, state: 'idle' });
      if (shown !== null && !sameValue(kind, row.confirmed, shown)) tx.values.checkLater(row, now);
    }
    refreshListing(tx, id);
  }
}

function stockOf(quantity: number | null): ChannelValue | null {
  return quantity === null || quantity < 0 ? null : { quantity };
}
