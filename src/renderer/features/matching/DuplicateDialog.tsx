import type { FoundVariant, MatchRow, TakenBy } from '../../../shared/contract/matching';
import { AppError } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { Button, Dialog } from '../../ui';
import { nameOf } from './use-match-columns';

interface DuplicateDialogProps {
  readonly row: MatchRow;
  readonly variant: FoundVariant;
  readonly takenBy: TakenBy;
  readonly channel: string;
  readonly onChoose: (taken: 'keepBoth' | 'replace') => void;
  readonly onClose: () => void;
}

/** A shop is about to have two listings of one product: which of them is it, or are both meant? */
export function DuplicateDialog({ row, variant, takenBy, channel, onChoose, onClose }: DuplicateDialogProps) {
  const text = useText('matching');
  const common = useText('common');
  const errorText = useErrorText();
  const unnamed = text('unnamed');
  const error = new AppError('match.duplicateInShop', {
    facts: {
      sku: variant.sku ?? variant.barcode ?? variant.title,
      first: takenBy.title ?? unnamed,
      second: nameOf(row, unnamed),
      channel,
    },
  });
  return (
    <Dialog
      isOpen
      isAlert
      onClose={onClose}
      title={text('duplicate.title')}
      size="medium"
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {common('action.cancel')}
          </Button>
          <Button onPress={() => onChoose('keepBoth')}>{text('duplicate.keepBoth')}</Button>
          <Button variant="primary" onPress={() => onChoose('replace')}>
            {text('duplicate.replace')}
          </Button>
        </>
      }
    >
      <p>{errorText(error)}</p>
      <p>{text('duplicate.detail')}</p>
    </Dialog>
  );
}
