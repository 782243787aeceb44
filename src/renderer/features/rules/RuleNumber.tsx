import type { ReactNode } from 'react';
import { minorDigits } from '../../../shared/domain/money';
import { currencySymbol } from '../../../shared/wording/format';
import { type NumberReading, readingToMoney } from '../../i18n/number-input';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { DecimalInput } from '../../ui';
import { fieldName } from './field-name';
import { type FieldFault, MOST_DECIMALS, type NumberField } from './rule-draft';
import type { RuleEditor } from './use-rule-editor';

interface RuleNumberProps {
  readonly editor: RuleEditor;
  readonly field: NumberField;
  readonly wasTried: boolean;
  readonly help?: ReactNode;
  /** The field is an amount in this currency. */
  readonly currency?: string;
  readonly unit?: string;
  readonly maxDecimals?: number;
  readonly isRequired?: boolean;
}

/** One typed number of a rule. What cannot be understood is said once the field is left, and never taken for nothing. */
export function RuleNumber(props: RuleNumberProps) {
  const { editor, field, wasTried, help, currency, unit, maxDecimals, isRequired = false } = props;
  const text = useText('rules');
  const common = useText('common');
  const format = useFormat();
  const faultText = useFaultText(currency);
  const reading = editor.draft.numbers[field];
  const fault = editor.result.kind === 'faults' ? editor.result.faults[field] : undefined;
  const shownUnit = currency === undefined ? unit : currencySymbol(currency, format.language);
  const understood = (next: NumberReading) => {
    // Where thousands were grouped or left out, a slip of the comma is easy to miss.
    const isLong = next.kind === 'value' && Math.abs(next.value) >= 1000;
    const money = isLong && currency ? readingToMoney(next.text, currency) : undefined;
    return money && common('number.understood', { value: format.money(money) });
  };
  return (
    <DecimalInput
      name={field}
      label={fieldName(field, text)}
      help={help}
      initial={reading.kind === 'value' ? reading.text : ''}
      maxDecimals={maxDecimals ?? (currency === undefined ? MOST_DECIMALS : minorDigits(currency))}
      unit={shownUnit}
      isRequired={isRequired}
      onRead={(next) => editor.changeNumber(field, next)}
      check={() => (fault === undefined || fault.kind === 'empty' ? undefined : faultText(fault))}
      {...(currency === undefined ? {} : { echo: understood })}
      error={wasTried && fault?.kind === 'empty' ? text('fault.empty') : undefined}
    />
  );
}

function useFaultText(currency: string | undefined): (fault: FieldFault) => string {
  const text = useText('rules');
  const common = useText('common');
  const format = useFormat();
  const limit = (value: number) =>
    currency === undefined
      ? format.number(value, value < 1 && value > 0 ? MOST_DECIMALS : 0)
      : format.money({ minor: value, currency });
  return (fault) => {
    switch (fault.kind) {
      case 'empty':
        return text('fault.empty');
      case 'belowFloor':
        return text('fault.belowFloor');
      case 'refused':
        // The field itself says why a number cannot be read; only too many decimals of an amount come here.
        return text('fault.amountRefused');
      case 'tooSmall':
        return common('number.tooSmall', { min: limit(fault.limit) });
      case 'tooLarge':
        return common('number.tooLarge', { max: limit(fault.limit) });
    }
  };
}
