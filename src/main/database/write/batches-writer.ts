import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type BatchId, batchIdSchema } from '../../../shared/domain/ids';
import { AppError } from '../../../shared/errors/app-error';
import { stableJson } from '../json-column';
import { batchChanges, batches } from '../schema-stock';
import type { Stamp } from '../stamp';
import type { Typed } from '../typed';
import type { Actor } from './stock-writer';

export type BatchKind = 'match' | 'edit' | 'import';
export interface StoredBatch {
  readonly id: BatchId;
  readonly kind: BatchKind;
  readonly actor: string;
  readonly note: string | null;
  readonly rows: number;
  /** UTC epoch ms. */
  readonly createdAt: number;
  readonly undoneAt: number | null;
}
export interface BatchChange {
  readonly entity: 'match' | 'variant' | 'stock';
  readonly entityId: string;
  /** null = it was not there. */
  readonly before: unknown;
  readonly after: unknown;
}

/** With its place in the batch, from 1. */
export interface PlacedChange extends BatchChange {
  readonly position: number;
}

export interface PlacedChange extends BatchChange {
  readonly position: number;
}

const place = sql.placeholder;

/** Asked for each change of a batch of many thousands: built once. */
function prepareById(typed: Typed) {
  return typed
    .select()
    .from(batches)
    .where(eq(batches.id, place('id')))
    .prepare();
}

function prepareNotes(typed: Typed) {
  return {
    count: typed
      .update(batches)
      .set({ rows: sql`${batches.rows} + 1` })
      .where(eq(batches.id, place('batchId')))
      .returning({ position: batches.rows })
      .prepare(),
    keep: typed
      .insert(batchChanges)
      .values({
        batchId: place('batchId'),
        position: place('position'),
        entity: place('entity'),
        entityId: place('entityId'),
        before: place('before'),
        after: place('after'),
      })
      .prepare(),
  };
}

/** Changes made together, newest first. */
export class BatchesReader {
  protected readonly typed: Typed;
  readonly #byId: ReturnType<typeof prepareById>;

  constructor(typed: Typed) {
    this.typed = typed;
    this.#byId = prepareById(typed);
  }

  get(id: BatchId): StoredBatch {
    const row = this.#byId.get({ id: Number(id) });
    if (row === undefined) throw new AppError('input.notFound', { facts: { what: 'batch', id } });
    return toBatch(row);
  }

  list(before: BatchId | null, limit: number): StoredBatch[] {
    const rows = this.typed.select().from(batches);
    const older = before === null ? rows : rows.where(lt(batches.id, Number(before)));
    return older.orderBy(desc(batches.id)).limit(limit).all().map(toBatch);
  }

  ofKind(kind: BatchKind, before: BatchId | null, limit: number): StoredBatch[] {
    const own = eq(batches.kind, kind);
    const older = before === null ? own : and(own, lt(batches.id, Number(before)));
    const rows = this.typed.select().from(batches).where(older).orderBy(desc(batches.id));
    return rows.limit(limit).all().map(toBatch);
  }

  /** In reverse, a step at a time: what comes before that position; null = from the last. */
  changesBefore(id: BatchId, position: number | null, limit: number): PlacedChange[] {
    const own = eq(batchChanges.batchId, Number(id));
    const before = position === null ? own : and(own, lt(batchChanges.position, position));
    const rows = this.typed.select().from(batchChanges).where(before).orderBy(desc(batchChanges.position));
    return rows.limit(limit).all().map(toChange);
  }

  /** In reverse: the last change comes first. */
  changes(id: BatchId): BatchChange[] {
    const own = eq(batchChanges.batchId, Number(id));
    const rows = this.typed.select().from(batchChanges).where(own).orderBy(desc(batchChanges.position));
    return rows.all().map(toChange);
  }
}

export class BatchesWriter extends BatchesReader {
  readonly #notes: ReturnType<typeof prepareNotes>;
  readonly #stamp: () => Stamp;

  constructor(typed: Typed, stamp: () => Stamp) {
    super(typed);
    this.#stamp = stamp;
    this.#notes = prepareNotes(typed);
  }

  begin(kind: BatchKind, actor: Actor, note: string | null = null): BatchId {
    const { lastInsertRowid } = this.typed
      .insert(batches)
      .values({ kind, actor, note, createdAt: this.#stamp() })
      .run();
    return batchIdSchema.parse(String(lastInsertRowid));
  }

  note(id: BatchId, change: BatchChange): void {
    const batchId = Number(id);
    const [counted] = this.#notes.count.all({ batchId });
    if (counted === undefined) throw new AppError('input.notFound', { facts: { what: 'batch', id } });
    this.#notes.keep.run({
      batchId,
      position: counted.position,
      entity: change.entity,
      entityId: Number(change.entityId),
      before: change.before === null ? null : stableJson(change.before),
      after: change.after === null ? null : stableJson(change.after),
    });
  }

  undone(id: BatchId): void {
    this.typed
      .update(batches)
      .set({ undoneAt: this.#stamp() })
      .where(eq(batches.id, Number(id)))
      .run();
  }

  /** A batch that changed nothing leaves no trace. */
  drop(id: BatchId): void {
    this.typed
      .delete(batches)
      .where(eq(batches.id, Number(id)))
      .run();
  }
}

function readJson(json: string | null): unknown {
  return json === null ? null : z.unknown().parse(JSON.parse(json));
}

function toChange(row: typeof batchChanges.$inferSelect): PlacedChange {
  return {
    position: row.position,
    entity: row.entity,
    entityId: String(row.entityId),
    before: readJson(row.before),
    after: readJson(row.after),
  };
}

function toBatch(row: typeof batches.$inferSelect): StoredBatch {
  return { ...row, id: batchIdSchema.parse(String(row.id)) };
}
