import type { HooksStatus } from '../../../shared/contract/webhooks';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Link } from '../../ui';
import { wayState } from '../webhooks/delivery-status';
import { Figure } from './Figure';

/** What channels told of today and whether they can; nothing where no channel is to tell. */
export function HooksFigure() {
  const text = useText('overview');
  const format = useFormat();
  const status = useAnswer('webhooks.status', {}, { refetchEveryMs: 60_000 }).data;
  if (status === undefined || !isUsed(status)) return null;
  const { way, today, asideInAll } = status;
  const state = way.tunnel?.state === 'starting' ? 'unchecked' : wayState(way);
  const note = [
    ...(today.open > 0 ? [text('figures.hooksOpen', { formatted: format.number(today.open) })] : []),
    ...(asideInAll > 0 ? [text('figures.hooksAside', { formatted: format.number(asideInAll) })] : []),
    text(`figures.way.${state}`),
  ].join(' · ');
  return (
    <Figure
      label={text('figures.hooks')}
      warning={state === 'broken' ? text('figures.way.broken') : null}
      value={
        <Link href="#/webhooks" isSubtle>
          {format.number(today.received)}
        </Link>
      }
      note={note}
    />
  );
}

function isUsed({ way, endpoints }: HooksStatus): boolean {
  return way.address !== null || way.tunnel !== null || endpoints.some(({ state }) => state !== 'off');
}
