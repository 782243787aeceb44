import '../../lib/values-locale';
import { type DifferenceFilter, differingSchema } from '../../../shared/contract/values';
import { valueKindSchema } from '../../../shared/domain/listing-value';
import { useText } from '../../i18n/use-text';
import { Select } from '../../ui';
import { ConnectionSelect } from '../connections/ConnectionSelect';

const ALL = 'all';

interface DifferenceFiltersProps {
  readonly filter: DifferenceFilter;
  readonly onChange: (change: Readonly<Record<string, string | null>>) => void;
}

export function DifferenceFilters({ filter, onChange }: DifferenceFiltersProps) {
  const text = useText('values');
  const all = { value: ALL, label: text('differences.filter.all') };
  const chosen = (value: string) => (value === ALL ? null : value);
  return (
    <>
      <ConnectionSelect
        label={text('differences.filter.channel')}
        allLabel={all.label}
        value={filter.connectionId ?? null}
        onChange={(connection) => onChange({ connection })}
      />
      <Select
        isInline
        label={text('differences.filter.kind')}
        value={filter.kind ?? ALL}
        options={[all, ...valueKindSchema.options.map((value) => ({ value, label: text(`kind.${value}`) }))]}
        onChange={(kind) => onChange({ kind: chosen(kind) })}
      />
      <Select
        isInline
        label={text('differences.filter.cause')}
        value={filter.cause ?? ALL}
        options={[all, ...differingSchema.options.map((value) => ({ value, label: text(`cause.${value}`) }))]}
        onChange={(cause) => onChange({ cause: chosen(cause) })}
      />
    </>
  );
}
