import { useState } from 'react';
import { MOST_RATE_E4, type Rate } from '../../../shared/contract/rules';
import type { NumberReading } from '../../i18n/number-input';
import { useLanguage, useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import { Banner, ComboBox, DecimalInput, FormDialog, useToast } from '../../ui';
import { currencyOptions } from './currencies';
import './locale';
import styles from './Rules.module.css';
import { rateDecimal, rateE4Of, suspiciousPercent } from './rates';
import { useRateText } from './use-rate-text';

interface RateDialogProps {
  /** The rate to change; a new one otherwise. */
  readonly rate?: Rate;
  /** Currencies of a new rate, when they are known. */
  readonly pair?: { readonly currency: string; readonly base: string };
  readonly onClose: () => void;
}

/** Enters what one unit of a currency is worth. */
export function RateDialog({ rate, pair, onClose }: RateDialogProps) {
  const text = useText('rules');
  const language = useLanguage();
  const equation = useRateText();
  const toast = useToast();
  const rates = useAnswer('rates.list', {}).data?.rates ?? [];
  const [currency, setCurrency] = useState<string | null>(rate?.currency ?? pair?.currency ?? null);
  const [base, setBase] = useState<string | null>(rate?.base ?? pair?.base ?? 'TRY');
  const [reading, setReading] = useState<NumberReading>(() => savedReading(rate));
  const [wasTried, setTried] = useState(false);
  const save = useAction('rates.set', {
    onDone: (saved) => {
      toast({ kind: 'done', text: text('rates.saved', { equation: equation(saved) }) });
      onClose();
    },
  });
  const before = rates.find((known) => known.currency === currency && known.base === base);
  const rateE4 = reading.kind === 'value' ? rateE4Of(reading.text) : undefined;
  const isUsable = rateE4 !== undefined && rateE4 >= 1 && rateE4 <= MOST_RATE_E4;
  const isSame = currency !== null && currency === base;
  const farOff = before && isUsable ? suspiciousPercent(before.rateE4, rateE4) : undefined;
  const options = currencyOptions(language);
  const submit = () => {
    setTried(true);
    if (currency === null || base === null || isSame || !isUsable) return;
    save.mutate({ currency, base, rateE4 });
  };
  return (
    <FormDialog
      onClose={onClose}
      title={text(rate ? 'rates.changeTitle' : 'rates.addTitle')}
      keepsWork
      saveLabel={text('rates.save')}
      isPending={save.isPending}
      error={save.error}
      onSave={submit}
    >
      {!rate && (
        <div className={styles.pair}>
          <ComboBox
            label={text('rates.currency')}
            value={currency}
            options={options}
            onChange={setCurrency}
            error={wasTried && currency === null ? text('fault.empty') : undefined}
          />
          <ComboBox
            label={text('rates.base')}
            value={base}
            options={options}
            onChange={setBase}
            error={isSame ? text('rates.same') : undefined}
          />
        </div>
      )}
      <DecimalInput
        label={
          currency !== null && base !== null ? text('rates.rate', { currency, base }) : text('rates.rateAny')
        }
        help={before ? text('rates.before', { equation: equation(before) }) : text('rates.rateHelp')}
        error={wasTried && !isUsable && reading.kind !== 'refused' ? text('fault.empty') : undefined}
        initial={rate ? rateDecimal(rate.rateE4) : ''}
        maxDecimals={4}
        unit={base ?? undefined}
        onRead={setReading}
        isRequired
      />
      {farOff !== undefined && <Banner tone="warn">{text('rates.farOff', { percent: farOff })}</Banner>}
    </FormDialog>
  );
}

function savedReading(rate: Rate | undefined): NumberReading {
  if (!rate) return { kind: 'empty' };
  const text = rateDecimal(rate.rateE4);
  return { kind: 'value', text, value: Number(text) };
}
