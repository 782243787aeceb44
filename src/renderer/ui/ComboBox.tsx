import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ComboBox as AriaComboBox, Button, Input, ListBox, Popover } from 'react-aria-components';
import { foldSearch } from '../../shared/text/fold';
import { useText } from '../i18n/use-text';
import styles from './ComboBox.module.css';
import { type FieldBase, FieldFrame } from './FieldFrame';
import field from './FieldFrame.module.css';
import popover from './Popover.module.css';
import { type Option, OptionItem } from './Select';

interface ComboBoxProps<Value extends string> extends FieldBase {
  readonly name?: string;
  readonly value: Value | null;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value | null) => void;
  readonly onBlur?: () => void;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
}

/** One of a long list, found by typing. Filtering folds as a Turk expects, which react-aria's own filter does not. */
export function ComboBox<Value extends string>(props: ComboBoxProps<Value>) {
  const { label, help, error, value, options, onChange, placeholder, ...rest } = props;
  const text = useText('common');
  const labelOf = (key: Value | null) => options.find((option) => option.value === key)?.label ?? '';
  const [typed, setTyped] = useState(() => labelOf(value));
  const [isSearching, setSearching] = useState(false);
  const shown = useMemo(() => {
    const wanted = foldSearch(typed.trim());
    const matching =
      isSearching && wanted !== ''
        ? options.filter((option) => foldSearch(option.label).includes(wanted))
        : options;
    return matching.map((option) => ({ ...option, id: option.value }));
  }, [typed, isSearching, options]);
  return (
    <AriaComboBox
      {...rest}
      items={shown}
      inputValue={typed}
      onInputChange={(next) => {
        setTyped(next);
        setSearching(next !== labelOf(value));
      }}
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        setTyped(chosen?.label ?? '');
        setSearching(false);
        onChange(chosen?.value ?? null);
      }}
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={field.field}
    >
      <FieldFrame label={label} help={help} error={error} isRequired={rest.isRequired}>
        <div className={field.box}>
          <Input className={field.input} placeholder={placeholder} />
          <Button className={styles.arrow} aria-label={text('field.showOptions')}>
            <ChevronDown size={16} aria-hidden />
          </Button>
        </div>
      </FieldFrame>
      <Popover className={popover.popover} offset={4}>
        <ListBox
          className={popover.list}
          renderEmptyState={() => <div className={popover.none}>{text('field.noOptions')}</div>}
        >
          {(option: Option<Value>) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
