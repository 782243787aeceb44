import type { ConnectionSummary } from '../../../shared/contract/connections';
import { orderStatusSchema } from '../../../shared/domain/order';
import { useText } from '../../i18n/use-text';
import { FilterMenu } from '../../lib/grid-page/FilterMenu';
import { GridSearch } from '../../lib/grid-page/GridSearch';
import { useSearchText } from '../../lib/grid-page/use-search-text';
import { Button, FilterChip, useStatusWord } from '../../ui';
import { DUE_RANGES, isFiltering, type OrderFilter, PLACED_RANGES } from './order-filter';

interface OrderFiltersProps {
  readonly filter: OrderFilter;
  readonly connections: readonly ConnectionSummary[];
  readonly onChange: (part: string, value: string | readonly string[] | null) => void;
  readonly onClear: () => void;
}

/** Search, one menu per field, and the chosen filters as sentences that can be taken away. */
export function OrderFilters({ filter, connections, onChange, onClear }: OrderFiltersProps) {
  const text = useText('orders');
  const page = useText('gridPage');
  const word = useStatusWord();
  const [typed, setTyped] = useSearchText(filter.text, (next) => onChange('q', next));
  const placedNames = {
    today: text('filter.placedToday'),
    week: text('filter.placedWeek'),
    month: text('filter.placedMonth'),
  };
  const dueNames = { today: text('filter.dueToday'), late: text('filter.dueLate') };
  const fields = [
    {
      part: 'channel',
      name: text('filter.channel'),
      chosen: filter.connectionIds as readonly string[],
      options: connections.map(({ id, name }) => ({ value: id as string, label: name })),
      isSingle: false,
    },
    {
      part: 'status',
      name: text('filter.status'),
      chosen: filter.status as readonly string[],
      options: orderStatusSchema.options.map((status) => ({
        value: status as string,
        label: word(`order.${status}`),
      })),
      isSingle: false,
    },
    {
      part: 'placed',
      name: text('filter.placed'),
      chosen: filter.placed ? [filter.placed] : [],
      options: PLACED_RANGES.map((range) => ({ value: range as string, label: placedNames[range] })),
      isSingle: true,
    },
    {
      part: 'due',
      name: text('filter.due'),
      chosen: filter.due ? [filter.due] : [],
      options: DUE_RANGES.map((range) => ({ value: range as string, label: dueNames[range] })),
      isSingle: true,
    },
  ] as const;
  return (
    <>
      <GridSearch label={text('search')} value={typed} onChange={setTyped} />
      {fields.map(({ part, name, options, chosen, isSingle }) => (
        <FilterMenu
          key={part}
          name={name}
          options={options}
          chosen={chosen}
          onChange={(next) => onChange(part, isSingle ? (next.at(-1) ?? null) : next)}
        />
      ))}
      {fields.map(
        ({ part, name, options, chosen }) =>
          chosen.length > 0 && (
            <FilterChip
              key={part}
              name={name}
              value={chosen
                .map((value) => options.find((option) => option.value === value)?.label ?? value)
                .join(', ')}
              onRemove={() => onChange(part, null)}
            />
          ),
      )}
      {isFiltering(filter) && (
        <Button size="small" variant="quiet" onPress={onClear}>
          {page('filter.clear')}
        </Button>
      )}
    </>
  );
}
