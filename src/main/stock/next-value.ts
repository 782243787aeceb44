import type { PriceValue, StockValue, ValueKind } from '../../shared/domain/listing-value';
import { isPanelQuestion } from '../../shared/domain/price-holds';
import type { WireError } from '../../shared/errors/app-error';
import type { ChannelValue, StoredValue } from '../database';

/** What the rules say a listing is to be told. */
export type Desired =
  /** This kind is not sent there. */
  | { readonly kind: 'off' }
  /** Nothing is known to tell. */
  | { readonly kind: 'none' }
  | { readonly kind: 'value'; readonly value: ChannelValue }
  /** A guard wants a person; `value` = what would be sent. */
  | {
      readonly kind: 'held';
      readonly value: ChannelValue | null;
      readonly error: WireError;
      readonly approvable: boolean;
    };

export interface Moment {
  readonly now: number;
  /** What the channel shows as far as Kervan knows; null = not known, so that the value is sent again. */
  readonly shown: ChannelValue | null;
}

/** An accepted call whose result takes longer no longer holds back a newer value. */
const LONGEST_WAIT_MS = 60_000;
/** How long the value that was overtaken may still arrive: then the channel is asked what it shows. */
const OVERTAKEN_MS = 120_000;

const IN_FLIGHT: ReadonlySet<StoredValue['state']> = new Set(['sending', 'sent', 'unknown']);

/** A call with this row is under way or its end is not known: nothing else is sent until that is settled. */
export function isInFlight(row: StoredValue): boolean {
  return IN_FLIGHT.has(row.state);
}

export function sameValue(kind: ValueKind, a: ChannelValue | null, b: ChannelValue | null): boolean {
  if (a === null || b === null) return a === b;
  return kind === 'stock' ? sameStock(asStock(a), asStock(b)) : samePrice(asPrice(a), asPrice(b));
}

function sameStock(a: StockValue | null, b: StockValue | null): boolean {
  return a?.quantity === b?.quantity;
}

/** A channel that keeps no list price answers null for it: then only the price decides. */
function samePrice(a: PriceValue | null, b: PriceValue | null): boolean {
  if (a === null || b === null) return a === b;
  const sameList = a.listMinor === null || b.listMinor === null || a.listMinor === b.listMinor;
  return a.minor === b.minor && a.currency === b.currency && sameList;
}

export function asStock(value: ChannelValue | null): StockValue | null {
  return value !== null && 'quantity' in value ? value : null;
}

export function asPrice(value: ChannelValue | null): PriceValue | null {
  return value !== null && 'minor' in value ? value : null;
}

/**
 * The row after the rules were asked again. While a call is under way only what is wanted is noted: the end of the call asks
 * again, so that the newest value is always the last word.
 */
export function afterDesire(row: StoredValue, desired: Desired, moment: Moment): StoredValue {
  const wanted = desired.kind === 'value' || desired.kind === 'held' ? desired.value : null;
  const noted = sameValue(row.kind, row.wanted, wanted) ? row : { ...row, wanted, wantedAt: moment.now };
  if (isInFlight(row)) return overtakes(row, desired, moment) ? overtaken(noted, moment) : noted;
  switch (desired.kind) {
    case 'off':
      return settled(noted, { state: 'off', difference: null, differsSince: null, checkAt: null });
    case 'none':
      return settled(noted, { state: 'idle' });
    case 'held':
      if (isAsked(row)) return noted;
      if (desired.approvable && desired.value !== null && sameValue(row.kind, row.approved, desired.value))
        return afterValue(row, noted, desired.value, moment);
      return { ...settled(noted, { state: 'held' }), error: desired.error };
    case 'value':
      return afterValue(row, noted, desired.value, moment);
  }
}

function overtakes(row: StoredValue, desired: Desired, { now }: Moment): boolean {
  if (row.state !== 'sent' || row.sentAt === null || row.sentAt + LONGEST_WAIT_MS > now) return false;
  return desired.kind === 'value' && !sameValue(row.kind, row.sent, desired.value);
}

function overtaken(row: StoredValue, { now }: Moment): StoredValue {
  return settled(row, { state: 'queued', checkAt: now + OVERTAKEN_MS });
}

function afterValue(
  before: StoredValue,
  noted: StoredValue,
  value: ChannelValue,
  moment: Moment,
): StoredValue {
  if (isWaiting(before) && !lowersStock(value, moment.shown)) return noted;
  // Pieces on their way are told all the same: the channel may have counted by itself since (a sale, a cancellation).
  const isDue = before.state === 'queued' && before.kind === 'stock';
  if (!isDue && moment.shown !== null && sameValue(noted.kind, moment.shown, value)) {
    const state = noted.confirmed === null ? 'idle' : 'confirmed';
    return settled(noted, { state, difference: null, differsSince: null });
  }
  if (isAsked(before) && !lowersStock(value, moment.shown)) return noted;
  if (before.state === 'refused' && sameValue(noted.kind, before.sent, value)) return noted;
  // What the last value waited for is not said of this one: fewer pieces must not wait with it.
  if (before.state === 'queued')
    return sameValue(noted.kind, before.wanted, value) ? noted : { ...noted, nextAt: 0 };
  return settled(noted, { state: 'queued' });
}

/** Pieces are missing there that no order explains yet: nothing but fewer pieces is told before the second look. */
export function isWaiting(row: StoredValue): boolean {
  return row.kind === 'stock' && row.difference === 'sales' && row.checkAt !== null;
}

/** A person was asked who is right about a change made at the channel. */
export function isAsked(row: StoredValue): boolean {
  return row.state === 'held' && row.difference === 'panel' && isPanelQuestion(row.error);
}

/** Fewer pieces than shown never waits for an answer: waiting could sell what is not there. */
function lowersStock(value: ChannelValue, shown: ChannelValue | null): boolean {
  const [wanted, there] = [asStock(value), asStock(shown)];
  return wanted !== null && there !== null && wanted.quantity < there.quantity;
}

function settled(row: StoredValue, change: Partial<StoredValue>): StoredValue {
  return { ...row, error: null, attempts: 0, nextAt: 0, sendId: null, ...change };
}
