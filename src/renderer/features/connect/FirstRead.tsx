import { useNavigate } from 'react-router';
import type { Run } from '../../../shared/contract/runs';
import { useText } from '../../i18n/use-text';
import { Banner, Button, Card, ErrorState, LoadingRows, WizardSteps } from '../../ui';
import { RunButtons } from '../runs/RunButtons';
import { hasEnded } from '../runs/run-facts';
import { StreamProgressLine } from '../runs/StreamProgressLine';
import { useLiveRun } from '../runs/use-live-run';
import styles from './Connect.module.css';
import { WIZARD_STEPS } from './draft';

/** Step 4: the first read as it goes; it can be left at any moment. */
export function FirstRead({ runId }: { readonly runId: string }) {
  const text = useText('connect');
  const run = useLiveRun(runId);
  return (
    <div className={styles.wizard}>
      <WizardSteps
        label={text('steps')}
        current="reading"
        steps={WIZARD_STEPS.map((id) => ({ id, label: text(`step.${id}`) }))}
      />
      {run.isPending && <LoadingRows rows={2} />}
      {run.isError && <ErrorState error={run.error} onRetry={() => void run.refetch()} />}
      {run.data && <Reading run={run.data} />}
    </div>
  );
}

function Reading({ run }: { readonly run: Run }) {
  const text = useText('connect');
  const navigate = useNavigate();
  const isOver = hasEnded(run.state);
  return (
    <>
      <Card
        title={text('readingTitle', { name: run.connectionName })}
        actions={!isOver && <RunButtons run={run} size="small" />}
      >
        <div className={styles.fields}>
          {run.streams.map((stream) => (
            <StreamProgressLine key={stream.stream} stream={stream} isSpoken />
          ))}
        </div>
      </Card>
      <End run={run} />
      <div className={styles.foot}>
        <Button onPress={() => void navigate('/catalogue')}>{text('connectAnother')}</Button>
        <span className={styles.footEnd}>
          <Button onPress={() => void navigate('/products')}>{text('showProducts')}</Button>
          <Button onPress={() => void navigate('/orders')}>{text('showOrders')}</Button>
          <Button variant="primary" onPress={() => void navigate(`/connections/${run.connectionId}`)}>
            {text('openConnection')}
          </Button>
        </span>
      </div>
    </>
  );
}

function End({ run }: { readonly run: Run }) {
  const text = useText('connect');
  switch (run.state) {
    case 'queued':
    case 'running':
    case 'paused':
      return <p className={styles.muted}>{text('canClose')}</p>;
    case 'done':
      return (
        <Banner tone="info" isSpoken>
          {text('readingDone')}
        </Banner>
      );
    case 'partial':
      return (
        <Banner tone="warn" isSpoken>
          {text('readingPartial')}
        </Banner>
      );
    case 'failed':
      return (
        <Banner tone="error" isSpoken>
          {text('readingFailed')}
        </Banner>
      );
    case 'cancelled':
      return (
        <Banner tone="warn" isSpoken>
          {text('readingCancelled')}
        </Banner>
      );
  }
}
