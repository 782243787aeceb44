import type { Facet } from '../../../shared/contract/catalogue-data';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import { listingStatusSchema } from '../../../shared/domain/product';
import { useText } from '../../i18n/use-text';
import { FilterMenu, type FilterOption } from '../../lib/grid-page/FilterMenu';
import { GridSearch } from '../../lib/grid-page/GridSearch';
import { useSearchText } from '../../lib/grid-page/use-search-text';
import { useAnswer } from '../../lib/queries';
import { Button, FilterChip, useStatusWord } from '../../ui';
import { isFiltering, LOW_STOCK, type ProductFilter, STOCK_LEVELS } from './product-filter';

interface ProductFiltersProps {
  readonly filter: ProductFilter;
  readonly connections: readonly ConnectionSummary[];
  readonly onChange: (part: string, value: string | readonly string[] | null) => void;
  readonly onClear: () => void;
}

/** Search, one menu per field, and the chosen filters as sentences that can be taken away. */
export function ProductFilters({ filter, connections, onChange, onClear }: ProductFiltersProps) {
  const text = useText('products');
  const page = useText('gridPage');
  const word = useStatusWord();
  const [typed, setTyped] = useSearchText(filter.text, (next) => onChange('q', next));
  const facets = useAnswer(
    'listings.facets',
    filter.connectionIds.length === 0 ? {} : { connectionIds: [...filter.connectionIds] },
    { keepBefore: true },
  ).data;
  const fields: readonly Field[] = [
    {
      part: 'channel',
      name: text('filter.channel'),
      chosen: filter.connectionIds,
      options: connections.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      part: 'status',
      name: text('filter.status'),
      chosen: filter.status,
      options: listingStatusSchema.options.map((status) => ({
        value: status,
        label: word(`listing.${status}`),
      })),
    },
    {
      part: 'brand',
      name: text('filter.brand'),
      chosen: filter.brands,
      options: facetOptions(facets?.brands),
    },
    {
      part: 'category',
      name: text('filter.category'),
      chosen: filter.categories,
      options: facetOptions(facets?.categories),
    },
  ];
  const stockName = { zero: text('filter.stockZero'), low: text('filter.stockLow', { max: LOW_STOCK }) };
  return (
    <>
      <GridSearch label={text('search')} value={typed} onChange={setTyped} />
      {fields.map(({ part, name, options, chosen }) => (
        <FilterMenu
          key={part}
          name={name}
          options={options}
          chosen={chosen}
          onChange={(next) => onChange(part, next)}
        />
      ))}
      <FilterMenu
        name={text('filter.stock')}
        options={[
          ...STOCK_LEVELS.map((level) => ({ value: level, label: stockName[level] })),
          { value: 'gone', label: text('filter.gone') },
        ]}
        chosen={[...(filter.stock ? [filter.stock] : []), ...(filter.includeGone ? ['gone'] : [])]}
        onChange={(next) => {
          const isGone = next.includes('gone');
          if (isGone !== filter.includeGone) onChange('gone', isGone ? 'yes' : null);
          else onChange('stock', next.findLast((value) => value !== 'gone') ?? null);
        }}
      />
      {fields.map(
        ({ part, name, options, chosen }) =>
          chosen.length > 0 && (
            <FilterChip
              key={part}
              name={name}
              value={namesOf(options, chosen)}
              onRemove={() => onChange(part, null)}
            />
          ),
      )}
      {filter.stock && (
        <FilterChip
          name={text('filter.stock')}
          value={stockName[filter.stock]}
          onRemove={() => onChange('stock', null)}
        />
      )}
      {filter.includeGone && (
        <FilterChip
          name={text('filter.gone')}
          value={text('filter.goneShown')}
          onRemove={() => onChange('gone', null)}
        />
      )}
      {(isFiltering(filter) || filter.includeGone) && (
        <Button size="small" variant="quiet" onPress={onClear}>
          {page('filter.clear')}
        </Button>
      )}
    </>
  );
}

interface Field {
  readonly part: string;
  readonly name: string;
  readonly chosen: readonly string[];
  readonly options: readonly FilterOption[];
}

function facetOptions(facets: readonly Facet[] | undefined): readonly FilterOption[] {
  return (facets ?? []).map(({ value, count }) => ({ value, label: value, count }));
}

function namesOf(options: readonly FilterOption[], chosen: readonly string[]): string {
  return chosen.map((value) => options.find((option) => option.value === value)?.label ?? value).join(', ');
}
