import { type ReactNode, useId } from 'react';
import styles from './Card.module.css';
import { classNames } from './class-names';

interface CardProps {
  readonly title?: string;
  readonly headingLevel?: 2 | 3;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** A coloured edge for a card that needs a person. */
  readonly tone?: 'plain' | 'warn' | 'error' | 'held';
}

export function Card({ title, headingLevel = 2, actions, children, tone = 'plain' }: CardProps) {
  const titleId = useId();
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  return (
    <section className={classNames(styles.card, styles[tone])} aria-labelledby={title ? titleId : undefined}>
      {(title || actions) && (
        <header className={styles.header}>
          {title && (
            <Heading id={titleId} className={styles.title}>
              {title}
            </Heading>
          )}
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
