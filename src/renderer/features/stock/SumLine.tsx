import type { ReactNode } from 'react';
import type { StockSheet } from '../../../shared/contract/stock';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { classNames } from '../../ui';
import styles from './Stock.module.css';

/** On hand − reserved − safety = available, and what lies where: the sum of the movements below it. */
export function SumLine({ sheet }: { readonly sheet: StockSheet }) {
  const text = useText('stock');
  const format = useFormat();
  const { variant, levels } = sheet;
  const isTold = variant.openedAt !== null;
  const told = (pieces: number) => (isTold ? format.number(pieces) : text('untold'));
  return (
    <dl className={styles.sums} aria-label={text('sheet.sums')}>
      <Sum label={text('sheet.onHand')}>{told(variant.onHand)}</Sum>
      <Sum label={text('sheet.reserved')} sign="−">
        {format.number(variant.reserved)}
      </Sum>
      <Sum label={text('sheet.safety')} sign="−">
        {format.number(variant.safety)}
      </Sum>
      <Sum label={text('sheet.available')} sign="=" isResult isShort={isTold && variant.available <= 0}>
        {told(variant.available)}
      </Sum>
      {isTold && (
        <Sum label={text('sheet.warehouses')}>
          <span className={styles.levels}>
            {levels.map(({ name, onHand }) => `${name} ${format.number(onHand)}`).join(' · ')}
          </span>
        </Sum>
      )}
    </dl>
  );
}

interface SumProps {
  readonly label: string;
  readonly sign?: string;
  readonly isResult?: boolean;
  readonly isShort?: boolean;
  readonly children: ReactNode;
}

function Sum({ label, sign, isResult, isShort, children }: SumProps) {
  return (
    // A group of the list may hold its name and its value only; the sign is drawn.
    <div className={styles.sum} data-sign={sign}>
      <dt className={styles.sumLabel}>{label}</dt>
      <dd className={classNames(styles.sumValue, isResult && styles.result, isShort && styles.short)}>
        {children}
      </dd>
    </div>
  );
}
