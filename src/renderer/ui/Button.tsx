import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './Button.module.css';
import { classNames } from './class-names';
import { Spinner } from './Spinner';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  readonly variant?: ButtonVariant;
  readonly size?: 'normal' | 'small';
  readonly icon?: LucideIcon;
  /** Work is under way: the button keeps its place and focus but does not act again. */
  readonly isPending?: boolean;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** Verb and noun in at most three words; one primary per page. */
export function Button({
  variant = 'secondary',
  size = 'normal',
  icon: Icon,
  children,
  isPending,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      // Where Ctrl+Enter looks for the page's action.
      data-primary={variant === 'primary' || undefined}
      isPending={isPending}
      className={classNames(styles.button, styles[variant], size === 'small' && styles.small)}
    >
      {isPending ? <Spinner /> : Icon && <Icon size={16} aria-hidden className={styles.icon} />}
      <span className={styles.label}>{children}</span>
    </AriaButton>
  );
}
