import { X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import type { PreviewRow } from '../../../shared/contract/rules';
import type { ChannelRules } from '../../../shared/domain/channel-rules';
import { type ConnectionId, type ListingId, listingIdSchema } from '../../../shared/domain/ids';
import type { ValueKind } from '../../../shared/domain/listing-value';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { ValueSteps } from '../../lib/ValueSteps';
import { variantName } from '../../lib/variant-name';
import { ErrorState, IconButton, StatusMark } from '../../ui';
import styles from './Rules.module.css';

interface PreviewStepsProps {
  readonly id: ListingId;
  readonly connectionId: ConnectionId;
  readonly rules: ChannelRules;
  readonly kind: ValueKind;
  readonly onClose: () => void;
}

/** How the value of one row came about; follows the rule as it is edited. */
export function PreviewSteps({ id, connectionId, rules, kind, onClose }: PreviewStepsProps) {
  const text = useText('rules');
  const titleId = useId();
  useEscape(onClose);
  const answer = useAnswer(
    'rules.preview',
    { connectionId, rules, cursor: before(id), limit: 1 },
    { keepBefore: true },
  );
  const row = answer.data?.rows.find(({ listingId }) => listingId === id);
  const name = row
    ? variantName(row.title === '' ? text('preview.unnamed') : row.title, row.variantTitle)
    : '';
  return (
    <section className={styles.steps} aria-labelledby={titleId} aria-busy={answer.isFetching}>
      <header className={styles.stepsHeader}>
        <h3 id={titleId} className={styles.stepsTitle}>
          {text('preview.stepsOf', { name })}
        </h3>
        <IconButton
          icon={X}
          label={text('preview.closeSteps')}
          shortcut="Esc"
          size="small"
          onPress={onClose}
        />
      </header>
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {row && (kind === 'price' ? <PriceStory row={row} /> : <StockStory row={row} />)}
    </section>
  );
}

/** The place just before a listing, so that a page of one begins with it: listing ids are numbers in a row. */
function before(id: ListingId): ListingId {
  return listingIdSchema.parse(String(BigInt(id) - 1n));
}

function PriceStory({ row: { price } }: { readonly row: PreviewRow }) {
  const text = useText('rules');
  const format = useFormat();
  const errorText = useErrorText();
  const { error, approvable, approved, steps, shown } = price;
  return (
    <>
      {error !== null && (
        <div className={styles.held}>
          {!approved && <StatusMark state="value.held" isSoft />}
          <p>
            {errorText(error)}{' '}
            {text(
              approved ? 'preview.approved' : approvable ? 'preview.approvable' : 'preview.notApprovable',
            )}
          </p>
        </div>
      )}
      {steps.length === 0 ? (
        <p className={styles.muted}>{text('preview.noSteps')}</p>
      ) : (
        <ValueSteps steps={steps} label={text('preview.steps', { kind: text('kind.price') })} />
      )}
      <p className={styles.muted}>
        {text('preview.shownNow')}: {shown === null ? '–' : format.money(shown)}
      </p>
    </>
  );
}

function StockStory({ row: { stock } }: { readonly row: PreviewRow }) {
  const text = useText('rules');
  const format = useFormat();
  return (
    <>
      {stock.steps.length === 0 ? (
        <p className={styles.muted}>{text('preview.notOpened')}</p>
      ) : (
        <ValueSteps steps={stock.steps} label={text('preview.steps', { kind: text('kind.stock') })} />
      )}
      <p className={styles.muted}>
        {text('preview.shownNow')}: {stock.shown === null ? '–' : format.number(stock.shown)}
      </p>
    </>
  );
}

/** Esc closes, also while the focus is in the table above; whatever lies over the page takes the key first. */
function useEscape(onEscape: () => void): void {
  const latest = useRef(onEscape);
  latest.current = onEscape;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) latest.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
