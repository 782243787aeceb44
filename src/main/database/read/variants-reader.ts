import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import {
  type StockSheet,
  type VariantQuery,
  type VariantRow,
  type VariantView,
  variantViewSchema,
  type WarehouseLevel,
} from '../../../shared/contract/stock';
import { type VariantId, warehouseIdSchema } from '../../../shared/domain/ids';
import { AppError } from '../../../shared/errors/app-error';
import { foldCode } from '../../../shared/text/fold';
import type { Grid } from './grid';
import type { RowPage } from './listings-reader';
import { encodePlace, type PageRequest, startOf } from './page-cursor';
import { planVariants } from './variant-query';
import {
  levelRowSchema,
  levelRowSql,
  toLevel,
  toVariantRow,
  variantRowSchema,
  variantRowSql,
} from './variant-rows';

const MOST_EXACT = 50;
const sheetLevelSchema = z.object({ id: z.number(), name: z.string(), on_hand: z.number() });

/** Ids whose code is what was typed, each through its own index. */
export const exactVariantsSql = `
  SELECT id FROM variants WHERE barcode = ? AND deleted_at IS NULL
  UNION SELECT id FROM variants WHERE sku_code = ? AND deleted_at IS NULL LIMIT ?`;
export const variantPageSql = `SELECT id FROM variants INDEXED BY variants_by_change
  WHERE (updated_at, id) > (?, ?) ORDER BY updated_at, id LIMIT ?`;

/** Questions about what the merchant sells, over a read-only connection. */
export class VariantsGridReader {
  readonly #connection: Sqlite.Database;
  readonly #grid: Grid;

  constructor(connection: Sqlite.Database, grid: Grid) {
    this.#connection = connection;
    this.#grid = grid;
  }

  count(query: VariantQuery): { count: number; total: number } {
    return { count: this.#grid.count(planVariants(query)), total: this.#grid.count(planVariants({})) };
  }

  views(): Record<VariantView, number> {
    const counted = variantViewSchema.options.map((view) => [view, this.#grid.count(planVariants({ view }))]);
    return z.record(variantViewSchema, z.number()).parse(Object.fromEntries(counted));
  }

  window(query: VariantQuery, offset: number, limit: number): VariantRow[] {
    return this.rows(this.#grid.window(planVariants(query), offset, limit, this.exact(query.text)));
  }

  snapshot(query: VariantQuery): Float64Array {
    return this.#grid.snapshot(planVariants(query), this.exact(query.text));
  }

  /** In the order of the ids; what is no more there is left out. */
  rows(ids: readonly number[]): VariantRow[] {
    const byId = new Map(this.#tableRows(ids).map((row) => [Number(row.id), row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** Deleted ones are found too: their history stays. */
  get(id: VariantId): StockSheet {
    const [variant] = this.rows([Number(id)]);
    if (variant === undefined) throw new AppError('input.notFound', { facts: { what: 'variant', id } });
    const levels = this.#connection
      .prepare(
        `SELECT w.id, w.name, coalesce(l.on_hand, 0) AS on_hand FROM warehouses w
         LEFT JOIN stock_levels l ON l.variant_id = ? AND l.warehouse_id = w.id ORDER BY w.id`,
      )
      .all(Number(id))
      .map((row) => sheetLevelSchema.parse(row))
      .map((row) => ({
        warehouseId: warehouseIdSchema.parse(String(row.id)),
        name: row.name,
        onHand: row.on_hand,
      }));
    return { variant, levels };
  }

  /** In the order of changes, deleted ones too (with deletedAt), so that whoever follows the pages misses nothing. */
  page(request: PageRequest): RowPage<VariantRow> {
    const [updatedAt, , id] = startOf(request);
    const found = this.#connection.prepare(variantPageSql).pluck().all(updatedAt, id, request.limit);
    const rows = this.rows(z.array(z.number()).parse(found));
    const last = rows.at(-1);
    return {
      rows,
      nextCursor: last === undefined ? null : encodePlace([last.updatedAt, '', Number(last.id)]),
    };
  }

  /** Ids whose SKU or barcode is what was typed. */
  exact(typed: string | undefined): number[] {
    const code = typed?.trim() ?? '';
    if (code.length < 2) return [];
    const found = this.#connection.prepare(exactVariantsSql).pluck().all(code, foldCode(code), MOST_EXACT);
    return z.array(z.number()).parse(found);
  }

  #tableRows(ids: readonly number[]): VariantRow[] {
    const wanted = JSON.stringify(ids);
    const levels = new Map<number, WarehouseLevel[]>();
    for (const found of this.#connection.prepare(levelRowSql).all(wanted)) {
      const row = levelRowSchema.parse(found);
      const own = levels.get(row.variant_id);
      if (own === undefined) levels.set(row.variant_id, [toLevel(row)]);
      else own.push(toLevel(row));
    }
    return this.#connection
      .prepare(`${variantRowSql} WHERE v.id IN (SELECT value FROM json_each(?))`)
      .all(wanted)
      .map((found) => variantRowSchema.parse(found))
      .map((row) => toVariantRow(row, levels.get(row.id) ?? []));
  }
}
