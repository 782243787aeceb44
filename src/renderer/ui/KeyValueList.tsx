import type { ReactNode } from 'react';
import styles from './KeyValueList.module.css';

export interface KeyValue {
  readonly key: string;
  readonly label: string;
  readonly value: ReactNode;
}

/** Facts of one thing: label left, value right; wraps on narrow places. */
export function KeyValueList({ entries }: { readonly entries: readonly KeyValue[] }) {
  return (
    <dl className={styles.list}>
      {entries.map(({ key, label, value }) => (
        <div key={key} className={styles.entry}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
