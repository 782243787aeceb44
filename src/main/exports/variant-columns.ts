import type { VariantRow } from '../../shared/contract/stock';
import type { WarehouseId } from '../../shared/domain/ids';
import { type Cell, money, number, text } from './cell';

/** Plain columns of a variant; `onHand` and `onHandBefore` are one column per warehouse, see `warehouseColumns`. */
export const variantColumns = {
  id: (row) => text(row.id),
  title: (row) => text(row.title),
  variantTitle: (row) => text(row.variantTitle),
  sku: (row) => text(row.sku),
  barcode: (row) => text(row.barcode),
  brand: (row) => text(row.brand),
  reserved: (row) => number(row.openedAt === null ? null : row.reserved),
  safety: (row) => number(row.safety),
  available: (row) => number(row.openedAt === null ? null : row.available),
  price: (row) => amount(row.basePriceMinor, row),
  listPrice: (row) => amount(row.baseListPriceMinor, row),
  cost: (row) => amount(row.costMinor, row),
  currency: (row) => text(row.currency),
  vatRate: (row) => number(row.vatRate),
  listings: (row) => number(row.listings),
} as const satisfies Readonly<Record<string, (row: VariantRow) => Cell>>;

export interface Heading {
  readonly heading: string;
  readonly cell: (row: VariantRow) => Cell;
}

/**
 * What lies in each warehouse. The same number under the heading "before" stays as it is when a person edits the first one, so that
 * an import books only the difference. A stock that was never told is empty.
 */
export function warehouseColumns(
  heading: string,
  warehouses: readonly { readonly id: WarehouseId; readonly name: string }[],
): Heading[] {
  return warehouses.map(({ id, name }) => ({
    heading: warehouses.length === 1 ? heading : `${heading}: ${name}`,
    cell: (row) => (row.openedAt === null ? null : number(levelIn(row, id))),
  }));
}

function levelIn({ levels }: VariantRow, id: WarehouseId): number {
  return levels.find(({ warehouseId }) => warehouseId === id)?.onHand ?? 0;
}

function amount(minor: number | null, { currency }: VariantRow): Cell {
  return money(minor === null ? null : { minor, currency });
}
