import type { VariantId, WarehouseId } from '../../shared/domain/ids';
import type { MovementKind } from '../../shared/domain/stock';
import { AppError } from '../../shared/errors/app-error';
import { type Actor, MAIN_WAREHOUSE, type StoredMovement, type WriteTransaction } from '../database';
import { variantName } from './names';

interface Asked {
  readonly variantId: VariantId;
  readonly note: string | null;
  /** Chosen by the caller: the same key is booked once. */
  readonly eventKey?: string;
  readonly actor: Actor;
}
export interface CountAsked extends Asked {
  readonly warehouseId?: WarehouseId;
  readonly counted: number;
  /** What the person saw when counting: what was sold since stays booked. */
  readonly expected?: number;
}
export interface AdjustAsked extends Asked {
  readonly warehouseId?: WarehouseId;
  readonly change: number;
}
export interface TransferAsked extends Asked {
  readonly from: WarehouseId;
  readonly to: WarehouseId;
  readonly pieces: number;
}
export interface Booked {
  /** Pieces of the variant on hand, more or less. */
  readonly change: number;
  readonly repeated: boolean;
}

/**
 * Books what was counted as the difference to what stood there. The first count opens the variant: orders placed before count for
 * nothing. A count that finds the number right is kept too: it says when somebody last looked.
 */
export function countStock(tx: WriteTransaction, asked: CountAsked): Booked {
  const before = bookedBefore(tx, asked, 'count');
  if (before !== null) return { change: before.onHandChange, repeated: true };
  const { variantId, counted, actor, note, warehouseId = MAIN_WAREHOUSE } = asked;
  const variant = tx.variants.get(variantId);
  checkWarehouse(tx, warehouseId);
  const unopened = variant.openedAt === null;
  const plain = warehouseId === MAIN_WAREHOUSE && note === null && asked.eventKey === undefined;
  if (unopened) tx.stock.open(variantId, plain ? counted : 0, tx.stamp(), actor);
  if (unopened && plain) return { change: counted, repeated: false };
  const level = levelIn(tx, variantId, warehouseId);
  const change = counted - (unopened ? level : (asked.expected ?? level));
  book(tx, asked, 'count', warehouseId, change, keyOf(asked));
  return { change, repeated: false };
}

/** More or fewer pieces, with a reason: breakage, a gift, a find. */
export function adjustStock(tx: WriteTransaction, asked: AdjustAsked): Booked {
  const before = bookedBefore(tx, asked, 'adjust');
  if (before !== null) {
    if (before.onHandChange !== asked.change) throw keyReused();
    return { change: before.onHandChange, repeated: true };
  }
  const { variantId, change, warehouseId = MAIN_WAREHOUSE } = asked;
  checkOpened(tx, variantId);
  checkWarehouse(tx, warehouseId);
  if (change < 0) checkEnough(tx, variantId, warehouseId, -change);
  book(tx, asked, 'adjust', warehouseId, change, keyOf(asked));
  return { change, repeated: false };
}

/** From one warehouse to another: two movements whose sum is nothing. */
export function transferStock(tx: WriteTransaction, asked: TransferAsked): Booked {
  const before = bookedBefore(tx, asked, 'transfer');
  if (before !== null) {
    if (before.onHandChange !== -asked.pieces || before.warehouseId !== asked.from) throw keyReused();
    return { change: 0, repeated: true };
  }
  const { variantId, from, to, pieces } = asked;
  checkOpened(tx, variantId);
  checkWarehouse(tx, from);
  checkWarehouse(tx, to);
  checkEnough(tx, variantId, from, pieces);
  const key = keyOf(asked);
  book(tx, asked, 'transfer', from, -pieces, key);
  book(tx, asked, 'transfer', to, pieces, key === null ? null : `${key}/to`);
  return { change: 0, repeated: false };
}

function book(
  tx: WriteTransaction,
  { variantId, actor, note }: Asked,
  kind: MovementKind,
  warehouseId: WarehouseId,
  onHandChange: number,
  eventKey: string | null,
): void {
  tx.stock.book({ variantId, warehouseId, kind, onHandChange, reservedChange: 0, eventKey, actor, note });
}

/** Keys of callers live apart from those of orders. */
function keyOf({ eventKey }: Asked): string | null {
  return eventKey === undefined ? null : `request/${eventKey}`;
}

function bookedBefore(tx: WriteTransaction, asked: Asked, kind: MovementKind): StoredMovement | null {
  const key = keyOf(asked);
  const before = key === null ? null : tx.stock.booked(key);
  if (before !== null && (before.variantId !== asked.variantId || before.kind !== kind)) throw keyReused();
  return before;
}

function keyReused(): AppError {
  return new AppError('input.invalid', { facts: { field: 'eventKey', reason: 'reused' } });
}

function checkOpened(tx: WriteTransaction, id: VariantId): void {
  const variant = tx.variants.get(id);
  if (variant.openedAt === null)
    throw new AppError('stock.notOpened', { facts: { sku: variantName(variant) } });
}

function checkWarehouse(tx: WriteTransaction, id: WarehouseId): void {
  if (tx.stock.warehouses().some((one) => one.id === id)) return;
  throw new AppError('input.notFound', { facts: { what: 'warehouse', id } });
}

function checkEnough(tx: WriteTransaction, id: VariantId, warehouseId: WarehouseId, pieces: number): void {
  const onHand = levelIn(tx, id, warehouseId);
  if (onHand >= pieces) return;
  const warehouse = tx.stock.warehouses().find((one) => one.id === warehouseId)?.name ?? '';
  throw new AppError('stock.notEnough', { facts: { warehouse, onHand, count: pieces } });
}

function levelIn(tx: WriteTransaction, id: VariantId, warehouseId: WarehouseId): number {
  return tx.stock.levels(id).find((one) => one.warehouseId === warehouseId)?.onHand ?? 0;
}
