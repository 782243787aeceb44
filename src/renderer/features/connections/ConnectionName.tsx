import type { ConnectionId } from '../../../shared/domain/ids';
import { ChannelTile, Link } from '../../ui';
import styles from './Connections.module.css';

interface ConnectionNameProps {
  readonly id: ConnectionId;
  readonly name: string;
  /** Name or id of the channel, for the tile. */
  readonly channel: string;
}

/** The channel's tile and the connection's name as the way to its page. */
export function ConnectionName({ id, name, channel }: ConnectionNameProps) {
  return (
    <span className={styles.name}>
      <ChannelTile name={channel} size="small" />
      <Link href={`#/connections/${id}`} isSubtle>
        <span className={styles.clipped} title={name}>
          {name}
        </span>
      </Link>
    </span>
  );
}
