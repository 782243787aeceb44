import './locale';
import { TriangleAlert } from 'lucide-react';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import styles from './GridPage.module.css';

const TIMES_ITS_SCHEDULE = 3;

/** Age of the data shown: that of the channel read longest ago. */
export function Freshness({ connections }: { readonly connections: readonly ConnectionSummary[] }) {
  const text = useText('gridPage');
  const format = useFormat();
  const now = useNow();
  const active = connections.filter((connection) => connection.active);
  const read = active.filter((connection) => connection.lastSyncAt !== null);
  const oldest = read.reduce<ConnectionSummary | undefined>(
    (before, connection) =>
      before === undefined || (connection.lastSyncAt ?? 0) < (before.lastSyncAt ?? 0) ? connection : before,
    undefined,
  );
  if (active.length === 0) return null;
  if (!oldest || oldest.lastSyncAt === null) return <span>{text('neverRead')}</span>;
  const age = format.relative(oldest.lastSyncAt, Math.max(now, oldest.lastSyncAt));
  if (!isStale(oldest, now)) return <span title={text('freshness', { name: oldest.name })}>{age}</span>;
  return (
    <span className={`${styles.age} ${styles.old}`} title={oldest.name}>
      <TriangleAlert size={14} aria-hidden />
      {text('stale', { age })}
    </span>
  );
}

/** Older than three times the pause between two reads. */
function isStale({ lastSyncAt, nextSyncAt }: ConnectionSummary, now: number): boolean {
  if (lastSyncAt === null || nextSyncAt === null) return false;
  const every = Math.max(60_000, nextSyncAt - lastSyncAt);
  return now - lastSyncAt > TIMES_ITS_SCHEDULE * every;
}
