import './locale';
import { Plus, Warehouse as WarehouseIcon } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { variantIdSchema } from '../../../shared/domain/ids';
import { useText } from '../../i18n/use-text';
import { columnStore } from '../../lib/grid-page/column-store';
import { ExportButton } from '../../lib/grid-page/ExportButton';
import { ImportButton } from '../../lib/grid-page/ImportButton';
import type { SavedView } from '../../lib/grid-page/saved-views';
import { useGridAddress } from '../../lib/grid-page/use-grid-address';
import { ViewBar } from '../../lib/grid-page/ViewBar';
import { useAnswer } from '../../lib/queries';
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
import { BulkButtons } from './BulkButtons';
import { BulkDialog, type BulkDialogProps } from './BulkDialog';
import { ALL_EXPORT_COLUMNS, exportColumnsFor } from './export-columns';
import { ProductDialog } from './ProductDialog';
import { StockFilters } from './StockFilters';
import { StockPanel } from './StockPanel';
import { readStockFilter, readStockSort, stockSource, toVariantQuery, withSort } from './stock-filter';
import { useCellEdit } from './use-cell-edit';
import { useStockColumns } from './use-stock-columns';
import { useStockToken } from './use-stock-token';
import { useUndo } from './use-undo';
import { useWarehouses } from './use-warehouses';
import { WarehousesDialog } from './WarehousesDialog';

const GRID = 'stock';

/** Every product of the merchant with its one stock. */
export function StockPage() {
  const text = useText('stock');
  const navigate = useNavigate();
  const given = useGivenViews();
  const address = useGridAddress(GRID, given);
  const { params } = address;
  const filter = useMemo(() => readStockFilter(params), [params]);
  const query = useMemo(() => toVariantQuery(filter), [filter]);
  const sort = readStockSort(params);
  const warehouses = useWarehouses();
  const grid = useRef<GridHandle>(null);
  const [total, setTotal] = useState<number | undefined>(undefined);
  const [selection, setSelection] = useState<GridSelection>(NOTHING_SELECTED);
  // What is edited is what was selected when the dialog opened.
  const [bulk, setBulk] = useState<Pick<BulkDialogProps, 'kind' | 'selection' | 'query'> | null>(null);
  const [opened, setOpened] = useState<'product' | 'warehouses' | null>(null);
  const source = useMemo(() => stockSource(setTotal), []);
  const token = useStockToken();
  const refresh = useCallback(() => grid.current?.refresh(), []);
  const offerUndo = useUndo(refresh);
  const placed = () => placeColumns(columns, columnStore.load(GRID) ?? DEFAULT_COLUMN_STATE);
  const cells = useCellEdit({
    grid,
    warehouses,
    order: () => placed().flatMap(({ column }) => (column.canEdit ? [column.id] : [])),
    headerOf: (id) => columns.find((column) => column.id === id)?.header ?? id,
    onSaved: offerUndo,
  });
  const columns = useStockColumns(warehouses, cells.editorIn);
  const rowId = variantIdSchema.safeParse(params.get('row'));
  const clear = () => address.choose(new URLSearchParams());
  const matching = useAnswer('variants.count', query, { keepBefore: true }).data?.count;
  const exportButton = (size: 'normal' | 'small') => (
    <ExportButton
      subject={{ what: 'variants', query: withSort({ filter: query, sort }) }}
      selection={selection}
      matching={matching}
      allColumns={ALL_EXPORT_COLUMNS}
      shownColumns={() => exportColumnsFor(placed().map(({ column }) => column.id))}
      fileName={text('exportName', { date: new Date().toISOString().slice(0, 10) })}
      size={size}
    />
  );
  const closePanel = () => {
    address.showRow(null);
    grid.current?.focus();
  };
  return (
    <Page
      isFilled
      header={
        <PageHeader
          title={text('title')}
          actions={
            <>
              <ImportButton />
              {exportButton('normal')}
              <Button icon={WarehouseIcon} onPress={() => setOpened('warehouses')}>
                {text('warehouses')}
              </Button>
              <Button icon={Plus} variant="primary" onPress={() => setOpened('product')}>
                {text('addProduct')}
              </Button>
            </>
          }
        />
      }
      sidePanel={rowId.success && <StockPanel id={rowId.data} onClose={closePanel} />}
    >
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
        selectionActions={() => (
          <>
            <BulkButtons onOpen={(kind) => setBulk({ kind, selection, query })} />
            {exportButton('small')}
          </>
        )}
        onPreview={(row) => address.showRow(row.id)}
        onOpen={(row) => void navigate(`/stock/${row.id}`)}
        onEdit={cells.begin}
        isFiltered={filter.text !== '' || filter.show !== 'all'}
        unfilteredTotal={total}
        onClearFilters={clear}
        toolbar={<StockFilters filter={filter} onChange={address.setPart} onClear={clear} />}
        empty={
          <EmptyState
            sentence={text('empty')}
            actions={
              <Button variant="primary" onPress={() => void navigate('/matching')}>
                {text('match')}
              </Button>
            }
          />
        }
      />
      {opened === 'product' && <ProductDialog onClose={() => setOpened(null)} onSaved={offerUndo} />}
      {bulk && (
        <BulkDialog
          {...bulk}
          warehouses={warehouses}
          onClose={() => setBulk(null)}
          onDone={offerUndo}
          onLeft={setSelection}
        />
      )}
      {opened === 'warehouses' && <WarehousesDialog onClose={() => setOpened(null)} />}
    </Page>
  );
}

function useGivenViews(): readonly SavedView[] {
  const text = useText('stock');
  return useMemo(
    () => [
      { id: 'all', name: text('view.all'), search: '' },
      { id: 'soldOut', name: text('view.soldOut'), search: 'show=soldOut' },
      { id: 'oversold', name: text('view.oversold'), search: 'show=oversold' },
      { id: 'unopened', name: text('view.unopened'), search: 'show=unopened' },
      { id: 'unmatched', name: text('view.unmatched'), search: 'show=unmatched' },
    ],
    [text],
  );
}

function useViewCount(search: string): number | undefined {
  const { text, show } = readStockFilter(new URLSearchParams(search));
  const views = useAnswer('variants.views', {}, { keepBefore: true }).data;
  const query = toVariantQuery({ text, show });
  const searched = useAnswer('variants.count', query, { enabled: text !== '', keepBefore: true }).data;
  return text === '' ? views?.[show] : searched?.count;
}
