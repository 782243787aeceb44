import { CircleAlert, Menu as MenuIcon, PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import { Button as AriaButton, Link as AriaLink } from 'react-aria-components';
import { formatBadge } from '../../shared/wording/format';
import { useText } from '../i18n/use-text';
import { useOverview } from '../lib/shell-facts';
import { Breadcrumb, type Crumb, IconButton } from '../ui';
import styles from './Header.module.css';
import { RunningWork } from './RunningWork';

interface HeaderProps {
  readonly crumbs: readonly Crumb[];
  /** What the menu button does; null where the width alone decides. */
  readonly menu: 'open' | 'collapse' | 'expand' | null;
  readonly onMenu: () => void;
  readonly onSearch: () => void;
}

const MENU_ICONS = { open: MenuIcon, collapse: PanelLeftClose, expand: PanelLeftOpen };

export function Header({ crumbs, menu, onMenu, onSearch }: HeaderProps) {
  const text = useText('shell');
  const { data } = useOverview();
  const errors = data?.openProblems ?? 0;
  const shortcut = window.kervan?.platform === 'darwin' ? '⌘K' : 'Ctrl+K';
  return (
    <header className={styles.header} data-region="header">
      <div className={styles.start}>
        {menu && <IconButton icon={MENU_ICONS[menu]} label={text(`nav.${menu}`)} onPress={onMenu} />}
        <Breadcrumb crumbs={crumbs} />
      </div>
      <AriaButton className={styles.search} onPress={onSearch} aria-keyshortcuts="Control+K">
        <Search size={16} aria-hidden />
        <span className={styles.searchText}>{text('header.search')}</span>
        <kbd>{shortcut}</kbd>
      </AriaButton>
      <div className={styles.end}>
        <RunningWork />
        {errors > 0 && (
          <AriaLink
            href="#/errors"
            className={styles.errors}
            aria-label={text('header.errorsLabel', { count: errors })}
          >
            <CircleAlert size={16} aria-hidden />
            {formatBadge(errors)}
          </AriaLink>
        )}
      </div>
    </header>
  );
}
