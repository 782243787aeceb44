import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  /** One sentence of use. */
  readonly sentence: string;
  readonly detail?: ReactNode;
  /** One primary and at most one secondary button. */
  readonly actions?: ReactNode;
}

export function EmptyState({ sentence, detail, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <p className={styles.sentence}>{sentence}</p>
      {detail && <div className={styles.detail}>{detail}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
