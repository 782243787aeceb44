import type { IntegrationDetail } from '../../../shared/contract/integrations';
import { useText } from '../../i18n/use-text';
import { Banner, Button, KeyValueList } from '../../ui';
import '../connections/locale';
import { useLearnedEntries } from '../connections/use-learned-entries';
import styles from './Connect.module.css';
import { TestSteps } from './TestSteps';
import type { TestState } from './use-connection-test';

interface TestStepProps {
  readonly integration: IntegrationDetail;
  readonly test: TestState;
  readonly onStop: () => void;
  readonly onAgain: () => void;
  readonly onBack: () => void;
  readonly onGoToField: (name: string) => void;
  readonly onNext: () => void;
}

/** Step 2: the steps turn one by one; a failure says what to do. */
export function TestStep({ integration, test, onStop, onAgain, onBack, onGoToField, onNext }: TestStepProps) {
  const text = useText('connect');
  const hasPassed = test.state === 'done' && test.report.passed;
  const isRunning = test.state === 'running';
  const learned = useLearnedEntries(test.state === 'done' ? test.report.learned : {});
  return (
    <div className={styles.fields}>
      <TestSteps test={test} fields={integration.fields} onStop={onStop} onGoToField={onGoToField} />
      {hasPassed && (
        <Banner tone="info" isSpoken>
          {text('passed')}
        </Banner>
      )}
      {hasPassed && learned.length > 0 && <KeyValueList entries={learned} />}
      {!isRunning && !hasPassed && <p className={styles.muted}>{text('withoutTestNote')}</p>}
      <div className={styles.foot}>
        <Button onPress={onBack}>{text('back')}</Button>
        <span className={styles.footEnd}>
          {!isRunning && !hasPassed && (
            <>
              <Button variant="quiet" onPress={onNext}>
                {text('withoutTest')}
              </Button>
              <Button variant="primary" onPress={onAgain}>
                {text('testAgain')}
              </Button>
            </>
          )}
          {hasPassed && (
            <Button variant="primary" autoFocus onPress={onNext}>
              {text('next')}
            </Button>
          )}
        </span>
      </div>
    </div>
  );
}
