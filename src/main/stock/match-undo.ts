import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type BatchId, listingIdSchema, type VariantId, variantIdSchema } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { Actor, BatchChange, Database, StoredMatch, WriteTransaction } from '../database';
import { type MatchWork, setMatch } from './match-decisions';
import { proposalFor, refreshProposals } from './match-proposals';
import { inSteps, type TakeRow } from './match-steps';
import { isAsMade, readCreation } from './match-variant';
import { settleOversold } from './oversold';

export interface UndoResult {
  readonly undone: number;
  /** Changed since, or no longer there: left as they are. */
  readonly skipped: readonly { readonly entity: 'match' | 'variant' | 'stock'; readonly id: string }[];
}

export interface MatchUndo {
  readonly database: Database;
  readonly batch: BatchId;
  readonly actor: Actor;
  readonly problems: MatchWork['problems'];
  readonly afterStep?: () => void;
}

const CHANGES_READ = 100;
const BY_HAND: readonly string[] = ['count', 'adjust', 'import', 'transfer'];

const matchSchema: z.ZodType<StoredMatch | null> = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('matched'), variantId: variantIdSchema, reason: z.string() }),
    z.object({ state: z.literal('ignored'), variantId: z.null(), reason: z.string() }),
  ])
  .nullable();

/**
 * Puts back what was before a batch of matches; rows that changed since keep what they have and are named. Goes backwards in
 * steps and marks the batch at the end only: cut off in between, it is asked for again and finds what it did already.
 */
export async function undoMatches(undo: MatchUndo): Promise<UndoResult> {
  const { database, batch, actor, problems } = undo;
  const { kind, undoneAt } = database.batches.get(batch);
  if (kind !== 'match' || undoneAt !== null)
    throw new AppError('import.notUndoable', { facts: { id: batch } });
  const skipped: UndoResult['skipped'][number][] = [];
  let undone = 0;
  const take = takeChanges(batch);
  const next = (tx: WriteTransaction): boolean => {
    const change = take(tx);
    if (change === undefined) {
      tx.batches.undone(batch);
      return false;
    }
    if (undoOne({ tx, actor, problems, note: () => undefined }, change, batch)) undone += 1;
    else skipped.push({ entity: change.entity, id: change.entityId });
    return true;
  };
  await inSteps(database, next, undo.afterStep);
  return { undone, skipped };
}

function takeChanges(batch: BatchId): TakeRow<BatchChange> {
  let rows: BatchChange[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  return (tx) => {
    if (rows.length === 0) {
      const page = tx.batches.changesBefore(batch, before, CHANGES_READ);
      before = page.at(-1)?.position ?? before;
      rows = [...page];
    }
    return rows.shift();
  };
}

function undoOne(work: MatchWork, change: BatchChange, batch: BatchId): boolean {
  switch (change.entity) {
    case 'match':
      return undoMatch(work, change);
    case 'variant':
      return undoCreation(work, change, batch);
    case 'stock':
      return false;
  }
}

function undoMatch(work: MatchWork, change: BatchChange): boolean {
  const { tx } = work;
  const id = listingIdSchema.parse(change.entityId);
  const before = matchSchema.parse(change.before);
  const now = tx.matches.find(id);
  // An undo that was cut off did this one already.
  if (isDeepStrictEqual(now, before)) return true;
  if (!isDeepStrictEqual(now, change.after)) return false;
  if (before?.state === 'matched' && tx.variants.find(before.variantId)?.deletedAt !== null) return false;
  const listing = tx.matches.findListing(id);
  if (listing === null) return false;
  setMatch(work, listing, before);
  return true;
}

/** A variant goes only when nobody matched, counted or edited it since; its movements stay, with one that empties it. */
function undoCreation({ tx, actor, problems }: MatchWork, change: BatchChange, batchId: BatchId): boolean {
  const id = variantIdSchema.parse(change.entityId);
  const variant = tx.variants.find(id);
  const creation = readCreation(change.after);
  if (variant === null || creation === null) return false;
  if (variant.deletedAt !== null) return true;
  const isInUse = tx.matches.ofVariant(id).length > 0 || tx.lineStock.ofVariant(id).length > 0;
  if (isInUse || !isAsMade(variant, creation) || isMovedByHand(tx, id)) return false;
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
  for (const problem of settleOversold(tx, [id])) problems.add(problem);
  const seen = refreshProposals(tx, [id]);
  // Found by its words only, it is not among those with the variant's codes.
  const origin = tx.matches.findListing(creation.createdFrom);
  if (origin !== null && !seen.has(origin.id) && tx.matches.find(origin.id) === null)
    tx.matches.propose(origin, proposalFor(tx, origin));
  return true;
}

function isMovedByHand(tx: WriteTransaction, id: VariantId): boolean {
  let before: Parameters<typeof tx.stock.movements>[1] = null;
  for (;;) {
    const moved = tx.stock.movements(id, before, 500);
    if (moved.some(({ kind }) => BY_HAND.includes(kind))) return true;
    const last = moved.at(-1);
    if (last === undefined || moved.length < 500) return false;
    before = last.id;
  }
}
