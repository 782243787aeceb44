import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text';
import { classNames } from './class-names';
import styles from './StatusMark.module.css';
import { STATUS, type StatusKey } from './status';

interface StatusMarkProps {
  readonly state: StatusKey;
  /** In channel-matrix cells: the word becomes the accessible name and the tooltip. */
  readonly isIconOnly?: boolean;
  /** A soft fill behind it, for headers and cards; tables stay plain. */
  readonly isSoft?: boolean;
  /** Follows the word: a time, a reason, a count. */
  readonly detail?: ReactNode;
}

/** A state as icon and word, both from the one vocabulary. */
export function StatusMark({ state, isIconOnly, isSoft, detail }: StatusMarkProps) {
  const text = useText('status');
  const { role, icon: Icon } = STATUS[state];
  const word = text(state);
  if (isIconOnly) {
    return (
      <span className={classNames(styles.mark, styles[role])} role="img" aria-label={word} title={word}>
        <Icon size={16} aria-hidden />
      </span>
    );
  }
  return (
    <span className={classNames(styles.mark, styles[role], isSoft && styles.soft)}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <span className={styles.word}>{word}</span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </span>
  );
}
