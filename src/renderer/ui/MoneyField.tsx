import { type Money, minorDigits, moneyToDecimal } from '../../shared/domain/money';
import { currencySymbol } from '../../shared/wording/format';
import { type NumberReading, readingToMoney } from '../i18n/number-input';
import { useFormat } from '../i18n/use-format';
import { useText } from '../i18n/use-text';
import type { FieldBase } from './FieldFrame';
import { DecimalInput } from './NumberField';

interface MoneyFieldProps extends FieldBase {
  readonly name?: string;
  readonly value: Money | undefined;
  readonly currency: string;
  readonly onChange: (value: Money | undefined) => void;
  /** Tells an empty field from one whose amount is not taken. */
  readonly onWrong?: (isWrong: boolean) => void;
  readonly onBlur?: () => void;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
}

/** An amount in one currency; echoes what was understood ("= 1.234,00 ₺"). */
export function MoneyField({ value, currency, onChange, onWrong, ...frame }: MoneyFieldProps) {
  const format = useFormat();
  const text = useText('common');
  const asMoney = (reading: NumberReading) =>
    reading.kind === 'value' ? readingToMoney(reading.text, currency) : undefined;
  return (
    <DecimalInput
      {...frame}
      unit={currencySymbol(currency, format.language)}
      maxDecimals={minorDigits(currency)}
      initial={value ? moneyToDecimal(value) : ''}
      onRead={(reading) => {
        const read = asMoney(reading);
        onChange(read);
        onWrong?.(reading.kind !== 'empty' && read === undefined);
      }}
      echo={(reading) => {
        const money = asMoney(reading);
        return money && text('number.understood', { value: format.money(money) });
      }}
    />
  );
}
