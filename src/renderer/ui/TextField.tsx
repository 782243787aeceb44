import { type ClipboardEvent, useState } from 'react';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Input,
  TextArea,
} from 'react-aria-components';
import { useText } from '../i18n/use-text';
import { type FieldBase, FieldFrame } from './FieldFrame';
import styles from './FieldFrame.module.css';
import { pasteTrimmed } from './paste';

export interface TextFieldProps
  extends Omit<AriaTextFieldProps, 'className' | 'children' | 'style' | 'isInvalid' | 'validate'>,
    FieldBase {
  readonly placeholder?: string;
  /** Pasted text loses its outer blanks and all line breaks, and the field says so. */
  readonly trimsPaste?: boolean;
  readonly isMultiline?: boolean;
  readonly rows?: number;
  readonly unit?: string;
}

export function TextField({
  label,
  help,
  error,
  placeholder,
  trimsPaste,
  isMultiline,
  rows = 4,
  unit,
  ...rest
}: TextFieldProps) {
  const text = useText('common');
  const [wasTrimmed, setTrimmed] = useState(false);
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    if (trimsPaste) setTrimmed(pasteTrimmed(event));
  };
  const spellCheck = rest.spellCheck === 'true';
  return (
    <AriaTextField {...rest} isInvalid={Boolean(error)} validationBehavior="aria" className={styles.field}>
      <FieldFrame
        label={label}
        help={help}
        error={error}
        isRequired={rest.isRequired}
        note={wasTrimmed ? text('field.trimmed') : undefined}
      >
        <div className={styles.box}>
          {isMultiline ? (
            <TextArea className={styles.input} rows={rows} placeholder={placeholder} />
          ) : (
            <Input
              className={styles.input}
              placeholder={placeholder}
              onPaste={onPaste}
              spellCheck={spellCheck}
            />
          )}
          {unit && <span className={styles.unit}>{unit}</span>}
        </div>
      </FieldFrame>
    </AriaTextField>
  );
}
