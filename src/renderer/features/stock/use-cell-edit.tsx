import { type RefObject, useCallback, useRef, useState } from 'react';
import type { VariantRow, Warehouse } from '../../../shared/contract/stock';
import type { BatchId } from '../../../shared/domain/ids';
import { MOST_PIECES } from '../../../shared/domain/stock';
import { toAppError } from '../../../shared/errors/app-error';
import { type NumberReading, writeNumber } from '../../i18n/number-input';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { call } from '../../lib/kervan';
import type { GridHandle } from '../../ui';
import { CellEditor, type Leaving } from './CellEditor';
import { complaintOf, decimalsOf, type EditableCell, editableCell, editFor, plainValue } from './cell-values';
import { shortNameOf } from './variant-words';

interface Edited {
  readonly rowId: string;
  readonly columnId: string;
  readonly typed: string | undefined;
}

interface CellEditOptions {
  readonly grid: RefObject<GridHandle | null>;
  readonly warehouses: readonly Warehouse[];
  /** Editable columns as they stand, left to right. */
  readonly order: () => readonly string[];
  readonly headerOf: (columnId: string) => string;
  readonly onSaved: (batchId: BatchId | null, sentence: string) => void;
}

/** Editing of one cell at a time in the stock table. */
export function useCellEdit({ grid, warehouses, order, headerOf, onSaved }: CellEditOptions) {
  const text = useText('stock');
  const common = useText('common');
  const format = useFormat();
  const errorText = useErrorText();
  const [edited, setEdited] = useState<Edited | null>(null);
  const latest = useRef({ order, headerOf, onSaved });
  latest.current = { order, headerOf, onSaved };

  const begin = useCallback((row: VariantRow, columnId: string, typed?: string) => {
    setEdited({ rowId: row.id, columnId, typed });
  }, []);

  const leave = useCallback(
    (at: Edited, to: Leaving) => {
      const columns = latest.current.order();
      const next = columns[columns.indexOf(at.columnId) + 1];
      const goesOn = to === 'next' && next !== undefined;
      setEdited(goesOn ? { rowId: at.rowId, columnId: next, typed: undefined } : null);
      if (to === 'elsewhere') return;
      if (!goesOn) grid.current?.focus();
      grid.current?.goOn(to === 'down' ? 1 : 0, goesOn ? next : at.columnId);
    },
    [grid],
  );

  const save = useCallback(
    async (row: VariantRow, cell: EditableCell, columnId: string, reading: NumberReading) => {
      const written = (plain: string) => (plain === '' ? '–' : writeNumber(plain, format.language));
      try {
        const { batchId, results } = await call('variants.editMany', {
          edits: [editFor(row, cell, reading)],
        });
        const error = results[0]?.error;
        if (error) return errorText(error);
        const after = reading.kind === 'value' ? reading.text : '';
        const sentence = text('cell.saved', {
          name: shortNameOf(row),
          column: latest.current.headerOf(columnId),
          before: written(plainValue(row, cell)),
          after: written(after),
        });
        latest.current.onSaved(batchId, sentence);
        grid.current?.refresh();
        return undefined;
      } catch (thrown) {
        return errorText(toAppError(thrown));
      }
    },
    [format, text, errorText, grid],
  );

  const editorIn = useCallback(
    (row: VariantRow, columnId: string) => {
      if (edited === null || edited.rowId !== row.id || edited.columnId !== columnId) return undefined;
      const cell = editableCell(columnId, warehouses);
      if (cell === null) return undefined;
      const complaint = (reading: NumberReading) => {
        const found = complaintOf(row, cell, reading);
        if (found === null) return undefined;
        if (found === 'tooSmall') return common('number.tooSmall', { min: 0 });
        if (found === 'tooLarge') return common('number.tooLarge', { max: format.number(MOST_PIECES) });
        return text(`cell.${found}`);
      };
      return (
        <CellEditor
          label={text('cell.label', { column: latest.current.headerOf(columnId), name: shortNameOf(row) })}
          initial={writeNumber(plainValue(row, cell), format.language)}
          typed={edited.typed}
          maxDecimals={decimalsOf(row, cell)}
          complaint={complaint}
          onSave={(reading) => save(row, cell, columnId, reading)}
          onLeave={(to) => leave(edited, to)}
        />
      );
    },
    [edited, warehouses, text, common, format, save, leave],
  );

  return { begin, editorIn };
}
