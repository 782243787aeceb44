import { useState } from 'react';
import { MOST_PIECES } from '../../../shared/domain/stock';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { FormDialog, NumberField, Select, TextField, useToast } from '../../ui';
import type { StockDialogProps } from './CountDialog';
import styles from './Stock.module.css';
import { AddWarehouse } from './WarehousesDialog';

/** Pieces from one warehouse to another, both sides shown before they change; where there is one only, a second is made first. */
export function TransferDialog({ sheet, onClose }: StockDialogProps) {
  const text = useText('stock');
  const format = useFormat();
  const toast = useToast();
  const { levels } = sheet;
  const [fromId, setFrom] = useState(levels[0]?.warehouseId);
  const [toId, setTo] = useState(levels[1]?.warehouseId);
  const [pieces, setPieces] = useState<number | undefined>(undefined);
  const [note, setNote] = useState('');
  const from = levels.find((level) => level.warehouseId === fromId);
  // Chosen by nobody while the second warehouse was not there yet.
  const to = levels.find((level) => level.warehouseId === (toId ?? levels[1]?.warehouseId));
  const save = useAction('stock.transfer', {
    onDone() {
      const words = { formatted: format.number(pieces ?? 0), from: from?.name ?? '', to: to?.name ?? '' };
      toast({ kind: 'done', text: text('transfer.done', words) });
      onClose();
    },
  });
  const isSame = from === to;
  const isTooMany = pieces !== undefined && pieces > (from?.onHand ?? 0);
  const mayNot = pieces === undefined || isTooMany || isSame;
  const transfer = () => {
    if (pieces === undefined || from === undefined || to === undefined) return;
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
    <FormDialog
      onClose={onClose}
      title={text('transfer.title')}
      keepsWork={!mayNot}
      saveLabel={text('transfer.save')}
      isDisabled={mayNot}
      isPending={save.isPending}
      error={save.error}
      onSave={transfer}
      instead={
        levels.length < 2 && (
          <>
            <p>{text('transfer.oneWarehouse')}</p>
            <AddWarehouse />
          </>
        )
      }
    >
      {from && to && (
        <>
          <Select
            label={text('transfer.from')}
            value={from.warehouseId}
            options={options}
            onChange={setFrom}
          />
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
        </>
      )}
    </FormDialog>
  );
}
