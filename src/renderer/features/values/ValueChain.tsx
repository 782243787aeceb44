import '../../lib/values-locale';
import type { ValueChain as Chain, ValueTruth } from '../../../shared/contract/values';
import type { PriceValue, StockValue, ValueKind } from '../../../shared/domain/listing-value';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { ValueSteps } from '../../lib/ValueSteps';
import { DateTime, FaultChip, StatusMark } from '../../ui';
import styles from './Values.module.css';
import { useValueWords, valueStatus } from './value-words';

type AnyValue = StockValue | PriceValue;

interface ValueChainProps {
  readonly kind: ValueKind;
  readonly truth: ValueTruth<AnyValue>;
}

/** Wanted → sent → confirmed with their times, and why it stands where it stands. */
export function ValueChain({ kind, truth }: ValueChainProps) {
  const text = useText('values');
  const errorText = useErrorText();
  const format = useFormat();
  const isOff = truth.state === 'off';
  const isShownOtherwise = truth.confirmed === null && truth.shown !== null;
  return (
    <div className={styles.block}>
      <StatusMark state={valueStatus(truth)} />
      {truth.error && (
        <>
          <p className={styles.reason}>{errorText(truth.error)}</p>
          <span>
            <FaultChip fault={truth.error.fault} />
          </span>
        </>
      )}
      <ul className={styles.chain} aria-label={text('chain.label', { kind: text(`kind.${kind}`) })}>
        {!isOff && (
          <>
            <Step
              label={text('chain.wanted')}
              value={truth.wanted}
              at={truth.wantedAt}
              missing={text('none')}
            />
            <Step
              label={text('chain.sent')}
              // What was turned down before it left was never sent.
              value={truth.sentAt === null ? null : truth.sent}
              at={truth.sentAt}
              missing={text('chain.notSent')}
            />
            <Step
              label={text('chain.confirmed')}
              value={truth.confirmed}
              at={truth.confirmedAt}
              missing={text('chain.notConfirmed')}
            />
          </>
        )}
        {(isShownOtherwise || isOff) && (
          <Step label={text('chain.shown')} value={truth.shown} at={null} missing={text('none')} />
        )}
      </ul>
      {truth.nextAt !== null && (
        <p className={styles.muted}>{text('chain.next', { time: format.time(truth.nextAt) })}</p>
      )}
      {truth.checkAt !== null && (
        <p className={styles.muted}>{text('chain.check', { time: format.time(truth.checkAt) })}</p>
      )}
    </div>
  );
}

interface StepProps {
  readonly label: string;
  readonly value: AnyValue | null;
  readonly at: number | null;
  readonly missing: string;
}

function Step({ label, value, at, missing }: StepProps) {
  const words = useValueWords();
  const list = words.list(value);
  return (
    <li className={styles.link}>
      <span className={styles.label}>{label}</span>
      <span className={styles.number}>
        {value === null ? <span className={styles.muted}>{missing}</span> : words.value(value)}
        {list !== null && <span className={styles.muted}> · {list}</span>}
      </span>
      <span className={styles.muted}>{value !== null && at !== null && <DateTime at={at} />}</span>
    </li>
  );
}

interface ValueSideProps {
  readonly kind: ValueKind;
  readonly chain: Chain<AnyValue>;
}

/** One value of a listing with how the rules came to it. */
export function ValueSide({ kind, chain }: ValueSideProps) {
  const text = useText('values');
  const name = text(`kind.${kind}`);
  const title = text(`chain.steps.${kind}`);
  return (
    <section className={styles.block} aria-label={name}>
      <h3 className={styles.heading}>{name}</h3>
      <ValueChain kind={kind} truth={chain} />
      <h4 className={styles.heading}>{title}</h4>
      {chain.steps.length === 0 ? (
        <p className={styles.muted}>{text('chain.noSteps')}</p>
      ) : (
        <ValueSteps steps={chain.steps} label={title} />
      )}
    </section>
  );
}
