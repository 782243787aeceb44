import { setImmediate } from 'node:timers/promises';
import type { AmbiguousNumber, ImportSummary } from '../../shared/contract/imports';
import { AppError } from '../../shared/errors/app-error';
import type { DecimalSign } from './decimal-text';
import type { PlanFile } from './plan-file';
import { type PlanContext, planRow } from './row-plan';
import { type ColumnUse, readRow } from './row-values';
import { isBlankRow, type Table, type TableRow } from './table';

export interface CheckJob {
  readonly table: Table;
  readonly fileName: string;
  readonly columns: readonly ColumnUse[];
  readonly decimal: DecimalSign | null;
  readonly context: Omit<PlanContext, 'met'>;
  readonly plan: PlanFile;
  /** More rows than these are refused. */
  readonly mostRows: number;
  readonly signal: AbortSignal;
  readonly onProgress: (rows: number) => void;
}

/** Then others may work. */
const STEP_MS = 8;
const MOST_EXAMPLES = 5;

/** Goes through all rows, compares each with what is known and keeps what it comes to. Changes nothing. */
export async function checkFile(job: CheckJob): Promise<ImportSummary> {
  const { plan, columns, signal } = job;
  const context: PlanContext = { ...job.context, met: new Map() };
  const ambiguous = new Map<string, AmbiguousNumber>();
  let until = performance.now() + STEP_MS;
  for await (const row of dataRows(job.table)) {
    if (plan.length >= job.mostRows)
      throw new AppError('import.tooManyRows', {
        facts: { file: job.fileName, rows: row.row, max: job.mostRows },
      });
    const read = readRow(row, columns, job.decimal);
    for (const one of read.ambiguous)
      if (!ambiguous.has(one.column) && ambiguous.size < MOST_EXAMPLES) ambiguous.set(one.column, one);
    await plan.append({ ...row, ...planRow(read, context) });
    if (performance.now() < until) continue;
    job.onProgress(plan.length);
    await setImmediate();
    signal.throwIfAborted();
    until = performance.now() + STEP_MS;
  }
  await plan.flush();
  if (plan.length === 0) throw new AppError('import.noRows', { facts: { file: job.fileName } });
  const kinds = {
    new: plan.count('new'),
    changed: plan.count('changed'),
    same: plan.count('same'),
    warned: plan.count('warned'),
    bad: plan.count('bad'),
  };
  return { rows: plan.length, kinds, ambiguous: [...ambiguous.values()] };
}

/** The rows below the heading, which is the first row with anything in it. */
async function* dataRows(table: Table): AsyncGenerator<TableRow> {
  let isHeading = true;
  for await (const chunk of table.rows()) {
    for (const row of chunk) {
      if (isBlankRow(row)) continue;
      if (!isHeading) yield row;
      isHeading = false;
    }
  }
}
