import { useRef, useState } from 'react';
import { useBlocker, useNavigate } from 'react-router';
import type { IntegrationDetail } from '../../../shared/contract/integrations';
import { useText } from '../../i18n/use-text';
import { ConfirmDialog, WizardSteps } from '../../ui';
import styles from './Connect.module.css';
import { type Draft, startDraft, WIZARD_STEPS, type WizardStep } from './draft';
import { FieldsStep } from './FieldsStep';
import { filledValues, suggestedName } from './field-values';
import { PlanStep } from './PlanStep';
import { TestStep } from './TestStep';
import { useConnectionTest } from './use-connection-test';

interface WizardProps {
  readonly integration: IntegrationDetail;
  readonly takenNames: readonly string[];
}

/** The first three steps; saving leads to the address of the fourth. */
export function Wizard({ integration, takenNames }: WizardProps) {
  const text = useText('connect');
  const navigate = useNavigate();
  const [step, setStep] = useState<WizardStep>('fields');
  const [draft, setDraft] = useState<Draft>(() =>
    startDraft(integration, suggestedName(integration.name, takenNames)),
  );
  const [focusField, setFocusField] = useState<string | null>(null);
  const checking = useConnectionTest();
  const isSaved = useRef(false);
  const hasWork = Object.keys(filledValues(draft.values)).length > 0;
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      hasWork && !isSaved.current && currentLocation.pathname !== nextLocation.pathname,
  );

  const test = async () => {
    setStep('test');
    const report = await checking.start({
      integration: integration.id,
      credentials: filledValues(draft.values),
      settings: settingsOf(draft),
    });
    if (report) setDraft((before) => ({ ...before, isTested: report.passed }));
  };
  const goToField = (name: string) => {
    setFocusField(name);
    setStep('fields');
  };
  return (
    <div className={styles.wizard}>
      <WizardSteps
        label={text('steps')}
        current={step}
        steps={WIZARD_STEPS.map((id) => ({ id, label: text(`step.${id}`) }))}
      />
      {step === 'fields' && (
        <FieldsStep
          integration={integration}
          draft={draft}
          focusField={focusField}
          test={checking.test}
          onChange={setDraft}
          onTest={() => void test()}
          onCancel={() => void navigate(`/catalogue/${integration.id}`)}
        />
      )}
      {step === 'test' && (
        <TestStep
          integration={integration}
          test={checking.test}
          onStop={checking.stop}
          onAgain={() => void test()}
          onBack={() => {
            checking.stop();
            setStep('fields');
          }}
          onGoToField={goToField}
          onNext={() => setStep('plan')}
        />
      )}
      {step === 'plan' && (
        <PlanStep
          integration={integration}
          draft={draft}
          takenNames={takenNames}
          onChange={setDraft}
          onBack={() => setStep('fields')}
          onSaved={(to) => {
            isSaved.current = true;
            // The keys are in the vault now; the window forgets them.
            setDraft((before) => ({ ...before, values: {} }));
            void navigate(to);
          }}
        />
      )}
      <ConfirmDialog
        isOpen={blocker.state === 'blocked'}
        title={text('leaveTitle')}
        confirmLabel={text('leave')}
        isDestructive
        onConfirm={() => blocker.proceed?.()}
        onCancel={() => blocker.reset?.()}
      >
        {text('leaveText')}
      </ConfirmDialog>
    </div>
  );
}

function settingsOf({ baseUrl }: Draft) {
  return baseUrl === undefined ? {} : { baseUrl };
}
