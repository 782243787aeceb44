import { useState } from 'react';
import type { StockSheet } from '../../../shared/contract/stock';
import { MOST_PIECES } from '../../../shared/domain/stock';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Banner, FormDialog, NumberField, TextField, useToast } from '../../ui';
import { LevelSelect } from './LevelSelect';
import { signed } from './movement-words';
import styles from './Stock.module.css';
import { levelIn } from './variant-words';

export interface StockDialogProps {
  /** As it is now; what was seen at the opening stays what a count is compared with. */
  readonly sheet: StockSheet;
  readonly onClose: () => void;
}

/** A counted number; the difference to what stands there is shown before it is booked. */
export function CountDialog({ sheet, onClose }: StockDialogProps) {
  const text = useText('stock');
  const format = useFormat();
  const toast = useToast();
  const [seen] = useState(sheet);
  const [warehouseId, setWarehouse] = useState(seen.levels[0]?.warehouseId);
  const [counted, setCounted] = useState<number | undefined>(undefined);
  const [note, setNote] = useState('');
  const save = useAction('stock.count', {
    onDone({ change, level }) {
      const words = { change: signed(change, format.number), onHand: format.number(level.onHand) };
      toast({ kind: 'done', text: text('count.done', words) });
      onClose();
    },
  });
  if (warehouseId === undefined) return null;
  const isFirst = seen.variant.openedAt === null;
  const before = levelIn(seen.levels, warehouseId);
  const now = levelIn(sheet.levels, warehouseId);
  const count = () => {
    if (counted === undefined) return;
    save.mutate({
      variantId: seen.variant.id,
      warehouseId,
      counted,
      ...(isFirst ? {} : { expected: before }),
      note: note.trim() === '' ? null : note,
    });
  };
  return (
    <FormDialog
      onClose={onClose}
      title={text('count.title')}
      keepsWork={counted !== undefined}
      saveLabel={text('count.save')}
      isDisabled={counted === undefined}
      isPending={save.isPending}
      error={save.error}
      onSave={count}
    >
      <LevelSelect levels={seen.levels} value={warehouseId} onChange={setWarehouse} />
      <NumberField
        label={text('count.counted')}
        value={counted}
        min={0}
        max={MOST_PIECES}
        unit={text('bulk.pieces')}
        isRequired
        onChange={setCounted}
      />
      <TextField
        label={text('count.note')}
        help={text('count.noteHelp')}
        value={note}
        onChange={setNote}
        maxLength={500}
      />
      <p className={styles.difference} role="status">
        {counted !== undefined && differenceText()}
      </p>
      {!isFirst && now !== before && (
        <Banner tone="info">
          {text('count.soldMeanwhile', { before: format.number(before), now: format.number(now) })}
        </Banner>
      )}
    </FormDialog>
  );

  function differenceText(): string {
    const words = { before: format.number(before), after: format.number(counted ?? 0) };
    if (isFirst) return text('count.first', words);
    const change = (counted ?? 0) - before;
    if (change === 0) return text('count.noDifference', words);
    return text('count.difference', { ...words, change: signed(change, format.number) });
  }
}
