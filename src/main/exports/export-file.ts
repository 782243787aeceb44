import { rename, rm, stat } from 'node:fs/promises';
import type { ExportResult } from '../../shared/contract/catalogue-data';
import { AppError } from '../../shared/errors/app-error';
import type { Cell } from './cell';
import { createCsvSheet } from './csv-sheet';
import { createXlsxSheet } from './xlsx-sheet';

export interface ExportJob {
  readonly path: string;
  readonly format: 'csv' | 'xlsx';
  readonly language: 'tr' | 'en';
  readonly sheetName: string;
  readonly headings: readonly string[];
  /** Rows in chunks, read as they are written. */
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]>;
  readonly signal?: AbortSignal;
}

/** Writes beside the wanted place and renames when whole: a half file never stands under the chosen name. */
export async function exportFile(job: ExportJob): Promise<ExportResult> {
  const partial = `${job.path}.partial`;
  await rm(partial, { force: true });
  try {
    const rows = await writeRows(job, partial);
    await rename(partial, job.path);
    return { path: job.path, rows, bytes: (await stat(job.path)).size };
  } catch (error) {
    await rm(partial, { force: true });
    throw asExportError(error);
  }
}

async function writeRows(job: ExportJob, path: string): Promise<number> {
  const sheet =
    job.format === 'csv' ? createCsvSheet(path, job.language) : await createXlsxSheet(path, job.sheetName);
  let count = 0;
  try {
    await sheet.header(job.headings);
    for await (const chunk of job.rows) {
      job.signal?.throwIfAborted();
      for (const cells of chunk) await sheet.row(cells);
      count += chunk.length;
    }
    await sheet.end();
    return count;
  } catch (error) {
    sheet.abort();
    throw error;
  }
}

function asExportError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC') return new AppError('disk.full', { cause: error });
  if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'EBUSY', 'EISDIR'].includes(code)) {
    return new AppError('export.failed', { facts: { reason: code }, cause: error });
  }
  return error;
}
