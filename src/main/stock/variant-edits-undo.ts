import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type BatchId, type ProblemId, variantIdSchema } from '../../shared/domain/ids';
import { optionValueSchema } from '../../shared/domain/product';
import type { Actor, PlacedChange, StoredVariant, VariantData, WriteTransaction } from '../database';
import { settleLine } from './ledger';
import { type NotedStock, notedStockSchema, pick, Touched } from './variant-edits';
import { codeTakenBy } from './variant-edits-check';

const text = z.string().nullable();
const amount = z.int().nullable();
export const variantFieldsSchema: z.ZodType<Partial<VariantData>> = z
  .object({
    title: z.string(),
    variantTitle: text,
    sku: text,
    barcode: text,
    brand: text,
    options: z.array(optionValueSchema),
    basePriceMinor: amount,
    baseListPriceMinor: amount,
    costMinor: amount,
    currency: z.string(),
    vatRate: z.number().nullable(),
    safety: z.int(),
  })
  .partial();
const beforeSchema = z.object({ fields: variantFieldsSchema }).nullable();
const afterSchema = z.object({ fields: variantFieldsSchema, stock: z.array(notedStockSchema) });
type Noted = z.infer<typeof afterSchema>;

/**
 * Takes one change of a batch back; false = somebody changed the row since, and nothing of it is touched. Pieces go back as a
 * movement of the opposite difference, so that what was sold since stays sold.
 */
export function undoEdit(
  tx: WriteTransaction,
  batch: BatchId,
  change: PlacedChange,
  actor: Actor,
  told: Set<ProblemId>,
): boolean {
  const variant = tx.variants.find(variantIdSchema.parse(change.entityId));
  if (change.entity !== 'variant' || variant === null) return false;
  const before = beforeSchema.parse(change.before);
  const after = afterSchema.parse(change.after);
  const touched = new Touched();
  const isBack =
    before === null
      ? undoCreation(tx, batch, variant, after, change.position, actor)
      : undoFields(tx, batch, variant, before.fields, after, change.position, actor);
  if (!isBack) return false;
  touched.add(variant.id, after.fields);
  touched.settle(tx, told);
  return true;
}

function undoFields(
  tx: WriteTransaction,
  batch: BatchId,
  variant: StoredVariant,
  before: Partial<VariantData>,
  after: Noted,
  position: number,
  actor: Actor,
): boolean {
  if (variant.deletedAt !== null) return false;
  const today = pick(variant, after.fields);
  // Back already: an undo was stopped here.
  const isBack = isDeepStrictEqual(today, before);
  if (!isBack && !isDeepStrictEqual(today, after.fields)) return false;
  if (!stockIsAsLeft(tx, variant, after.stock, batch, position)) return false;
  if (!isBack && codeTakenBy(tx.variants, before, variant) !== null) return false;
  if (!isBack) tx.variants.update(variant.id, before);
  undoStock(tx, batch, variant, after.stock, position, actor);
  return true;
}

/** A variant that was made goes when nobody matched, edited, counted, moved or sold it since; its movements stay. */
function undoCreation(
  tx: WriteTransaction,
  batch: BatchId,
  variant: StoredVariant,
  after: Noted,
  position: number,
  actor: Actor,
): boolean {
  if (variant.deletedAt !== null) return true;
  const given = after.stock.reduce((sum, { change }) => sum + change, 0);
  if (variant.onHand !== given || variant.reserved !== 0) return false;
  if (tx.matches.ofVariant(variant.id).length > 0) return false;
  if (!isDeepStrictEqual(pick(variant, after.fields), after.fields)) return false;
  if (!stockIsAsLeft(tx, variant, after.stock, batch, position)) return false;
  undoStock(tx, batch, variant, after.stock, position, actor);
  tx.variants.remove(variant.id);
  return true;
}

/** Nobody counted the pieces since, or they are back already. */
function stockIsAsLeft(
  tx: WriteTransaction,
  { id }: StoredVariant,
  stock: readonly NotedStock[],
  batch: BatchId,
  position: number,
): boolean {
  const last = stock.at(-1)?.movement ?? 0;
  return stock.every(
    ({ warehouseId, opened }, index) =>
      tx.stock.booked(eventKey(batch, position, index)) !== null ||
      !tx.stock.countedSince(id, opened ? null : warehouseId, last),
  );
}

function undoStock(
  tx: WriteTransaction,
  batch: BatchId,
  { id: variantId }: StoredVariant,
  stock: readonly NotedStock[],
  position: number,
  actor: Actor,
): void {
  for (const [index, { warehouseId, change, opened }] of stock.entries()) {
    const key = eventKey(batch, position, index);
    if (tx.stock.booked(key) !== null) continue;
    if (opened) closeStock(tx, variantId);
    const movement = {
      variantId,
      warehouseId,
      kind: 'undo',
      onHandChange: -change,
      reservedChange: 0,
    } as const;
    tx.stock.book({ ...movement, batchId: batch, eventKey: key, actor });
  }
}

/** Its stock was never told, as before: orders count for nothing again, and what they booked is given back. */
function closeStock(tx: WriteTransaction, variantId: StoredVariant['id']): void {
  tx.stock.close(variantId);
  for (const line of tx.lineStock.ofVariant(variantId))
    settleLine(tx, line, tx.rules.of(line.connectionId).returnsToStock, new Set());
}

function eventKey(batch: BatchId, position: number, part: number): string {
  return `undo/${batch}/${position}/${part}`;
}
