import { RotateCw, StepForward } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { Run } from '../../../shared/contract/runs';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Button, useToast } from '../../ui';
import './locale';
import styles from './Runs.module.css';

interface EndedRunButtonsProps {
  readonly run: Run;
  readonly size?: 'normal' | 'small';
  /** Only going on from the page, which costs least; the run's own page offers the rest. */
  readonly isInTable?: boolean | undefined;
}

/** A run that ended badly: on from the page where it stopped, where that is possible, before anew from the start. */
export function EndedRunButtons({ run, size = 'normal', isInTable }: EndedRunButtonsProps) {
  const text = useText('runs');
  const errorText = useErrorText();
  const toast = useToast();
  const navigate = useNavigate();
  const onFailed = (error: Parameters<typeof errorText>[0]) =>
    void toast({ kind: 'failed', text: errorText(error) });
  const resume = useAction('runs.resume', { onFailed });
  const again = useAction('connections.sync', {
    onDone: ({ runId }) => void navigate(`/runs/${runId}`),
    onFailed,
  });
  const canGoOn = run.fromPage === 'possible';
  if (run.state === 'done' || (isInTable && !canGoOn)) return null;
  return (
    <span className={styles.buttons}>
      {canGoOn && (
        <Button
          size={isInTable ? 'small' : size}
          icon={StepForward}
          isPending={resume.isPending}
          aria-label={text('fromPageOf', { name: run.connectionName })}
          onPress={() => resume.mutate({ id: run.id })}
        >
          {text('fromPage')}
        </Button>
      )}
      {!isInTable && (
        <Button
          size={size}
          icon={RotateCw}
          isPending={again.isPending}
          onPress={() =>
            again.mutate({
              id: run.connectionId,
              mode: run.mode,
              streams: run.streams.map(({ stream }) => stream),
            })
          }
        >
          {text(run.fromPage === null ? 'again' : 'fromStart')}
        </Button>
      )}
    </span>
  );
}
