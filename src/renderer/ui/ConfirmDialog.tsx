import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../i18n/use-text';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { TextField } from './TextField';

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What happens, in numbers, and what can be taken back. */
  readonly children: ReactNode;
  /** Verb and noun of the act. */
  readonly confirmLabel: string;
  readonly isDestructive?: boolean;
  /** The act needs this name typed, exactly. */
  readonly nameToType?: string;
  readonly isPending?: boolean;
  readonly onConfirm: (typedName: string) => void;
  readonly onCancel: () => void;
}

/** Asks once before something that cannot simply be undone; focus starts on the way back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, title, children, confirmLabel, isDestructive, nameToType, isPending, onConfirm, onCancel } =
    props;
  const text = useText('common');
  const [typed, setTyped] = useState('');
  useEffect(() => {
    if (!isOpen) setTyped('');
  }, [isOpen]);
  const mayConfirm = nameToType === undefined || typed.normalize('NFC') === nameToType.normalize('NFC');
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onCancel}
      title={title}
      isAlert
      actions={
        <>
          <Button onPress={onCancel} autoFocus={nameToType === undefined}>
            {text('action.cancel')}
          </Button>
          <Button
            variant={isDestructive ? 'danger' : 'primary'}
            isDisabled={!mayConfirm}
            isPending={isPending}
            onPress={() => onConfirm(typed)}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div>{children}</div>
      {nameToType !== undefined && (
        <TextField
          label={text('confirm.typeName', { name: nameToType })}
          value={typed}
          onChange={setTyped}
          autoFocus
          autoComplete="off"
        />
      )}
    </Dialog>
  );
}
