import './locale';
import { useCallback } from 'react';
import {
  type ImportField,
  isStockField,
  plainImportFieldSchema,
  warehouseOf,
} from '../../../shared/contract/imports';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import type { Option } from '../../ui';

/** What a column is not used for. */
export const UNUSED = 'unused';
export type FieldChoice = ImportField | typeof UNUSED;

/** Every field a column can be, with its word; stock is one per warehouse, named only where there are several. */
export function useFieldWords() {
  const text = useText('imports');
  const warehouses = useAnswer('warehouses.list', {}).data ?? [];
  const word = useCallback(
    (field: ImportField): string => {
      if (!isStockField(field)) return text(`field.${field}`);
      const place = warehouseOf(field);
      const name = warehouses.length > 1 ? warehouses.find(({ id }) => id === place)?.name : undefined;
      if (field.startsWith('stock:'))
        return name === undefined ? text('field.stock') : text('field.stockIn', { name });
      return name === undefined ? text('field.stockBefore') : text('field.stockBeforeIn', { name });
    },
    [text, warehouses],
  );
  const fields: readonly ImportField[] = [
    ...plainImportFieldSchema.options,
    ...warehouses.map(({ id }): ImportField => `stock:${id}`),
    ...warehouses.map(({ id }): ImportField => `stockBefore:${id}`),
  ];
  const options: readonly Option<FieldChoice>[] = [
    { value: UNUSED, label: text('columns.unused') },
    ...fields.map((field) => ({
      value: field,
      label: word(field),
      ...(field.startsWith('stock:') && { note: text('fieldNote.stock') }),
      ...(field.startsWith('stockBefore:') && { note: text('fieldNote.stockBefore') }),
    })),
  ];
  return { word, options };
}
