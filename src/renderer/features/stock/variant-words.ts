import type { VariantRow, Warehouse, WarehouseLevel } from '../../../shared/contract/stock';
import { variantName } from '../../lib/variant-name';

/** Product and variant in one line. */
export function nameOf({ title, variantTitle }: Pick<VariantRow, 'title' | 'variantTitle'>): string {
  return variantName(title, variantTitle);
}

/** How a sentence names a variant: by its code where it has one. */
export function shortNameOf(row: Pick<VariantRow, 'title' | 'variantTitle' | 'sku'>): string {
  return row.sku ?? nameOf(row);
}

export function levelIn(levels: readonly WarehouseLevel[], warehouseId: Warehouse['id']): number {
  return levels.find((level) => level.warehouseId === warehouseId)?.onHand ?? 0;
}
