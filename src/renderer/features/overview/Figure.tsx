import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Overview.module.css';

interface FigureProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly note: string;
  readonly warning: string | null;
}

/** One number of the overview, with what is to be known about it. */
export function Figure({ label, value, note, warning }: FigureProps) {
  return (
    <li className={styles.figure}>
      <span className={styles.figureLabel}>
        {label}
        {warning && (
          <span role="img" aria-label={warning} title={warning} className={styles.warning}>
            <TriangleAlert size={14} aria-hidden />
          </span>
        )}
      </span>
      <span className={styles.figureValue}>{value}</span>
      <span className={styles.muted}>{note}</span>
    </li>
  );
}
