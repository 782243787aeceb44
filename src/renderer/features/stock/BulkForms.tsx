import { useMemo, useState } from 'react';
import type { VariantRow, Warehouse } from '../../../shared/contract/stock';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { Select } from '../../ui';
import {
  commonCurrency,
  type Formula,
  listAfter,
  PRICE_TARGETS,
  type PriceTarget,
  priceOutcome,
  type StockTarget,
  stockOutcome,
} from './bulk-change';
import type { BulkPlan } from './bulk-plan';
import { FormulaFields } from './FormulaFields';
import { signed } from './movement-words';
import styles from './Stock.module.css';
import { levelIn } from './variant-words';

interface FormProps {
  readonly onPlan: (plan: BulkPlan | null) => void;
}

/** Which pieces change, and how. */
export function StockForm({ warehouses, onPlan }: FormProps & { readonly warehouses: readonly Warehouse[] }) {
  const text = useText('stock');
  const format = useFormat();
  const [chosen, setChosen] = useState('');
  const options = useMemo(
    () => [
      ...warehouses.map(({ id, name }) => ({
        value: id as string,
        label: warehouses.length > 1 ? text('bulk.onHandIn', { warehouse: name }) : text('bulk.onHand'),
      })),
      { value: 'safety', label: text('bulk.safety') },
    ],
    [warehouses, text],
  );
  const value = chosen === '' ? (options[0]?.value ?? 'safety') : chosen;
  const targetOf = (of: string): StockTarget => {
    const warehouse = warehouses.find(({ id }) => id === of);
    return warehouse === undefined ? { kind: 'safety' } : { kind: 'warehouse', warehouseId: warehouse.id };
  };
  const planOf = (formula: Formula, target: StockTarget): BulkPlan => ({
    outcomeOf: (row) => stockOutcome(row, target, formula),
    editOf(row, after) {
      if (target.kind === 'safety') return { variantId: row.id, change: { safety: after } };
      const { warehouseId } = target;
      const expected = levelIn(row.levels, warehouseId);
      return { variantId: row.id, counts: [{ warehouseId, onHand: after, expected }] };
    },
    write: (_row, pieces) => (pieces === null ? text('untold') : format.number(pieces)),
    difference: (before, after) => signed(after - (before ?? 0), format.number),
  });
  return (
    <div className={styles.fields}>
      <Select
        label={text('bulk.target')}
        value={value}
        options={options}
        onChange={(next) => {
          setChosen(next);
          onPlan(null);
        }}
      />
      <FormulaFields
        key={value}
        currency={null}
        {...(value === 'safety' ? {} : { help: text('bulk.countHelp') })}
        onChange={(formula) => onPlan(formula && planOf(formula, targetOf(value)))}
      />
    </div>
  );
}

/** Which price changes, and how. */
export function PriceForm({ rows, onPlan }: FormProps & { readonly rows: readonly VariantRow[] }) {
  const text = useText('stock');
  const format = useFormat();
  const [field, setField] = useState<PriceTarget>('basePriceMinor');
  const currency = useMemo(() => commonCurrency(rows), [rows]);
  const names: Readonly<Record<PriceTarget, string>> = {
    baseAndList: text('bulk.baseAndList'),
    basePriceMinor: text('column.basePrice'),
    baseListPriceMinor: text('column.baseListPrice'),
    costMinor: text('column.cost'),
  };
  const planOf = (formula: Formula): BulkPlan => ({
    outcomeOf: (row) => priceOutcome(row, field, formula, currency),
    editOf: (row, after) => ({
      variantId: row.id,
      change:
        field === 'baseAndList'
          ? { basePriceMinor: after, baseListPriceMinor: listAfter(row, field, formula) }
          : { [field]: after },
    }),
    write: (row, minor) => (minor === null ? '–' : format.money({ minor, currency: row.currency })),
    difference(before, after) {
      if (before === null || before === 0) return '–';
      const sign = after > before ? '+' : '−';
      return `${sign}${format.percent(Math.abs(after - before) / before, 1)}`;
    },
  });
  return (
    <div className={styles.fields}>
      <Select<PriceTarget>
        label={text('bulk.target')}
        value={field}
        options={PRICE_TARGETS.map((value) => ({ value, label: names[value] }))}
        onChange={(next) => {
          setField(next);
          onPlan(null);
        }}
      />
      <FormulaFields
        key={field}
        currency={currency}
        onChange={(formula) => onPlan(formula && planOf(formula))}
      />
    </div>
  );
}
