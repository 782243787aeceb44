import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import {
  type ImportRowKind,
  type ImportValue,
  importFieldSchema,
  importRowKindSchema,
} from '../../shared/contract/imports';
import { variantIdSchema, warehouseIdSchema } from '../../shared/domain/ids';
import { currencySchema } from '../../shared/domain/money';
import { wireErrorSchema } from '../../shared/errors/app-error';
import { variantFieldsSchema } from '../stock/variant-edits-undo';
import type { RowPlan } from './row-plan';
import type { TableRow } from './table';

/** A row of the file, what it comes to, and its cells as they were. */
export type PlannedRow = TableRow & RowPlan;

const valueSchema: z.ZodType<ImportValue> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('money'), minor: z.int(), currency: currencySchema }),
  z.object({ kind: z.literal('number'), value: z.number() }),
]);
const text = z.string().nullable();
const plannedRowSchema: z.ZodType<PlannedRow> = z.object({
  row: z.int(),
  cells: z.array(z.union([z.string(), z.number(), z.null()])),
  kind: importRowKindSchema,
  variantId: variantIdSchema.nullable(),
  title: text,
  sku: text,
  barcode: text,
  change: variantFieldsSchema,
  seen: variantFieldsSchema,
  counts: z.array(
    z.object({ warehouseId: warehouseIdSchema, onHand: z.int(), expected: z.int().optional() }),
  ),
  changes: z.array(
    z.object({ field: importFieldSchema, old: valueSchema.nullable(), new: valueSchema.nullable() }),
  ),
  errors: z.array(wireErrorSchema),
});
const BUFFERED_LETTERS = 256 * 1024;

/**
 * The rows of a checked file with what each comes to, on disk as lines of JSON, since a hundred thousand of them are too much for
 * memory. Only where each line begins and what kind it is stay in memory.
 */
export class PlanFile {
  readonly #file: FileHandle;
  readonly #starts: number[] = [];
  readonly #kinds: ImportRowKind[] = [];
  #end = 0;
  #buffer = '';

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<PlanFile> {
    return new PlanFile(await open(path, 'w+', 0o600));
  }

  get length(): number {
    return this.#kinds.length;
  }

  async append(row: PlannedRow): Promise<void> {
    const line = `${JSON.stringify(row)}\n`;
    this.#starts.push(this.#end);
    this.#kinds.push(row.kind);
    this.#end += Buffer.byteLength(line);
    this.#buffer += line;
    if (this.#buffer.length >= BUFFERED_LETTERS) await this.flush();
  }

  async flush(): Promise<void> {
    const text = this.#buffer;
    this.#buffer = '';
    await this.#file.appendFile(text);
  }

  /** Places of the rows of these kinds, in the order of the file. */
  places(kinds: readonly ImportRowKind[]): number[] {
    return this.#kinds.flatMap((kind, place) => (kinds.includes(kind) ? [place] : []));
  }

  count(kind: ImportRowKind): number {
    return this.#kinds.reduce((sum, one) => sum + (one === kind ? 1 : 0), 0);
  }

  async read(places: readonly number[]): Promise<PlannedRow[]> {
    const rows: PlannedRow[] = [];
    for (const place of places) {
      const start = this.#starts[place];
      if (start === undefined) continue;
      const length = (this.#starts[place + 1] ?? this.#end) - start;
      const { buffer } = await this.#file.read(Buffer.alloc(length), 0, length, start);
      rows.push(plannedRowSchema.parse(JSON.parse(buffer.toString('utf8'))));
    }
    return rows;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
