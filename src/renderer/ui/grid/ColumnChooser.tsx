import { ChevronLeft, ChevronRight, Columns3, Pin, PinOff } from 'lucide-react';
import { useText } from '../../i18n/use-text';
import { type Density, useAppearance } from '../appearance';
import { Button } from '../Button';
import { Checkbox } from '../Checkbox';
import { IconButton } from '../IconButton';
import { Popover } from '../Popover';
import { RadioGroup } from '../RadioGroup';
import styles from './ColumnChooser.module.css';
import { DEFAULT_COLUMN_STATE, isShown, moved, orderedColumns, pinnedTo, setShown } from './columns';
import type { GridColumn, GridColumnState, GridRow } from './types';

interface ColumnChooserProps<Row extends GridRow> {
  readonly columns: readonly GridColumn<Row>[];
  readonly state: GridColumnState;
  readonly onChange: (state: GridColumnState) => void;
}

const DENSITIES: readonly Density[] = ['compact', 'normal', 'comfortable'];

/** Everything about columns without a mouse: choose, move, pin, and back to the given ones. */
export function ColumnChooser<Row extends GridRow>({ columns, state, onChange }: ColumnChooserProps<Row>) {
  const text = useText('grid');
  return (
    <Popover
      label={text('chooseColumns')}
      trigger={
        <Button size="small" icon={Columns3}>
          {text('columns')}
        </Button>
      }
    >
      <ul className={styles.list}>
        {orderedColumns(columns, state).map((column) => (
          <li key={column.id} className={styles.line}>
            <Checkbox
              isSelected={isShown(column, state)}
              isDisabled={column.isFixed}
              onChange={(shown) => onChange(setShown(state, column.id, shown))}
            >
              {column.header}
            </Checkbox>
            <span className={styles.tools}>
              <IconButton
                size="small"
                icon={ChevronLeft}
                label={text('moveLeft', { name: column.header })}
                isDisabled={!isShown(column, state)}
                onPress={() => onChange(moved(columns, state, column.id, -1))}
              />
              <IconButton
                size="small"
                icon={ChevronRight}
                label={text('moveRight', { name: column.header })}
                isDisabled={!isShown(column, state)}
                onPress={() => onChange(moved(columns, state, column.id, 1))}
              />
              <IconButton
                size="small"
                icon={state.pinned === column.id ? PinOff : Pin}
                label={text(state.pinned === column.id ? 'unpin' : 'pin', { name: column.header })}
                isDisabled={!isShown(column, state)}
                onPress={() => onChange(pinnedTo(state, state.pinned === column.id ? null : column.id))}
              />
            </span>
          </li>
        ))}
      </ul>
      <DensityChoice />
      <Button size="small" variant="quiet" onPress={() => onChange(DEFAULT_COLUMN_STATE)}>
        {text('resetColumns')}
      </Button>
    </Popover>
  );
}

function DensityChoice() {
  const text = useText('grid');
  const density = useAppearance((appearance) => appearance.density);
  const set = useAppearance((appearance) => appearance.set);
  return (
    <div className={styles.density}>
      <RadioGroup<Density>
        label={text('density.label')}
        isHorizontal
        value={density}
        options={DENSITIES.map((value) => ({ value, label: text(`density.${value}`) }))}
        onChange={(next) => set({ density: next })}
      />
    </div>
  );
}
