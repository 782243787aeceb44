import { ChevronRight } from 'lucide-react';
import { Breadcrumb as AriaBreadcrumb, Breadcrumbs, Link } from 'react-aria-components';
import { useText } from '../i18n/use-text';
import styles from './Breadcrumb.module.css';

export interface Crumb {
  readonly id: string;
  readonly label: string;
  /** Address of the window; the last crumb has none. */
  readonly href?: string;
}

export function Breadcrumb({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  const text = useText('common');
  return (
    <nav aria-label={text('breadcrumb.label')} className={styles.nav}>
      <Breadcrumbs className={styles.list} aria-label={text('breadcrumb.label')}>
        {crumbs.map((crumb, index) => (
          <AriaBreadcrumb key={crumb.id} id={crumb.id} className={styles.crumb}>
            <Link href={crumb.href} className={styles.link}>
              {crumb.label}
            </Link>
            {index < crumbs.length - 1 && <ChevronRight size={14} aria-hidden className={styles.arrow} />}
          </AriaBreadcrumb>
        ))}
      </Breadcrumbs>
    </nav>
  );
}
