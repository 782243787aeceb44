export { DEFAULT_COLUMN_STATE, placeColumns } from './columns';
export { DataGrid, type DataGridProps, type GridHandle } from './DataGrid';
export { asDescribable } from './GridState';
export { isSelected, NOTHING_SELECTED, selectedCount } from './selection';
export type {
  GridColumn,
  GridColumnState,
  GridColumnStore,
  GridCount,
  GridQuery,
  GridRow,
  GridSelection,
  GridSort,
  GridSource,
} from './types';
export { writtenColumn } from './written-column';
