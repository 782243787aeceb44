import { z } from 'zod';
import type { VariantRow, WarehouseLevel } from '../../../shared/contract/stock';
import { variantIdSchema, warehouseIdSchema } from '../../../shared/domain/ids';
import { readOptions } from '../json-column';

const text = z.string().nullable();
const number = z.number().nullable();

export const variantRowSchema = z.object({
  id: z.number(),
  title: z.string(),
  variant_title: text,
  sku: text,
  barcode: text,
  brand: text,
  options: z.string(),
  base_price_minor: number,
  base_list_price_minor: number,
  cost_minor: number,
  currency: z.string(),
  vat_rate: number,
  on_hand: z.number(),
  reserved: z.number(),
  safety: z.number(),
  available: z.number(),
  opened_at: number,
  created_at: z.number(),
  updated_at: z.number(),
  deleted_at: number,
  listings: z.number(),
});
type VariantTableRow = z.infer<typeof variantRowSchema>;

export const levelRowSchema = z.object({
  variant_id: z.number(),
  warehouse_id: z.number(),
  on_hand: z.number(),
});

export const variantRowSql = `
  SELECT v.id, v.title, v.variant_title, v.sku, v.barcode, v.brand, v.options, v.base_price_minor, v.base_list_price_minor,
    v.cost_minor, v.currency, v.vat_rate, v.on_hand, v.reserved, v.safety, v.available, v.opened_at, v.created_at, v.updated_at,
    v.deleted_at, (SELECT count(*) FROM matches m WHERE m.variant_id = v.id) AS listings
  FROM variants v`;

export const levelRowSql =
  'SELECT variant_id, warehouse_id, on_hand FROM stock_levels WHERE variant_id IN (SELECT value FROM json_each(?))';

export function toLevel(row: z.infer<typeof levelRowSchema>): WarehouseLevel {
  return { warehouseId: warehouseIdSchema.parse(String(row.warehouse_id)), onHand: row.on_hand };
}

export function toVariantRow(row: VariantTableRow, levels: readonly WarehouseLevel[]): VariantRow {
  return {
    id: variantIdSchema.parse(String(row.id)),
    title: row.title,
    variantTitle: row.variant_title,
    sku: row.sku,
    barcode: row.barcode,
    brand: row.brand,
    options: readOptions(row.options),
    basePriceMinor: row.base_price_minor,
    baseListPriceMinor: row.base_list_price_minor,
    costMinor: row.cost_minor,
    currency: row.currency,
    vatRate: row.vat_rate,
    onHand: row.on_hand,
    reserved: row.reserved,
    safety: row.safety,
    available: row.available,
    openedAt: row.opened_at,
    listings: row.listings,
    levels,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  };
}
