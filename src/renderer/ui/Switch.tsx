import type { ReactNode } from 'react';
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components';
import styles from './Checkbox.module.css';

interface SwitchProps extends Omit<AriaSwitchProps, 'className' | 'children' | 'style'> {
  readonly children?: ReactNode;
  readonly note?: ReactNode;
}

/** Takes effect at once; a choice that waits for Save is a Checkbox. */
export function Switch({ children, note, ...rest }: SwitchProps) {
  return (
    <AriaSwitch {...rest} className={styles.switch}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.thumb} />
      </span>
      {children !== undefined && (
        <span>
          {children}
          {note && <span className={styles.note}>{note}</span>}
        </span>
      )}
    </AriaSwitch>
  );
}
