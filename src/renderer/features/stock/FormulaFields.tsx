import { useState } from 'react';
import type { Money } from '../../../shared/domain/money';
import { MOST_PIECES } from '../../../shared/domain/stock';
import { useText } from '../../i18n/use-text';
import { MoneyField, NumberField, Select } from '../../ui';
import { type Formula, toHundredths } from './bulk-change';
import styles from './Stock.module.css';

type FormulaKind = Formula['kind'];
const PIECES = ['set', 'add', 'subtract'] as const satisfies readonly FormulaKind[];
const AMOUNTS = [...PIECES, 'percentUp', 'percentDown'] as const satisfies readonly FormulaKind[];

interface FormulaFieldsProps {
  /** null = pieces. */
  readonly currency: string | null;
  readonly help?: string;
  readonly onChange: (formula: Formula | null) => void;
}

/** How a value changes, and by how much. */
export function FormulaFields({ currency, help, onChange }: FormulaFieldsProps) {
  const text = useText('stock');
  const [kind, setKind] = useState<FormulaKind>('set');
  const [number, setNumber] = useState<number | undefined>(undefined);
  const [money, setMoney] = useState<Money | undefined>(undefined);
  const isPercent = kind === 'percentUp' || kind === 'percentDown';
  const tell = (of: FormulaKind, value: number | undefined, amount: Money | undefined) => {
    if (of === 'percentUp' || of === 'percentDown')
      return onChange(value === undefined ? null : { kind: of, percent: toHundredths(value) });
    const by = currency === null ? value : amount?.minor;
    onChange(by === undefined ? null : { kind: of, by });
  };
  return (
    <div className={styles.formula}>
      <Select<FormulaKind>
        label={text('bulk.how')}
        value={kind}
        options={(currency === null ? PIECES : AMOUNTS).map((value) => ({
          value,
          label: text(`bulk.${value}`),
        }))}
        onChange={(next) => {
          setKind(next);
          setNumber(undefined);
          setMoney(undefined);
          onChange(null);
        }}
      />
      {currency !== null && !isPercent ? (
        <MoneyField
          key={`${kind}-money`}
          label={text('bulk.value')}
          currency={currency}
          value={money}
          onChange={(next) => {
            setMoney(next);
            tell(kind, undefined, next);
          }}
        />
      ) : (
        <NumberField
          key={`${kind}-number`}
          label={text(isPercent ? 'bulk.percent' : 'bulk.value')}
          value={number}
          unit={isPercent ? '%' : text('bulk.pieces')}
          maxDecimals={isPercent ? 2 : 0}
          min={isPercent ? 0.01 : kind === 'set' ? 0 : 1}
          max={isPercent ? (kind === 'percentDown' ? 99.99 : 1000) : MOST_PIECES}
          {...(help === undefined ? {} : { help })}
          onChange={(next) => {
            setNumber(next);
            tell(kind, next, undefined);
          }}
        />
      )}
    </div>
  );
}
