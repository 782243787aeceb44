import type { ReactNode } from 'react';

/** A row is keyed by its record, never by its place. */
export interface GridRow {
  readonly id: string;
}

export interface GridSort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** The question a grid asks: the page's filter (plain data) and the sort; `null` is the source's own order. */
export interface GridQuery<Filter> {
  readonly filter: Filter;
  readonly sort: GridSort | null;
}

export interface GridCount {
  readonly total: number;
  /** False while the count is only a lower bound ("≥ 10.000"). */
  readonly isExact: boolean;
}

/**
 * Where rows come from. Plain data both ways. A window holds at most `limit` rows from `offset` in a stable order that ends
 * in the key; fewer only at the end. Rejections should be wire errors ({ code, fault, facts }).
 */
export interface GridSource<Row extends GridRow, Filter> {
  count(query: GridQuery<Filter>, signal: AbortSignal): Promise<GridCount>;
  window(
    query: GridQuery<Filter>,
    offset: number,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly Row[]>;
}

export interface GridColumn<Row extends GridRow> {
  readonly id: string;
  readonly header: string;
  /** px at text size 100 %. */
  readonly width: number;
  readonly minWidth?: number;
  /** Numbers stand at the end, aligned on the comma. */
  readonly isEnd?: boolean;
  readonly isSortable?: boolean;
  /** Not shown until chosen. */
  readonly isOptional?: boolean;
  /** Always shown. */
  readonly isFixed?: boolean;
  /** The screen edits this cell in place; see `onEdit` of the grid. */
  readonly canEdit?: (row: Row) => boolean;
  readonly cell: (row: Row) => ReactNode;
  /** Plain text of the cell: for copying, and for the accessible name of a row when this is the name column. */
  readonly text: (row: Row) => string;
}

/** Ids, or everything that matches the query but some; the count is frozen with the query. */
export type GridSelection =
  | { readonly kind: 'ids'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'allMatching'; readonly except: ReadonlySet<string>; readonly count: number };

/** What a person changed about the columns of one grid. Serialisable. */
export interface GridColumnState {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly shown: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
  readonly pinned: string | null;
}

/** Keeps column states per person; handed in by the screen. */
export interface GridColumnStore {
  load(gridId: string): GridColumnState | undefined;
  save(gridId: string, state: GridColumnState): void;
}
