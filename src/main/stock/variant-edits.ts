import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { BatchId, ProblemId, VariantId, WarehouseId } from '../../shared/domain/ids';
import { warehouseIdSchema } from '../../shared/domain/ids';
import { pieceChangeSchema, piecesSchema } from '../../shared/domain/stock';
import { AppError, toAppError, type WireError } from '../../shared/errors/app-error';
import {
  type Actor,
  MAIN_WAREHOUSE,
  type StoredVariant,
  type VariantData,
  type WriteTransaction,
} from '../database';
import { refreshProposals } from './match-proposals';
import { settleOversold } from './oversold';
import { checkVariant, codeTakenBy } from './variant-edits-check';
import { refreshWanted } from './wanted';

export interface CountedPieces {
  readonly warehouseId: WarehouseId;
  /** What lies there. */
  readonly onHand: number;
  /** What the person saw when counting: sales since then stay booked, only the difference is. */
  readonly expected?: number;
}

export interface VariantEdit {
  readonly variantId: VariantId;
  /** Only the properties given change. */
  readonly change: Partial<VariantData>;
  readonly counts?: readonly CountedPieces[];
}

export interface EditResult {
  readonly variantId: VariantId;
  readonly error: WireError | null;
}

/** What one variant of a batch was told in pieces, kept to take it back. */
export const notedStockSchema = z.object({
  warehouseId: warehouseIdSchema,
  change: pieceChangeSchema,
  /** The movement it was booked as. */
  movement: z.int(),
  /** Its stock had never been told before. */
  opened: z.boolean(),
});
export type NotedStock = Readonly<z.infer<typeof notedStockSchema>>;

/** What a batch keeps of a variant it changed or made: only the fields it gave. */
export interface NotedAfter {
  readonly fields: Partial<VariantData>;
  readonly stock: readonly NotedStock[];
}

/**
 * Applies edits inside a batch of kind 'edit' or 'import': keeps what was before for taking it back and books counted pieces as
 * movements. A row that cannot be done leaves the others alone. `told` gathers the problems that changed, to be told to screens.
 */
export function applyEdits(
  tx: WriteTransaction,
  batch: BatchId,
  edits: readonly VariantEdit[],
  actor: Actor,
  told: Set<ProblemId> = new Set(),
): readonly EditResult[] {
  const touched = new Touched();
  const kind = countKind(tx, batch);
  const results = edits.map(({ variantId, change, counts = [] }): EditResult => {
    try {
      const before = tx.variants.get(variantId);
      const changed = realChange(before, change);
      checkEdit(tx, before, changed, counts);
      // From here on nothing may fail: what a row has begun would stay.
      if (Object.keys(changed).length > 0) tx.variants.update(variantId, changed);
      const stock = bookCounts(tx, batch, before, counts, kind, actor);
      if (Object.keys(changed).length > 0 || stock.length > 0) {
        const fields = pick(before, changed);
        const after: NotedAfter = { fields: changed, stock };
        tx.batches.note(batch, { entity: 'variant', entityId: variantId, before: { fields }, after });
        touched.add(variantId, changed);
      }
      return { variantId, error: null };
    } catch (thrown) {
      return { variantId, error: rowError(thrown) };
    }
  });
  touched.settle(tx, told);
  return results;
}

/** Makes a variant inside a batch, with its counted pieces. Throws before anything is written. */
export function createInBatch(
  tx: WriteTransaction,
  batch: BatchId,
  data: VariantData,
  counts: readonly CountedPieces[],
  actor: Actor,
  told: Set<ProblemId> = new Set(),
): VariantId {
  const problem = checkVariant(data, data) ?? codeTakenBy(tx.variants, data, { id: null, title: data.title });
  if (problem !== null) throw problem;
  checkCounts(tx, counts);
  const variant = tx.variants.create(data);
  const stock = bookCounts(tx, batch, variant, counts, countKind(tx, batch), actor);
  const after: NotedAfter = { fields: data, stock };
  tx.batches.note(batch, { entity: 'variant', entityId: variant.id, before: null, after });
  const touched = new Touched();
  touched.add(variant.id, data);
  touched.settle(tx, told);
  return variant.id;
}

/** Variants a step has touched, and what follows from it. */
export class Touched {
  readonly #ids = new Set<VariantId>();
  readonly #matchable = new Set<VariantId>();

  add(id: VariantId, change: Partial<VariantData>): void {
    this.#ids.add(id);
    const speaks = ['title', 'variantTitle', 'sku', 'barcode', 'brand', 'options'].some((field) =>
      Object.hasOwn(change, field),
    );
    if (speaks) this.#matchable.add(id);
  }

  settle(tx: WriteTransaction, told: Set<ProblemId>): void {
    refreshProposals(tx, this.#matchable);
    for (const id of settleOversold(tx, this.#ids)) told.add(id);
    refreshWanted(tx, this.#ids);
  }
}

/** What really becomes another value. */
function realChange(before: StoredVariant, change: Partial<VariantData>): Partial<VariantData> {
  const entries = Object.entries(pick(change, change)).filter(
    ([field, value]) => value !== undefined && !isDeepStrictEqual(before[field as keyof VariantData], value),
  );
  return Object.fromEntries(entries);
}

const FIELDS = [
  'title',
  'variantTitle',
  'sku',
  'barcode',
  'brand',
  'options',
  'basePriceMinor',
  'baseListPriceMinor',
  'costMinor',
  'currency',
  'vatRate',
  'safety',
] as const satisfies readonly (keyof VariantData)[];

/** The fields of a variant that `wanted` names, whatever else the objects hold. */
export function pick(from: Partial<VariantData>, wanted: object): Partial<VariantData> {
  const named = FIELDS.filter((field) => Object.hasOwn(wanted, field));
  return Object.fromEntries(named.map((field) => [field, from[field]]));
}

function checkEdit(
  tx: WriteTransaction,
  before: StoredVariant,
  changed: Partial<VariantData>,
  counts: readonly CountedPieces[],
): void {
  const problem =
    checkVariant({ ...before, ...changed }, changed) ??
    codeTakenBy(tx.variants, changed, { id: before.id, title: changed.title ?? before.title });
  if (problem !== null) throw problem;
  checkCounts(tx, counts);
}

function checkCounts(tx: WriteTransaction, counts: readonly CountedPieces[]): void {
  if (counts.length === 0) return;
  const known = new Set(tx.stock.warehouses().map(({ id }) => id));
  for (const { warehouseId, onHand } of counts) {
    if (!known.has(warehouseId))
      throw new AppError('input.notFound', { facts: { what: 'warehouse', id: warehouseId } });
    if (!piecesSchema.safeParse(onHand).success)
      throw new AppError('input.invalid', { facts: { field: 'onHand', reason: 'range' } });
  }
}

function countKind(tx: WriteTransaction, batch: BatchId): 'count' | 'import' {
  return tx.batches.get(batch).kind === 'import' ? 'import' : 'count';
}

/** Books the differences; a variant whose stock was never told is opened by its first count. */
function bookCounts(
  tx: WriteTransaction,
  batch: BatchId,
  before: StoredVariant,
  counts: readonly CountedPieces[],
  kind: 'count' | 'import',
  actor: Actor,
): NotedStock[] {
  const variantId = before.id;
  const noted: NotedStock[] = [];
  let closed = before.openedAt === null;
  const note = (warehouseId: WarehouseId, change: number, opened: boolean): void => {
    noted.push({ warehouseId, change, movement: tx.stock.lastMovement(), opened });
  };
  for (const { warehouseId, onHand, expected } of counts) {
    if (closed) {
      const inMain = warehouseId === MAIN_WAREHOUSE ? onHand : 0;
      tx.stock.open(variantId, inMain, tx.stamp(), actor, batch);
      note(MAIN_WAREHOUSE, inMain, true);
      closed = false;
      if (warehouseId === MAIN_WAREHOUSE) continue;
    }
    const level = tx.stock.levels(variantId).find((one) => one.warehouseId === warehouseId)?.onHand ?? 0;
    const change = onHand - (before.openedAt === null ? level : (expected ?? level));
    if (change === 0) continue;
    const movement = { variantId, warehouseId, kind, onHandChange: change, reservedChange: 0 } as const;
    tx.stock.book({ ...movement, batchId: batch, eventKey: null, actor });
    note(warehouseId, change, false);
  }
  return noted;
}

/** Anything but a refusal undoes the whole step. */
export function rowError(thrown: unknown): WireError {
  if (!(thrown instanceof AppError) || !REFUSALS.test(thrown.code)) throw thrown;
  return toAppError(thrown).toWire();
}

const REFUSALS = /^(?:input|price|product|import)\./;
