import type { MarketplaceWithFloor } from './marketplace';

/**
 * What goes wrong inside one batch that the channel took. `key` names the row by its variant key (default: the first row).
 * `applied` says whether the channel did the work all the same.
 */
export type BatchFault =
  /** The result stays unready for ever. */
  | { readonly kind: 'stuck'; readonly applied: boolean }
  /** The result says nothing of the row. */
  | { readonly kind: 'rowMissing'; readonly key?: string; readonly applied: boolean }
  /** The channel refuses the row in these words. */
  | { readonly kind: 'rowRefused'; readonly key?: string; readonly reason: string };

/** The faults of coming batches, one for each batch, in the order they were added. */
export class BatchFaultPlan {
  private readonly waiting: { readonly fault: BatchFault; left: number }[] = [];

  add(fault: BatchFault, times = 1): void {
    this.waiting.push({ fault, left: times });
  }

  /** The fault of the batch that is taken now. For the marketplace. */
  next(): BatchFault | undefined {
    const [first] = this.waiting;
    if (first === undefined) return undefined;
    first.left -= 1;
    if (first.left <= 0) this.waiting.shift();
    return first.fault;
  }
}

/** A marketplace that works on batches after it took them. */
export interface MarketplaceWithBatches<Data> extends MarketplaceWithFloor<Data> {
  readonly batchFaults: BatchFaultPlan;
}

/** What the fault does to one row. */
export type RowFate = { readonly told: boolean; readonly applied: boolean; readonly reason?: string };

const USUAL: RowFate = { told: true, applied: true };

export function fateOf(fault: BatchFault | undefined, key: string, index: number): RowFate {
  if (fault === undefined) return USUAL;
  switch (fault.kind) {
    case 'stuck':
      return { told: false, applied: fault.applied };
    case 'rowMissing':
      return meant(fault.key, key, index) ? { told: false, applied: fault.applied } : USUAL;
    case 'rowRefused':
      return meant(fault.key, key, index) ? { told: true, applied: false, reason: fault.reason } : USUAL;
    default: {
      const never: never = fault;
      throw new Error(`unknown batch fault ${JSON.stringify(never)}`);
    }
  }
}

const meant = (wanted: string | undefined, key: string, index: number): boolean =>
  wanted === undefined ? index === 0 : wanted === key;
