import { useText } from '../../i18n/use-text';
import { RelativeTime } from '../../ui';
import './locale';

/** The page's clock ticks more slowly than the schedule. */
const SOON_MS = 5000;

interface NextTimeProps {
  /** UTC epoch ms; null = by hand only. */
  readonly at: number | null;
  readonly isActive: boolean;
  readonly now: number;
}

/** When it is read next: a time ahead, now when it is due, by hand, or not at all while paused. */
export function NextTime({ at, isActive, now }: NextTimeProps) {
  const text = useText('connections');
  if (!isActive) return '–';
  if (at === null) return text('byHand');
  return at <= now + SOON_MS ? text('due') : <RelativeTime at={at} now={now} />;
}
