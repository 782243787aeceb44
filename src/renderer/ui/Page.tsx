import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './Page.module.css';

interface PageProps {
  readonly header?: ReactNode;
  readonly children: ReactNode;
  /** The content fills the height and scrolls by itself (a grid); otherwise the page scrolls. */
  readonly isFilled?: boolean;
  readonly sidePanel?: ReactNode;
}

/** The content area of a screen: header, content and, beside it, at most one side panel. */
export function Page({ header, children, isFilled, sidePanel }: PageProps) {
  return (
    <div className={styles.frame}>
      <div className={classNames(styles.page, isFilled ? styles.filled : styles.scrolling)}>
        {header}
        <div className={styles.content}>{children}</div>
      </div>
      {sidePanel}
    </div>
  );
}
