import { useState } from 'react';
import type { ConnectionDetail, Schedule } from '../../../shared/contract/connections';
import type { IntegrationDetail } from '../../../shared/contract/integrations';
import type { StreamName } from '../../../shared/domain/stream';
import { type AppError, toAppError } from '../../../shared/errors/app-error';
import { useText } from '../../i18n/use-text';
import { call } from '../../lib/kervan';
import { Banner, Button, Checkbox, ErrorState, RadioGroup, TextField, useToast } from '../../ui';
import '../connections/locale';
import { isSameName } from '../../../shared/text/same-name';
import { ScheduleField } from '../connections/ScheduleField';
import styles from './Connect.module.css';
import { type Draft, schedulesOf, streamsRead } from './draft';
import { filledValues } from './field-values';

interface PlanStepProps {
  readonly integration: IntegrationDetail;
  readonly draft: Draft;
  readonly takenNames: readonly string[];
  readonly onChange: (change: (draft: Draft) => Draft) => void;
  readonly onBack: () => void;
  /** Saved: the address to go on at. */
  readonly onSaved: (to: string) => void;
}

/** Step 3: the name, what is read and how often; nothing is sent yet. */
export function PlanStep({ integration, draft, takenNames, onChange, onBack, onSaved }: PlanStepProps) {
  const text = useText('connect');
  const toast = useToast();
  const [wasTried, setTried] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const isNameEmpty = draft.name.trim() === '';
  const isNameTaken = takenNames.some((name) => isSameName(name, draft.name));
  const streams = streamsRead(draft);
  const save = async () => {
    setTried(true);
    if (isNameEmpty || streams.length === 0) return;
    setSaving(true);
    setFailure(null);
    try {
      const created = await createFrom(integration.id, draft);
      if (created.active) {
        const { runId } = await call('connections.sync', { id: created.id, streams, mode: 'full' });
        onSaved(`/connect/${integration.id}?run=${runId}`);
      } else {
        toast({ kind: 'info', text: text('savedPaused', { name: created.name }) });
        onSaved(`/connections/${created.id}`);
      }
    } catch (thrown) {
      setSaving(false);
      setFailure(toAppError(thrown));
    }
  };
  return (
    <div className={styles.fields}>
      {!draft.isTested && <Banner tone="warn">{text('untested')}</Banner>}
      <TextField
        label={text('name')}
        help={isNameTaken ? text('nameTaken') : text('nameHelp')}
        value={draft.name}
        onChange={(name) => onChange((before) => ({ ...before, name }))}
        error={wasTried && isNameEmpty ? text('nameEmpty') : undefined}
        maxLength={80}
        isRequired
        autoComplete="off"
      />
      <StreamChoices integration={integration} draft={draft} onChange={onChange} />
      {wasTried && streams.length === 0 && (
        <p className={styles.error} role="alert">
          {text('readNone')}
        </p>
      )}
      <RadioGroup
        label={text('send')}
        value="nothing"
        options={[{ value: 'nothing', label: text('sendNothing'), note: text('sendNothingNote') }]}
        onChange={() => undefined}
      />
      {failure && <ErrorState error={failure} />}
      <div className={styles.foot}>
        <Button onPress={onBack}>{text('back')}</Button>
        <Button variant="primary" isPending={isSaving} onPress={() => void save()}>
          {text(draft.isTested ? 'save' : 'savePaused')}
        </Button>
      </div>
    </div>
  );
}

function createFrom(integration: string, draft: Draft): Promise<ConnectionDetail> {
  return call('connections.create', {
    integration,
    name: draft.name.trim(),
    credentials: filledValues(draft.values),
    settings: {
      ...(draft.baseUrl === undefined ? {} : { baseUrl: draft.baseUrl }),
      schedules: schedulesOf(draft),
    },
    active: draft.isTested,
  });
}

interface StreamChoicesProps {
  readonly integration: IntegrationDetail;
  readonly draft: Draft;
  readonly onChange: (change: (draft: Draft) => Draft) => void;
}

function StreamChoices({ integration, draft, onChange }: StreamChoicesProps) {
  const text = useText('connect');
  const names = useText('connections');
  const change = (stream: StreamName, part: { isRead?: boolean; schedule?: Schedule }) =>
    onChange((before) => {
      const was = before.streams[stream];
      return was ? { ...before, streams: { ...before.streams, [stream]: { ...was, ...part } } } : before;
    });
  return (
    <fieldset className={styles.streams}>
      <legend className={styles.label}>{text('read')}</legend>
      {integration.streams.map(({ stream, everyMinutes }) => {
        const choice = draft.streams[stream];
        if (!choice) return null;
        const name = names(`stream.${stream}`);
        return (
          <div key={stream} className={styles.streamRow}>
            <Checkbox isSelected={choice.isRead} onChange={(isRead) => change(stream, { isRead })}>
              {name}
            </Checkbox>
            <ScheduleField
              stream={name}
              value={choice.schedule}
              usualMinutes={everyMinutes}
              isDisabled={!choice.isRead}
              onChange={(schedule) => change(stream, { schedule })}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
