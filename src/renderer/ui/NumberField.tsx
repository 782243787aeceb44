import { useState } from 'react';
import { TextField as AriaTextField, Input } from 'react-aria-components';
import { type NumberReading, readNumber, writeNumber } from '../i18n/number-input';
import { useFormat } from '../i18n/use-format';
import { useText } from '../i18n/use-text';
import { classNames } from './class-names';
import { type FieldBase, FieldFrame } from './FieldFrame';
import styles from './FieldFrame.module.css';

/** A reading together with its limits: the only values a field hands on. */
interface NumberFieldProps extends FieldBase {
  readonly name?: string;
  readonly value: number | undefined;
  /** Called with undefined when the field is empty or holds no acceptable number. */
  readonly onChange: (value: number | undefined) => void;
  /** Tells an empty field from one whose number is not taken. */
  readonly onWrong?: (isWrong: boolean) => void;
  readonly onBlur?: () => void;
  readonly maxDecimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
}

/**
 * Reads numbers as the language writes them and refuses what could be read two ways ("12.5" in Turkish), instead of
 * guessing. react-aria's own number field is not used because it reads that as 125.
 */
export function NumberField({
  value,
  onChange,
  onWrong,
  maxDecimals = 0,
  min,
  max,
  unit,
  ...frame
}: NumberFieldProps) {
  const format = useFormat();
  const text = useText('common');
  return (
    <DecimalInput
      {...frame}
      unit={unit}
      maxDecimals={maxDecimals}
      initial={value === undefined ? '' : String(value)}
      onRead={(reading) => {
        const read = acceptable(reading, min, max);
        onChange(read);
        onWrong?.(reading.kind !== 'empty' && read === undefined);
      }}
      check={(reading) => {
        if (reading.kind !== 'value') return undefined;
        if (min !== undefined && reading.value < min)
          return text('number.tooSmall', { min: format.number(min) });
        if (max !== undefined && reading.value > max)
          return text('number.tooLarge', { max: format.number(max) });
        return undefined;
      }}
    />
  );
}

function acceptable(reading: NumberReading, min = -Infinity, max = Infinity): number | undefined {
  if (reading.kind !== 'value' || reading.value < min || reading.value > max) return undefined;
  return reading.value;
}

interface DecimalInputProps extends FieldBase {
  readonly name?: string;
  readonly initial: string;
  readonly maxDecimals: number;
  readonly unit?: string | undefined;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly onRead: (reading: NumberReading) => void;
  readonly onBlur?: () => void;
  readonly check?: (reading: NumberReading) => string | undefined;
  /** What a grouped number was understood as ("= 1.234,00 ₺"). */
  readonly echo?: (reading: NumberReading) => string | undefined;
}

/** The text input under NumberField and MoneyField; complains after the field was left, not while typing. */
export function DecimalInput(props: DecimalInputProps) {
  const { label, help, error, initial, maxDecimals, unit, onRead, onBlur, check, echo, ...rest } = props;
  const { language } = useFormat();
  const text = useText('common');
  const [typed, setTyped] = useState(() => writeNumber(initial, language));
  const [wasLeft, setLeft] = useState(false);
  const reading = readNumber(typed, language, maxDecimals);
  const complaint =
    reading.kind === 'refused' ? text(`number.${reading.reason}`, { count: maxDecimals }) : check?.(reading);
  const shown = error ?? (wasLeft ? complaint : undefined);
  const echoed = shown ? undefined : echo?.(reading);
  return (
    <AriaTextField
      {...rest}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        onRead(readNumber(next, language, maxDecimals));
      }}
      onBlur={() => {
        setLeft(true);
        onBlur?.();
      }}
      inputMode="decimal"
      isInvalid={Boolean(shown)}
      validationBehavior="aria"
      className={styles.field}
    >
      <FieldFrame label={label} help={help} error={shown} isRequired={rest.isRequired} note={echoed}>
        <div className={styles.box}>
          <Input className={classNames(styles.input, styles.number)} autoComplete="off" />
          {unit && <span className={styles.unit}>{unit}</span>}
        </div>
      </FieldFrame>
    </AriaTextField>
  );
}
