import type { ConnectionSummary } from '../../../shared/contract/connections';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { connectionStatus, isTroubled } from '../../lib/connection-status';
import { Card, ChannelTile, Link, RelativeTime, StatusMark } from '../../ui';
import styles from './Overview.module.css';

const SHOWN = 12;

/** Every channel with its state and age, the troubled ones first. */
export function ChannelList({ connections }: { readonly connections: readonly ConnectionSummary[] }) {
  const text = useText('overview');
  const now = useNow();
  const sorted = [...connections].sort((a, b) => Number(isTroubled(b.state)) - Number(isTroubled(a.state)));
  return (
    <Card title={text('channels.title')}>
      <ul className={styles.channels}>
        {sorted.slice(0, SHOWN).map((connection) => (
          <li key={connection.id} className={styles.channel}>
            <ChannelTile name={connection.integrationName} size="small" />
            <span className={styles.channelName}>
              <Link href={`#/connections/${connection.id}`} isSubtle>
                {connection.name}
              </Link>
            </span>
            <StatusMark state={connectionStatus(connection.state)} />
            <span className={styles.channelAge}>
              {connection.lastSyncAt === null ? (
                text('channels.never')
              ) : (
                <RelativeTime at={connection.lastSyncAt} now={Math.max(now, connection.lastSyncAt)} />
              )}
            </span>
          </li>
        ))}
      </ul>
      {connections.length > SHOWN && (
        <Link href="#/connections">{text('channels.all', { count: connections.length })}</Link>
      )}
    </Card>
  );
}
