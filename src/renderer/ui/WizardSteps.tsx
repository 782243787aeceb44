import { Check } from 'lucide-react';
import { classNames } from './class-names';
import styles from './WizardSteps.module.css';

interface WizardStepsProps {
  readonly label: string;
  readonly steps: readonly { readonly id: string; readonly label: string }[];
  readonly current: string;
}

/** Where a person stands in a short sequence ("1 Bilgiler – 2 Sınama – …"). */
export function WizardSteps({ label, steps, current }: WizardStepsProps) {
  const at = steps.findIndex((step) => step.id === current);
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step.id}
          className={classNames(styles.step, index === at && styles.current, index < at && styles.done)}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={styles.number}>{index < at ? <Check size={14} aria-hidden /> : index + 1}</span>
          <span>{step.label}</span>
        </li>
      ))}
    </ol>
  );
}
