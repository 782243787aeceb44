import type { ServiceHandlers } from '../../shared/contract';
import type { EditManyResult, VariantSaved } from '../../shared/contract/stock';
import type { BatchId, ProblemId, VariantId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import { type Actor, BLANK_VARIANT } from '../database';
import { refreshProposals } from '../stock/match-proposals';
import { settleOversold } from '../stock/oversold';
import { applyEdits, createInBatch, type VariantEdit } from '../stock/variant-edits';
import type { ServiceContext } from './context';
import { tellProblems, tellStock } from './stock';

type Handlers = Pick<
  ServiceHandlers,
  | 'variants.count'
  | 'variants.window'
  | 'variants.pick'
  | 'variants.views'
  | 'variants.create'
  | 'variants.update'
  | 'variants.remove'
  | 'variants.editMany'
>;

/** Rows edited in one transaction: about 1.5 ms of work each, at most. */
const STEP_ROWS = 5;

export function variantHandlers(context: ServiceContext): Handlers {
  const { database, reader } = context;
  const saved = async (id: VariantId, batchId: BatchId | null): Promise<VariantSaved> => ({
    variant: (await reader.variants.get(id)).variant,
    batchId,
  });
  return {
    'variants.count': (query) => reader.variants.count(query),
    'variants.window': ({ query, window }) => reader.variants.window(query, window.offset, window.limit),
    'variants.pick': ({ ids }) => reader.variants.pick(ids),
    'variants.views': () => reader.variants.views(),
    async 'variants.create'({ counts, actor, ...fields }) {
      const told = new Set<ProblemId>();
      const made = database.write((tx) => {
        const batch = tx.batches.begin('edit', actor);
        return { batch, id: createInBatch(tx, batch, { ...BLANK_VARIANT, ...fields }, counts, actor, told) };
      });
      tellProblems(context, told);
      tellStock(context, [made.id]);
      return saved(made.id, made.batch);
    },
    async 'variants.update'({ id, change, expectedUpdatedAt, actor }) {
      if (expectedUpdatedAt !== undefined && database.variants.get(id).updatedAt !== expectedUpdatedAt)
        throw new AppError('input.changedMeanwhile');
      const { batchId, results } = await editMany(context, [{ variantId: id, change }], { actor });
      const error = results[0]?.error ?? null;
      if (error !== null) throw AppError.fromWire(error);
      return saved(id, batchId);
    },
    async 'variants.remove'({ id }) {
      const problems = database.write((tx) => {
        const { title } = tx.variants.get(id);
        const count = tx.matches.ofVariant(id).length;
        if (count > 0) throw new AppError('product.stillMatched', { facts: { title, count } });
        tx.variants.remove(id);
        refreshProposals(tx, [id]);
        return settleOversold(tx, [id]);
      });
      tellProblems(context, problems);
      tellStock(context, [id]);
    },
    'variants.editMany': ({ edits, batchId, note, actor }) =>
      editMany(context, edits, { actor, joins: batchId, note }),
  };
}

interface EditOptions {
  readonly actor: Actor;
  /** A batch begun by an earlier call. */
  readonly joins?: BatchId;
  readonly note?: string | null;
}

/** A few rows in each transaction, so that the process stays responsive; all of them are one batch. */
async function editMany(
  context: ServiceContext,
  edits: readonly VariantEdit[],
  { actor, joins, note = null }: EditOptions,
): Promise<EditManyResult> {
  const { database } = context;
  if (joins !== undefined) checkJoinable(context, joins);
  const told = new Set<ProblemId>();
  const results: EditManyResult['results'][number][] = [];
  let batchId: BatchId | null = joins ?? null;
  for (let from = 0; from < edits.length; from += STEP_ROWS) {
    const begun: BatchId | null = batchId;
    batchId = database.write((tx) => {
      const batch = begun ?? tx.batches.begin('edit', actor, note);
      results.push(...applyEdits(tx, batch, edits.slice(from, from + STEP_ROWS), actor, told));
      if (tx.batches.get(batch).rows > 0) return batch;
      tx.batches.drop(batch);
      return null;
    });
    await database.turn();
  }
  tellProblems(context, told);
  tellStock(
    context,
    edits.map(({ variantId }) => variantId),
  );
  return { batchId, results };
}

function checkJoinable({ database }: ServiceContext, id: BatchId): void {
  const { kind, undoneAt } = database.batches.get(id);
  if (kind !== 'edit' || undoneAt !== null)
    throw new AppError('input.invalid', { facts: { field: 'batchId', reason: 'closed' } });
}
