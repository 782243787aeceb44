import { Link as AriaLink } from 'react-aria-components';
import { useLocation } from 'react-router';
import { formatBadge } from '../../shared/wording/format';
import { useText } from '../i18n/use-text';
import { connectionStatus } from '../lib/connection-status';
import { useConnections, useMatchSummary, useOverview, useValueSums } from '../lib/shell-facts';
import { ChannelTile, classNames, StatusMark, Tooltip } from '../ui';
import { isWithin, PLACE_GROUPS, type Place, type PlaceId } from './places';
import styles from './Sidebar.module.css';

const INLINE_CONNECTIONS = 8;

interface SidebarProps {
  /** Icons only. */
  readonly isRail: boolean;
  /** A page was chosen: the drawer closes. */
  readonly onGo?: () => void;
}

export function Sidebar({ isRail, onGo }: SidebarProps) {
  const text = useText('shell');
  const { pathname } = useLocation();
  return (
    <nav
      aria-label={text('nav.label')}
      data-region="sidebar"
      className={classNames(styles.sidebar, isRail && styles.rail, onGo && styles.drawer)}
    >
      {PLACE_GROUPS.map((group) => (
        <div key={group.id ?? 'top'} className={styles.group}>
          {group.id && !isRail && <div className={styles.heading}>{text(`group.${group.id}`)}</div>}
          <ul>
            {group.places.map((place) => (
              <li key={place.id}>
                <PlaceLink place={place} isRail={isRail} isCurrent={isWithin(pathname, place)} onGo={onGo} />
                {place.id === 'connections' && !isRail && <ConnectionLinks pathname={pathname} onGo={onGo} />}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

interface PlaceLinkProps {
  readonly place: Place;
  readonly isRail: boolean;
  readonly isCurrent: boolean;
  readonly onGo: (() => void) | undefined;
}

function PlaceLink({ place, isRail, isCurrent, onGo }: PlaceLinkProps) {
  const text = useText('shell');
  const { data } = useOverview();
  const doubtful = useMatchSummary()?.doubtful ?? 0;
  const Icon = place.icon;
  const name = text(`page.${place.id}`);
  const { held, differing } = useValueSums();
  const counts: Partial<Record<PlaceId, number>> = {
    errors: data?.openProblems ?? 0,
    matching: doubtful,
    holds: held,
    differences: differing,
  };
  const count = counts[place.id] ?? 0;
  const label = count > 0 ? text('nav.badge', { name, count }) : name;
  const link = (
    <AriaLink
      href={`#${place.path}`}
      onPress={onGo}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={isRail || count > 0 ? label : undefined}
      className={styles.link}
    >
      <Icon size={16} aria-hidden className={styles.icon} />
      {!isRail && <span className={styles.name}>{name}</span>}
      {count > 0 && <span className={styles.badge}>{formatBadge(count)}</span>}
    </AriaLink>
  );
  if (!isRail) return link;
  return (
    <Tooltip text={label} placement="right">
      {link}
    </Tooltip>
  );
}

/** The channels themselves, each with its state. */
function ConnectionLinks({
  pathname,
  onGo,
}: {
  readonly pathname: string;
  readonly onGo: (() => void) | undefined;
}) {
  const text = useText('shell');
  const connections = useConnections();
  if (connections.length === 0) return null;
  return (
    <ul className={styles.connections}>
      {connections.slice(0, INLINE_CONNECTIONS).map((connection) => (
        <li key={connection.id}>
          <AriaLink
            href={`#/connections/${connection.id}`}
            onPress={onGo}
            aria-current={pathname === `/connections/${connection.id}` ? 'page' : undefined}
            className={styles.link}
          >
            <ChannelTile name={connection.integrationName} size="small" />
            <span className={styles.name} title={connection.name}>
              {connection.name}
            </span>
            <StatusMark state={connectionStatus(connection.state)} isIconOnly />
          </AriaLink>
        </li>
      ))}
      {connections.length > INLINE_CONNECTIONS && (
        <li>
          <AriaLink href="#/connections" onPress={onGo} className={styles.link}>
            <span className={styles.name}>{text('nav.all', { count: connections.length })}</span>
          </AriaLink>
        </li>
      )}
    </ul>
  );
}
