import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { Button } from '../Button';
import styles from './DataGrid.module.css';
import { selectedCount } from './selection';
import type { GridCount, GridSelection } from './types';

interface SelectionBarProps {
  readonly selection: GridSelection;
  readonly count: GridCount | undefined;
  readonly onSelectAllMatching: () => void;
  readonly onClear: () => void;
  readonly actions?: ReactNode;
}

/** Stands in the place of the filter line while rows are selected. */
export function SelectionBar({ selection, count, onSelectAllMatching, onClear, actions }: SelectionBarProps) {
  const text = useText('grid');
  const format = useFormat();
  const number = selectedCount(selection);
  const offersRest = selection.kind === 'ids' && count !== undefined && count.isExact && number < count.total;
  return (
    <div className={styles.bar}>
      <strong className={styles.selectedCount}>
        {text('selected', { count: number, formatted: format.number(number) })}
      </strong>
      {offersRest && (
        <Button size="small" variant="quiet" onPress={onSelectAllMatching}>
          {text('selectAllMatching', { formatted: format.number(count.total) })}
        </Button>
      )}
      <span className={styles.barActions}>{actions}</span>
      <Button size="small" variant="quiet" onPress={onClear}>
        {text('clearSelection')} <kbd>Esc</kbd>
      </Button>
    </div>
  );
}
