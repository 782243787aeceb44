// biome-ignore-all lint/a11y/useSemanticElements: a grid of positioned rows cannot be a table element
import type { ClipboardEvent, CSSProperties, KeyboardEvent, MouseEvent } from 'react';
import { type ReactNode, type Ref, useCallback, useId, useImperativeHandle, useMemo, useState } from 'react';
import { useText } from '../../i18n/use-text';
import { useAnnounce } from '../Announcer';
import { useAppearance, useRowHeight } from '../appearance';
import { ErrorState } from '../ErrorState';
import { moved, placeColumns, resized } from './columns';
import { rowsAsTsv } from './copy-rows';
import styles from './DataGrid.module.css';
import { GridHeader } from './GridHeader';
import { cellId, GridRowView } from './GridRowView';
import { asDescribable, GridState } from './GridState';
import { GridToolbar } from './GridToolbar';
import { isOnControl, placeOf, widestText } from './grid-dom';
import { type CellPlace, commandOf } from './grid-keys';
import { rowsPerPage } from './scroll-map';
import { headTick, isSelected, selectedCount } from './selection';
import type { GridColumn, GridColumnStore, GridRow, GridSelection, GridSort, GridSource } from './types';
import { useActiveCell } from './use-active-cell';
import { useColumnState } from './use-column-state';
import { useGridData } from './use-grid-data';
import { useGridScroll } from './use-grid-scroll';
import { useGridSelection } from './use-grid-selection';

export interface GridHandle {
  readonly focus: () => void;
  /** Goes on from the active cell: so many rows down, and to another column. */
  readonly goOn: (rows: number, columnId?: string) => void;
  readonly refresh: () => void;
}

export interface DataGridProps<Row extends GridRow, Filter> {
  /** Names the grid's stored columns ("products"). */
  readonly gridId: string;
  /** Accessible name of the table. */
  readonly label: string;
  /** Keep it stable (module level or useMemo): a new object is a new table. */
  readonly columns: readonly GridColumn<Row>[];
  /** Keep it stable: a new object asks everything anew. */
  readonly source: GridSource<Row, Filter>;
  /** Plain data; compared by its JSON. */
  readonly filter: Filter;
  readonly sort?: GridSort | null;
  readonly onSortChange?: (sort: GridSort | null) => void;
  /** Column whose text names a row to screen readers; the first one otherwise. */
  readonly nameColumn?: string;
  /** Enter, or a double click. */
  readonly onOpen?: (row: Row) => void;
  /** Space, or a click: shows the row in the side panel. */
  readonly onPreview?: (row: Row) => void;
  /** F2, a digit (handed on), or a double click on a cell of a column that may be edited there. */
  readonly onEdit?: (row: Row, columnId: string, typed?: string) => void;
  readonly isSelectable?: boolean;
  readonly selection?: GridSelection;
  readonly onSelectionChange?: (selection: GridSelection) => void;
  readonly selectionActions?: (selection: GridSelection) => ReactNode;
  readonly columnStore?: GridColumnStore;
  /** Any new value says that rows may have changed (an event counter). */
  readonly changeToken?: string | number;
  /** Filters and search of the screen; the selection bar takes their place. */
  readonly toolbar?: ReactNode;
  /** Age of the data, beside the count. */
  readonly freshness?: ReactNode;
  readonly isFiltered?: boolean;
  readonly unfilteredTotal?: number;
  readonly onClearFilters?: () => void;
  /** Shown when there is nothing at all yet. */
  readonly empty?: ReactNode;
  /** Rows that are not to be worked with (awaiting payment). */
  readonly isDim?: (row: Row) => boolean;
  readonly ref?: Ref<GridHandle>;
}

const TICK_WIDTH = 40;
const RESIZE_STEP = 16;

/** A table of up to millions of rows that it never holds: it asks its source in windows of 200 and keeps 20. */
export function DataGrid<Row extends GridRow, Filter>(props: DataGridProps<Row, Filter>) {
  const { label, columns, source, filter, onOpen, onPreview, isSelectable = false } = props;
  const text = useText('grid');
  const announce = useAnnounce();
  const gridId = useId();
  const rowHeight = useRowHeight();
  const textScale = useAppearance((appearance) => appearance.textScale);
  const [ownSort, setOwnSort] = useState<GridSort | null>(null);
  const sort = props.sort === undefined ? ownSort : props.sort;
  const [columnState, changeColumns] = useColumnState(props.gridId, props.columnStore);
  const placed = useMemo(() => placeColumns(columns, columnState), [columns, columnState]);
  const data = useGridData({ source, filter, sort, changeToken: props.changeToken });
  const { cache, count } = data;
  const total = count?.total ?? 0;
  const scroll = useGridScroll(total, rowHeight, rowHeight);
  const filterKey = useMemo(() => JSON.stringify(filter), [filter]);
  const chosen = useGridSelection({
    cache,
    count,
    filterKey,
    selection: props.selection,
    onChange: props.onSelectionChange,
  });
  const shift = isSelectable ? 1 : 0;
  const columnCount = placed.length + shift;
  const active = useActiveCell({
    cache,
    queryKey: data.queryKey,
    total,
    columnCount,
    scroll,
    version: data.version,
  });
  const grid = scroll.scroller;
  const goOn = (rows: number, columnId?: string) => {
    const found = placed.findIndex(({ column }) => column.id === columnId);
    const at = active.place ?? { row: 0, column: shift };
    const row = Math.max(0, Math.min(total - 1, at.row + rows));
    active.moveTo({ row, column: found < 0 ? at.column : found + shift });
  };
  useImperativeHandle(props.ref, () => ({
    focus: () => grid.current?.focus(),
    goOn,
    refresh: data.refresh,
  }));

  // Asking while drawing is safe to repeat, and lets this very drawing say that it is busy.
  cache.ensure(scroll.range.first, Math.min(total, scroll.range.end));

  const changeSort = (columnId: string) => {
    const next = nextSort(sort, columnId);
    setOwnSort(next);
    props.onSortChange?.(next);
    announce(sortSentence(next, columns.find((column) => column.id === columnId)?.header ?? columnId));
  };
  const sortSentence = (next: GridSort | null, name: string) =>
    text(
      next === null ? 'unsorted' : next.direction === 'ascending' ? 'sortedAscending' : 'sortedDescending',
      { name },
    );

  const moveColumn = (columnId: string, by: number) => {
    const next = moved(columns, columnState, columnId, by);
    if (next === columnState) return;
    changeColumns(next);
    const position = placeColumns(columns, next).findIndex(({ column }) => column.id === columnId) + 1;
    const name = columns.find((column) => column.id === columnId)?.header ?? columnId;
    announce(text('columnMoved', { name, position }));
  };

  const fitColumn = (columnId: string) => {
    const width = widestText(grid.current, columnId);
    if (width !== undefined) changeColumns((before) => resized(before, columnId, width / textScale));
  };

  const columnAt = (place: CellPlace) => placed[place.column - shift]?.column;

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return;
    const at = active.place ?? { row: 0, column: 0 };
    const extent = { rows: total, columns: columnCount, rowsPerPage: rowsPerPage(scroll.map) };
    const command = commandOf(event, at, extent);
    if (!command) {
      const isDigit = /^\d$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isDigit && edit(at, event.key)) event.preventDefault();
      return;
    }
    if (command.kind === 'clear' && selectedCount(chosen.selection) === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const column = columnAt(at);
    switch (command.kind) {
      case 'move':
        if (command.extends && isSelectable && command.to.row >= 0) chosen.extendTo(command.to.row, at.row);
        active.moveTo(command.to);
        return;
      case 'moveColumn':
        if (column) {
          moveColumn(column.id, command.by);
          active.moveTo({
            ...at,
            column: Math.min(columnCount - 1, Math.max(shift, at.column + command.by)),
          });
        }
        return;
      case 'resizeColumn': {
        const width = placed[at.column - shift]?.width;
        if (column && width) changeColumns(resized(columnState, column.id, width + command.by * RESIZE_STEP));
        return;
      }
      case 'refresh':
        data.refresh();
        return;
      case 'clear':
        chosen.clear();
        return;
      case 'selectAll':
        if (isSelectable) chosen.selectAll();
        return;
      case 'selectRow':
        if (isSelectable && at.row >= 0) chosen.toggle(at.row);
        return;
      case 'edit':
        edit(at);
        return;
      case 'open':
      case 'space':
        act(command.kind, at);
    }
  };

  const edit = (at: CellPlace, typed?: string): boolean => {
    const row = cache.rowAt(at.row);
    const column = columnAt(at);
    if (!row || !column?.canEdit?.(row) || !props.onEdit) return false;
    props.onEdit(row, column.id, typed);
    return true;
  };

  const act = (kind: 'open' | 'space', at: CellPlace) => {
    const isTick = isSelectable && at.column === 0;
    if (at.row === -1) {
      if (isTick) chosen.selectAll();
      else if (columnAt(at)?.isSortable) changeSort(columnAt(at)?.id ?? '');
      return;
    }
    const row = cache.rowAt(at.row);
    if (!row) return;
    if (isTick && kind === 'space') chosen.toggle(at.row);
    else if (kind === 'open') onOpen?.(row);
    else onPreview?.(row);
  };

  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const place = placeOf(event.target);
    if (!place) return;
    active.moveTo(place);
    if (place.row < 0) return;
    if (isSelectable && event.shiftKey) chosen.extendTo(place.row, active.place?.row ?? place.row);
    else if (isSelectable && (event.ctrlKey || event.metaKey || place.column < shift))
      chosen.toggle(place.row);
    else if (!isOnControl(event.target)) act('space', place);
  };

  const onCopy = (event: ClipboardEvent<HTMLDivElement>) => {
    if (!document.getSelection()?.isCollapsed && isOnControl(event.target)) return;
    const rows = [...cache.loadedRows()]
      .map(({ row }) => row)
      .filter((row) => isSelected(chosen.selection, row.id));
    const at = active.place;
    const row = at ? cache.rowAt(at.row) : undefined;
    const column = at ? columnAt(at) : undefined;
    const cell = row && column ? column.text(row) : undefined;
    const copied = rows.length > 0 ? rowsAsTsv(rows, placed) : cell;
    if (copied === undefined) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', copied);
    announce(
      rows.length > 0 ? text('copied', { count: rows.length, formatted: rows.length }) : text('copiedCell'),
    );
  };

  const labels = useRowLabels();
  const template = [
    shift ? `${TICK_WIDTH}px` : '',
    ...placed.map(({ width }) => `${Math.round(width * textScale)}px`),
  ];
  const isActiveDrawn =
    active.place !== undefined &&
    (active.place.row === -1 ||
      (active.place.row >= scroll.range.first && active.place.row < scroll.range.end));
  const isReplaced = !count || count.total === 0;
  return (
    <div className={styles.frame}>
      <GridToolbar
        toolbar={props.toolbar}
        freshness={props.freshness}
        count={count}
        newRows={data.newRows}
        onShowNew={data.refresh}
        selection={chosen.selection}
        selectionActions={props.selectionActions}
        onSelectAllMatching={chosen.selectAllMatching}
        onClearSelection={chosen.clear}
        columns={columns}
        columnState={columnState}
        onColumnsChange={changeColumns}
      />
      {data.error !== undefined && !isReplaced && (
        <ErrorState error={asDescribable(data.error)} onRetry={data.refresh} />
      )}
      <div className={styles.box}>
        <div
          ref={scroll.scroller}
          role="grid"
          id={gridId}
          tabIndex={0}
          aria-label={label}
          aria-rowcount={count?.isExact === false ? -1 : total + 1}
          aria-colcount={columnCount}
          aria-multiselectable={isSelectable || undefined}
          aria-busy={data.isBusy || undefined}
          aria-activedescendant={
            isActiveDrawn && active.place ? cellId(gridId, active.place.row, active.place.column) : undefined
          }
          className={styles.grid}
          style={{ '--grid-columns': template.join(' ') } as CSSProperties}
          onScroll={scroll.onScroll}
          onKeyDown={onKeyDown}
          onFocus={active.onFocus}
          onClick={onClick}
          onDoubleClick={(event) => {
            const place = placeOf(event.target);
            if (!place || place.row < 0 || place.column < shift || isOnControl(event.target)) return;
            if (!edit(place)) act('open', place);
          }}
          onCopy={onCopy}
        >
          <GridHeader
            gridId={gridId}
            columns={placed}
            hasTick={isSelectable}
            tick={isSelectable ? headTick(chosen.selection, chosen.loadedIds()) : 'none'}
            sort={sort}
            activeColumn={active.place?.row === -1 ? active.place.column : -1}
            onTick={() => (selectedCount(chosen.selection) > 0 ? chosen.clear() : chosen.selectAll())}
            onSort={changeSort}
            onResize={(id, width) => changeColumns((before) => resized(before, id, width))}
            onFit={fitColumn}
            onMove={moveColumn}
            textScale={textScale}
          />
          <div role="presentation" className={styles.spacer} style={{ height: scroll.map.spacer }}>
            <div role="presentation" ref={scroll.layer} className={styles.layer}>
              {Array.from(
                { length: Math.max(0, Math.min(total, scroll.range.end) - scroll.range.first) },
                (_, step) => {
                  const index = scroll.range.first + step;
                  const row = cache.rowAt(index);
                  return (
                    <GridRowView
                      key={row?.id ?? `place-${index}`}
                      gridId={gridId}
                      row={row}
                      index={index}
                      columns={placed}
                      hasTick={isSelectable}
                      isSelected={row ? isSelected(chosen.selection, row.id) : false}
                      activeColumn={active.place?.row === index ? active.place.column : -1}
                      selectLabel={labels.select}
                      loadingLabel={labels.loading}
                      nameColumn={props.nameColumn}
                      isDim={row ? (props.isDim?.(row) ?? false) : false}
                    />
                  );
                },
              )}
            </div>
          </div>
        </div>
        {isReplaced && (
          <GridState
            count={count}
            error={data.error}
            isFiltered={props.isFiltered ?? false}
            unfilteredTotal={props.unfilteredTotal}
            onClearFilters={props.onClearFilters}
            onRetry={data.refresh}
            empty={props.empty}
            columnWidths={template.filter(Boolean).map((width) => `calc(${width} - 24px)`)}
          />
        )}
      </div>
    </div>
  );
}

/** Words of the rows, stable so that rows are not drawn anew for them. */
function useRowLabels() {
  const text = useText('grid');
  const select = useCallback((name: string) => text('selectRow', { name }), [text]);
  return { select, loading: text('rowLoading') };
}

/** Ascending, descending, then the source's own order again. */
function nextSort(sort: GridSort | null, column: string): GridSort | null {
  if (sort?.column !== column) return { column, direction: 'ascending' };
  return sort.direction === 'ascending' ? { column, direction: 'descending' } : null;
}
