import './locale';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { orderIdSchema } from '../../../shared/domain/ids';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { columnStore } from '../../lib/grid-page/column-store';
import { ExportButton } from '../../lib/grid-page/ExportButton';
import { Freshness } from '../../lib/grid-page/Freshness';
import { PartialBanner } from '../../lib/grid-page/PartialBanner';
import type { SavedView } from '../../lib/grid-page/saved-views';
import { useDataToken } from '../../lib/grid-page/use-data-token';
import { useGridAddress } from '../../lib/grid-page/use-grid-address';
import { ViewBar } from '../../lib/grid-page/ViewBar';
import { useAnswer } from '../../lib/queries';
import { useActiveRuns, useConnections } from '../../lib/shell-facts';
import {
  Button,
  DataGrid,
  DEFAULT_COLUMN_STATE,
  EmptyState,
  type GridHandle,
  type GridSelection,
  NOTHING_SELECTED,
  Page,
  PageHeader,
  placeColumns,
} from '../../ui';
import { OrderFilters } from './OrderFilters';
import { OrderPanel } from './OrderPanel';
import { isFiltering, istanbulMidnight, readOrderFilter, readOrderSort, toOrderQuery } from './order-filter';
import { orderSource } from './order-source';
import { ALL_EXPORT_COLUMNS, EXPORT_COLUMNS, useOrderColumns } from './use-order-columns';

const GRID = 'orders';

/** Every order of every channel in one table. */
export function OrdersPage() {
  const text = useText('orders');
  const navigate = useNavigate();
  const connections = useConnections();
  const given = useGivenViews();
  const address = useGridAddress(GRID, given);
  const { params } = address;
  const filter = useMemo(() => readOrderFilter(params), [params]);
  const today = istanbulMidnight(useNow(60_000));
  const query = useMemo(() => toOrderQuery(filter, today), [filter, today]);
  const sort = readOrderSort(params);
  const columns = useOrderColumns(connections);
  const [total, setTotal] = useState<number | undefined>(undefined);
  const source = useMemo(() => orderSource(setTotal), []);
  const token = useDataToken('orders');
  const [selection, setSelection] = useState<GridSelection>(NOTHING_SELECTED);
  const grid = useRef<GridHandle>(null);
  const matching = useAnswer('orders.count', query, { keepBefore: true }).data?.count;
  const rowId = orderIdSchema.safeParse(params.get('row'));
  const shown =
    filter.connectionIds.length === 0
      ? connections
      : connections.filter(({ id }) => filter.connectionIds.includes(id));
  const closePanel = useCallback(() => {
    address.showRow(null);
    grid.current?.focus();
  }, [address.showRow]);
  const clear = () => address.choose(new URLSearchParams());
  const exportButton = (size: 'normal' | 'small') => (
    <ExportButton
      subject={{ what: 'orders', query: sort ? { ...query, sort } : query }}
      selection={selection}
      matching={matching}
      allColumns={ALL_EXPORT_COLUMNS}
      shownColumns={() =>
        placeColumns(columns, columnStore.load(GRID) ?? DEFAULT_COLUMN_STATE).flatMap(
          ({ column }) => EXPORT_COLUMNS[column.id] ?? [],
        )
      }
      fileName={text('exportName', { date: new Date().toISOString().slice(0, 10) })}
      size={size}
    />
  );
  return (
    <Page
      isFilled
      header={<PageHeader title={text('title')} actions={exportButton('normal')} />}
      sidePanel={rowId.success && <OrderPanel id={rowId.data} onClose={closePanel} />}
    >
      <PartialBanner />
      <ViewBar grid={GRID} given={given} params={params} onChoose={address.choose} useCount={useViewCount} />
      <DataGrid
        ref={grid}
        gridId={GRID}
        label={text('grid')}
        columns={columns}
        source={source}
        filter={query}
        sort={sort}
        onSortChange={address.sortBy}
        nameColumn="number"
        columnStore={columnStore}
        changeToken={token}
        isSelectable
        selection={selection}
        onSelectionChange={setSelection}
        selectionActions={() => exportButton('small')}
        onPreview={(row) => address.showRow(row.id)}
        onOpen={(row) => void navigate(`/orders/${row.id}`)}
        isDim={(row) => row.status === 'awaiting' || row.status === 'cancelled'}
        isFiltered={isFiltering(filter)}
        unfilteredTotal={total}
        onClearFilters={clear}
        freshness={<Freshness connections={shown} />}
        toolbar={
          <OrderFilters
            filter={filter}
            connections={connections}
            onChange={address.setPart}
            onClear={clear}
          />
        }
        empty={<NoOrders />}
      />
    </Page>
  );
}

function NoOrders() {
  const text = useText('orders');
  const navigate = useNavigate();
  const isReading = useActiveRuns().length > 0;
  return (
    <EmptyState
      sentence={text(isReading ? 'emptyReading' : 'empty')}
      actions={
        isReading ? (
          <Button onPress={() => void navigate('/runs')}>{text('runs')}</Button>
        ) : (
          <Button variant="primary" onPress={() => void navigate('/catalogue')}>
            {text('connect')}
          </Button>
        )
      }
    />
  );
}

function useGivenViews(): readonly SavedView[] {
  const text = useText('orders');
  return useMemo(
    () => [
      { id: 'all', name: text('view.all'), search: '' },
      { id: 'open', name: text('view.open'), search: 'status=new&status=preparing' },
      { id: 'awaiting', name: text('view.awaiting'), search: 'status=awaiting' },
      { id: 'today', name: text('view.today'), search: 'due=today&status=new&status=preparing' },
      { id: 'late', name: text('view.late'), search: 'due=late' },
      { id: 'closed', name: text('view.closed'), search: 'status=cancelled&status=returned' },
    ],
    [text],
  );
}

function useViewCount(search: string): number | undefined {
  const today = istanbulMidnight(useNow(60_000));
  const query = toOrderQuery(readOrderFilter(new URLSearchParams(search)), today);
  return useAnswer('orders.count', query, { keepBefore: true }).data?.count;
}
