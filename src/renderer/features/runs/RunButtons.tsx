import { Ban, CirclePause, CirclePlay, RotateCw } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { Run } from '../../../shared/contract/runs';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Button, useToast } from '../../ui';
import './locale';
import styles from './Runs.module.css';
import { hasEnded } from './run-facts';

interface RunButtonsProps {
  readonly run: Run;
  readonly size?: 'normal' | 'small';
  /** Offers to read the same streams again once it ended badly. */
  readonly offersAgain?: boolean;
}

/** What can be done with a run now. */
export function RunButtons({ run, size = 'normal', offersAgain }: RunButtonsProps) {
  const text = useText('runs');
  const errorText = useErrorText();
  const toast = useToast();
  const navigate = useNavigate();
  const onFailed = (error: Parameters<typeof errorText>[0]) =>
    void toast({ kind: 'failed', text: errorText(error) });
  const pause = useAction('runs.pause', {
    onDone: () => void toast({ kind: 'info', text: text('pauseSaid') }),
    onFailed,
  });
  const resume = useAction('runs.resume', { onFailed });
  const cancel = useAction('runs.cancel', {
    onDone: () => void toast({ kind: 'info', text: text('cancelSaid') }),
    onFailed,
  });
  const again = useAction('connections.sync', {
    onDone: ({ runId }) => void navigate(`/runs/${runId}`),
    onFailed,
  });
  const name = run.connectionName;
  if (hasEnded(run.state)) {
    if (!offersAgain || run.state === 'done') return null;
    return (
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
        {text('again')}
      </Button>
    );
  }
  return (
    <span className={styles.buttons}>
      {run.state === 'paused' ? (
        <Button
          size={size}
          icon={CirclePlay}
          aria-label={text('resumeOf', { name })}
          isPending={resume.isPending}
          onPress={() => resume.mutate({ id: run.id })}
        >
          {text('resume')}
        </Button>
      ) : (
        <Button
          size={size}
          icon={CirclePause}
          aria-label={text('pauseOf', { name })}
          isPending={pause.isPending}
          onPress={() => pause.mutate({ id: run.id })}
        >
          {text('pause')}
        </Button>
      )}
      <Button
        size={size}
        icon={Ban}
        aria-label={text('cancelOf', { name })}
        isPending={cancel.isPending}
        onPress={() => cancel.mutate({ id: run.id })}
      >
        {text('cancel')}
      </Button>
    </span>
  );
}
