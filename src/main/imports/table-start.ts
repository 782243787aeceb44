import type { ImportColumn } from '../../shared/contract/imports';
import { AppError } from '../../shared/errors/app-error';
import { guessField, type WarehouseName } from './column-guess';
import { plainDecimal } from './decimal-text';
import { isBlank, isBlankRow, type RawCell, type Table, type TableRow } from './table';

const SAMPLES = 3;
const ROWS_LOOKED_AT = 50;
const LONGEST_SAMPLE = 80;

/** The columns of a file with what they most likely hold. Of two columns with one meaning the first has it. */
export async function readColumns(
  table: Table,
  fileName: string,
  warehouses: readonly WarehouseName[],
  remembered: Parameters<typeof guessField>[2],
): Promise<ImportColumn[]> {
  const [heading, ...rows] = await firstRows(table);
  if (heading === undefined || rows.length === 0)
    throw new AppError('import.noRows', { facts: { file: fileName } });
  const width = Math.max(heading.cells.length, ...rows.map(({ cells }) => cells.length));
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, index) => {
    const header = shown(heading.cells[index] ?? null);
    const guess = guessField(header, warehouses, remembered);
    const isFree = guess.field !== null && !taken.has(guess.field);
    if (isFree && guess.field !== null) taken.add(guess.field);
    const samples = rows
      .map(({ cells }) => cells[index] ?? null)
      .filter((cell) => !isBlank(cell))
      .slice(0, SAMPLES)
      .map(shown);
    return {
      index,
      header,
      samples,
      field: isFree ? guess.field : null,
      remembered: guess.remembered && (isFree || guess.field === null),
    };
  }).filter(({ header, samples }) => header !== '' || samples.length > 0);
}

async function firstRows(table: Table): Promise<TableRow[]> {
  const found: TableRow[] = [];
  for await (const chunk of table.rows()) {
    found.push(...chunk.filter((row) => !isBlankRow(row)));
    if (found.length > ROWS_LOOKED_AT) break;
  }
  return found.slice(0, ROWS_LOOKED_AT);
}

function shown(cell: RawCell): string {
  const text = typeof cell === 'number' ? (plainDecimal(cell) ?? String(cell)) : (cell ?? '');
  return text.trim().slice(0, LONGEST_SAMPLE);
}
