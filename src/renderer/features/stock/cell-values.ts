import type { EditManyInput, VariantRow, Warehouse } from '../../../shared/contract/stock';
import { MOST_MINOR } from '../../../shared/contract/stock';
import { minorDigits, moneyToDecimal } from '../../../shared/domain/money';
import { MOST_PIECES } from '../../../shared/domain/stock';
import { type NumberReading, readingToMoney } from '../../i18n/number-input';
import type { PriceField } from './bulk-change';
import { levelIn } from './variant-words';

/** What a cell of the table can be changed to. */
export type EditableCell =
  | { readonly kind: 'count'; readonly warehouseId: Warehouse['id'] }
  | { readonly kind: 'safety' }
  | { readonly kind: 'price'; readonly field: PriceField };

export type CellComplaint = 'empty' | 'zero' | 'tooSmall' | 'tooLarge';

const PRICE_COLUMNS: Readonly<Record<string, PriceField>> = {
  basePrice: 'basePriceMinor',
  baseListPrice: 'baseListPriceMinor',
  cost: 'costMinor',
};

export const countColumn = (id: Warehouse['id']): string => `count-${id}`;

export function editableCell(columnId: string, warehouses: readonly Warehouse[]): EditableCell | null {
  if (columnId === 'safety') return { kind: 'safety' };
  const field = PRICE_COLUMNS[columnId];
  if (field !== undefined) return { kind: 'price', field };
  const warehouse = warehouses.find(({ id }) => countColumn(id) === columnId);
  return warehouse === undefined ? null : { kind: 'count', warehouseId: warehouse.id };
}

/** Plain decimal of what stands there; '' = nothing is told. */
export function plainValue(row: VariantRow, cell: EditableCell): string {
  switch (cell.kind) {
    case 'count':
      return row.openedAt === null ? '' : String(levelIn(row.levels, cell.warehouseId));
    case 'safety':
      return String(row.safety);
    case 'price': {
      const minor = row[cell.field];
      return minor === null ? '' : moneyToDecimal({ minor, currency: row.currency });
    }
  }
}

export const decimalsOf = (row: VariantRow, cell: EditableCell): number =>
  cell.kind === 'price' ? minorDigits(row.currency) : 0;

/** Why a number that was read is not taken; main looks again. */
export function complaintOf(
  row: VariantRow,
  cell: EditableCell,
  reading: NumberReading,
): CellComplaint | null {
  if (reading.kind === 'empty') return cell.kind === 'price' ? null : 'empty';
  if (reading.kind !== 'value') return null;
  if (cell.kind !== 'price') {
    if (reading.value < 0) return 'tooSmall';
    return reading.value > MOST_PIECES ? 'tooLarge' : null;
  }
  const money = readingToMoney(reading.text, row.currency);
  if (money === undefined || money.minor > MOST_MINOR) return 'tooLarge';
  if (money.minor < 0) return 'zero';
  return money.minor === 0 && cell.field !== 'costMinor' ? 'zero' : null;
}

/** The edit for a reading without complaint; an emptied price is taken away. */
export function editFor(
  row: VariantRow,
  cell: EditableCell,
  reading: NumberReading,
): EditManyInput['edits'][number] {
  const value = reading.kind === 'value' ? reading.value : 0;
  switch (cell.kind) {
    case 'count': {
      const { warehouseId } = cell;
      const expected = levelIn(row.levels, warehouseId);
      return { variantId: row.id, counts: [{ warehouseId, onHand: value, expected }] };
    }
    case 'safety':
      return { variantId: row.id, change: { safety: value } };
    case 'price': {
      const minor = reading.kind === 'value' ? readingToMoney(reading.text, row.currency)?.minor : null;
      return { variantId: row.id, change: { [cell.field]: minor ?? null } };
    }
  }
}
