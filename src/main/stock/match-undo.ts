import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type BatchId, type ListingId, listingIdSchema, variantIdSchema } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { Actor, BatchChange, StoredMatch, WriteTransaction } from '../database';
import { setMatch } from './match-decisions';
import { proposalFor, refreshProposals } from './match-proposals';

export interface UndoResult {
  readonly undone: number;
  /** Changed since, or no longer there: left as they are. */
  readonly skipped: readonly { readonly entity: 'match' | 'variant' | 'stock'; readonly id: string }[];
}

const matchSchema: z.ZodType<StoredMatch | null> = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('matched'), variantId: variantIdSchema, reason: z.string() }),
    z.object({ state: z.literal('ignored'), variantId: z.null(), reason: z.string() }),
  ])
  .nullable();

/** Puts back what was before a batch of matches; rows that changed since keep what they have and are named. */
export function undoMatches(tx: WriteTransaction, id: BatchId, actor: Actor): UndoResult {
  const batch = tx.batches.get(id);
  if (batch.kind !== 'match' || batch.undoneAt !== null)
    throw new AppError('import.notUndoable', { facts: { id } });
  const skipped: BatchChange[] = [];
  let undone = 0;
  for (const change of tx.batches.changes(id)) {
    if (undoOne(tx, change, id, actor)) undone += 1;
    else skipped.push(change);
  }
  tx.batches.undone(id);
  // A variant that went last is no candidate any more.
  for (const { entity, entityId } of tx.batches.changes(id)) {
    const listing = entity === 'match' ? findListing(tx, listingIdSchema.parse(entityId)) : null;
    if (listing !== null && tx.matches.find(listing.id) === null)
      tx.matches.propose(listing, proposalFor(tx, listing));
  }
  return { undone, skipped: skipped.map(({ entity, entityId }) => ({ entity, id: entityId })) };
}

function undoOne(tx: WriteTransaction, change: BatchChange, batch: BatchId, actor: Actor): boolean {
  switch (change.entity) {
    case 'match':
      return undoMatch(tx, listingIdSchema.parse(change.entityId), change, actor);
    case 'variant':
      return undoCreation(tx, change.entityId, batch, actor);
    case 'stock':
      return false;
  }
}

function undoMatch(tx: WriteTransaction, id: ListingId, change: BatchChange, actor: Actor): boolean {
  if (!isDeepStrictEqual(tx.matches.find(id), change.after)) return false;
  const before = matchSchema.parse(change.before);
  if (before?.state === 'matched' && tx.variants.find(before.variantId)?.deletedAt !== null) return false;
  const listing = findListing(tx, id);
  if (listing === null) return false;
  setMatch(tx, null, listing, before, actor);
  return true;
}

/** A variant goes only when nobody matched, counted or edited it since; its movements stay, with one that empties it. */
function undoCreation(tx: WriteTransaction, entityId: string, batchId: BatchId, actor: Actor): boolean {
  const id = variantIdSchema.parse(entityId);
  const variant = tx.variants.find(id);
  if (variant === null || variant.deletedAt !== null || tx.matches.ofVariant(id).length > 0) return false;
  const moved = tx.stock.movements(id, null, 500);
  const byHand = moved.some(({ kind }) => ['count', 'adjust', 'import', 'transfer'].includes(kind));
  const lastBooked = Math.max(variant.createdAt, ...moved.map(({ at }) => at));
  if (byHand || variant.updatedAt > lastBooked) return false;
  if (variant.onHand !== 0 || variant.reserved !== 0)
    tx.stock.book({
      variantId: id,
      kind: 'undo',
      onHandChange: -variant.onHand,
      reservedChange: -variant.reserved,
      batchId,
      eventKey: null,
      actor,
    });
  tx.variants.remove(id);
  refreshProposals(tx, [id]);
  return true;
}

function findListing(tx: WriteTransaction, id: ListingId) {
  try {
    return tx.matches.listing(id);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'input.notFound') return null;
    throw thrown;
  }
}
