import { CircleAlert, Info, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Banner.module.css';
import { classNames } from './class-names';

interface BannerProps {
  readonly tone: 'info' | 'warn' | 'error' | 'held';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Read out when it appears: only for the answer to something the person just did. */
  readonly isSpoken?: boolean;
}

/** A sentence above the content it is about ("11 kanal güncel, 1 kanal bekliyor: …"). */
export function Banner({ tone, children, actions, isSpoken }: BannerProps) {
  const Icon = tone === 'info' ? Info : tone === 'error' ? OctagonX : CircleAlert;
  return (
    <div className={classNames(styles.banner, styles[tone])} role={isSpoken ? 'alert' : undefined}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <div className={styles.text}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
