import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '../i18n/use-text';
import { IconButton } from './IconButton';
import { ScrollRegion } from './ScrollRegion';
import styles from './SidePanel.module.css';

interface SidePanelProps {
  readonly title: string;
  readonly mark?: ReactNode;
  readonly subtitle?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** The detail of one row beside the table, which stays usable; under 720 px it covers the page. Esc closes it. */
export function SidePanel({ title, mark, subtitle, onClose, children, actions }: SidePanelProps) {
  const text = useText('common');
  const titleId = useId();
  const close = useRef(onClose);
  close.current = onClose;
  // Also while the focus is in the table beside it; whatever lies over the page takes the key first.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <aside className={styles.panel} aria-labelledby={titleId}>
      <header className={styles.header}>
        {mark}
        <div className={styles.titles}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          {subtitle && <div className={styles.subtitle}>{subtitle}</div>}
        </div>
        <IconButton icon={X} label={text('panel.close')} shortcut="Esc" onPress={onClose} />
      </header>
      <ScrollRegion className={styles.body} labelledBy={titleId}>
        {children}
      </ScrollRegion>
      {actions && <footer className={styles.actions}>{actions}</footer>}
    </aside>
  );
}
