import type { ConnectionId } from '../../../shared/domain/ids';
import { ChannelTile, classNames, Link } from '../../ui';
import styles from './Connections.module.css';

interface ConnectionNameProps {
  readonly id: ConnectionId;
  readonly name: string;
  /** Name or id of the channel, for the tile. */
  readonly channel: string;
  /** In tables with many columns. */
  readonly isNarrow?: boolean;
}

/** The channel's tile and the connection's name as the way to its page. */
export function ConnectionName({ id, name, channel, isNarrow }: ConnectionNameProps) {
  return (
    <span className={styles.name}>
      <ChannelTile name={channel} size="small" />
      <Link href={`#/connections/${id}`} isSubtle>
        <span className={classNames(styles.clipped, isNarrow && styles.narrow)} title={name}>
          {name}
        </span>
      </Link>
    </span>
  );
}
