import type { LucideIcon } from 'lucide-react';
import type { Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { classNames } from './class-names';
import styles from './IconButton.module.css';
import { Tooltip } from './Tooltip';

export interface IconButtonProps
  extends Omit<AriaButtonProps, 'className' | 'children' | 'style' | 'aria-label'> {
  readonly icon: LucideIcon;
  /** Accessible name and tooltip. */
  readonly label: string;
  readonly shortcut?: string;
  readonly size?: 'normal' | 'small';
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon: Icon, label, shortcut, size = 'normal', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={shortcut ? `${label}  ${shortcut}` : label}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={classNames(styles.button, size === 'small' && styles.small)}
      >
        <Icon size={16} aria-hidden />
      </AriaButton>
    </Tooltip>
  );
}
