import { useState } from 'react';
import { MOST_PIECES } from '../../../shared/domain/stock';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { FormDialog, NumberField, RadioGroup, TextField, useToast } from '../../ui';
import type { StockDialogProps } from './CountDialog';
import { LevelSelect } from './LevelSelect';
import { signed } from './movement-words';
import styles from './Stock.module.css';
import { levelIn } from './variant-words';

/** More or fewer pieces with a reason, without counting all of them. */
export function AdjustDialog({ sheet, onClose }: StockDialogProps) {
  const text = useText('stock');
  const format = useFormat();
  const toast = useToast();
  const [warehouseId, setWarehouse] = useState(sheet.levels[0]?.warehouseId);
  const [direction, setDirection] = useState<'more' | 'less'>('less');
  const [pieces, setPieces] = useState<number | undefined>(undefined);
  const [note, setNote] = useState('');
  const save = useAction('stock.adjust', {
    onDone({ change, level }) {
      const words = { change: signed(change, format.number), onHand: format.number(level.onHand) };
      toast({ kind: 'done', text: text('adjust.done', words) });
      onClose();
    },
  });
  if (warehouseId === undefined) return null;
  const before = levelIn(sheet.levels, warehouseId);
  const after = before + (direction === 'more' ? 1 : -1) * (pieces ?? 0);
  const isTooMany = direction === 'less' && pieces !== undefined && pieces > before;
  return (
    <FormDialog
      onClose={onClose}
      title={text('adjust.title')}
      keepsWork={pieces !== undefined}
      saveLabel={text('adjust.save')}
      isDisabled={pieces === undefined || isTooMany || note.trim() === ''}
      isPending={save.isPending}
      error={save.error}
      onSave={() => save.mutate({ variantId: sheet.variant.id, warehouseId, change: after - before, note })}
    >
      <LevelSelect levels={sheet.levels} value={warehouseId} onChange={setWarehouse} />
      <RadioGroup<'more' | 'less'>
        label={text('adjust.direction')}
        value={direction}
        isHorizontal
        options={[
          { value: 'less', label: text('adjust.less') },
          { value: 'more', label: text('adjust.more') },
        ]}
        onChange={setDirection}
      />
      <NumberField
        label={text('adjust.pieces')}
        value={pieces}
        min={1}
        max={MOST_PIECES}
        unit={text('bulk.pieces')}
        isRequired
        error={isTooMany ? text('adjust.tooMany', { before: format.number(before) }) : undefined}
        onChange={setPieces}
      />
      <TextField
        label={text('adjust.note')}
        help={text('adjust.noteHelp')}
        value={note}
        onChange={setNote}
        maxLength={500}
        isRequired
      />
      <p className={styles.difference} role="status">
        {pieces !== undefined &&
          !isTooMany &&
          text('adjust.difference', {
            warehouse: sheet.levels.find((level) => level.warehouseId === warehouseId)?.name ?? '',
            before: format.number(before),
            after: format.number(after),
          })}
      </p>
    </FormDialog>
  );
}
