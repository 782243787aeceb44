import { stat } from 'node:fs/promises';
import { AppError } from '../../shared/errors/app-error';
import { openCsv } from './csv-table';
import { MOST_FILE_BYTES } from './limits';
import type { Table } from './table';
import { firstBytes } from './text-encoding';
import { openXlsx } from './xlsx-table';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Old Excel files, and new ones behind a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const OTHERS = [
  [0x25, 0x50, 0x44, 0x46],
  [0x50, 0x4b, 0x05, 0x06],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x1f, 0x8b],
];

/**
 * A CSV or an XLSX by what it holds, whatever its name says. @param name of the file, as a person knows it
 */
export async function openTable(path: string, name: string): Promise<Table> {
  const { size } = await stat(path);
  if (size > MOST_FILE_BYTES) throw new AppError('import.tooLarge', { facts: { file: name } });
  if (size === 0) throw new AppError('import.noRows', { facts: { file: name } });
  const start = await firstBytes(path, 8);
  const begins = (signature: readonly number[]) => signature.every((byte, index) => start[index] === byte);
  if (begins(ZIP)) return openXlsx(path, name);
  if (begins(COMPOUND) || OTHERS.some(begins))
    throw new AppError('import.unreadable', { facts: { file: name } });
  return openCsv(path, name);
}
