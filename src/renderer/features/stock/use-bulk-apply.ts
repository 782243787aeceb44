import { useCallback, useRef, useState } from 'react';
import type { EditManyInput } from '../../../shared/contract/stock';
import type { BatchId, VariantId } from '../../../shared/domain/ids';
import { type AppError, toAppError, type WireError } from '../../../shared/errors/app-error';
import { call } from '../../lib/kervan';

const AT_ONCE = 100;

export interface BulkResult {
  readonly batchId: BatchId | null;
  readonly changed: number;
  readonly refused: readonly { readonly variantId: VariantId; readonly error: WireError }[];
  readonly isStopped: boolean;
  /** It broke off: what was done before stands. */
  readonly error: AppError | undefined;
}

export interface BulkApply {
  /** Undefined while nothing is under way. */
  readonly progress: { readonly done: number; readonly total: number } | undefined;
  readonly run: (edits: EditManyInput['edits']) => Promise<BulkResult>;
  readonly stop: () => void;
}

/** Many edits as one batch, some at a time, so that it can be watched and stopped. */
export function useBulkApply(): BulkApply {
  const [progress, setProgress] = useState<BulkApply['progress']>(undefined);
  const isStopped = useRef(false);
  const run = useCallback(async (edits: EditManyInput['edits']): Promise<BulkResult> => {
    isStopped.current = false;
    let batchId: BatchId | null = null;
    let changed = 0;
    let error: AppError | undefined;
    const refused: BulkResult['refused'][number][] = [];
    for (let done = 0; done < edits.length && !isStopped.current && !error; done += AT_ONCE) {
      setProgress({ done, total: edits.length });
      const joined: { batchId?: BatchId } = batchId === null ? {} : { batchId };
      try {
        const answer = await call('variants.editMany', {
          edits: edits.slice(done, done + AT_ONCE),
          ...joined,
        });
        batchId = answer.batchId;
        for (const one of answer.results) {
          if (one.error === null) changed += 1;
          else refused.push({ variantId: one.variantId, error: one.error });
        }
      } catch (thrown) {
        error = toAppError(thrown);
      }
    }
    setProgress(undefined);
    return { batchId, changed, refused, isStopped: isStopped.current, error };
  }, []);
  const stop = useCallback(() => {
    isStopped.current = true;
  }, []);
  return { progress, run, stop };
}
