import type { ListingId } from '../../shared/domain/ids';
import { valueKindSchema } from '../../shared/domain/listing-value';
import { AppError, type WireError } from '../../shared/errors/app-error';
import type {
  ChannelValue,
  SendTarget,
  StoredValue,
  StoredVariant,
  ValueTarget,
  WriteTransaction,
} from '../database';
import { judge, knownBefore, piecesOf, SECOND_LOOK_MS, type Verdict } from './differences';
import { takePrice, takeStock } from './differences-take';
import { channelName, listingName, variantName } from './names';
import { asPrice, asStock, isAsked, sameValue } from './next-value';
import { settleOversold } from './oversold';
import { listedValue, refreshListing, refreshWanted } from './wanted';

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
  /** `untold` = the listing is there without a number (what is not counted there), `missing` = it is not there. */
  readonly value: ChannelValue | 'untold' | 'missing';
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
    // One that is in doubt again stays so until it is asked after its last call.
    const nextAt = row.state === 'unknown' ? Math.max(row.nextAt, seen.now + RETRY_MS) : row.nextAt;
    tx.values.save({ ...row, nextAt, checkAt: seen.now + LOOK_AGAIN_MS });
    return;
  }
  if (seen.value === 'missing') settleMissing(tx, row, target);
  else if (seen.value === 'untold') settleUntold(tx, row, target, seen.now);
  else if (row.state === 'unknown') settleUnknown(tx, row, target, seen.value, seen.now);
  else settleKnown(tx, row, seen.value, seen);
  refreshListing(tx, target.listingId);
}

/** The listing is not at the channel: a value of it cannot arrive. */
function settleMissing(tx: WriteTransaction, row: StoredValue, target: SendTarget): void {
  if (row.state !== 'unknown') {
    tx.values.save({ ...row, checkAt: null });
    return;
  }
  const facts = { sku: listingName(target), channel: channelName(tx, row.connectionId), text: '' };
  const error = new AppError('product.notThere', { facts }).toWire();
  tx.values.save({ ...row, state: 'refused', error, checkAt: null, nextAt: 0, sendId: null });
}

/** Nothing can be concluded: what is in doubt is sent again, until its tries are over. */
function settleUntold(tx: WriteTransaction, row: StoredValue, target: SendTarget, now: number): void {
  if (row.state !== 'unknown') tx.values.save({ ...row, checkAt: null });
  else if (row.attempts >= MOST_ATTEMPTS)
    tx.values.save({ ...givenUp(tx, row, target, now), nextAt: 0, sendId: null });
  else tx.values.save(again({ ...row, sendId: null }, now));
}

/** Each try later than the one before; this one may still arrive behind it. */
function again(row: StoredValue, now: number): StoredValue {
  const nextAt = now + RETRY_MS * 2 ** row.attempts;
  return { ...row, state: 'queued', nextAt, checkAt: now + LATE_ARRIVAL_MS };
}

function settleUnknown(
  tx: WriteTransaction,
  row: StoredValue,
  target: SendTarget,
  value: ChannelValue,
  now: number,
): void {
  tx.values.shows(row.listingId, value);
  const attempts = triesOf(row, target, value);
  const seen = { ...row, confirmed: value, confirmedAt: now, error: null, nextAt: 0, sendId: null, attempts };
  // The right number is no proof: the channel may have counted to it by itself, and the call may arrive behind the next one.
  const planned = row.checkAt !== null && row.checkAt > now ? row.checkAt : null;
  const checkAt = planned ?? now + LATE_ARRIVAL_MS;
  if (sameValue(row.kind, row.sent, value)) tx.values.save({ ...seen, state: 'confirmed', checkAt });
  else if (attempts >= MOST_ATTEMPTS) tx.values.save(givenUp(tx, seen, target, now));
  else tx.values.save(again(seen, now));
}

/** Where the number moved by itself (a sale) the last try says nothing about the channel: one that is busy is never given up. */
function triesOf(row: StoredValue, target: SendTarget, value: ChannelValue): number {
  const before = row.confirmed ?? listedValue(target, row.kind);
  const moved = before !== null && !sameValue(row.kind, before, value);
  return moved ? Math.max(0, row.attempts - 1) : row.attempts;
}

/** The channel takes the value without a word and does not show it. */
function givenUp(tx: WriteTransaction, row: StoredValue, target: SendTarget, now: number): StoredValue {
  const channel = channelName(tx, row.connectionId);
  const count = asStock(row.sent)?.quantity ?? null;
  const checkAt = now + GIVEN_UP_CHECK_MS;
  const sku = listingName(target);
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

/** Something Kervan did not send: whose change it was decides who is right. */
function settleKnown(
  tx: WriteTransaction,
  row: StoredValue,
  value: ChannelValue,
  { askedAt, now }: Seen,
): void {
  tx.values.shows(row.listingId, value);
  const target = tx.values.ofListing(row.listingId);
  const since = knownBefore(row)?.since ?? now;
  const sold =
    target === null || row.kind === 'price'
      ? 0
      : tx.values.soldSince(target.variantId, row.connectionId, since);
  const rule = tx.rules.of(row.connectionId).conflict;
  const verdict = judge({ row, value, askedAt, now, sold, rule });
  const seen = { ...row, confirmed: value, confirmedAt: now, checkAt: null };
  switch (verdict.kind) {
    case 'same':
    case 'late':
      tx.values.save(row.difference === 'sales' ? withoutDifference(seen) : seen);
      return;
    case 'agrees':
      tx.values.save(
        isAsked(row) ? { ...withoutDifference(seen), state: 'idle', error: null } : withoutDifference(seen),
      );
      return;
    case 'sales':
    case 'matched':
      tx.values.save(isAsked(row) ? seen : differing(seen, verdict.kind, now));
      return;
    case 'wait':
      // What was known before stays known: only the second look decides.
      tx.values.save(secondLook(row, value, now));
      return;
    case 'panel':
      settlePanel(tx, seen, target, verdict, now);
  }
}

/** Looked at once more; more pieces are not told before that. */
function secondLook(row: StoredValue, value: ChannelValue, now: number): StoredValue {
  const checkAt = now + SECOND_LOOK_MS;
  const fewer = (asStock(row.wanted)?.quantity ?? 0) < (asStock(value)?.quantity ?? 0);
  const nextAt = row.state === 'queued' && !fewer ? checkAt : row.nextAt;
  return { ...differing(row, 'sales', now), checkAt, nextAt };
}

function settlePanel(
  tx: WriteTransaction,
  row: StoredValue,
  target: ValueTarget | null,
  { who, change }: Extract<Verdict, { kind: 'panel' }>,
  now: number,
): void {
  const variant = target === null ? null : tx.variants.find(target.variantId);
  const marked = differing(row, 'panel', now);
  tx.values.save(marked);
  if (who === 'kervan' || target === null || variant === null) return;
  const pieces = change === null ? null : piecesOf(change, tx.rules.of(row.connectionId).stock.sharePercent);
  if (who === 'ask') {
    tx.values.save(asked(tx, marked, variant, pieces));
    return;
  }
  const take = { row: marked, target, variant, actor: 'system' } as const;
  const failed = row.kind === 'stock' ? takeStock(tx, take, pieces) : takePrice(tx, take);
  // A price that cannot be taken over is a question; a stock that says nothing is overwritten.
  if (failed !== null) {
    if (row.kind === 'price') tx.values.save(asked(tx, marked, variant, null));
    return;
  }
  tx.values.save({ ...withoutDifference(marked), state: 'idle', error: null });
  refreshWanted(tx, [variant.id]);
  settleOversold(tx, [variant.id]);
}

/** Waits for a person; `pieces` = what the panel's change means for the stock, together with earlier ones. */
function asked(
  tx: WriteTransaction,
  row: StoredValue,
  variant: StoredVariant,
  pieces: number | null,
): StoredValue {
  const names = { sku: variantName(variant), channel: channelName(tx, row.connectionId) };
  const error = panelQuestion(row, names, pieces === null ? null : pieces + askedPieces(row));
  return { ...row, state: 'held', error, nextAt: 0, attempts: 0, sendId: null };
}

/** The question about a changed value, in the words of what both show now. */
export function panelQuestion(
  row: Pick<StoredValue, 'kind' | 'wanted' | 'confirmed'>,
  names: { readonly sku: string; readonly channel: string },
  pieces: number | null,
): WireError {
  if (row.kind === 'stock') {
    const [first, second] = [asStock(row.wanted), asStock(row.confirmed)].map((one) => one?.quantity ?? null);
    const facts = { ...names, first: first ?? null, second: second ?? null, pieces };
    return new AppError('stock.changedThere', { facts }).toWire();
  }
  const [ours, theirs] = [asPrice(row.wanted), asPrice(row.confirmed)];
  const currency = theirs?.currency ?? ours?.currency ?? 'TRY';
  const facts = { ...names, old: ours?.minor ?? null, new: theirs?.minor ?? null, currency };
  return new AppError('price.changedThere', { facts }).toWire();
}

/** Pieces of an unanswered question; 0 = none is open. */
export function askedPieces(row: StoredValue): number {
  const pieces = isAsked(row) ? row.error?.facts.pieces : null;
  return typeof pieces === 'number' ? pieces : 0;
}

function differing(
  row: StoredValue,
  difference: NonNullable<StoredValue['difference']>,
  now: number,
): StoredValue {
  const known = row.difference === difference ? row.differsSince : null;
  return { ...row, difference, differsSince: known ?? now };
}

function withoutDifference(row: StoredValue): StoredValue {
  return { ...row, difference: null, differsSince: null };
}

/**
 * After a page of products was stored: a listing that shows something else than it was told is asked for again, because the page
 * may be older than the last call.
 */
export function noteReading(tx: WriteTransaction, listingIds: Iterable<ListingId>, now: number): void {
  for (const id of listingIds) {
    const target = tx.values.ofListing(id);
    if (target === null) continue;
    for (const kind of valueKindSchema.options) {
      const row = tx.values.find(id, kind);
      if (row === null || row.state === 'off') continue;
      noteRow(tx, row, listedValue(target, kind), now);
    }
    refreshListing(tx, id);
  }
}

function noteRow(tx: WriteTransaction, row: StoredValue, shown: ChannelValue | null, now: number): void {
  const before = knownBefore(row);
  const refusedHere = row.state === 'refused' && row.error?.facts.local === true;
  // The page has overwritten what the listing showed before: what is known is kept until the channel was asked.
  if (refusedHere || (row.confirmed === null && before !== null && shown !== null))
    tx.values.save({
      ...row,
      ...(refusedHere ? { state: 'idle' as const } : {}),
      ...(before === null ? {} : { confirmed: before.value, confirmedAt: before.since }),
    });
  // A look planned within the next minutes waits for a value that may arrive late: an earlier one would miss it.
  const planned = row.checkAt !== null && row.checkAt > now && row.checkAt <= now + LATE_ARRIVAL_MS;
  if (planned || shown === null) return;
  if (!sameValue(row.kind, before?.value ?? null, shown)) tx.values.checkLater(row, now);
}
