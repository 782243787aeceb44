import { z } from 'zod';
import {
  type BatchId,
  batchIdSchema,
  type VariantId,
  type WarehouseId,
  warehouseIdSchema,
} from '../domain/ids';
import type { WireError } from '../errors/app-error';
import { operation } from './operation';

/** An opened file, until it is discarded or Kervan ends. */
export const importTokenSchema = z
  .string()
  .regex(/^[a-z0-9]{8,32}$/)
  .brand<'ImportToken'>();
export type ImportToken = z.infer<typeof importTokenSchema>;

/** A column's meaning that needs no warehouse beside it. */
export const plainImportFieldSchema = z.enum([
  'id',
  'barcode',
  'sku',
  'title',
  'variantTitle',
  'brand',
  'price',
  'listPrice',
  'cost',
  'currency',
  'vatRate',
  'safety',
]);
export type PlainImportField = z.infer<typeof plainImportFieldSchema>;
const warehouse = z.string().regex(/^\d{1,18}$/);
/**
 * `stock:<warehouse>` = pieces that lie there; `stockBefore:<warehouse>` = what lay there when the file was written, so that only the
 * difference is booked and what was sold since stays sold.
 */
export const importFieldSchema = z.union([
  plainImportFieldSchema,
  z.templateLiteral(['stock:', warehouse]),
  z.templateLiteral(['stockBefore:', warehouse]),
]);
export type ImportField = z.infer<typeof importFieldSchema>;
export type StockField = Exclude<ImportField, PlainImportField>;

export function isStockField(field: ImportField): field is StockField {
  return field.includes(':');
}

export function warehouseOf(field: StockField): WarehouseId {
  return warehouseIdSchema.parse(field.slice(field.indexOf(':') + 1));
}

export interface ImportColumn {
  readonly index: number;
  readonly header: string;
  /** The first values below it. */
  readonly samples: readonly string[];
  readonly field: ImportField | null;
  /** The field was chosen by a person for this heading before. */
  readonly remembered: boolean;
}

export const importChoicesSchema = z.object({
  /** What stands before the decimals where a number can be read in two ways; null = not asked yet. */
  decimal: z.enum(['comma', 'dot']).nullable().default(null),
  /** A row of no known product becomes a new one, or is an error. */
  unknown: z.enum(['create', 'refuse']).default('refuse'),
});
export type ImportChoices = z.infer<typeof importChoicesSchema>;

/** `warned` = a price jumps; it is left alone unless a person says that it is meant. */
export const importRowKindSchema = z.enum(['new', 'changed', 'same', 'warned', 'bad']);
export type ImportRowKind = z.infer<typeof importRowKindSchema>;

/** A number that can be read in two ways, and what each way gives. */
export interface AmbiguousNumber {
  readonly column: string;
  readonly row: number;
  readonly text: string;
  /** Decimals with a dot; null = cannot be read that way. */
  readonly comma: string | null;
  readonly dot: string | null;
}

export interface ImportSummary {
  readonly rows: number;
  readonly kinds: Readonly<Record<ImportRowKind, number>>;
  /** Asked before anything is applied; at most a few examples. */
  readonly ambiguous: readonly AmbiguousNumber[];
}

export interface ImportResult {
  /** Takes it all back; null = nothing changed. */
  readonly batchId: BatchId | null;
  readonly created: number;
  readonly changed: number;
  /** Rows that changed in the meantime or could not be done. */
  readonly failed: number;
  /** Ended early by a person; what was done stays and can be taken back. */
  readonly cancelled: boolean;
  /** When the backup before it was made (UTC epoch ms). */
  readonly backupAt: number;
}

export type ImportPhase = 'columns' | 'checking' | 'checked' | 'backup' | 'applying' | 'done';

export interface ImportView {
  readonly token: ImportToken;
  readonly fileName: string;
  readonly format: 'csv' | 'xlsx';
  /** How a CSV was read; null for XLSX. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** The sheet that is read; null for CSV. */
  readonly sheet: string | null;
  readonly phase: ImportPhase;
  readonly columns: readonly ImportColumn[];
  readonly choices: ImportChoices;
  /** Rows gone through while checking or applying; `of` null = not known yet. */
  readonly progress: { readonly done: number; readonly of: number | null } | null;
  readonly summary: ImportSummary | null;
  readonly result: ImportResult | null;
  /** Why the last check or apply ended as a whole. */
  readonly error: WireError | null;
}

export type ImportValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'money'; readonly minor: number; readonly currency: string }
  | { readonly kind: 'number'; readonly value: number };

export interface ImportChange {
  readonly field: ImportField;
  readonly old: ImportValue | null;
  readonly new: ImportValue | null;
}

export interface ImportRow {
  /** As a spreadsheet counts: the heading is in row 1. */
  readonly row: number;
  readonly kind: ImportRowKind;
  readonly variantId: VariantId | null;
  readonly title: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly changes: readonly ImportChange[];
  /** Why it is bad or warned of, or could not be applied. */
  readonly errors: readonly WireError[];
}

export interface PastImport {
  readonly batchId: BatchId;
  readonly fileName: string | null;
  readonly actor: string;
  /** Products it changed or made. */
  readonly rows: number;
  /** UTC epoch ms. */
  readonly createdAt: number;
  readonly undoneAt: number | null;
  /** Until when it can be taken back (UTC epoch ms). */
  readonly undoableUntil: number;
}

const token = z.object({ token: importTokenSchema });
const columns = z
  .array(z.object({ index: z.int().min(0).max(500), field: importFieldSchema.nullable() }))
  .max(500);
export const importPreviewSchema = token.extend({
  columns,
  choices: importChoicesSchema.prefault({}),
});
export const importRowsSchema = token.extend({
  kinds: z.array(importRowKindSchema).max(5).optional(),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(100),
});
export const importApplySchema = token.extend({
  /** Rows that are warned of are meant so. */
  acceptWarned: z.boolean().default(false),
  actor: z.enum(['person', 'api']).default('person'),
});
export const importHistorySchema = z.object({
  cursor: batchIdSchema.optional(),
  limit: z.int().min(1).max(200).default(50),
});

export const importOperations = {
  'imports.get': operation<ImportView>()(token),
  /** Goes through the whole file and answers when that is done; `import.changed` tells how far it is. Changes nothing. */
  'imports.preview': operation<ImportView>()(importPreviewSchema),
  'imports.rows': operation<{ readonly rows: readonly ImportRow[]; readonly total: number }>()(
    importRowsSchema,
  ),
  /** A backup, then row after row; answers at once, `import.changed` tells the rest. */
  'imports.apply': operation<ImportView>()(importApplySchema),
  /** Ends a check, or an apply after the rows it is at. */
  'imports.cancel': operation<ImportView>()(token),
  'imports.discard': operation<void>()(token),
  'imports.history': operation<{
    readonly imports: readonly PastImport[];
    readonly nextCursor: BatchId | null;
  }>()(importHistorySchema),
};
