import type { ProblemId, VariantId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { WriteTransaction } from '../database';
import { variantName } from './names';

/**
 * Complains about each of the variants of which more is sold or kept aside than there is, and takes the complaint back where that
 * is no longer so. Safety stock is there to be eaten up in such a case, so it does not count. Answers the problems that changed,
 * to be told.
 */
export function settleOversold(tx: WriteTransaction, variantIds: Iterable<VariantId>): ProblemId[] {
  const changed: ProblemId[] = [];
  for (const id of variantIds) {
    const variant = tx.variants.find(id);
    if (variant === null) continue;
    const left = variant.onHand - variant.reserved;
    if (variant.openedAt === null || variant.deletedAt !== null || left >= 0) {
      const closed = tx.problems.settle({ code: 'stock.oversold', distinguish: id });
      if (closed !== null) changed.push(closed.id);
      continue;
    }
    const onHand = Math.max(0, variant.onHand);
    const facts = { sku: variantName(variant), count: -left, onHand, sold: onHand - left };
    const error = new AppError('stock.oversold', { facts }).toWire();
    const report = { error, connectionId: null, stream: null, runId: null, distinguish: id };
    changed.push(tx.problems.report(report).problem.id);
  }
  return changed;
}
