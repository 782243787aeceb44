/** A cell by place; row -1 is the header. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  readonly rowsPerPage: number;
}

export type GridCommand =
  | { readonly kind: 'move'; readonly to: CellPlace; readonly extends: boolean }
  | { readonly kind: 'moveColumn'; readonly by: -1 | 1 }
  | { readonly kind: 'resizeColumn'; readonly by: -1 | 1 }
  | { readonly kind: 'open' | 'space' | 'edit' | 'selectRow' | 'selectAll' | 'clear' | 'refresh' };

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** What a key does at a cell; undefined leaves it to others. Letters are matched as produced, lower-cased without a locale. */
export function commandOf(press: KeyPress, at: CellPlace, extent: GridExtent): GridCommand | undefined {
  if (press.altKey) return undefined;
  const control = press.ctrlKey || press.metaKey;
  if (control && !press.shiftKey && press.key.toLowerCase() === 'a') return { kind: 'selectAll' };
  const side = press.key === 'ArrowLeft' ? -1 : press.key === 'ArrowRight' ? 1 : undefined;
  if (side && control && press.shiftKey) return { kind: 'moveColumn', by: side };
  if (side && press.shiftKey && at.row === -1) return { kind: 'resizeColumn', by: side };
  const to = destination(press.key, control, at, extent);
  if (to) return { kind: 'move', to: within(to, extent), extends: press.shiftKey && to.row !== at.row };
  switch (press.key) {
    case 'Enter':
      return control ? undefined : { kind: 'open' };
    case ' ':
      if (control) return undefined;
      return { kind: press.shiftKey ? 'selectRow' : 'space' };
    case 'Escape':
      return { kind: 'clear' };
    case 'F2':
      return { kind: 'edit' };
    case 'F5':
      return { kind: 'refresh' };
    default:
      return undefined;
  }
}

function destination(
  key: string,
  control: boolean,
  at: CellPlace,
  extent: GridExtent,
): CellPlace | undefined {
  const lastColumn = extent.columns - 1;
  const lastRow = extent.rows - 1;
  switch (key) {
    case 'ArrowUp':
      return { ...at, row: control ? 0 : at.row - 1 };
    case 'ArrowDown':
      return { ...at, row: control ? lastRow : at.row + 1 };
    case 'ArrowLeft':
      return { ...at, column: control ? 0 : at.column - 1 };
    case 'ArrowRight':
      return { ...at, column: control ? lastColumn : at.column + 1 };
    case 'Home':
      return control ? { row: 0, column: 0 } : { ...at, column: 0 };
    case 'End':
      return control ? { row: lastRow, column: lastColumn } : { ...at, column: lastColumn };
    case 'PageUp':
      return { ...at, row: Math.max(0, at.row - extent.rowsPerPage) };
    case 'PageDown':
      return { ...at, row: at.row + extent.rowsPerPage };
    default:
      return undefined;
  }
}

function within(place: CellPlace, extent: GridExtent): CellPlace {
  return {
    row: Math.max(-1, Math.min(extent.rows - 1, place.row)),
    column: Math.max(0, Math.min(extent.columns - 1, place.column)),
  };
}
