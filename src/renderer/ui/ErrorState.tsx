import { Copy, OctagonX } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { DescribableError } from '../../shared/wording/describe-error';
import { useErrorText } from '../i18n/use-error-text';
import { useFormat } from '../i18n/use-format';
import { useText } from '../i18n/use-text';
import { Button } from './Button';
import { copyText } from './copy-text';
import styles from './ErrorState.module.css';
import { FaultChip } from './FaultChip';

interface ErrorStateProps {
  readonly error: DescribableError;
  /** Epoch ms. */
  readonly at?: number;
  /** The next step, verb and noun first; usually one button. */
  readonly actions?: ReactNode;
  readonly onRetry?: () => void;
  /** More than the code and the facts, for the copied text: an id of the run, a request id. Never a secret. */
  readonly extraDetail?: Readonly<Record<string, string | number>>;
}

/** Replaces only the part that failed: what happened, whose it is, the next step, and the detail to pass on. */
export function ErrorState({ error, at, actions, onRetry, extraDetail }: ErrorStateProps) {
  const text = useText('common');
  const errors = useText('errors');
  const format = useFormat();
  const sentence = useErrorText()(error);
  const sentenceId = useId();
  const [wasCopied, setCopied] = useState(false);
  const copy = async () =>
    setCopied(await copyText(errorDetail(errors('detailTitle'), sentence, error, at, extraDetail)));
  return (
    <section className={styles.error} aria-labelledby={sentenceId}>
      <OctagonX size={20} aria-hidden className={styles.icon} />
      <div className={styles.body}>
        <p id={sentenceId} className={styles.sentence}>
          {sentence}
        </p>
        <div className={styles.facts}>
          <FaultChip fault={error.fault} />
          {at !== undefined && <span>{format.dateTime(at)}</span>}
        </div>
        <div className={styles.actions}>
          {actions}
          {onRetry && <Button onPress={onRetry}>{text('action.retry')}</Button>}
          <Button variant="quiet" icon={Copy} onPress={() => void copy()}>
            {errors(wasCopied ? 'copied' : 'copyDetail')}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** Plain text for a support message. */
export function errorDetail(
  title: string,
  sentence: string,
  error: DescribableError,
  at?: number,
  extra: Readonly<Record<string, string | number>> = {},
): string {
  const facts = Object.entries({ ...error.facts, ...extra }).map(
    ([name, value]) => `${name}: ${String(value)}`,
  );
  const time = at === undefined ? [] : [`time: ${new Date(at).toISOString()}`];
  return [title, sentence, `code: ${error.code}`, `fault: ${error.fault}`, ...time, ...facts].join('\n');
}
