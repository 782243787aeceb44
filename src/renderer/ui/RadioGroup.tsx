import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components';
import styles from './Checkbox.module.css';
import { classNames } from './class-names';
import { type FieldBase, FieldFrame } from './FieldFrame';
import type { Option } from './Select';

interface RadioGroupProps<Value extends string> extends FieldBase {
  readonly name?: string;
  readonly value: Value | null;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  readonly isHorizontal?: boolean;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
}

export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, help, error, value, options, onChange, isHorizontal, ...rest } = props;
  return (
    <AriaRadioGroup
      {...rest}
      value={value}
      orientation={isHorizontal ? 'horizontal' : 'vertical'}
      onChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onChange(chosen.value);
      }}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={styles.group}
    >
      <FieldFrame label={label} help={help} error={error} isRequired={rest.isRequired}>
        <div className={classNames(styles.options, isHorizontal && styles.horizontal)}>
          {options.map((option) => (
            <Radio
              key={option.value}
              value={option.value}
              isDisabled={option.isDisabled}
              className={styles.radio}
            >
              <span className={styles.dot} aria-hidden="true" />
              <span>
                {option.label}
                {option.note && <span className={styles.note}>{option.note}</span>}
              </span>
            </Radio>
          ))}
        </div>
      </FieldFrame>
    </AriaRadioGroup>
  );
}
