import './locale';
import { useMemo } from 'react';
import { listingIdSchema } from '../../../shared/domain/ids';
import { useText } from '../../i18n/use-text';
import { ImportButton } from '../../lib/grid-page/ImportButton';
import { NoRows } from '../../lib/grid-page/NoRows';
import { RowsPage } from '../../lib/grid-page/RowsPage';
import type { SavedView } from '../../lib/grid-page/saved-views';
import { useGridAddress } from '../../lib/grid-page/use-grid-address';
import { useAnswer } from '../../lib/queries';
import { useConnections } from '../../lib/shell-facts';
import { ProductFilters } from './ProductFilters';
import { ProductPanel } from './ProductPanel';
import { isFiltering, readProductFilter, readProductSort, toListingQuery } from './product-filter';
import { productSource } from './product-source';
import { ALL_EXPORT_COLUMNS, EXPORT_COLUMNS, useProductColumns } from './use-product-columns';

const GRID = 'products';

/** Every listing of every channel in one table. */
export function ProductsPage() {
  const text = useText('products');
  const connections = useConnections();
  const given = useGivenViews();
  const address = useGridAddress(GRID, given);
  const { params } = address;
  const filter = useMemo(() => readProductFilter(params), [params]);
  const query = useMemo(() => toListingQuery(filter), [filter]);
  const sort = readProductSort(params);
  const columns = useProductColumns(connections);
  const matching = useAnswer('listings.count', query, { keepBefore: true }).data?.count;
  const rowId = listingIdSchema.safeParse(params.get('row'));
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
      nameColumn="title"
      makeSource={productSource}
      query={query}
      sort={sort}
      isFiltered={isFiltering(filter)}
      connectionIds={filter.connectionIds}
      matching={matching}
      isDim={(row) => row.goneAt !== null}
      exported={{
        subject: { what: 'listings', query: sort ? { ...query, sort } : query },
        all: ALL_EXPORT_COLUMNS,
        of: EXPORT_COLUMNS,
      }}
      actions={<ImportButton />}
      filters={(clear) => (
        <ProductFilters
          filter={filter}
          connections={connections}
          onChange={address.setPart}
          onClear={clear}
        />
      )}
      sidePanel={(close) => rowId.success && <ProductPanel id={rowId.data} onClose={close} />}
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
