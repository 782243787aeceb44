/** As the file has it: a spreadsheet's numbers are numbers, everything else is text. */
export type RawCell = string | number | null;

export interface TableRow {
  /** As a spreadsheet counts, from 1. */
  readonly row: number;
  readonly cells: readonly RawCell[];
}

/** A file as rows under a heading; read as often as wanted, a chunk at a time. */
export interface Table {
  readonly format: 'csv' | 'xlsx';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  /** All rows, the heading too; empty ones may be left out. Throws AppError import.*. */
  rows(): AsyncGenerator<readonly TableRow[], void, undefined>;
}

export function isBlank(cell: RawCell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

export function isBlankRow({ cells }: TableRow): boolean {
  return cells.every(isBlank);
}
