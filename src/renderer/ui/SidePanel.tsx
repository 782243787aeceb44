import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useText } from '../i18n/use-text';
import { IconButton } from './IconButton';
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
  return (
    <aside
      className={styles.panel}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys */}
      <section className={styles.body} tabIndex={0} aria-labelledby={titleId}>
        {children}
      </section>
      {actions && <footer className={styles.actions}>{actions}</footer>}
    </aside>
  );
}
