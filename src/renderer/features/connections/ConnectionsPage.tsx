import { TriangleAlert } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import { foldSearch } from '../../../shared/text/fold';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { connectionStatus, isTroubled } from '../../lib/connection-status';
import { useSearchText } from '../../lib/grid-page/use-search-text';
import { useAnswer } from '../../lib/queries';
import {
  Banner,
  Button,
  EmptyState,
  ErrorState,
  Link,
  LoadingRows,
  Page,
  PageHeader,
  RelativeTime,
  SearchField,
  type StaticColumn,
  StaticTable,
  StatusMark,
  useStatusWord,
} from '../../ui';
import { ConnectionName } from './ConnectionName';
import styles from './Connections.module.css';
import { isConnectionLate } from './freshness';
import './locale';
import { NextTime } from './NextTime';
import { useAddress } from './use-address';

/** Fewer are seen at a glance. */
const SEARCH_FROM = 6;

/** Every connection with its state, its data and their age. */
export function ConnectionsPage() {
  const text = useText('connections');
  const format = useFormat();
  const navigate = useNavigate();
  const answer = useAnswer('connections.list', {});
  const count = answer.data?.length ?? 0;
  return (
    <Page
      header={
        <PageHeader
          title={text('title')}
          status={count > 0 && <span>{text('count', { count, shown: format.number(count) })}</span>}
          actions={
            count > 0 && (
              <Button variant="primary" onPress={() => void navigate('/catalogue')}>
                {text('connect')}
              </Button>
            )
          }
        />
      }
    >
      {answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <LoadingRows columns={['30%', '18%', '10%', '10%', '14%']} />
      ) : count === 0 ? (
        <EmptyState
          sentence={text('empty')}
          detail={text('emptyDetail')}
          actions={
            <Button variant="primary" onPress={() => void navigate('/catalogue')}>
              {text('connect')}
            </Button>
          }
        />
      ) : (
        <Found connections={answer.data} />
      )}
    </Page>
  );
}

function Found({ connections }: { readonly connections: readonly ConnectionSummary[] }) {
  const text = useText('connections');
  const [address, change] = useAddress();
  const columns = useColumns();
  const asked = address.get('q') ?? '';
  const [typed, setTyped] = useSearchText(asked, (q) => change({ q }));
  const wanted = foldSearch(asked.trim());
  const shown = connections.filter(({ name, integrationName }) =>
    foldSearch(`${name} ${integrationName}`).includes(wanted),
  );
  return (
    <>
      <PartialBanner connections={connections} />
      {connections.length >= SEARCH_FROM && (
        <div className={styles.search}>
          <SearchField
            label={text('search')}
            placeholder={text('searchPlaceholder')}
            value={typed}
            onChange={setTyped}
          />
        </div>
      )}
      {shown.length === 0 ? (
        <EmptyState
          sentence={text('emptyFiltered', { total: connections.length })}
          actions={<Button onPress={() => change({ q: null })}>{text('clearSearch')}</Button>}
        />
      ) : (
        <StaticTable caption={text('title')} columns={columns} rows={shown} />
      )}
    </>
  );
}

/** Which of them wait for a person or their channel, and why. */
function PartialBanner({ connections }: { readonly connections: readonly ConnectionSummary[] }) {
  const text = useText('connections');
  const word = useStatusWord();
  const waiting = connections.filter(({ state }) => isTroubled(state));
  if (waiting.length === 0) return null;
  const which = waiting.map(({ name, state }) => `${name} (${word(connectionStatus(state))})`).join(', ');
  return (
    <Banner tone="warn">
      {text('partial', {
        count: waiting.length,
        fine: connections.filter(({ state }) => state === 'ok' || state === 'limit').length,
        which,
      })}
    </Banner>
  );
}

function useColumns(): StaticColumn<ConnectionSummary>[] {
  const text = useText('connections');
  const format = useFormat();
  const now = useNow();
  return [
    {
      id: 'name',
      header: text('column.name'),
      cell: ({ id, name, integrationName }) => (
        <ConnectionName id={id} name={name} channel={integrationName} />
      ),
    },
    {
      id: 'state',
      header: text('column.state'),
      cell: (connection) => (
        <span className={styles.states}>
          <StatusMark state={connectionStatus(connection.state)} />
          {connection.practice && <StatusMark state="practice.on" isIconOnly />}
        </span>
      ),
    },
    {
      id: 'products',
      header: text('column.products'),
      isEnd: true,
      cell: ({ products }) => format.number(products),
    },
    { id: 'orders', header: text('column.orders'), isEnd: true, cell: ({ orders }) => format.number(orders) },
    {
      id: 'lastSync',
      header: text('column.lastSync'),
      cell: (connection) => <LastSync connection={connection} now={now} />,
    },
    {
      id: 'nextSync',
      header: text('column.nextSync'),
      cell: ({ active, nextSyncAt }) => (
        <span className={styles.number}>
          <NextTime at={nextSyncAt} isActive={active} now={now} />
        </span>
      ),
    },
    {
      id: 'problems',
      header: text('column.problems'),
      isEnd: true,
      cell: ({ id, openProblems }) =>
        openProblems === 0 ? (
          format.number(0)
        ) : (
          <Link href={`#/errors?connection=${id}`} isSubtle>
            {format.number(openProblems)}
          </Link>
        ),
    },
  ];
}

function LastSync({ connection, now }: { readonly connection: ConnectionSummary; readonly now: number }) {
  const text = useText('connections');
  if (connection.lastSyncAt === null) return <span className={styles.muted}>{text('never')}</span>;
  const time = <RelativeTime at={connection.lastSyncAt} now={now} />;
  if (!isConnectionLate(connection, now)) return <span className={styles.number}>{time}</span>;
  return (
    <span className={styles.stale} title={text('stale')}>
      <TriangleAlert size={14} role="img" aria-label={text('stale')} />
      {time}
    </span>
  );
}
