// biome-ignore-all lint/a11y/useSemanticElements: a grid of positioned rows cannot be a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and names its active cell
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys arrive at the grid, which holds the focus
import { ArrowDown, ArrowUp, Check, Minus } from 'lucide-react';
import { type DragEvent, type PointerEvent, useRef, useState } from 'react';
import { useText } from '../../i18n/use-text';
import { classNames } from '../class-names';
import type { PlacedColumn } from './columns';
import styles from './DataGrid.module.css';
import { cellId } from './GridRowView';
import type { GridRow, GridSort } from './types';

export interface GridHeaderProps<Row extends GridRow> {
  readonly gridId: string;
  readonly columns: readonly PlacedColumn<Row>[];
  readonly hasTick: boolean;
  readonly tick: 'none' | 'some' | 'all';
  readonly sort: GridSort | null;
  /** Place of the active header cell, or -1. */
  readonly activeColumn: number;
  readonly onTick: () => void;
  readonly onSort: (columnId: string) => void;
  readonly onResize: (columnId: string, width: number) => void;
  readonly onFit: (columnId: string) => void;
  readonly onMove: (columnId: string, by: number) => void;
  readonly textScale: number;
}

const DRAG_TYPE = 'application/x-kervan-column';

export function GridHeader<Row extends GridRow>(props: GridHeaderProps<Row>) {
  const text = useText('grid');
  const [dropAt, setDropAt] = useState<number | undefined>(undefined);
  const dragged = useRef<number | undefined>(undefined);
  const shift = props.hasTick ? 1 : 0;
  const drop = (event: DragEvent, place: number) => {
    event.preventDefault();
    setDropAt(undefined);
    const from = dragged.current;
    const column = from === undefined ? undefined : props.columns[from]?.column;
    if (column && from !== undefined && from !== place) props.onMove(column.id, place - from);
    dragged.current = undefined;
  };
  return (
    <div role="row" aria-rowindex={1} className={styles.headerRow}>
      {props.hasTick && (
        <div
          role="columnheader"
          id={cellId(props.gridId, -1, 0)}
          aria-colindex={1}
          title={text('selectAll')}
          data-column-index={0}
          className={classNames(
            styles.headerCell,
            styles.tickCell,
            props.activeColumn === 0 && styles.active,
          )}
          onClick={props.onTick}
        >
          <span className="visually-hidden">{text('selectColumn')}</span>
          <span
            className={classNames(styles.tick, props.tick !== 'none' && styles.ticked)}
            aria-hidden="true"
          >
            {props.tick === 'all' && <Check size={14} />}
            {props.tick === 'some' && <Minus size={14} />}
          </span>
        </div>
      )}
      {props.columns.map((placed, place) => (
        <div
          key={placed.column.id}
          role="columnheader"
          id={cellId(props.gridId, -1, place + shift)}
          aria-colindex={place + shift + 1}
          aria-sort={ariaSort(placed.column, props.sort)}
          data-column-index={place + shift}
          data-column={placed.column.id}
          data-pinned={placed.isPinned || undefined}
          draggable={!placed.isPinned}
          onDragStart={(event) => {
            dragged.current = place;
            event.dataTransfer.setData(DRAG_TYPE, placed.column.id);
            event.dataTransfer.effectAllowed = 'move';
          }}
          onDragOver={(event) => {
            if (!event.dataTransfer.types.includes(DRAG_TYPE) || placed.isPinned) return;
            event.preventDefault();
            setDropAt(place);
          }}
          onDragLeave={() => setDropAt(undefined)}
          onDrop={(event) => drop(event, place)}
          onClick={() => placed.column.isSortable && props.onSort(placed.column.id)}
          className={classNames(
            styles.headerCell,
            placed.column.isEnd && styles.end,
            placed.column.isSortable && styles.sortable,
            placed.isPinned && styles.pinned,
            dropAt === place && styles.dropTarget,
            props.activeColumn === place + shift && styles.active,
          )}
        >
          <span className={styles.headerText}>{placed.column.header}</span>
          <SortArrow sort={props.sort} columnId={placed.column.id} />
          <ResizeHandle placed={placed} {...props} />
        </div>
      ))}
    </div>
  );
}

function ariaSort(column: { id: string; isSortable?: boolean }, sort: GridSort | null) {
  if (!column.isSortable) return undefined;
  return sort?.column === column.id ? sort.direction : 'none';
}

function SortArrow({ sort, columnId }: { readonly sort: GridSort | null; readonly columnId: string }) {
  if (sort?.column !== columnId) return null;
  const Arrow = sort.direction === 'ascending' ? ArrowUp : ArrowDown;
  return <Arrow size={14} aria-hidden className={styles.sortArrow} />;
}

type ResizeHandleProps<Row extends GridRow> = { readonly placed: PlacedColumn<Row> } & Pick<
  GridHeaderProps<Row>,
  'onResize' | 'onFit' | 'textScale'
>;

/** Drag to resize, double click to fit; by keys Shift+arrows on the header cell do the same. */
function ResizeHandle<Row extends GridRow>({ placed, onResize, onFit, textScale }: ResizeHandleProps<Row>) {
  const start = useRef({ x: 0, width: 0 });
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width: placed.width };
  };
  const drag = (event: PointerEvent<HTMLSpanElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onResize(placed.column.id, start.current.width + (event.clientX - start.current.x) / textScale);
  };
  return (
    <span
      className={styles.resize}
      aria-hidden="true"
      onPointerDown={begin}
      onPointerMove={drag}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={() => onFit(placed.column.id)}
    />
  );
}
