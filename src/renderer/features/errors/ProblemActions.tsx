import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Problem } from '../../../shared/contract/problems';
import { type RunId, runIdSchema } from '../../../shared/domain/ids';
import { assertNever } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import { Button, Dialog, Menu, TextField, useToast } from '../../ui';
import { tomorrowAt } from '../connections/istanbul-time';
import styles from './Errors.module.css';
import { nextStepOf } from './next-step';

const HOUR_MS = 3_600_000;
const MORNING = 9;

/** The next step first, then what sets the problem aside. */
export function ProblemActions({ problem }: { readonly problem: Problem }) {
  const text = useText('problems');
  const failed = useFailedToast();
  const reopen = useAction('problems.reopen', { onFailed: failed });
  if (problem.state === 'closed') {
    return (
      <div className={styles.buttons}>
        <Button isPending={reopen.isPending} onPress={() => reopen.mutate({ id: problem.id })}>
          {text('reopen')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.buttons}>
      <StepButton problem={problem} />
      {problem.state === 'snoozed' ? (
        <Button isPending={reopen.isPending} onPress={() => reopen.mutate({ id: problem.id })}>
          {text('reopen')}
        </Button>
      ) : (
        <SnoozeMenu problem={problem} />
      )}
      <CloseButton problem={problem} />
    </div>
  );
}

function StepButton({ problem }: { readonly problem: Problem }) {
  const text = useText('problems');
  const navigate = useNavigate();
  const toast = useToast();
  const failed = useFailedToast();
  const tellStarted = (runId: RunId) =>
    void toast({
      kind: 'info',
      text: text('syncStarted'),
      action: { label: text('openRun'), onAction: () => void navigate(`/runs/${runId}`) },
    });
  const sync = useAction('connections.sync', {
    onDone: ({ runId }) => tellStarted(runId),
    onFailed: failed,
  });
  const activate = useAction('connections.activate', { onFailed: failed });
  const stopped = useStoppedRun(problem.runId);
  const resume = useAction('runs.resume', {
    onDone: ({ id: runId }) => tellStarted(runId),
    onFailed: failed,
  });
  const step = nextStepOf(problem);
  const id = problem.connectionId;
  const act = (label: string, onPress: () => void, isPending = false) => (
    <Button variant="primary" isPending={isPending} onPress={onPress}>
      {label}
    </Button>
  );
  if (step === 'openStock') {
    const wanted = encodeURIComponent(String(problem.error.facts.sku ?? ''));
    return act(text('step.openStock'), () => void navigate(`/stock?q=${wanted}`));
  }
  if (id === null) return null;
  switch (step) {
    case 'none':
      return null;
    case 'openRecords':
      // The records stand right below; they carry the page's action.
      return null;
    case 'renewKey':
      return act(text('step.renewKey'), () => void navigate(`/connections/${id}?tab=settings&renew=1`));
    case 'openConnection':
      return act(text('step.openConnection'), () => void navigate(`/connections/${id}`));
    case 'openDifferences':
      return act(
        text('step.openDifferences'),
        () => void navigate(`/differences?connection=${id}&cause=refused`),
      );
    case 'resumeConnection':
      return act(text('step.resumeConnection'), () => activate.mutate({ id }), activate.isPending);
    case 'sync': {
      const streams = problem.stream ? { streams: [problem.stream] } : {};
      const again = () => sync.mutate({ id, ...streams });
      if (stopped === null) return act(text('step.sync'), again, sync.isPending);
      return (
        <>
          {act(text('step.fromPage'), () => resume.mutate({ id: stopped }), resume.isPending)}
          <Button isPending={sync.isPending} onPress={again}>
            {text('step.sync')}
          </Button>
        </>
      );
    }
    default:
      return assertNever(step);
  }
}

/** The run that met the problem, when it can go on from the page where it stopped. */
function useStoppedRun(id: RunId | null): RunId | null {
  const run = useAnswer('runs.get', { id: id ?? runIdSchema.parse('0') }, { enabled: id !== null });
  return id !== null && run.data?.fromPage === 'possible' ? id : null;
}

function SnoozeMenu({ problem }: { readonly problem: Problem }) {
  const text = useText('problems');
  const format = useFormat();
  const snooze = useAction('problems.snooze', { onFailed: useFailedToast() });
  const until = (at: number) => snooze.mutate({ id: problem.id, until: at });
  const morning = tomorrowAt(MORNING, Date.now());
  return (
    <Menu
      label={text('snoozeMenu')}
      placement="bottom start"
      trigger={
        <Button icon={ChevronDown} isPending={snooze.isPending}>
          {text('snooze')}
        </Button>
      }
      entries={[
        { id: 'hour', label: text('snoozeHour'), onAction: () => until(Date.now() + HOUR_MS) },
        {
          id: 'tomorrow',
          label: text('snoozeTomorrow', { time: format.clock(morning) }),
          onAction: () => until(morning),
        },
      ]}
    />
  );
}

function CloseButton({ problem }: { readonly problem: Problem }) {
  const text = useText('problems');
  const common = useText('common');
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const close = useAction('problems.close', { onDone: () => setOpen(false), onFailed: useFailedToast() });
  const isEmpty = reason.trim() === '';
  const send = () => {
    setTried(true);
    if (!isEmpty) close.mutate({ id: problem.id, reason: reason.trim() });
  };
  return (
    <>
      <Button onPress={() => setOpen(true)}>{text('close')}</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={text('closeTitle')}
        keepsWork={!isEmpty}
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{common('action.cancel')}</Button>
            <Button variant="primary" isPending={close.isPending} onPress={send}>
              {text('closeConfirm')}
            </Button>
          </>
        }
      >
        <p>{text('closeExplain')}</p>
        <TextField
          label={text('reason')}
          help={text('reasonHelp')}
          value={reason}
          onChange={setReason}
          error={wasTried && isEmpty ? text('reasonEmpty') : undefined}
          maxLength={500}
          isMultiline
          rows={3}
          isRequired
          autoFocus
        />
      </Dialog>
    </>
  );
}

/** Says why an action did not work, in a sentence. */
export function useFailedToast() {
  const toast = useToast();
  const errorText = useErrorText();
  return (error: Parameters<typeof errorText>[0]) => void toast({ kind: 'failed', text: errorText(error) });
}
