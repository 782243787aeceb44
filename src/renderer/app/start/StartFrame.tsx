import type { ReactNode } from 'react';
import styles from './Start.module.css';

/** A card in the middle of an otherwise empty window. */
export function StartFrame({
  title,
  children,
  isWide,
}: {
  readonly title?: string;
  readonly children: ReactNode;
  readonly isWide?: boolean;
}) {
  return (
    <main className={styles.frame}>
      <div className={isWide ? styles.wide : styles.card}>
        {title && <h1 className={styles.title}>{title}</h1>}
        {children}
      </div>
    </main>
  );
}
