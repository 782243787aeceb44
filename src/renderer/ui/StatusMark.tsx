import { type ReactNode, useCallback } from 'react';
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
export function StatusMark(props: StatusMarkProps) {
  return <StatusLabel {...props} word={useStatusWord()(props.state)} />;
}

/** Word of a state, for cells that draw `StatusLabel` without a hook of their own. */
export function useStatusWord(): (state: StatusKey) => string {
  const text = useText('status');
  return useCallback((state) => text(state), [text]);
}

/** StatusMark whose word is handed in: what grid cells use. */
export function StatusLabel({
  state,
  word,
  isIconOnly,
  isSoft,
  detail,
}: StatusMarkProps & { readonly word: string }) {
  const { role, icon: Icon } = STATUS[state];
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
