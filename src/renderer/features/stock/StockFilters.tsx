import { useText } from '../../i18n/use-text';
import { GridSearch } from '../../lib/grid-page/GridSearch';
import { useSearchText } from '../../lib/grid-page/use-search-text';
import { Button } from '../../ui';
import type { StockFilter } from './stock-filter';

interface StockFiltersProps {
  readonly filter: StockFilter;
  readonly onChange: (part: string, value: string | null) => void;
  readonly onClear: () => void;
}

export function StockFilters({ filter, onChange, onClear }: StockFiltersProps) {
  const text = useText('stock');
  const page = useText('gridPage');
  const [typed, setTyped] = useSearchText(filter.text, (next) => onChange('q', next));
  const isFiltering = filter.text !== '' || filter.show !== 'all';
  return (
    <>
      <GridSearch label={text('search')} value={typed} onChange={setTyped} />
      {isFiltering && (
        <Button size="small" variant="quiet" onPress={onClear}>
          {page('filter.clear')}
        </Button>
      )}
    </>
  );
}
