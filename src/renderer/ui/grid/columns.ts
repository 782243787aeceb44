import type { GridColumn, GridColumnState, GridRow } from './types';

export const MIN_COLUMN_WIDTH = 48;
const MAX_COLUMN_WIDTH = 1200;

export const DEFAULT_COLUMN_STATE: GridColumnState = {
  order: [],
  hidden: [],
  shown: [],
  widths: {},
  pinned: null,
};

export interface PlacedColumn<Row extends GridRow> {
  readonly column: GridColumn<Row>;
  readonly width: number;
  readonly isPinned: boolean;
}

/** Every column in the person's order, pinned first; columns added since stand where the code puts them. */
export function orderedColumns<Row extends GridRow>(
  columns: readonly GridColumn<Row>[],
  state: GridColumnState,
): readonly GridColumn<Row>[] {
  const place = new Map(state.order.map((id, index) => [id, index]));
  const known = columns.filter((column) => place.has(column.id));
  known.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  const queue = [...known];
  const merged = columns.map((column) => (place.has(column.id) ? (queue.shift() ?? column) : column));
  const pinned = merged.filter((column) => column.id === state.pinned);
  return [...pinned, ...merged.filter((column) => column.id !== state.pinned)];
}

export function isShown<Row extends GridRow>(column: GridColumn<Row>, state: GridColumnState): boolean {
  if (column.isFixed) return true;
  if (state.hidden.includes(column.id)) return false;
  return !column.isOptional || state.shown.includes(column.id);
}

export function placeColumns<Row extends GridRow>(
  columns: readonly GridColumn<Row>[],
  state: GridColumnState,
): readonly PlacedColumn<Row>[] {
  return orderedColumns(columns, state)
    .filter((column) => isShown(column, state))
    .map((column) => ({
      column,
      width: clampWidth(column, state.widths[column.id] ?? column.width),
      isPinned: column.id === state.pinned,
    }));
}

export function clampWidth<Row extends GridRow>(column: GridColumn<Row>, width: number): number {
  return Math.round(Math.min(MAX_COLUMN_WIDTH, Math.max(column.minWidth ?? MIN_COLUMN_WIDTH, width)));
}

export function resized(state: GridColumnState, id: string, width: number): GridColumnState {
  return { ...state, widths: { ...state.widths, [id]: width } };
}

/** Moves a column by one or more visible places; at an edge it stays. */
export function moved<Row extends GridRow>(
  columns: readonly GridColumn<Row>[],
  state: GridColumnState,
  id: string,
  by: number,
): GridColumnState {
  const shown = placeColumns(columns, state).map(({ column }) => column.id);
  const from = shown.indexOf(id);
  const target = shown[from + by];
  if (from < 0 || target === undefined || target === state.pinned || id === state.pinned) return state;
  const order = orderedColumns(columns, state).map((column) => column.id);
  order.splice(order.indexOf(id), 1);
  order.splice(order.indexOf(target) + (by > 0 ? 1 : 0), 0, id);
  return { ...state, order };
}

export function setShown(state: GridColumnState, id: string, shown: boolean): GridColumnState {
  const drop = (ids: readonly string[]) => ids.filter((other) => other !== id);
  return shown
    ? { ...state, hidden: drop(state.hidden), shown: [...drop(state.shown), id] }
    : { ...state, hidden: [...drop(state.hidden), id], shown: drop(state.shown) };
}

export function pinnedTo(state: GridColumnState, id: string | null): GridColumnState {
  return { ...state, pinned: id };
}
