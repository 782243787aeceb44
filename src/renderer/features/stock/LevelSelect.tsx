import type { StockSheet, Warehouse } from '../../../shared/contract/stock';
import { useText } from '../../i18n/use-text';
import { Select } from '../../ui';

interface LevelSelectProps {
  readonly levels: StockSheet['levels'];
  readonly value: Warehouse['id'];
  readonly onChange: (warehouseId: Warehouse['id']) => void;
}

/** The warehouse that is meant; nothing to ask where there is only one. */
export function LevelSelect({ levels, value, onChange }: LevelSelectProps) {
  const text = useText('stock');
  if (levels.length < 2) return null;
  return (
    <Select
      label={text('count.warehouse')}
      value={value}
      options={levels.map(({ warehouseId, name }) => ({ value: warehouseId, label: name }))}
      onChange={onChange}
    />
  );
}
