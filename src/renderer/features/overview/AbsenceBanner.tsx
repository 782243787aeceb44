import type { Absence } from '../../../shared/contract/overview';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { Banner } from '../../ui';

const NAMED = 4;

/** After hours closed, asleep or offline: who has been asked about that time since, and who has not yet. */
export function AbsenceBanner({ absence }: { readonly absence: Absence }) {
  const text = useText('overview');
  const format = useFormat();
  const { from, until, caughtUp, waiting } = absence;
  const sameDay = format.date(from) === format.date(until);
  const span = `${sameDay ? format.clock(from) : format.dateTime(from)}–${sameDay ? format.clock(until) : format.dateTime(until)}`;
  return (
    <Banner tone="info">
      {[
        text('absence.was', { duration: format.duration(until - from), span }),
        ...(caughtUp.length > 0 ? [text('absence.caughtUp', { names: named(caughtUp) })] : []),
        ...(waiting.length > 0 ? [text('absence.waiting', { names: named(waiting) })] : []),
      ].join(' ')}
    </Banner>
  );

  function named(names: readonly string[]): string {
    const rest = names.length - NAMED;
    const first = names.slice(0, NAMED).join(', ');
    return rest > 0 ? text('absence.more', { names: first, count: rest }) : first;
  }
}
