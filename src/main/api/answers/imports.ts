import { z } from 'zod';
import {
  type ImportRow,
  type ImportValue,
  type ImportView,
  importChoicesSchema,
  importFieldSchema,
  importRowKindSchema,
  importTokenSchema,
  type PastImport,
} from '../../../shared/contract/imports';
import { batchIdSchema, variantIdSchema } from '../../../shared/domain/ids';
import { minorDigits } from '../../../shared/domain/money';
import type { Told } from '../route';
import { iso } from '../times';
import { failure, time } from './common';

const field = importFieldSchema.meta({
  id: 'ImportField',
  description:
    '`stock:{warehouse}` = pieces that lie there; `stockBefore:{warehouse}` = what lay there when the file was written.',
});

const summary = z.object({
  rows: z.int(),
  kinds: z.record(importRowKindSchema, z.int()),
  ambiguous: z
    .array(
      z.object({
        column: z.string(),
        row: z.int(),
        text: z.string(),
        comma: z.string().nullable(),
        dot: z.string().nullable(),
      }),
    )
    .describe('Numbers that can be read in two ways: ask a person.'),
});

const result = z.object({
  batchId: batchIdSchema.nullable(),
  created: z.int(),
  changed: z.int(),
  failed: z.int(),
  cancelled: z.boolean(),
  backupAt: time,
});

export const importAnswer = z
  .object({
    token: importTokenSchema,
    fileName: z.string(),
    format: z.enum(['csv', 'xlsx']),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    sheet: z.string().nullable(),
    phase: z.enum(['columns', 'checking', 'checked', 'backup', 'applying', 'done']),
    columns: z.array(
      z.object({
        index: z.int(),
        header: z.string(),
        samples: z.array(z.string()),
        field: field.nullable(),
        remembered: z.boolean(),
      }),
    ),
    choices: z.object({
      decimal: importChoicesSchema.shape.decimal.unwrap(),
      unknown: importChoicesSchema.shape.unknown.unwrap(),
    }),
    progress: z.object({ done: z.int(), of: z.int().nullable() }).nullable(),
    summary: summary.nullable(),
    result: result.nullable(),
    error: failure.nullable(),
  })
  .meta({ id: 'Import' });

const shown = z.union([z.string(), z.number()]).nullable();
export const importRowAnswer = z
  .object({
    row: z.int().describe('As a spreadsheet counts.'),
    kind: importRowKindSchema,
    variantId: variantIdSchema.nullable(),
    title: z.string().nullable(),
    sku: z.string().nullable(),
    barcode: z.string().nullable(),
    changes: z.array(z.object({ field, old: shown, new: shown })),
    errors: z.array(failure),
  })
  .meta({ id: 'ImportRow' });

export const pastImportAnswer = z
  .object({
    batchId: batchIdSchema,
    fileName: z.string().nullable(),
    actor: z.string(),
    rows: z.int(),
    createdAt: time,
    undoneAt: time.nullable(),
    undoableUntil: time,
  })
  .meta({ id: 'PastImport' });

export function importView(view: ImportView): Told<typeof importAnswer> {
  return { ...view, result: view.result && { ...view.result, backupAt: iso(view.result.backupAt) } };
}

export function importRowView(row: ImportRow): Told<typeof importRowAnswer> {
  const changes = row.changes.map((change) => ({
    field: change.field,
    old: shownValue(change.old),
    new: shownValue(change.new),
  }));
  return { ...row, changes };
}

export function pastImportView(one: PastImport): Told<typeof pastImportAnswer> {
  return {
    ...one,
    createdAt: iso(one.createdAt),
    undoneAt: iso(one.undoneAt),
    undoableUntil: iso(one.undoableUntil),
  };
}

/** Amounts in major units, as everywhere. */
function shownValue(value: ImportValue | null): string | number | null {
  if (value === null) return null;
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'number':
      return value.value;
    case 'money':
      return value.minor / 10 ** minorDigits(value.currency);
  }
}
