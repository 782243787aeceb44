import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Run, StreamProgress } from '../../shared/contract/runs';
import { useErrorText } from '../i18n/use-error-text';
import { useFormat } from '../i18n/use-format';
import { useNow } from '../i18n/use-now';
import { useText } from '../i18n/use-text';
import { useAction } from '../lib/queries';
import { useActiveRuns } from '../lib/shell-facts';
import { Button, Link, Popover, ProgressBar, useToast } from '../ui';
import styles from './Header.module.css';

/** Work in progress: a number in the header that opens a list with progress and cancel. */
export function RunningWork() {
  const text = useText('shell');
  const runs = useActiveRuns();
  if (runs.length === 0) return null;
  return (
    <Popover
      label={text('header.runsTitle')}
      trigger={
        <AriaButton className={styles.runs} aria-label={text('header.runsLabel', { count: runs.length })}>
          <RefreshCw size={16} aria-hidden />
          {text('header.runs', { count: runs.length })}
        </AriaButton>
      }
    >
      <div className={styles.popover}>
        <h2 className={styles.popoverTitle}>{text('header.runsTitle')}</h2>
        <ul className={styles.list}>
          {runs.map((run) => (
            <li key={run.id} className={styles.work}>
              <div className={styles.progress}>
                {run.streams.filter(isShown).map((stream) => (
                  <StreamBar key={stream.stream} run={run} stream={stream} />
                ))}
              </div>
              <CancelButton run={run} />
            </li>
          ))}
        </ul>
        <Link href="#/runs">{text('header.allRuns')}</Link>
      </div>
    </Popover>
  );
}

function isShown({ state }: StreamProgress): boolean {
  return state === 'running' || state === 'queued' || state === 'paused';
}

function StreamBar({ run, stream }: { readonly run: Run; readonly stream: StreamProgress }) {
  const text = useText('shell');
  const format = useFormat();
  const now = useNow(1000);
  const label = text('run.title', {
    connection: run.connectionName,
    stream: text(`stream.${stream.stream}`),
  });
  const facts = [
    ...(stream.pages > 0 ? [pageText()] : []),
    ...(stream.rate === null ? [] : [text('run.rate', { rate: format.number(Math.round(stream.rate)) })]),
    ...(stream.wait
      ? [text(`run.wait.${stream.wait.reason}`, { age: format.age(Math.max(0, stream.wait.until - now)) })]
      : []),
  ];
  return (
    <ProgressBar
      label={label}
      done={stream.received}
      total={stream.totalRecords ?? undefined}
      leftMs={stream.remainingMs ?? undefined}
      facts={facts}
    />
  );

  function pageText(): string {
    const page = format.number(stream.pages);
    if (stream.totalPages === null) return text('run.page', { page });
    return text('run.pageOf', { page, total: format.number(stream.totalPages) });
  }
}

function CancelButton({ run }: { readonly run: Run }) {
  const text = useText('shell');
  const toast = useToast();
  const errorText = useErrorText();
  const [isAsked, setAsked] = useState(false);
  const cancel = useAction('runs.cancel', {
    onFailed: (error) => {
      setAsked(false);
      toast({ kind: 'failed', text: text('run.failed'), detail: errorText(error) });
    },
  });
  if (isAsked) return <span className={styles.queued}>{text('run.cancelling')}</span>;
  return (
    <Button
      size="small"
      aria-label={text('run.cancelLabel', { connection: run.connectionName })}
      onPress={() => {
        setAsked(true);
        cancel.mutate({ id: run.id });
      }}
    >
      {text('run.cancel')}
    </Button>
  );
}
