import { type ReactNode, useMemo } from 'react';
import type { VariantRow, Warehouse } from '../../../shared/contract/stock';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { type GridColumn, writtenColumn } from '../../ui';
import type { PriceField } from './bulk-change';
import { countColumn } from './cell-values';
import styles from './Stock.module.css';
import { levelIn, nameOf } from './variant-words';

const NONE = '–';

/** The editor that stands in a cell now, or undefined. */
export type EditorIn = (row: VariantRow, columnId: string) => ReactNode | undefined;

/** Columns of the stock table; with several warehouses each has its own. */
export function useStockColumns(
  warehouses: readonly Warehouse[],
  editorIn: EditorIn,
): readonly GridColumn<VariantRow>[] {
  const text = useText('stock');
  const format = useFormat();
  const now = useNow(60_000);
  return useMemo(() => {
    const number = (
      id: string,
      header: string,
      write: (row: VariantRow) => string,
      more: Partial<GridColumn<VariantRow>> = {},
    ) => writtenColumn(id, header, 110, write, { isEnd: true, ...more });
    const edited = (
      id: string,
      header: string,
      write: (row: VariantRow) => string,
      more: Partial<GridColumn<VariantRow>> = {},
    ) =>
      number(id, header, write, {
        canEdit: (row) => row.deletedAt === null,
        cell: (row) => editorIn(row, id) ?? write(row),
        ...more,
      });
    const told = (row: VariantRow, pieces: number) =>
      row.openedAt === null ? text('untold') : format.number(pieces);
    const money = (field: PriceField) => (row: VariantRow) => {
      const minor = row[field];
      return minor === null ? NONE : format.money({ minor, currency: row.currency });
    };
    const pieces = (id: string, write: (row: VariantRow) => string) => (row: VariantRow) =>
      editorIn(row, id) ??
      (row.openedAt === null ? <span className={styles.muted}>{write(row)}</span> : write(row));
    const isSplit = warehouses.length > 1;
    const counted = warehouses.map((warehouse) => {
      const id = countColumn(warehouse.id);
      const write = (row: VariantRow) => told(row, levelIn(row.levels, warehouse.id));
      return edited(id, isSplit ? warehouse.name : text('column.onHand'), write, { cell: pieces(id, write) });
    });
    const available = (row: VariantRow) => told(row, row.available);
    return [
      writtenColumn<VariantRow>('title', text('column.title'), 320, nameOf, {
        isSortable: true,
        isFixed: true,
      }),
      writtenColumn('sku', text('column.sku'), 150, (row) => row.sku ?? NONE, { isSortable: true }),
      writtenColumn('barcode', text('column.barcode'), 140, (row) => row.barcode ?? NONE),
      number('available', text('column.available'), available, {
        isSortable: true,
        cell: (row) =>
          row.openedAt === null ? (
            <span className={styles.muted}>{available(row)}</span>
          ) : row.available <= 0 ? (
            <strong>{available(row)}</strong>
          ) : (
            available(row)
          ),
      }),
      ...counted,
      ...(isSplit
        ? [
            number('onHand', text('column.onHand'), (row: VariantRow) => told(row, row.onHand), {
              isOptional: true,
            }),
          ]
        : []),
      number('reserved', text('column.reserved'), (row) => format.number(row.reserved)),
      edited('safety', text('column.safety'), (row) => format.number(row.safety)),
      edited('basePrice', text('column.basePrice'), money('basePriceMinor'), { width: 130 }),
      edited('baseListPrice', text('column.baseListPrice'), money('baseListPriceMinor'), {
        width: 130,
        isOptional: true,
      }),
      edited('cost', text('column.cost'), money('costMinor'), { width: 130, isOptional: true }),
      number('listings', text('column.listings'), (row) => format.number(row.listings)),
      writtenColumn('brand', text('column.brand'), 140, (row) => row.brand ?? NONE, { isOptional: true }),
      number(
        'vatRate',
        text('column.vatRate'),
        (row) => (row.vatRate === null ? NONE : format.percent(row.vatRate / 100)),
        { width: 80, isOptional: true },
      ),
      writtenColumn(
        'updatedAt',
        text('column.updatedAt'),
        130,
        (row) => format.relative(row.updatedAt, Math.max(now, row.updatedAt)),
        { isSortable: true },
      ),
    ];
  }, [text, format, now, warehouses, editorIn]);
}
