import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { useText } from '../i18n/use-text';
import styles from './FieldFrame.module.css';

/** What every field shares: label above, help and error below. */
export interface FieldBase {
  readonly label: string;
  readonly help?: ReactNode;
  /** One sentence; shown instead of the help. */
  readonly error?: string | undefined;
}

interface FieldFrameProps extends FieldBase {
  readonly isRequired?: boolean | undefined;
  readonly children: ReactNode;
  /** A quiet line beside the help, such as what a number was understood as. */
  readonly note?: ReactNode;
}

/** Goes inside a react-aria field, which ties label, help and error to the input. */
export function FieldFrame({ label, help, error, isRequired, children, note }: FieldFrameProps) {
  const text = useText('common');
  return (
    <>
      <Label className={styles.label}>
        {label}
        {isRequired && (
          <span className={styles.required} title={text('field.required')} aria-hidden="true">
            *
          </span>
        )}
      </Label>
      {children}
      {note && (
        <span className={styles.note} role="status">
          {note}
        </span>
      )}
      {help && !error && (
        <Text slot="description" className={styles.help}>
          {help}
        </Text>
      )}
      {error && (
        <FieldError className={styles.error}>
          <CircleAlert size={14} aria-hidden />
          <span>{error}</span>
        </FieldError>
      )}
    </>
  );
}
