import { ClockAlert, Download, Eye, FlaskConical, type LucideIcon, WifiOff } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useText } from '../i18n/use-text';
import { classNames } from './class-names';
import styles from './StateBar.module.css';

export type StateBarKind = 'practice' | 'offline' | 'clock' | 'readOnly' | 'update';

/** First wins; only one bar stands under the header, and practice mode is never hidden. */
export const STATE_BAR_PRIORITY: readonly StateBarKind[] = [
  'practice',
  'offline',
  'clock',
  'readOnly',
  'update',
];

const ICONS: Readonly<Record<StateBarKind, LucideIcon>> = {
  practice: FlaskConical,
  offline: WifiOff,
  clock: ClockAlert,
  readOnly: Eye,
  update: Download,
};

/** The bar to show among the states that hold now. */
export function topStateBar(holding: ReadonlySet<StateBarKind>): StateBarKind | undefined {
  return STATE_BAR_PRIORITY.find((kind) => holding.has(kind));
}

interface StateBarProps {
  readonly kind: StateBarKind;
  /** Instead of the usual sentence, when more is known ("41 gönderim bekliyor"). */
  readonly sentence?: string;
  readonly actions?: ReactNode;
}

export function StateBar({ kind, sentence, actions }: StateBarProps) {
  const text = useText('common');
  const Icon = ICONS[kind];
  const sentenceId = useId();
  return (
    <section className={classNames(styles.bar, styles[kind])} aria-labelledby={sentenceId}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <span id={sentenceId} className={styles.sentence}>
        {sentence ?? text(`banner.${kind}`)}
      </span>
      {actions && <span className={styles.actions}>{actions}</span>}
    </section>
  );
}
