import { Ban, CirclePause, CirclePlay } from 'lucide-react';
import type { Run } from '../../../shared/contract/runs';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Button, IconButton, useToast } from '../../ui';
import { EndedRunButtons } from './EndedRunButtons';
import './locale';
import styles from './Runs.module.css';
import { hasEnded } from './run-facts';

interface RunButtonsProps {
  readonly run: Run;
  readonly size?: 'normal' | 'small';
  /** In tables: the words become names and tooltips. */
  readonly isIconOnly?: boolean;
}

/** What can be done with a run now. */
export function RunButtons({ run, size = 'normal', isIconOnly }: RunButtonsProps) {
  const text = useText('runs');
  const errorText = useErrorText();
  const toast = useToast();
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
  const name = run.connectionName;
  if (hasEnded(run.state)) return <EndedRunButtons run={run} size={size} isInTable={isIconOnly} />;
  const isPaused = run.state === 'paused';
  const acts = [
    isPaused
      ? {
          id: 'resume' as const,
          icon: CirclePlay,
          isPending: resume.isPending,
          onPress: () => resume.mutate({ id: run.id }),
        }
      : {
          id: 'pause' as const,
          icon: CirclePause,
          isPending: pause.isPending,
          onPress: () => pause.mutate({ id: run.id }),
        },
    {
      id: 'cancel' as const,
      icon: Ban,
      isPending: cancel.isPending,
      onPress: () => cancel.mutate({ id: run.id }),
    },
  ];
  return (
    <span className={isIconOnly ? styles.icons : styles.buttons}>
      {acts.map(({ id, isPending, ...act }) =>
        isIconOnly ? (
          <IconButton
            key={id}
            size="small"
            {...act}
            isDisabled={isPending}
            label={text(`${id}Of`, { name })}
          />
        ) : (
          <Button key={id} size={size} {...act} isPending={isPending} aria-label={text(`${id}Of`, { name })}>
            {text(id)}
          </Button>
        ),
      )}
    </span>
  );
}
