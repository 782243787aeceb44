import type { GridColumn, GridRow } from './types';

/** A column whose cells are plain text, which is also what is copied of them. */
export function writtenColumn<Row extends GridRow>(
  id: string,
  header: string,
  width: number,
  write: (row: Row) => string,
  more: Partial<GridColumn<Row>> = {},
): GridColumn<Row> {
  return { id, header, width, cell: write, text: write, ...more };
}
