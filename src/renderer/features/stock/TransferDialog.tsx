import { type FormEvent, useState } from 'react';
import { MOST_PIECES } from '../../../shared/domain/stock';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Banner, Button, Dialog, NumberField, Select, TextField, useToast } from '../../ui';
import type { StockDialogProps } from './CountDialog';
import styles from './Stock.module.css';

/** Pieces from one warehouse to another; both sides are shown before they change. */
export function TransferDialog({ sheet, onClose }: StockDialogProps) {
  const text = useText('stock');
  const common = useText('common');
  const format = useFormat();
  const toast = useToast();
  const errorText = useErrorText();
  const { levels } = sheet;
  const [fromId, setFrom] = useState(levels[0]?.warehouseId);
  const [toId, setTo] = useState(levels[1]?.warehouseId);
  const [pieces, setPieces] = useState<number | undefined>(undefined);
  const [note, setNote] = useState('');
  const from = levels.find((level) => level.warehouseId === fromId);
  const to = levels.find((level) => level.warehouseId === toId);
  const save = useAction('stock.transfer', {
    onDone() {
      const words = { formatted: format.number(pieces ?? 0), from: from?.name ?? '', to: to?.name ?? '' };
      toast({ kind: 'done', text: text('transfer.done', words) });
      onClose();
    },
  });
  if (from === undefined || to === undefined) return null;
  const isSame = from === to;
  const isTooMany = pieces !== undefined && pieces > from.onHand;
  const mayNot = pieces === undefined || isTooMany || isSame;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pieces === undefined || mayNot || save.isPending) return;
    save.mutate({
      variantId: sheet.variant.id,
      from: from.warehouseId,
      to: to.warehouseId,
      pieces,
      note: note.trim() === '' ? null : note,
    });
  };
  const options = levels.map((level) => ({
    value: level.warehouseId,
    label: level.name,
    note: format.number(level.onHand),
  }));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={text('transfer.title')}
      keepsWork={pieces !== undefined}
      actions={
        <>
          <Button onPress={onClose}>{common('action.cancel')}</Button>
          <Button
            variant="primary"
            type="submit"
            form="stock-transfer"
            isDisabled={mayNot}
            isPending={save.isPending}
          >
            {text('transfer.save')}
          </Button>
        </>
      }
    >
      <form id="stock-transfer" className={styles.form} onSubmit={submit}>
        <Select label={text('transfer.from')} value={from.warehouseId} options={options} onChange={setFrom} />
        <Select
          label={text('transfer.to')}
          value={to.warehouseId}
          options={options}
          error={isSame ? text('transfer.same') : undefined}
          onChange={setTo}
        />
        <NumberField
          label={text('transfer.pieces')}
          value={pieces}
          min={1}
          max={MOST_PIECES}
          unit={text('bulk.pieces')}
          isRequired
          error={isTooMany ? text('adjust.tooMany', { before: format.number(from.onHand) }) : undefined}
          onChange={setPieces}
        />
        <TextField label={text('count.note')} value={note} onChange={setNote} maxLength={500} />
        <p className={styles.difference} role="status">
          {pieces !== undefined &&
            !mayNot &&
            text('transfer.difference', {
              from: from.name,
              fromBefore: format.number(from.onHand),
              fromAfter: format.number(from.onHand - pieces),
              to: to.name,
              toBefore: format.number(to.onHand),
              toAfter: format.number(to.onHand + pieces),
            })}
        </p>
        {save.error && (
          <Banner tone="error" isSpoken>
            {errorText(save.error)}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
