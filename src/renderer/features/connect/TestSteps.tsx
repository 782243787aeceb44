import type { Field } from '../../../shared/connector/definition';
import type { CheckStep } from '../../../shared/contract/connections';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useLanguage, useText } from '../../i18n/use-text';
import { Banner, Button, ErrorState, FaultChip, StepList } from '../../ui';
import styles from './Connect.module.css';
import { isKnownStep, shownSteps } from './check-steps';
import { fieldLabelled } from './field-error';
import type { TestState } from './use-connection-test';

/** A merchant who has waited so long may stop waiting. */
const PATIENCE_MS = 20_000;

interface TestStepsProps {
  readonly test: TestState;
  readonly fields: readonly Field[];
  readonly onStop: () => void;
  /** Takes the person to the field at fault. */
  readonly onGoToField?: (name: string) => void;
}

/** The steps of a test as they turn; each failure with its sentence and the way to the field. */
export function TestSteps({ test, fields, onStop, onGoToField }: TestStepsProps) {
  const text = useText('connect');
  const language = useLanguage();
  if (test.state === 'idle') return null;
  if (test.state === 'refused') return <ErrorState error={fieldLabelled(test.error, fields, language)} />;
  const told = test.state === 'done' ? test.report.steps : test.steps;
  return (
    <div className={styles.fields}>
      <StepList
        label={text('check.label')}
        steps={shownSteps(told, test.state === 'running').map(({ name, state, told: step }) => ({
          id: name,
          label: isKnownStep(name) ? text(`check.${name}`) : name,
          state,
          detail: step && <StepDetail step={step} />,
          below: step?.error && <Failure step={step} fields={fields} onGoToField={onGoToField} />,
        }))}
      />
      {test.state === 'running' && <Waiting startedAt={test.startedAt} onStop={onStop} />}
      {test.state === 'stopped' && <Banner tone="warn">{text('stopped')}</Banner>}
    </div>
  );
}

function StepDetail({ step }: { readonly step: CheckStep }) {
  const text = useText('connect');
  const format = useFormat();
  if (step.step === 'write' && step.state === 'notTried') return <>{text('writeNotTried')}</>;
  if (step.state !== 'passed' || !step.milliseconds) return null;
  return <>{format.duration(step.milliseconds)}</>;
}

interface FailureProps {
  readonly step: CheckStep;
  readonly fields: readonly Field[];
  readonly onGoToField?: ((name: string) => void) | undefined;
}

function Failure({ step, fields, onGoToField }: FailureProps) {
  const text = useText('connect');
  const language = useLanguage();
  const errorText = useErrorText();
  if (!step.error) return null;
  const field = fields.find(({ name }) => name === step.field);
  return (
    <div className={styles.below} role="alert">
      <p>{errorText(fieldLabelled(step.error, fields, language))}</p>
      <FaultChip fault={step.error.fault} />
      {field && onGoToField && (
        <Button
          size="small"
          aria-label={text('goToFieldOf', { label: field.label[language] })}
          onPress={() => onGoToField(field.name)}
        >
          {text('goToField')}
        </Button>
      )}
    </div>
  );
}

function Waiting({ startedAt, onStop }: { readonly startedAt: number; readonly onStop: () => void }) {
  const text = useText('connect');
  const format = useFormat();
  const waited = Math.max(0, useNow(500) - startedAt);
  const isLong = waited >= PATIENCE_MS;
  return (
    <div className={styles.quiet}>
      <span className={styles.muted}>
        {isLong ? text('slow') : text('testing', { seconds: format.number(Math.floor(waited / 1000)) })}
      </span>
      <Button size="small" onPress={onStop}>
        {text(isLong ? 'stopWaiting' : 'stopTest')}
      </Button>
    </div>
  );
}
