import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { BatchId, ProblemId } from '../../shared/domain/ids';
import { AppError, type WireError } from '../../shared/errors/app-error';
import { type Actor, BLANK_VARIANT, type Database, type WriteTransaction } from '../database';
import { applyEdits, createInBatch, pick, rowError } from '../stock/variant-edits';
import type { PlanFile, PlannedRow } from './plan-file';

export interface ApplyJob {
  readonly database: Database;
  readonly plan: PlanFile;
  readonly acceptWarned: boolean;
  readonly actor: Actor;
  readonly fileName: string;
  /** The last movement when the file was checked: who counted since is not overwritten. */
  readonly lastMovement: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, of: number) => void;
  /** What stands by now, should the rest fail. */
  readonly onStep: (sofar: Pick<Applied, 'batchId' | 'created' | 'changed'>) => void;
  /** Gathers the problems that changed. */
  readonly problems: Set<ProblemId>;
}

export interface Applied {
  readonly batchId: BatchId | null;
  readonly created: number;
  readonly changed: number;
  /** Why a row could not be done, by its place in the plan. */
  readonly failed: ReadonlyMap<number, WireError>;
  readonly cancelled: boolean;
}

const STEP_MS = 5;
const ROWS_READ = 100;

/**
 * Does what the plan says as one batch, a few ms in each transaction. What was done before it ended early, by a person or with the
 * process, stays, and can be taken back.
 */
export async function applyPlan(job: ApplyJob): Promise<Applied> {
  const { database, plan, signal } = job;
  const places = plan.places(job.acceptWarned ? ['new', 'changed', 'warned'] : ['new', 'changed']);
  const failed = new Map<number, WireError>();
  const sums = { created: 0, changed: 0 };
  let batch: BatchId | null = null;
  let done = 0;
  while (done < places.length && !signal.aborted) {
    const chunk = places.slice(done, done + ROWS_READ);
    const rows = await plan.read(chunk);
    let next = 0;
    while (next < rows.length && !signal.aborted) {
      const begun: BatchId | null = batch;
      const from = next;
      const step: { readonly batch: BatchId; readonly at: number } = database.write((tx) => {
        const into: BatchId = begun ?? tx.batches.begin('import', job.actor, job.fileName);
        const until = performance.now() + STEP_MS;
        let at = from;
        for (let row = rows[at]; row !== undefined && performance.now() < until; row = rows[at]) {
          const error = applyRow(tx, into, row, job);
          if (error !== null) failed.set(chunk[at] ?? -1, error);
          else sums[row.variantId === null ? 'created' : 'changed'] += 1;
          at += 1;
        }
        return { batch: into, at };
      });
      batch = step.batch;
      next = step.at;
      job.onStep({ batchId: batch, ...sums });
      job.onProgress(done + next, places.length);
      await setImmediate();
    }
    done += next;
  }
  return { batchId: keepOrDrop(database, batch), ...sums, failed, cancelled: done < places.length };
}

function applyRow(tx: WriteTransaction, batch: BatchId, row: PlannedRow, job: ApplyJob): WireError | null {
  try {
    if (row.variantId === null) {
      const data = { ...BLANK_VARIANT, ...row.change };
      createInBatch(tx, batch, data, row.counts, job.actor, job.problems);
      return null;
    }
    refuseChanged(tx, row, job.lastMovement);
    const edit = { variantId: row.variantId, change: row.change, counts: row.counts };
    return applyEdits(tx, batch, [edit], job.actor, job.problems)[0]?.error ?? null;
  } catch (thrown) {
    return rowError(thrown);
  }
}

/** What the person saw in the preview must still be so. Sales do not count: only the difference of the pieces is booked. */
function refuseChanged(tx: WriteTransaction, row: PlannedRow, lastMovement: number): void {
  if (row.variantId === null) return;
  const today = tx.variants.find(row.variantId);
  const isSame =
    today !== null &&
    today.deletedAt === null &&
    isDeepStrictEqual(pick(today, row.seen), row.seen) &&
    row.counts.every(({ warehouseId }) => !tx.stock.countedSince(today.id, warehouseId, lastMovement));
  if (isSame) return;
  const sku = row.sku ?? row.barcode ?? row.title;
  throw new AppError('import.changedSince', { facts: { row: row.row, sku } });
}

/** A batch that changed nothing leaves no trace. */
function keepOrDrop(database: Database, batch: BatchId | null): BatchId | null {
  if (batch === null || database.batches.get(batch).rows > 0) return batch;
  database.write((tx) => tx.batches.drop(batch));
  return null;
}
