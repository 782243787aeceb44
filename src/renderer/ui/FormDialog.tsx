import { type FormEvent, type ReactNode, useId } from 'react';
import type { AppError } from '../../shared/errors/app-error';
import { useErrorText } from '../i18n/use-error-text';
import { useText } from '../i18n/use-text';
import { Banner } from './Banner';
import { Button } from './Button';
import { Dialog, type DialogProps } from './Dialog';
import styles from './FormDialog.module.css';

interface FormDialogProps extends Omit<DialogProps, 'isOpen' | 'isAlert' | 'actions'> {
  /** Label of the button that sends the form. */
  readonly saveLabel: string;
  readonly isDisabled?: boolean;
  readonly isPending?: boolean;
  /** Why it was refused. */
  readonly error?: AppError | null;
  /** Never while the form is incomplete (`isDisabled`) or under way. */
  readonly onSave: () => void;
  /** Stands in the place of the form while something else has to be done first. */
  readonly instead?: ReactNode;
}

/** A dialog that is one form: its fields, why it was refused, the way out and the button that sends it. */
export function FormDialog(props: FormDialogProps) {
  const {
    saveLabel,
    isDisabled = false,
    isPending = false,
    error,
    onSave,
    instead,
    children,
    ...dialog
  } = props;
  const common = useText('common');
  const errorText = useErrorText();
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React lets it bubble through the dialog to a form this one was opened from.
    event.stopPropagation();
    if (!isDisabled && !isPending) onSave();
  };
  return (
    <Dialog
      {...dialog}
      isOpen
      actions={
        <>
          <Button onPress={dialog.onClose}>{common('action.cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} isDisabled={isDisabled} isPending={isPending}>
            {saveLabel}
          </Button>
        </>
      }
    >
      {instead || (
        <form id={formId} className={styles.form} onSubmit={submit} noValidate>
          {children}
          {error && (
            <Banner tone="error" isSpoken>
              {errorText(error)}
            </Banner>
          )}
        </form>
      )}
    </Dialog>
  );
}
