import type { Run } from '../../../shared/contract/runs';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useConnections } from '../../lib/shell-facts';
import { Button, ErrorState, Link, LoadingRows, type StaticColumn, StaticTable, StatusMark } from '../../ui';
import { ConnectionName } from '../connections/ConnectionName';
import '../connections/locale';
import { runStatus } from '../connections/status';
import './locale';
import { RunButtons } from './RunButtons';
import styles from './Runs.module.css';
import { durationOf, RUN_FILTERS, type RunFilter, totalsOf } from './run-facts';
import { useRunPages } from './use-run-pages';

interface RunTableProps {
  readonly connectionId?: string | undefined;
  readonly filter?: RunFilter;
  /** What stands where there are none. */
  readonly empty: React.ReactNode;
}

/** Runs, newest first, that change while they are looked at. */
export function RunTable({ connectionId, filter = 'all', empty }: RunTableProps) {
  const text = useText('runs');
  const pages = useRunPages({ connectionId, states: RUN_FILTERS[filter] });
  const columns = useColumns(connectionId === undefined);
  if (pages.isPending) return <LoadingRows columns={['12%', '22%', '16%', '14%', '20%']} />;
  if (pages.isError) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const runs = pages.data.pages.flatMap((page) => page.runs);
  if (runs.length === 0) return empty;
  return (
    <>
      <StaticTable caption={text('title')} columns={columns} rows={runs} />
      {pages.hasNextPage && (
        <div className={styles.foot}>
          <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {text('older')}
          </Button>
        </div>
      )}
    </>
  );
}

function useColumns(showsConnection: boolean): StaticColumn<Run>[] {
  const text = useText('runs');
  const names = useText('connections');
  const format = useFormat();
  const now = useNow(1000);
  const channels = new Map(useConnections().map(({ id, integrationName }) => [id, integrationName]));
  const connection: StaticColumn<Run> = {
    id: 'connection',
    header: text('column.connection'),
    cell: (run) => (
      <ConnectionName
        id={run.connectionId}
        name={run.connectionName}
        isNarrow
        channel={channels.get(run.connectionId) ?? run.integration}
      />
    ),
  };
  const startOf = (run: Run) => {
    const at = run.startedAt ?? run.createdAt;
    return format.date(at) === format.date(now) ? format.time(at, true) : format.dateTime(at);
  };
  return [
    { id: 'state', header: text('column.state'), cell: (run) => <StatusMark state={runStatus(run.state)} /> },
    ...(showsConnection ? [connection] : []),
    {
      id: 'streams',
      header: text('column.streams'),
      cell: (run) => (
        <span className={styles.number}>
          {run.streams.map(({ stream }) => names(`stream.${stream}`)).join(', ')}
        </span>
      ),
    },
    {
      id: 'mode',
      header: text('column.mode'),
      cell: (run) => <span className={styles.number}>{names(`mode.${run.mode}`)}</span>,
    },
    {
      id: 'started',
      header: text('column.started'),
      cell: (run) => (
        <Link
          href={`#/runs/${run.id}`}
          isSubtle
          aria-label={text('openOf', { name: run.connectionName, time: startOf(run) })}
        >
          <span className={styles.number}>{startOf(run)}</span>
        </Link>
      ),
    },
    {
      id: 'counts',
      header: text('column.counts'),
      cell: (run) => <span className={styles.number}>{countsOf(run)}</span>,
    },
    {
      id: 'duration',
      header: text('column.duration'),
      isEnd: true,
      cell: (run) => {
        const duration = durationOf(run, now);
        return <span className={styles.number}>{duration === null ? '–' : format.duration(duration)}</span>;
      },
    },
    {
      id: 'action',
      header: text('column.action'),
      cell: (run) => <RunButtons run={run} isIconOnly />,
    },
  ];

  function countsOf(run: Run): string {
    const totals = totalsOf(run);
    const counts = [text('count.received', { n: format.number(totals.received) })];
    if (totals.pages > 0) counts.push(text('count.page', { n: format.number(totals.pages) }));
    if (totals.odd > 0) counts.push(text('count.odd', { n: format.number(totals.odd) }));
    return counts.join(' · ');
  }
}
