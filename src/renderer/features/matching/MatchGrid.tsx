import { type ReactNode, type RefObject, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ListingId } from '../../../shared/domain/ids';
import { useText } from '../../i18n/use-text';
import { columnStore } from '../../lib/grid-page/column-store';
import {
  DataGrid,
  type GridColumn,
  type GridHandle,
  type GridRow,
  type GridSelection,
  type GridSource,
  NOTHING_SELECTED,
} from '../../ui';
import styles from './Matching.module.css';
import type { TabId } from './tabs';
import { useMatchToken } from './use-match-token';

interface MatchGridProps<Row extends GridRow, Filter> {
  readonly tab: Exclude<TabId, 'doubtful'>;
  readonly columns: readonly GridColumn<Row>[];
  readonly source: GridSource<Row, Filter>;
  readonly filter: Filter;
  readonly grid: RefObject<GridHandle | null>;
  /** What can be done with the selected listings; `act` does it with them and gives the keys back to the table. */
  readonly actions: (act: (work: (selection: GridSelection) => Promise<void>) => void) => ReactNode;
}

/** Listings of one tab in a table; what is to be done with some of them stands over the selection. */
export function MatchGrid<Row extends GridRow & { readonly listingId: ListingId }, Filter>(
  props: MatchGridProps<Row, Filter>,
) {
  const { tab, columns, source, filter, grid, actions } = props;
  const text = useText('matching');
  const navigate = useNavigate();
  const [selection, setSelection] = useState<GridSelection>(NOTHING_SELECTED);
  const act = async (work: (selection: GridSelection) => Promise<void>) => {
    setSelection(NOTHING_SELECTED);
    await work(selection);
    grid.current?.focus();
  };
  return (
    <DataGrid
      ref={grid}
      gridId={`matching-${tab}`}
      label={text(`grid.${tab}`)}
      columns={columns}
      source={source}
      filter={filter}
      columnStore={columnStore}
      changeToken={useMatchToken()}
      isSelectable
      selection={selection}
      onSelectionChange={setSelection}
      selectionActions={() => actions((work) => void act(work))}
      onOpen={(row) => void navigate(`/products/${row.listingId}`)}
      toolbar={<span className={styles.muted}>{text(`hint.${tab}`)}</span>}
    />
  );
}
