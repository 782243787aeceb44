import { Copy } from 'lucide-react';
import { useParams } from 'react-router';
import type { Run, StreamProgress } from '../../../shared/contract/runs';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useConnections } from '../../lib/shell-facts';
import {
  Card,
  ChannelTile,
  copyText,
  ErrorState,
  IconButton,
  type KeyValue,
  KeyValueList,
  Link,
  LoadingRows,
  Page,
  PageHeader,
  StatusMark,
  useToast,
} from '../../ui';
import '../connections/locale';
import { runStatus } from '../connections/status';
import './locale';
import { RunButtons } from './RunButtons';
import styles from './Runs.module.css';
import { durationOf } from './run-facts';
import { StreamProgressLine } from './StreamProgressLine';
import { useLiveRun } from './use-live-run';

/** One run: its streams with progress, counters and waits, the cause of its end, ids to pass on. */
export function RunPage() {
  const { id = '' } = useParams();
  const text = useText('runs');
  const run = useLiveRun(id);
  if (run.isError) {
    return (
      <Page header={<PageHeader title={text('title')} />}>
        <ErrorState error={run.error} onRetry={() => void run.refetch()} />
      </Page>
    );
  }
  if (run.isPending) {
    return (
      <Page header={<PageHeader title={text('title')} />}>
        <LoadingRows />
      </Page>
    );
  }
  return <RunDetail run={run.data} />;
}

function RunDetail({ run }: { readonly run: Run }) {
  const text = useText('runs');
  const names = useText('connections');
  const format = useFormat();
  const channel = useConnections().find(({ id }) => id === run.connectionId)?.integrationName;
  const title = text('detailTitle', { name: run.connectionName, mode: names(`mode.${run.mode}`) });
  const isOdd = run.streams.some((stream) => stream.odd > 0);
  const errors = `#/errors?connection=${run.connectionId}`;
  return (
    <Page
      header={
        <PageHeader
          title={title}
          mark={<ChannelTile name={channel ?? run.integration} />}
          status={
            <>
              <StatusMark state={runStatus(run.state)} isSoft />
              <span>{format.dateTime(run.startedAt ?? run.createdAt)}</span>
              <span>{`${text('trigger.label')}: ${text(`trigger.${run.trigger}`)}`}</span>
              <Link href={`#/connections/${run.connectionId}`}>{text('backToConnection')}</Link>
            </>
          }
          actions={<RunButtons run={run} />}
        />
      }
    >
      <Card>
        <div className={styles.streams}>
          {run.state === 'queued' && <p className={styles.facts}>{text('queuedNote')}</p>}
          {run.state === 'paused' && <p className={styles.facts}>{text('pausedNote')}</p>}
          {run.streams.map((stream) => (
            <StreamProgressLine key={stream.stream} stream={stream} channel={channel} isSpoken />
          ))}
          {run.fromPage !== null && <p className={styles.facts}>{text(`fromPageNote.${run.fromPage}`)}</p>}
          {(run.state === 'failed' || run.state === 'partial') && (
            <Link href={errors}>{text('openErrors')}</Link>
          )}
          {isOdd && <Link href={errors}>{text('openOdd')}</Link>}
        </div>
      </Card>
      <div className={styles.columns}>
        {run.streams.map((stream) => (
          <Card key={stream.stream} title={`${names(`stream.${stream.stream}`)}: ${text('counters')}`}>
            <Counters stream={stream} />
          </Card>
        ))}
        <Card title={text('ids')}>
          <KeyValueList
            entries={[
              { key: 'run', label: text('runId'), value: <CopyableId name={text('runId')} value={run.id} /> },
              {
                key: 'connection',
                label: text('connectionId'),
                value: <CopyableId name={text('connectionId')} value={run.connectionId} />,
              },
            ]}
          />
        </Card>
      </div>
    </Page>
  );
}

const COUNTERS = ['received', 'added', 'changed', 'unchanged', 'gone', 'odd', 'pages', 'calls'] as const;

function Counters({ stream }: { readonly stream: StreamProgress }) {
  const text = useText('runs');
  const format = useFormat();
  const duration = durationOf(stream, useNow(1000));
  const time = (at: number | null) => (at === null ? '–' : `${format.date(at)} ${format.time(at, true)}`);
  const entries: KeyValue[] = [
    ...COUNTERS.map((name) => ({
      key: name,
      label: text(`counter.${name}`),
      value: format.number(stream[name]),
    })),
    {
      key: 'waited',
      label: text('counter.waited'),
      value: stream.waitedMs > 0 ? format.duration(stream.waitedMs) : '–',
    },
    { key: 'started', label: text('counter.started'), value: time(stream.startedAt) },
    { key: 'ended', label: text('counter.ended'), value: time(stream.endedAt) },
    {
      key: 'duration',
      label: text('counter.duration'),
      value: duration === null ? '–' : format.duration(duration),
    },
  ];
  return <KeyValueList entries={entries} />;
}

function CopyableId({ name, value }: { readonly name: string; readonly value: string }) {
  const text = useText('runs');
  const toast = useToast();
  const copy = async () => {
    if (await copyText(value)) toast({ kind: 'done', text: text('copied'), detail: value });
  };
  return (
    <span className={styles.ids}>
      <code>{value}</code>
      <IconButton size="small" icon={Copy} label={text('copyId', { name })} onPress={() => void copy()} />
    </span>
  );
}
