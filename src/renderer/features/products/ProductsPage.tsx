import './locale';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { listingIdSchema } from '../../../shared/domain/ids';
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
import { ProductFilters } from './ProductFilters';
import { ProductPanel } from './ProductPanel';
import { isFiltering, readProductFilter, readProductSort, toListingQuery } from './product-filter';
import { productSource } from './product-source';
import { ALL_EXPORT_COLUMNS, EXPORT_COLUMNS, useProductColumns } from './use-product-columns';

const GRID = 'products';

/** Every listing of every channel in one table. */
export function ProductsPage() {
  const text = useText('products');
  const navigate = useNavigate();
  const connections = useConnections();
  const given = useGivenViews();
  const address = useGridAddress(GRID, given);
  const { params } = address;
  const filter = useMemo(() => readProductFilter(params), [params]);
  const query = useMemo(() => toListingQuery(filter), [filter]);
  const sort = readProductSort(params);
  const columns = useProductColumns(connections);
  const [total, setTotal] = useState<number | undefined>(undefined);
  const source = useMemo(() => productSource(setTotal), []);
  const token = useDataToken('products');
  const [selection, setSelection] = useState<GridSelection>(NOTHING_SELECTED);
  const grid = useRef<GridHandle>(null);
  const matching = useAnswer('listings.count', query, { keepBefore: true }).data?.count;
  const rowId = listingIdSchema.safeParse(params.get('row'));
  const shown =
    filter.connectionIds.length === 0
      ? connections
      : connections.filter(({ id }) => filter.connectionIds.includes(id));
  const closePanel = useCallback(() => {
    address.showRow(null);
    grid.current?.focus();
  }, [address.showRow]);
  const exportButton = (size: 'normal' | 'small') => (
    <ExportButton
      subject={{ what: 'listings', query: sort ? { ...query, sort } : query }}
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
      sidePanel={rowId.success && <ProductPanel id={rowId.data} onClose={closePanel} />}
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
        nameColumn="title"
        columnStore={columnStore}
        changeToken={token}
        isSelectable
        selection={selection}
        onSelectionChange={setSelection}
        selectionActions={() => exportButton('small')}
        onPreview={(row) => address.showRow(row.id)}
        onOpen={(row) => void navigate(`/products/${row.id}`)}
        isDim={(row) => row.goneAt !== null}
        isFiltered={isFiltering(filter)}
        unfilteredTotal={total}
        onClearFilters={() => address.choose(new URLSearchParams())}
        freshness={<Freshness connections={shown} />}
        toolbar={
          <ProductFilters
            filter={filter}
            connections={connections}
            onChange={address.setPart}
            onClear={() => address.choose(new URLSearchParams())}
          />
        }
        empty={<NoProducts />}
      />
    </Page>
  );
}

function NoProducts() {
  const text = useText('products');
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
  const text = useText('products');
  return useMemo(
    () => [
      { id: 'all', name: text('view.all'), search: '' },
      { id: 'out', name: text('view.outOfStock'), search: 'stock=zero' },
      { id: 'rejected', name: text('view.rejected'), search: 'status=rejected' },
    ],
    [text],
  );
}

function useViewCount(search: string): number | undefined {
  const query = toListingQuery(readProductFilter(new URLSearchParams(search)));
  return useAnswer('listings.count', query, { keepBefore: true }).data?.count;
}
