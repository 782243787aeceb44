import type { ReactNode } from 'react';
import styles from './Page.module.css';

interface PageHeaderProps {
  readonly title: string;
  /** Stands before the title: a ChannelTile. */
  readonly mark?: ReactNode;
  /** State, evidence and ages under the title. */
  readonly status?: ReactNode;
  /** At most one primary button, last. */
  readonly actions?: ReactNode;
}

export function PageHeader({ title, mark, status, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.titles}>
        <h1 className={styles.title}>
          {mark}
          <span>{title}</span>
        </h1>
        {status && <div className={styles.status}>{status}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
