import type { VariantQuery, VariantView } from '../../../shared/contract/stock';
import { searchExpression } from '../search-terms';
import { type GridPlan, joinSql, NOTHING, type Sql, sql } from './grid-sql';

type SortColumn = NonNullable<VariantQuery['sort']>['column'];

/** Each sort has an index that holds its order. */
const SORTS: Readonly<Record<SortColumn, { readonly column: string; readonly index: string }>> = {
  title: { column: 'title_key', index: 'variants_by_title' },
  available: { column: 'available', index: 'variants_by_available' },
  sku: { column: 'sku_code', index: 'variants_by_sku' },
  updatedAt: { column: 'updated_at', index: 'variants_by_change' },
};

interface ViewPlan {
  /** The index that finds the rows of the view; null = any serves. */
  readonly index: string | null;
  readonly filters: readonly Sql[];
}

const VIEWS: Readonly<Record<VariantView, ViewPlan>> = {
  all: { index: null, filters: [] },
  soldOut: { index: 'variants_by_available', filters: [sql('available <= 0')] },
  // Safety stock does not count, but where more is sold than there is, nothing is available either.
  oversold: { index: 'variants_by_available', filters: [sql('available < 0 AND on_hand - reserved < 0')] },
  unopened: { index: 'variants_unopened', filters: [sql('opened_at IS NULL')] },
  unmatched: {
    index: null,
    filters: [sql('NOT EXISTS (SELECT 1 FROM matches m WHERE m.variant_id = variants.id)')],
  },
};

/** How the variants of a query are found and counted; without a sort they come by title. */
export function planVariants(query: VariantQuery): GridPlan {
  const key = JSON.stringify(['variants', query.text?.trim() ?? '', query.view ?? 'all', query.sort]);
  const direction = query.sort?.direction === 'descending' ? 'DESC' : 'ASC';
  const sort = SORTS[query.sort?.column ?? 'title'];
  const view = VIEWS[query.view ?? 'all'];
  const sought = query.text?.trim() ? [searched(query.text)] : [];
  const where = joinSql([sql('deleted_at IS NULL'), ...view.filters, ...sought], ' AND ');
  // What is searched for is found through the full-text index.
  const index = view.index ?? sort.index;
  const from = (by: string) => (sought.length > 0 ? 'FROM variants' : `FROM variants INDEXED BY ${by}`);
  const inOrder = `ORDER BY ${sort.column} ${direction}, id ${direction}`;
  return {
    key,
    kind: isWalkable(query, index) ? 'walk' : 'list',
    ids: { text: `SELECT id ${from(index)} WHERE ${where.text} ${inOrder}`, values: where.values },
    // Counted where nothing but the index is read, whatever the order.
    count: {
      text: `SELECT count(*) ${from(view.index ?? SORTS.title.index)} WHERE ${where.text}`,
      values: where.values,
    },
  };
}

/** The index holds the order and every filter, so that any stretch is read straight from it. */
function isWalkable({ text, view = 'all', sort }: VariantQuery, index: string): boolean {
  if (text?.trim()) return false;
  if (view === 'all') return true;
  if (view === 'unopened') return (sort?.column ?? 'title') === 'title';
  return view === 'soldOut' && sort !== undefined && SORTS[sort.column].index === index;
}

function searched(text: string): Sql {
  const expression = searchExpression(text);
  return expression === null
    ? NOTHING
    : sql('id IN (SELECT rowid FROM variant_search WHERE variant_search MATCH ?)', expression);
}
