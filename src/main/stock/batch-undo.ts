import type { BatchId, ProblemId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { Actor, Database, PlacedChange, WriteTransaction } from '../database';
import { inSteps } from './match-steps';
import { type UndoResult, undoMatches } from './match-undo';
import { undoEdit } from './variant-edits-undo';

/** After a month a batch of edits stays as it is. */
export const UNDOABLE_MS = 30 * 24 * 3_600_000;
const CHANGES_READ = 50;

export interface BatchUndo {
  readonly database: Database;
  readonly batch: BatchId;
  readonly actor: Actor;
  /** Gathers the problems that changed, to be told to screens. */
  readonly problems: Set<ProblemId>;
  /** Called between two steps with the number of changes gone through. */
  readonly afterStep?: (done: number) => void;
}

/**
 * Takes a batch back, whatever its kind. In steps, so that the process stays responsive; stopped in between, it is simply begun
 * again, since a change that is back already is left as it is. Marked as undone at the end.
 */
export function undoBatch(undo: BatchUndo): Promise<UndoResult> {
  switch (undo.database.batches.get(undo.batch).kind) {
    case 'match':
      return undoMatches({ ...undo, afterStep: () => undo.afterStep?.(0) });
    case 'edit':
    case 'import':
      return undoEdits(undo);
  }
}

async function undoEdits({ database, batch, actor, problems, afterStep }: BatchUndo): Promise<UndoResult> {
  const skipped: UndoResult['skipped'][number][] = [];
  let undone = 0;
  const take = changesOf(batch);
  const next = (tx: WriteTransaction): boolean => {
    const { createdAt, undoneAt } = tx.batches.get(batch);
    if (undoneAt !== null || tx.stamp() - createdAt > UNDOABLE_MS)
      throw new AppError('import.notUndoable', { facts: { id: batch } });
    const change = take(tx);
    if (change === undefined) {
      tx.batches.undone(batch);
      return false;
    }
    if (undoEdit(tx, batch, change, actor, problems)) undone += 1;
    else skipped.push({ entity: change.entity, id: change.entityId });
    return true;
  };
  await inSteps(database, next, () => afterStep?.(undone + skipped.length));
  return { undone, skipped };
}

function changesOf(batch: BatchId): (tx: WriteTransaction) => PlacedChange | undefined {
  let rows: PlacedChange[] = [];
  let before: number | null = null;
  return (tx) => {
    if (rows.length === 0) {
      rows = tx.batches.changesBefore(batch, before, CHANGES_READ);
      before = rows.at(-1)?.position ?? before;
    }
    return rows.shift();
  };
}
