import { Check, ChevronDown } from 'lucide-react';
import {
  Select as AriaSelect,
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';
import { useText } from '../i18n/use-text';
import { type FieldBase, FieldFrame } from './FieldFrame';
import field from './FieldFrame.module.css';
import popover from './Popover.module.css';
import styles from './Select.module.css';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly note?: string;
  readonly isDisabled?: boolean;
}

interface SelectProps<Value extends string> extends FieldBase {
  readonly name?: string;
  readonly value: Value | null;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  readonly onBlur?: () => void;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  /** The label stands in the control ("Tür: Hepsi") instead of above it; for filter lines. */
  readonly isInline?: boolean;
  /** The label is only told to screen readers: in a table, whose heading names the column. */
  readonly isLabelHidden?: boolean;
}

/** One of a short closed list. Longer lists take ComboBox. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, help, error, value, options, onChange, placeholder, isInline, isLabelHidden, ...rest } =
    props;
  const text = useText('common');
  const trigger = (
    <Button className={styles.trigger}>
      {isInline && <span className={styles.inlineLabel}>{label}:</span>}
      <SelectValue className={styles.value}>
        {({ isPlaceholder, selectedText }) =>
          isPlaceholder ? (placeholder ?? text('field.choose')) : selectedText
        }
      </SelectValue>
      <ChevronDown size={16} aria-hidden className={styles.arrow} />
    </Button>
  );
  return (
    <AriaSelect
      {...rest}
      aria-label={isInline || isLabelHidden ? label : undefined}
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={field.field}
    >
      {isInline || isLabelHidden ? (
        trigger
      ) : (
        <FieldFrame label={label} help={help} error={error} isRequired={rest.isRequired}>
          {trigger}
        </FieldFrame>
      )}
      <Popover className={popover.popover} offset={4}>
        <ListBox className={popover.list} items={options.map((option) => ({ ...option, id: option.value }))}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** One line of a list of options, shared with ComboBox. */
export function OptionItem({ option }: { readonly option: Option<string> }) {
  return (
    <ListBoxItem
      id={option.value}
      textValue={option.label}
      isDisabled={option.isDisabled}
      className={popover.item}
    >
      {({ isSelected }) => (
        <>
          <span className={popover.tick} aria-hidden="true">
            {isSelected && <Check size={16} />}
          </span>
          <span className={popover.itemText}>
            {option.label}
            {option.note && <span className={popover.itemNote}>{option.note}</span>}
          </span>
        </>
      )}
    </ListBoxItem>
  );
}
