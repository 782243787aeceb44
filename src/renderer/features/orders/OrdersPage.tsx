import './locale';
import { useMemo } from 'react';
import { orderIdSchema } from '../../../shared/domain/ids';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { NoRows } from '../../lib/grid-page/NoRows';
import { RowsPage } from '../../lib/grid-page/RowsPage';
import type { SavedView } from '../../lib/grid-page/saved-views';
import { useGridAddress } from '../../lib/grid-page/use-grid-address';
import { useAnswer } from '../../lib/queries';
import { useConnections } from '../../lib/shell-facts';
import { OrderFilters } from './OrderFilters';
import { OrderPanel } from './OrderPanel';
import { isFiltering, istanbulMidnight, readOrderFilter, readOrderSort, toOrderQuery } from './order-filter';
import { orderSource } from './order-source';
import { SelectionChange } from './SelectionChange';
import { ALL_EXPORT_COLUMNS, EXPORT_COLUMNS, useOrderColumns } from './use-order-columns';

const GRID = 'orders';

/** Every order of every channel in one table. */
export function OrdersPage() {
  const text = useText('orders');
  const connections = useConnections();
  const given = useGivenViews();
  const address = useGridAddress(GRID, given);
  const { params } = address;
  const filter = useMemo(() => readOrderFilter(params), [params]);
  const today = istanbulMidnight(useNow(60_000));
  const query = useMemo(() => toOrderQuery(filter, today), [filter, today]);
  const sort = readOrderSort(params);
  const columns = useOrderColumns(connections);
  const matching = useAnswer('orders.count', query, { keepBefore: true }).data?.count;
  const rowId = orderIdSchema.safeParse(params.get('row'));
  return (
    <RowsPage
      grid={GRID}
      words={{
        title: text('title'),
        grid: text('grid'),
        exportName: text('exportName', { date: new Date().toISOString().slice(0, 10) }),
      }}
      address={address}
      given={given}
      useViewCount={useViewCount}
      columns={columns}
      nameColumn="number"
      makeSource={orderSource}
      query={query}
      sort={sort}
      isFiltered={isFiltering(filter)}
      connectionIds={filter.connectionIds}
      matching={matching}
      isDim={(row) => row.status === 'awaiting' || row.status === 'cancelled'}
      exported={{
        subject: { what: 'orders', query: sort ? { ...query, sort } : query },
        all: ALL_EXPORT_COLUMNS,
        of: EXPORT_COLUMNS,
      }}
      filters={(clear) => (
        <OrderFilters filter={filter} connections={connections} onChange={address.setPart} onClear={clear} />
      )}
      selectionActions={(selection) => (
        <SelectionChange selection={selection} query={sort ? { ...query, sort } : query} />
      )}
      sidePanel={(close) => rowId.success && <OrderPanel id={rowId.data} onClose={close} />}
      empty={
        <NoRows
          words={{
            empty: text('empty'),
            emptyReading: text('emptyReading'),
            runs: text('runs'),
            connect: text('connect'),
          }}
        />
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
