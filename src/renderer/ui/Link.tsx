import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link as AriaLink, type LinkProps as AriaLinkProps } from 'react-aria-components';
import { useText } from '../i18n/use-text';
import { classNames } from './class-names';
import styles from './Link.module.css';

interface LinkProps extends Omit<AriaLinkProps, 'className' | 'children' | 'style'> {
  readonly children: ReactNode;
  /** Opens outside the window, in the system's browser. */
  readonly isExternal?: boolean;
  /** A link in a table or list is underlined only under the pointer. */
  readonly isSubtle?: boolean;
}

/** Goes somewhere; `href` is an address of the window ("#/errors") or `onPress` opens it. */
export function Link({ children, isExternal, isSubtle, ...rest }: LinkProps) {
  const text = useText('common');
  return (
    <AriaLink {...rest} className={classNames(styles.link, isSubtle && styles.subtle)}>
      {children}
      {isExternal && (
        <ExternalLink size={12} className={styles.mark} aria-label={text('externalLink')} role="img" />
      )}
    </AriaLink>
  );
}
