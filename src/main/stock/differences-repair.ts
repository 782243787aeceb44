import type { ListingId, ProblemId, VariantId } from '../../shared/domain/ids';
import type { ValueKind } from '../../shared/domain/listing-value';
import { isPanelQuestion } from '../../shared/domain/price-holds';
import { AppError, type WireError } from '../../shared/errors/app-error';
import type { Actor, StoredValue, WriteTransaction } from '../database';
import { takePrice, takeStock } from './differences-take';
import { variantName } from './names';
import { isInFlight } from './next-value';
import { settleOversold } from './oversold';
import { askedPieces } from './shown';
import { refreshListing, refreshWanted, shownOf } from './wanted';

export interface Ref {
  readonly listingId: ListingId;
  readonly kind: ValueKind;
}

/** Kervan's value is sent again, whatever was noted about it. Answers why that cannot be; null = done. */
export function repairValue(tx: WriteTransaction, ref: Ref, now: number): WireError | null {
  const row = tx.values.find(ref.listingId, ref.kind);
  if (row === null) return missing(ref);
  switch (row.state) {
    case 'off':
      return null;
    case 'sending':
    case 'sent':
      return null;
    case 'unknown':
      // What the channel shows is asked first: the value may stand there already.
      tx.values.save({ ...row, nextAt: now });
      return null;
    case 'held':
      if (!isPanelQuestion(row.error)) return row.error;
      break;
    case 'idle':
    case 'queued':
    case 'confirmed':
    case 'refused':
      break;
  }
  tx.values.save(untroubled(row));
  refreshListing(tx, ref.listingId);
  return null;
}

export interface Taken {
  readonly error: WireError | null;
  readonly problems: readonly ProblemId[];
  readonly moved: readonly VariantId[];
}

/** The channel's value becomes Kervan's; every other channel follows. */
export function takeChannelValue(tx: WriteTransaction, ref: Ref, actor: Actor): Taken {
  const row = tx.values.find(ref.listingId, ref.kind);
  const target = row === null ? null : tx.values.ofListing(ref.listingId);
  const variant = target === null ? null : tx.variants.find(target.variantId);
  if (row === null || target === null || variant === null || variant.deletedAt !== null)
    return failed(missing(ref));
  // While a call is under way, what the channel showed before it says nothing any more.
  const shown = shownOf(target, ref.kind, row);
  if (shown === null || isInFlight(row) || row.difference === null)
    return failed(new AppError('import.changedSince', { facts: { sku: variantName(variant) } }).toWire());
  const take = { row: { ...row, confirmed: shown }, target, variant, actor };
  const pieces = isPanelQuestion(row.error) && row.error?.facts.pieces !== null ? askedPieces(row) : null;
  const error = row.kind === 'stock' ? takeStock(tx, take, pieces) : takePrice(tx, take);
  if (error !== null) return failed(error.toWire());
  tx.values.save(untroubled(row));
  refreshWanted(tx, [variant.id]);
  return { error: null, problems: settleOversold(tx, [variant.id]), moved: [variant.id] };
}

function untroubled(row: StoredValue): StoredValue {
  return {
    ...row,
    state: 'idle',
    error: null,
    difference: null,
    differsSince: null,
    attempts: 0,
    nextAt: 0,
    sendId: null,
  };
}

function failed(error: WireError): Taken {
  return { error, problems: [], moved: [] };
}

function missing({ listingId }: Ref): WireError {
  return new AppError('input.notFound', { facts: { what: 'listing', id: listingId } }).toWire();
}
