import type { HookCounts, HookDelivery } from '../../../shared/contract/webhooks';
import type { ConnectionId } from '../../../shared/domain/ids';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import {
  Button,
  Card,
  EmptyState,
  ErrorState,
  LoadingRows,
  Select,
  type StaticColumn,
  StaticTable,
  StatusMark,
} from '../../ui';
import { ConnectionName } from '../connections/ConnectionName';
import { ConnectionSelect } from '../connections/ConnectionSelect';
import { useAddress } from '../connections/use-address';
import { useFailedToast } from '../connections/use-failed-toast';
import { deliveryStatus } from './delivery-status';
import { useDeliveries } from './use-deliveries';
import styles from './Webhooks.module.css';

const STATES = ['new', 'waiting', 'done', 'aside', 'refused'] as const;
const FILTERS = ['all', 'waiting', 'done', 'aside', 'refused'] as const;
type Filter = (typeof FILTERS)[number];
type Row = Omit<HookDelivery, 'id'> & { readonly id: string; readonly number: number };

interface InboxCardProps {
  /** Without it the counts are left out. */
  readonly today?: HookCounts;
  /** Only of this connection; without it a person narrows by channel. */
  readonly connectionId?: ConnectionId;
  readonly openId: number | null;
  readonly onOpen: (id: number) => void;
}

/** Deliveries, newest first, narrowed by channel and state. */
export function InboxCard({ today, connectionId: only, openId, onOpen }: InboxCardProps) {
  const text = useText('webhooks');
  const [address, change] = useAddress();
  const connectionId = only ?? address.get('connection');
  const state = STATES.find((one) => one === address.get('state')) ?? null;
  const { pages, hasNews, refresh } = useDeliveries({ connectionId, state });
  const columns = useColumns(openId, onOpen).filter(({ id }) => only === undefined || id !== 'connection');
  const isFiltered = (only === undefined && connectionId !== null) || state !== null;
  return (
    <Card title={text('inbox.title')}>
      {today && (
        <p className={styles.muted}>
          <Today today={today} />
        </p>
      )}
      <div className={styles.tools}>
        {only === undefined && (
          <ConnectionSelect
            label={text('column.connection')}
            allLabel={text('filter.all')}
            value={connectionId}
            onChange={(connection) => change({ connection })}
          />
        )}
        <Select<Filter>
          isInline
          label={text('column.state')}
          value={FILTERS.find((one) => one === state) ?? 'all'}
          options={FILTERS.map((value) => ({ value, label: text(`filter.${value}`) }))}
          onChange={(chosen) => change({ state: chosen === 'all' ? null : chosen })}
        />
        {hasNews && (
          <Button variant="quiet" onPress={refresh}>
            {text('inbox.news')}
          </Button>
        )}
      </div>
      {pages.isPending ? (
        <LoadingRows columns={['12%', '20%', '18%', '14%', '24%']} />
      ) : pages.isError ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : (
        <Rows
          rows={pages.data.pages.flatMap((page) =>
            page.deliveries.map((one): Row => ({ ...one, id: String(one.id), number: one.id })),
          )}
          columns={columns}
          empty={
            <EmptyState
              sentence={text(isFiltered ? 'inbox.emptyFiltered' : 'inbox.empty')}
              actions={
                isFiltered && (
                  <Button onPress={() => change({ connection: null, state: null })}>
                    {text('filter.clear')}
                  </Button>
                )
              }
            />
          }
        />
      )}
      {pages.hasNextPage && (
        <div className={styles.foot}>
          <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {text('inbox.older')}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Rows({
  rows,
  columns,
  empty,
}: {
  readonly rows: readonly Row[];
  readonly columns: readonly StaticColumn<Row>[];
  readonly empty: React.ReactNode;
}) {
  const text = useText('webhooks');
  if (rows.length === 0) return empty;
  return <StaticTable caption={text('inbox.title')} columns={columns} rows={rows} />;
}

/** "Bugün 1.205 geldi · 1.201 işlendi …"; what is nothing is left out. */
function Today({ today }: { readonly today: HookCounts }) {
  const text = useText('webhooks');
  const format = useFormat();
  const parts = (['received', 'done', 'open', 'repeated', 'aside', 'refused'] as const)
    .filter((name) => name === 'received' || today[name] > 0)
    .map((name) => text(`today.${name}`, { n: format.number(today[name]) }));
  return <>{parts.join(' · ')}</>;
}

function useColumns(openId: number | null, onOpen: (id: number) => void): StaticColumn<Row>[] {
  const text = useText('webhooks');
  const format = useFormat();
  const errorText = useErrorText();
  const now = useNow(60_000);
  const timeOf = ({ receivedAt }: Row) =>
    format.date(receivedAt) === format.date(now)
      ? format.time(receivedAt, true)
      : format.dateTime(receivedAt);
  const nameOf = (row: Row) => row.topic ?? text('noTopic');
  return [
    {
      id: 'time',
      header: text('column.time'),
      cell: (row) => (
        <Button
          variant="quiet"
          aria-label={text('openOf', { name: nameOf(row), time: timeOf(row) })}
          aria-expanded={openId === row.number}
          onPress={() => onOpen(row.number)}
        >
          {timeOf(row)}
        </Button>
      ),
    },
    {
      id: 'connection',
      header: text('column.connection'),
      cell: (row) => (
        <ConnectionName
          id={row.connectionId}
          name={row.connectionName}
          channel={row.integrationName}
          isNarrow
        />
      ),
    },
    { id: 'topic', header: text('column.topic'), cell: (row) => row.topic ?? '–' },
    {
      id: 'entity',
      header: text('column.entity'),
      cell: (row) => (
        <span className={styles.clipped} title={row.entity ?? undefined}>
          {shortKey(row.entity)}
        </span>
      ),
    },
    {
      id: 'state',
      header: text('column.state'),
      cell: (row) => (
        <div className={styles.cell}>
          <StatusMark state={deliveryStatus(row)} detail={detailOf(row)} />
          {row.error !== null && row.state !== 'refused' && (
            <span className={styles.muted}>{errorText(row.error)}</span>
          )}
        </div>
      ),
    },
    {
      id: 'action',
      header: text('column.action'),
      cell: (row) => row.state === 'aside' && <ReplayButton row={row} name={nameOf(row)} />,
    },
  ];

  function detailOf(row: Row): string | undefined {
    if (row.state === 'done' && row.settledAt !== null)
      return text('took', { duration: format.duration(Math.max(0, row.settledAt - row.receivedAt)) });
    if (row.state === 'refused')
      return text('refusedTimes', { count: row.repeats + 1, n: format.number(row.repeats + 1) });
    return row.repeats > 0
      ? text('repeatedTimes', { count: row.repeats, n: format.number(row.repeats) })
      : undefined;
  }
}

/** Shopify's keys are long addresses: their end says it. */
function shortKey(entity: string | null): string {
  if (entity === null) return '–';
  return entity.startsWith('gid://') ? (entity.split('/').at(-1) ?? entity) : entity;
}

function ReplayButton({ row, name }: { readonly row: Row; readonly name: string }) {
  const text = useText('webhooks');
  const replay = useAction('webhooks.replay', { onFailed: useFailedToast() });
  return (
    <Button
      isPending={replay.isPending}
      aria-label={text('replayOf', { name })}
      onPress={() => replay.mutate({ id: row.number })}
    >
      {text('replay')}
    </Button>
  );
}
