import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { Button } from '../Button';
import { ColumnChooser } from './ColumnChooser';
import styles from './DataGrid.module.css';
import { SelectionBar } from './SelectionBar';
import { selectedCount } from './selection';
import type { GridColumn, GridColumnState, GridCount, GridRow, GridSelection } from './types';

interface GridToolbarProps<Row extends GridRow> {
  readonly toolbar: ReactNode;
  readonly freshness: ReactNode;
  readonly count: GridCount | undefined;
  readonly newRows: number;
  readonly onShowNew: () => void;
  readonly selection: GridSelection;
  readonly selectionActions: ((selection: GridSelection) => ReactNode) | undefined;
  readonly onSelectAllMatching: () => void;
  readonly onClearSelection: () => void;
  readonly columns: readonly GridColumn<Row>[];
  readonly columnState: GridColumnState;
  readonly onColumnsChange: (state: GridColumnState) => void;
}

export function GridToolbar<Row extends GridRow>(props: GridToolbarProps<Row>) {
  const text = useText('grid');
  const common = useText('common');
  const format = useFormat();
  const { count, newRows, selection } = props;
  return (
    <div className={styles.toolbar}>
      {selectedCount(selection) > 0 ? (
        <SelectionBar
          selection={selection}
          count={count}
          onSelectAllMatching={props.onSelectAllMatching}
          onClear={props.onClearSelection}
          actions={props.selectionActions?.(selection)}
        />
      ) : (
        <div className={styles.filters}>{props.toolbar}</div>
      )}
      <div className={styles.facts}>
        <span className={styles.news} role="status">
          {newRows > 0 && (
            <>
              {text('newRows', { count: newRows, formatted: format.number(newRows) })}{' '}
              <Button size="small" onPress={props.onShowNew}>
                {common('action.show')}
              </Button>
            </>
          )}
        </span>
        {count && <span>{countText(count)}</span>}
        {props.freshness}
        <ColumnChooser columns={props.columns} state={props.columnState} onChange={props.onColumnsChange} />
      </div>
    </div>
  );

  function countText(known: GridCount): string {
    const formatted = format.number(known.total);
    return known.isExact
      ? text('records', { count: known.total, formatted })
      : text('recordsAtLeast', { formatted });
  }
}
