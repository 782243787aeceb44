import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { Banner } from '../../ui';
import styles from './Orders.module.css';
import type { OrderChangeResult } from './use-order-change';

/** How many the channel took, and why the others were not. */
export function ChangeResult({ result }: { readonly result: OrderChangeResult }) {
  const text = useText('orders');
  const errorText = useErrorText();
  const { rows, total, isStopped, error } = result;
  const taken = rows.filter(({ outcome }) => outcome === 'taken').length;
  const failed = rows.flatMap((row) => (row.error === null ? [] : [{ id: row.id, error: row.error }]));
  const isUnknown = rows.some(({ outcome }) => outcome === 'unknown');
  return (
    <div className={styles.form}>
      <p>{text('change.summary', { taken, total })}</p>
      {isStopped && <Banner tone="info">{text('change.stopped', { count: total - rows.length })}</Banner>}
      {error && <Banner tone="error">{errorText(error)}</Banner>}
      {failed.length > 0 && (
        <Banner tone={isUnknown ? 'warn' : 'error'} isSpoken>
          <ul className={styles.reasons}>
            {failed.map((row) => (
              <li key={row.id}>{errorText(row.error)}</li>
            ))}
          </ul>
        </Banner>
      )}
    </div>
  );
}
