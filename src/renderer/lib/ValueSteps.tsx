import type { ValueStep } from '../../shared/domain/listing-value';
import { useLanguage, useText } from '../i18n/use-text';
import { classNames } from '../ui';
import { isLimitStep, stepResult, stepWord } from './step-words';
import styles from './ValueSteps.module.css';
import './values-locale';

interface ValueStepsProps {
  readonly steps: readonly ValueStep[];
  /** Accessible name of the list: which value it is. */
  readonly label: string;
}

/** How a value came about, step by step: what was done and what came out. */
export function ValueSteps({ steps, label }: ValueStepsProps) {
  const text = useText('values');
  const language = useLanguage();
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step) => (
        <li key={step.step} className={classNames(styles.step, isLimitStep(step) && styles.limit)}>
          <span>{stepWord(step, text, language)}</span>
          <span className={styles.result}>{stepResult(step, language)}</span>
        </li>
      ))}
    </ol>
  );
}
