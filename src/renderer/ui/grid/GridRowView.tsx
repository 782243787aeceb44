// biome-ignore-all lint/a11y/useSemanticElements: a grid of positioned rows cannot be a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and names its active cell
import { Check } from 'lucide-react';
import { memo } from 'react';
import { classNames } from '../class-names';
import type { PlacedColumn } from './columns';
import styles from './DataGrid.module.css';
import type { GridRow } from './types';

interface GridRowViewProps<Row extends GridRow> {
  readonly gridId: string;
  /** Undefined while its window is on the way. */
  readonly row: Row | undefined;
  readonly index: number;
  readonly columns: readonly PlacedColumn<Row>[];
  readonly hasTick: boolean;
  readonly isSelected: boolean;
  /** Place of the active cell in this row, or -1. */
  readonly activeColumn: number;
  readonly selectLabel: (name: string) => string;
  readonly loadingLabel: string;
  readonly nameColumn: string | undefined;
  readonly isDim: boolean;
}

/** Id of a cell, for aria-activedescendant. */
export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row}-${column}`;
}

function RowView<Row extends GridRow>(props: GridRowViewProps<Row>) {
  const { gridId, row, index, columns, hasTick, isSelected, activeColumn, isDim } = props;
  const shift = hasTick ? 1 : 0;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={hasTick && row ? isSelected : undefined}
      aria-busy={row ? undefined : true}
      data-index={index}
      className={classNames(styles.row, isSelected && styles.selected, isDim && styles.dim)}
    >
      {hasTick && (
        <div
          role="gridcell"
          id={cellId(gridId, index, 0)}
          aria-colindex={1}
          aria-label={props.selectLabel(row ? nameOf(row, columns, props.nameColumn) : props.loadingLabel)}
          data-column-index={0}
          className={classNames(styles.cell, styles.tickCell, activeColumn === 0 && styles.active)}
        >
          <span className={classNames(styles.tick, isSelected && styles.ticked)} aria-hidden="true">
            {isSelected && <Check size={14} />}
          </span>
        </div>
      )}
      {columns.map(({ column, isPinned }, place) => (
        <div
          key={column.id}
          role="gridcell"
          id={cellId(gridId, index, place + shift)}
          aria-colindex={place + shift + 1}
          aria-readonly={row && column.canEdit ? !column.canEdit(row) : undefined}
          data-column-index={place + shift}
          data-column={column.id}
          className={classNames(
            styles.cell,
            column.isEnd && styles.end,
            isPinned && styles.pinned,
            activeColumn === place + shift && styles.active,
          )}
        >
          {row ? column.cell(row) : <span className={styles.ghost} />}
        </div>
      ))}
    </div>
  );
}

export function nameOf<Row extends GridRow>(
  row: Row,
  columns: readonly PlacedColumn<Row>[],
  nameColumn: string | undefined,
): string {
  const named = columns.find(({ column }) => column.id === nameColumn) ?? columns[0];
  return named ? named.column.text(row) : row.id;
}

/** Drawn anew only when its own record, place, selection or active cell changes. */
export const GridRowView = memo(RowView) as typeof RowView;
