import { and, asc, desc, eq, gt, inArray, isNull, lt, max, sql } from 'drizzle-orm';
import {
  type BatchId,
  type ConnectionId,
  connectionIdSchema,
  type MovementId,
  movementIdSchema,
  type VariantId,
  variantIdSchema,
  type WarehouseId,
  warehouseIdSchema,
} from '../../../shared/domain/ids';
import type { MovementKind } from '../../../shared/domain/stock';
import { AppError } from '../../../shared/errors/app-error';
import { foldSearch } from '../../../shared/text/fold';
import { batches, stockLevels, stockMovements, variants, warehouses } from '../schema-stock';
import type { Stamp } from '../stamp';
import type { Typed } from '../typed';

/** Who moved pieces: Kervan by itself, a person at the window, or a program through the local API. */
export type Actor = 'system' | 'person' | 'api';

/** The warehouse every data folder has. */
export const MAIN_WAREHOUSE: WarehouseId = warehouseIdSchema.parse('1');

export interface Movement {
  readonly variantId: VariantId;
  readonly kind: MovementKind;
  readonly onHandChange: number;
  readonly reservedChange: number;
  readonly warehouseId?: WarehouseId;
  readonly connectionId?: ConnectionId;
  readonly orderKey?: string;
  readonly lineKey?: string;
  readonly batchId?: BatchId;
  /** What may be booked once only; null = may come again. */
  readonly eventKey: string | null;
  readonly actor: Actor;
  readonly note?: string | null;
}

export interface StoredMovement {
  readonly id: MovementId;
  readonly variantId: VariantId;
  readonly warehouseId: WarehouseId;
  readonly kind: MovementKind;
  readonly onHandChange: number;
  readonly reservedChange: number;
  /** Of the variant over all warehouses. */
  readonly onHandAfter: number;
  readonly reservedAfter: number;
  readonly connectionId: ConnectionId | null;
  readonly orderKey: string | null;
  readonly lineKey: string | null;
  readonly eventKey: string | null;
  readonly actor: string;
  readonly note: string | null;
  /** UTC epoch ms. */
  readonly at: number;
}

export interface WarehouseLevel {
  readonly warehouseId: WarehouseId;
  readonly name: string;
  readonly onHand: number;
}

const place = sql.placeholder;
/** As in steady-parameter.ts. */
const whole = (name: string) => sql`CAST(${place(name)} AS INTEGER)`;

/** Asked for each variant that moves, many thousands in a row: built once. */
function prepareReads(typed: Typed) {
  return {
    levels: typed
      .select({ warehouseId: stockLevels.warehouseId, name: warehouses.name, onHand: stockLevels.onHand })
      .from(stockLevels)
      .innerJoin(warehouses, eq(warehouses.id, stockLevels.warehouseId))
      .where(eq(stockLevels.variantId, whole('variantId')))
      .orderBy(asc(stockLevels.warehouseId))
      .prepare(),
    booked: typed
      .select()
      .from(stockMovements)
      .where(eq(stockMovements.eventKey, place('eventKey')))
      .prepare(),
    countedSince: typed
      .select({ id: stockMovements.id, warehouseId: stockMovements.warehouseId })
      .from(stockMovements)
      .leftJoin(batches, eq(batches.id, stockMovements.batchId))
      .where(
        and(
          eq(stockMovements.variantId, whole('variantId')),
          gt(stockMovements.id, whole('after')),
          inArray(stockMovements.kind, ['opening', 'count', 'import', 'channel']),
          isNull(batches.undoneAt),
        ),
      )
      .prepare(),
    lastMovement: typed
      .select({ id: max(stockMovements.id) })
      .from(stockMovements)
      .prepare(),
    warehouses: typed
      .select({ id: warehouses.id, name: warehouses.name })
      .from(warehouses)
      .orderBy(asc(warehouses.id))
      .prepare(),
  };
}

export class StockReader {
  protected readonly typed: Typed;
  readonly #reads: ReturnType<typeof prepareReads>;

  constructor(typed: Typed) {
    this.typed = typed;
    this.#reads = prepareReads(typed);
  }

  /** What lies where; a warehouse that never held the variant is left out. */
  levels(variantId: VariantId): WarehouseLevel[] {
    return this.#reads.levels
      .all({ variantId: Number(variantId) })
      .map((row) => ({ ...row, warehouseId: warehouseIdSchema.parse(String(row.warehouseId)) }));
  }

  /** Newest first; `before` = the last id of the page before. */
  movements(variantId: VariantId, before: MovementId | null, limit: number): StoredMovement[] {
    const own = eq(stockMovements.variantId, Number(variantId));
    const older = before === null ? own : and(own, lt(stockMovements.id, Number(before)));
    const rows = this.typed.select().from(stockMovements).where(older).orderBy(desc(stockMovements.id));
    return rows.limit(limit).all().map(toMovement);
  }

  /** The movement an event was booked as. */
  booked(eventKey: string): StoredMovement | null {
    const row = this.#reads.booked.get({ eventKey });
    return row === undefined ? null : toMovement(row);
  }

  /**
   * Somebody said how many pieces lie there (null = in any warehouse) after that movement. Sales and the like do not count, and
   * neither does what a batch said that was taken back.
   */
  countedSince(variantId: VariantId, warehouseId: WarehouseId | null, after: number): boolean {
    const said = this.#reads.countedSince.all({ variantId: Number(variantId), after });
    return said.some((one) => warehouseId === null || one.warehouseId === Number(warehouseId));
  }

  /** The number of the last movement of all; 0 = none yet. */
  lastMovement(): number {
    const newest = this.#reads.lastMovement.get();
    return newest?.id ?? 0;
  }

  warehouses(): { readonly id: WarehouseId; readonly name: string }[] {
    return this.#reads.warehouses
      .all()
      .map((row) => ({ ...row, id: warehouseIdSchema.parse(String(row.id)) }));
  }
}

function prepareWrites(typed: Typed) {
  return {
    move: typed
      .update(variants)
      .set({
        onHand: sql`${variants.onHand} + ${place('onHandChange')}`,
        reserved: sql`${variants.reserved} + ${place('reservedChange')}`,
        updatedAt: sql`${place('stamp')}`,
      })
      .where(eq(variants.id, place('variantId')))
      .returning({ onHand: variants.onHand, reserved: variants.reserved })
      .prepare(),
    level: typed
      .insert(stockLevels)
      .values({
        variantId: place('variantId'),
        warehouseId: place('warehouseId'),
        onHand: place('onHandChange'),
      })
      .onConflictDoUpdate({
        target: [stockLevels.variantId, stockLevels.warehouseId],
        set: { onHand: sql`${stockLevels.onHand} + excluded.on_hand` },
      })
      .prepare(),
    keep: typed
      .insert(stockMovements)
      .values({
        variantId: place('variantId'),
        warehouseId: place('warehouseId'),
        kind: place('kind'),
        onHandChange: place('onHandChange'),
        reservedChange: place('reservedChange'),
        onHandAfter: place('onHandAfter'),
        reservedAfter: place('reservedAfter'),
        connectionId: place('connectionId'),
        orderKey: place('orderKey'),
        lineKey: place('lineKey'),
        batchId: place('batchId'),
        eventKey: place('eventKey'),
        actor: place('actor'),
        note: place('note'),
        at: place('at'),
      })
      .prepare(),
  };
}

/** The one way a number of pieces changes: every change is a movement that stays. */
export class StockWriter extends StockReader {
  readonly #stamp: () => Stamp;
  readonly #writes: ReturnType<typeof prepareWrites>;

  constructor(typed: Typed, stamp: () => Stamp) {
    super(typed);
    this.#stamp = stamp;
    this.#writes = prepareWrites(typed);
  }

  /** Books one movement; false when its event was booked before, then nothing changes. */
  book(movement: Movement): boolean {
    if (movement.eventKey !== null && this.booked(movement.eventKey) !== null) return false;
    const variantId = Number(movement.variantId);
    const warehouseId = Number(movement.warehouseId ?? MAIN_WAREHOUSE);
    const { onHandChange, reservedChange } = movement;
    const moved = { variantId, warehouseId, onHandChange, reservedChange };
    const [after] = this.#writes.move.all({ ...moved, stamp: this.#stamp() });
    if (after === undefined)
      throw new AppError('input.notFound', { facts: { what: 'variant', id: movement.variantId } });
    this.#writes.level.run(moved);
    this.#writes.keep.run({
      ...moved,
      kind: movement.kind,
      onHandAfter: after.onHand,
      reservedAfter: after.reserved,
      connectionId: movement.connectionId ?? null,
      orderKey: movement.orderKey ?? null,
      lineKey: movement.lineKey ?? null,
      batchId: movement.batchId === undefined ? null : Number(movement.batchId),
      eventKey: movement.eventKey,
      actor: movement.actor,
      note: movement.note ?? null,
      at: this.#stamp(),
    });
    return true;
  }

  /**
   * The first number Kervan ever has of a variant. `openedAt` (UTC epoch ms): orders placed before are in that number already.
   * False when its stock was told before; then nothing changes.
   */
  open(variantId: VariantId, quantity: number, openedAt: number, actor: Actor, batchId?: BatchId): boolean {
    const fresh = this.typed
      .update(variants)
      .set({ openedAt, updatedAt: this.#stamp() })
      .where(and(eq(variants.id, Number(variantId)), sql`${variants.openedAt} IS NULL`))
      .run();
    if (fresh.changes === 0) return false;
    // The column is guard enough, and an opening that was taken back may come again.
    const opening = { variantId, kind: 'opening', onHandChange: quantity, reservedChange: 0 } as const;
    return this.book({ ...opening, eventKey: null, actor, batchId });
  }

  /** Takes an opening back: the stock counts as never told. What stands on hand is for the caller to book away. */
  close(variantId: VariantId): void {
    this.typed
      .update(variants)
      .set({ openedAt: null, updatedAt: this.#stamp() })
      .where(eq(variants.id, Number(variantId)))
      .run();
  }

  addWarehouse(name: string): WarehouseId {
    this.#checkFree(name, null);
    const { lastInsertRowid } = this.typed
      .insert(warehouses)
      .values({ name, createdAt: this.#stamp() })
      .run();
    return warehouseIdSchema.parse(String(lastInsertRowid));
  }

  renameWarehouse(id: WarehouseId, name: string): void {
    this.#checkFree(name, id);
    this.typed
      .update(warehouses)
      .set({ name })
      .where(eq(warehouses.id, Number(id)))
      .run();
  }

  /** Two warehouses whose names differ in case only could not be told apart on a screen. */
  #checkFree(name: string, own: WarehouseId | null): void {
    const same = (other: string) => foldSearch(other) === foldSearch(name);
    if (this.warehouses().some((one) => one.id !== own && same(one.name)))
      throw new AppError('input.invalid', { facts: { field: 'name', reason: 'taken' } });
  }
}

function toMovement(row: typeof stockMovements.$inferSelect): StoredMovement {
  const { batchId: _batchId, ...same } = row;
  return {
    ...same,
    id: movementIdSchema.parse(String(row.id)),
    variantId: variantIdSchema.parse(String(row.variantId)),
    warehouseId: warehouseIdSchema.parse(String(row.warehouseId)),
    connectionId: row.connectionId === null ? null : connectionIdSchema.parse(row.connectionId),
  };
}
