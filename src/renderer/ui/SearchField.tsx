import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { SearchField as AriaSearchField, Button, Input } from 'react-aria-components';
import { useText } from '../i18n/use-text';
import combo from './ComboBox.module.css';
import field from './FieldFrame.module.css';
import styles from './SearchField.module.css';

interface SearchFieldProps {
  /** Accessible name. */
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: (value: string) => void;
  readonly autoFocus?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

export function SearchField({ label, placeholder, ref, ...rest }: SearchFieldProps) {
  const text = useText('common');
  return (
    <AriaSearchField {...rest} aria-label={label} className={styles.search}>
      {({ isEmpty }) => (
        <div className={field.box}>
          <Search size={16} aria-hidden className={styles.icon} />
          <Input ref={ref} className={field.input} placeholder={placeholder} spellCheck="false" />
          {!isEmpty && (
            <Button className={combo.arrow} aria-label={text('field.clearSearch')}>
              <X size={16} aria-hidden />
            </Button>
          )}
        </div>
      )}
    </AriaSearchField>
  );
}
