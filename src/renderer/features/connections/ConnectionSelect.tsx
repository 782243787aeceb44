import { useAnswer } from '../../lib/queries';
import { Select } from '../../ui';

const ALL = 'all';

interface ConnectionSelectProps {
  readonly label: string;
  readonly allLabel: string;
  /** Id of a connection, or null for all. */
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

/** Narrows a list to one connection. */
export function ConnectionSelect({ label, allLabel, value, onChange }: ConnectionSelectProps) {
  const { data = [] } = useAnswer('connections.list', {});
  const options = [
    { value: ALL, label: allLabel },
    ...data.map(({ id, name }) => ({ value: String(id), label: name })),
  ];
  return (
    <Select
      isInline
      label={label}
      value={value ?? ALL}
      options={options}
      onChange={(chosen) => onChange(chosen === ALL ? null : chosen)}
    />
  );
}
