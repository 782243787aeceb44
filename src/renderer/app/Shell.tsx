import { type ReactNode, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { connectionIdSchema } from '../../shared/domain/ids';
import { useText } from '../i18n/use-text';
import { usePreferences, usePreferencesStore } from '../lib/preferences';
import { useAction } from '../lib/queries';
import { useMedia } from '../lib/use-media';
import { Dialog } from '../ui';
import { Footer } from './Footer';
import { Header } from './Header';
import { Palette } from './palette/Palette';
import styles from './Shell.module.css';
import { ShortcutsDialog } from './ShortcutsDialog';
import { Sidebar } from './Sidebar';
import { StateBars } from './StateBars';
import { useCrumbs } from './use-crumbs';
import { usePageArrival } from './use-page-arrival';
import { useShellKeys } from './use-shell-keys';

/** Header, sidebar, content and status line around every page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const text = useText('shell');
  const common = useText('common');
  const main = useRef<HTMLElement>(null);
  const crumbs = useCrumbs();
  const { sidebarCollapsed } = usePreferences();
  const isDrawer = useMedia('(width < 720px)');
  const isNarrow = useMedia('(width < 1100px)');
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const [palette, setPalette] = useState<{ readonly typed: string } | null>(null);
  const syncHere = useSyncHere();
  usePageArrival(main, crumbs);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShellKeys({
    openPalette: (typed = '') => setPalette({ typed }),
    syncHere,
    openHelp: () => setHelpOpen(true),
  });

  const toggleMenu = () => {
    if (isDrawer) setDrawerOpen(true);
    else void usePreferencesStore.getState().change({ sidebarCollapsed: !sidebarCollapsed });
  };
  const isRail = isNarrow || sidebarCollapsed;
  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
        {common('skipToContent')}
      </button>
      <Header
        crumbs={crumbs}
        menu={isDrawer ? 'open' : isNarrow ? null : sidebarCollapsed ? 'expand' : 'collapse'}
        onMenu={toggleMenu}
        onSearch={() => setPalette({ typed: '' })}
      />
      <StateBars />
      <div className={styles.body}>
        {!isDrawer && <Sidebar isRail={isRail} />}
        <main
          id="content"
          ref={main}
          tabIndex={-1}
          data-region="content"
          aria-label={crumbs.at(-1)?.label}
          className={styles.main}
        >
          {children}
        </main>
      </div>
      <Footer />
      {isDrawer && (
        <Dialog isOpen={isDrawerOpen} onClose={() => setDrawerOpen(false)} title={text('nav.label')}>
          <Sidebar isRail={false} onGo={() => setDrawerOpen(false)} />
        </Dialog>
      )}
      <ShortcutsDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
      {palette && <Palette typed={palette.typed} onClose={() => setPalette(null)} />}
    </div>
  );
}

/** Syncs the connection whose page is open. */
function useSyncHere(): () => void {
  const { pathname } = useLocation();
  const sync = useAction('connections.sync');
  return () => {
    const id = connectionIdSchema.safeParse(/^\/connections\/([^/]+)/.exec(pathname)?.[1]);
    if (id.success) sync.mutate({ id: id.data });
  };
}
