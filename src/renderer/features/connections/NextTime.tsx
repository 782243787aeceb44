import { useText } from '../../i18n/use-text';
import { RelativeTime } from '../../ui';
import './locale';

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
  return at <= now ? text('due') : <RelativeTime at={at} now={now} />;
}
