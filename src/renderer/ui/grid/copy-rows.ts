import type { PlacedColumn } from './columns';
import type { GridRow } from './types';

/** Rows as tab-separated text with a head line, for a spreadsheet. Line breaks and tabs inside a cell become blanks. */
export function rowsAsTsv<Row extends GridRow>(
  rows: readonly Row[],
  columns: readonly PlacedColumn<Row>[],
): string {
  const head = columns.map(({ column }) => plain(column.header)).join('\t');
  const lines = rows.map((row) => columns.map(({ column }) => plain(column.text(row))).join('\t'));
  return [head, ...lines].join('\n');
}

function plain(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ');
}
