import { TriangleAlert } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { ConnectionDetail, StreamStatus } from '../../../shared/contract/connections';
import { runStateSchema } from '../../../shared/domain/stream';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import {
  Banner,
  Button,
  Card,
  EmptyState,
  FaultChip,
  KeyValueList,
  Link,
  RelativeTime,
  type StaticColumn,
  StaticTable,
  StatusMark,
} from '../../ui';
import styles from './Connections.module.css';
import { isStreamStale } from './freshness';
import { NextTime } from './NextTime';
import { SendingFacts } from './SendingFacts';
import { runStatus } from './status';
import { useFailedToast } from './use-failed-toast';
import { useLearnedEntries } from './use-learned-entries';
import { problemError } from './with-facts';

/** How the connection does: its figures, its streams, what is open, what the channel told of the account. */
export function OverviewTab({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const sync = useAction('connections.sync', { onFailed: useFailedToast() });
  const learned = useLearnedEntries(connection.learned);
  const isReading = connection.streams.some(({ activeRunId }) => activeRunId !== null);
  if (connection.state === 'new' && connection.lastSyncAt === null && !isReading) {
    return (
      <EmptyState
        sentence={text('neverRead')}
        actions={
          <Button isPending={sync.isPending} onPress={() => sync.mutate({ id: connection.id, mode: 'full' })}>
            {text('sync')}
          </Button>
        }
      />
    );
  }
  return (
    <div className={styles.stack}>
      <Matching connection={connection} />
      <Figures connection={connection} />
      <Streams connection={connection} />
      <SendingFacts connection={connection} />
      <OpenProblems connection={connection} />
      {learned.length > 0 && (
        <Card title={text('account')}>
          <KeyValueList entries={learned} />
        </Card>
      )}
    </div>
  );
}

/** What of the products read waits to be matched; nothing when all is decided. */
function Matching({ connection: { id } }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const format = useFormat();
  const navigate = useNavigate();
  const { data } = useAnswer('matching.summary', { connectionId: id });
  const waiting = (['sure', 'doubtful', 'new'] as const).filter((kind) => (data?.[kind] ?? 0) > 0);
  const [first] = waiting;
  if (data === undefined || first === undefined) return null;
  const parts = waiting.map((kind) => text(`matching.${kind}`, { formatted: format.number(data[kind]) }));
  return (
    <Banner
      tone="info"
      actions={
        <Button size="small" onPress={() => void navigate(`/matching?tab=${first}&connection=${id}`)}>
          {text('matching.open')}
        </Button>
      }
    >
      {text('matching.sentence', { parts: parts.join(', ') })}
    </Banner>
  );
}

function Figures({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const format = useFormat();
  const now = useNow();
  const { id, active, products, orders, openProblems, lastSyncAt, nextSyncAt } = connection;
  const time = (at: number | null, otherwise: string) =>
    at === null ? otherwise : <RelativeTime at={at} now={now} />;
  const figures = [
    { key: 'products', value: format.number(products), href: `#/products?channel=${id}` },
    { key: 'orders', value: format.number(orders), href: `#/orders?channel=${id}` },
    { key: 'problems', value: format.number(openProblems), href: `#/errors?connection=${id}` },
    { key: 'lastSync', value: time(lastSyncAt, text('never')), href: undefined },
    {
      key: 'nextSync',
      value: <NextTime at={nextSyncAt} isActive={active} now={now} />,
      href: undefined,
    },
  ] as const;
  return (
    <dl className={styles.figures}>
      {figures.map(({ key, value, href }) => (
        <div key={key} className={styles.figure}>
          <dt className={styles.figureLabel}>{text(`figure.${key}`)}</dt>
          <dd className={styles.figureValue}>
            {href === undefined ? (
              value
            ) : (
              <Link href={href} isSubtle>
                {value}
              </Link>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Streams({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const columns = useStreamColumns(connection);
  const rows = connection.streams.map((stream) => ({ ...stream, id: stream.stream }));
  return <StaticTable caption={text('streamsTitle')} columns={columns} rows={rows} />;
}

function useStreamColumns(
  connection: ConnectionDetail,
): StaticColumn<StreamStatus & { readonly id: string }>[] {
  const text = useText('connections');
  const format = useFormat();
  const now = useNow();
  const navigate = useNavigate();
  const sync = useAction('connections.sync', { onFailed: useFailedToast() });
  return [
    { id: 'stream', header: text('streamColumn.stream'), cell: ({ stream }) => text(`stream.${stream}`) },
    {
      id: 'last',
      header: text('streamColumn.last'),
      cell: (status) => (
        <span className={styles.number}>
          {status.activeRunId !== null ? text('running') : lastTime(status)}
        </span>
      ),
    },
    { id: 'result', header: text('streamColumn.result'), cell: (status) => <Result status={status} /> },
    {
      id: 'next',
      header: text('streamColumn.next'),
      cell: ({ nextAt }) => (
        <span className={styles.number}>
          {!connection.active ? '–' : nextAt === null ? text('byHand') : format.time(nextAt)}
        </span>
      ),
    },
    { id: 'method', header: text('streamColumn.method'), cell: ({ method }) => text(`method.${method}`) },
    {
      id: 'action',
      header: text('streamColumn.action'),
      cell: ({ stream, activeRunId }) => {
        const name = text(`stream.${stream}`);
        return activeRunId !== null ? (
          <Button
            size="small"
            aria-label={text('openRunOf', { stream: name })}
            onPress={() => void navigate(`/runs/${activeRunId}`)}
          >
            {text('openRun')}
          </Button>
        ) : (
          <Button
            size="small"
            isDisabled={!connection.active}
            aria-label={text('runStream', { stream: name })}
            onPress={() => sync.mutate({ id: connection.id, streams: [stream] })}
          >
            {text('run')}
          </Button>
        );
      },
    },
  ];

  function lastTime(status: StreamStatus) {
    const endedAt = status.lastRun?.endedAt ?? null;
    if (endedAt === null) return text('never');
    if (!isStreamStale(status, now)) return format.dateTime(endedAt);
    return (
      <span className={styles.stale} title={text('stale')}>
        <TriangleAlert size={14} role="img" aria-label={text('stale')} />
        {format.dateTime(endedAt)}
      </span>
    );
  }
}

function Result({ status: { lastRun, activeRunId } }: { readonly status: StreamStatus }) {
  const text = useText('connections');
  const format = useFormat();
  if (activeRunId !== null) return <StatusMark state="run.running" />;
  if (!lastRun) return <span className={styles.muted}>–</span>;
  const state = runStateSchema.catch('done').parse(lastRun.state);
  const { received, added, changed, odd } = lastRun;
  const counts = [
    text('result.read', { received: format.number(received) }),
    ...(added > 0 ? [text('result.added', { added: format.number(added) })] : []),
    ...(changed > 0 ? [text('result.changed', { changed: format.number(changed) })] : []),
    ...(odd > 0 ? [text('result.odd', { odd: format.number(odd) })] : []),
  ].join(' · ');
  return (
    <span className={styles.result}>
      <Link href={`#/runs/${lastRun.runId}`} isSubtle>
        <StatusMark state={runStatus(state)} />
      </Link>
      <span>{counts}</span>
    </span>
  );
}

function OpenProblems({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const common = useText('common');
  const errorText = useErrorText();
  const navigate = useNavigate();
  const { data } = useAnswer('problems.list', { connectionId: connection.id, states: ['open'], limit: 5 });
  const now = useNow(60_000);
  // What stands over the page is not said twice.
  const problems = data?.problems.filter(({ error }) => error.code !== connection.error?.code) ?? [];
  if (problems.length === 0) return null;
  return (
    <Card title={text('problemsTitle')}>
      <ul className={styles.list}>
        {problems.map((problem) => (
          <li key={problem.id} className={styles.problem}>
            <p>{errorText(problemError(problem, now))}</p>
            <FaultChip fault={problem.error.fault} />
            <Button
              size="small"
              aria-label={`${common('action.open')}: ${errorText(problemError(problem, now))}`}
              onPress={() => void navigate(`/errors/${problem.id}`)}
            >
              {common('action.open')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
