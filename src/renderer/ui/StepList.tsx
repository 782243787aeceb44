import { Circle, CircleCheck, Minus, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text';
import { classNames } from './class-names';
import { Spinner } from './Spinner';
import styles from './StepList.module.css';

export type StepState = 'waiting' | 'running' | 'passed' | 'failed' | 'notTried';

export interface Step {
  readonly id: string;
  readonly label: string;
  readonly state: StepState;
  /** A number or reason after the label ("84 ms"). */
  readonly detail?: ReactNode;
  /** The sentence and the way on, under a failed step. */
  readonly below?: ReactNode;
}

/** Steps that turn one by one: passed, failed, or honestly not tried. */
export function StepList({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  return (
    <ol className={styles.list} aria-label={label}>
      {steps.map((step) => (
        <StepLine key={step.id} step={step} />
      ))}
    </ol>
  );
}

function StepLine({ step }: { readonly step: Step }) {
  const text = useText('common');
  return (
    <li className={classNames(styles.step, styles[step.state])}>
      <StepIcon state={step.state} />
      <div className={styles.body}>
        <span>
          {step.label}
          <span className="visually-hidden">: {text(`step.${step.state}`)}</span>
          {step.detail !== undefined && <span className={styles.detail}>{step.detail}</span>}
        </span>
        {step.below && <div className={styles.below}>{step.below}</div>}
      </div>
    </li>
  );
}

function StepIcon({ state }: { readonly state: StepState }) {
  const shared = { size: 16, 'aria-hidden': true, className: styles.icon };
  switch (state) {
    case 'passed':
      return <CircleCheck {...shared} />;
    case 'failed':
      return <OctagonX {...shared} />;
    case 'notTried':
      return <Minus {...shared} />;
    case 'waiting':
      return <Circle {...shared} />;
    case 'running':
      return (
        <span className={styles.icon}>
          <Spinner />
        </span>
      );
  }
}
