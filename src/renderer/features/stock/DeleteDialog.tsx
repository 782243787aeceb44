import type { VariantRow } from '../../../shared/contract/stock';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Banner, ConfirmDialog, useToast } from '../../ui';
import { nameOf } from './variant-words';

interface DeleteDialogProps {
  readonly variant: VariantRow;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

export function DeleteDialog({ variant, onClose, onDeleted }: DeleteDialogProps) {
  const text = useText('stock');
  const toast = useToast();
  const errorText = useErrorText();
  const name = nameOf(variant);
  const remove = useAction('variants.remove', {
    onDone() {
      toast({ kind: 'done', text: text('sheet.deletedToast', { name }) });
      onDeleted();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      title={text('sheet.deleteTitle')}
      confirmLabel={text('sheet.delete')}
      isDestructive
      isPending={remove.isPending}
      onConfirm={() => remove.mutate({ id: variant.id })}
      onCancel={onClose}
    >
      <p>{text('sheet.deleteText', { name })}</p>
      {remove.error && (
        <Banner tone="error" isSpoken>
          {errorText(remove.error)}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
