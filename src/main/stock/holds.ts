import type { ListingId } from '../../shared/domain/ids';
import type { ValueKind } from '../../shared/domain/listing-value';
import { isApprovable, mustBeTyped } from '../../shared/domain/price-holds';
import { AppError, type WireError } from '../../shared/errors/app-error';
import type { ChannelValue, WriteTransaction } from '../database';
import { asPrice, sameValue } from './next-value';
import { refreshListing } from './wanted';

export interface Approval {
  readonly listingId: ListingId;
  readonly kind: ValueKind;
  /** What the person saw; another value by now is not let through. */
  readonly value: ChannelValue;
  /** Minor units typed again. */
  readonly typed?: number;
}

/** Lets a held value through, once and only this one. Answers why that cannot be; null = it is on its way. */
export function approveValue(tx: WriteTransaction, approval: Approval): WireError | null {
  const { listingId, kind, value, typed } = approval;
  const row = tx.values.find(listingId, kind);
  if (row === null)
    return new AppError('input.notFound', { facts: { what: 'listing', id: listingId } }).toWire();
  const sku = row.error?.facts.sku ?? '';
  // The list price is part of what was seen; a channel that keeps none does not matter here.
  const seen =
    sameValue(kind, row.wanted, value) && asPrice(row.wanted)?.listMinor === asPrice(value)?.listMinor;
  if (row.state !== 'held' || !seen) return new AppError('import.changedSince', { facts: { sku } }).toWire();
  if (row.error === null || !isApprovable(row.error, row.wanted !== null)) return row.error;
  if (mustBeTyped(row.error) && typed !== asPrice(row.wanted)?.minor)
    return new AppError('input.invalid', { facts: { field: 'typed', reason: 'mismatch' } }).toWire();
  tx.values.save({ ...row, approved: row.wanted });
  refreshListing(tx, listingId);
  const after = tx.values.find(listingId, kind);
  if (after?.state !== 'held') return null;
  // A guard nobody may overrule stands behind the first one.
  tx.values.save({ ...after, approved: row.approved });
  return after.error;
}
