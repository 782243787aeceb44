import { z } from 'zod';
import type { MovementRow, StockSheet, VariantRow } from '../../../shared/contract/stock';
import {
  batchIdSchema,
  connectionIdSchema,
  movementIdSchema,
  orderIdSchema,
  variantIdSchema,
  warehouseIdSchema,
} from '../../../shared/domain/ids';
import { currencySchema } from '../../../shared/domain/money';
import { movementKindSchema } from '../../../shared/domain/stock';
import type { Told } from '../route';
import { iso } from '../times';
import { amount, major } from './amounts';
import { failure, time } from './common';

export const stockLevel = z
  .object({ onHand: z.int(), reserved: z.int(), safety: z.int(), available: z.int() })
  .meta({ id: 'StockLevel', description: 'available = onHand − reserved − safety; below 0 = oversold.' });

const level = { warehouseId: warehouseIdSchema, onHand: z.int() };
const namedLevel = z.object({ ...level, name: z.string() }).meta({ id: 'WarehouseLevel' });

const variantFields = {
  id: variantIdSchema,
  title: z.string(),
  variantTitle: z.string().nullable(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  brand: z.string().nullable(),
  options: z.array(z.object({ name: z.string(), value: z.string() })),
  basePrice: amount,
  basePriceMinor: z.int().nullable(),
  baseListPrice: amount,
  baseListPriceMinor: z.int().nullable(),
  cost: amount,
  costMinor: z.int().nullable(),
  currency: currencySchema,
  vatRate: z.number().nullable(),
  ...stockLevel.shape,
  openedAt: time.nullable().describe('From when on orders count; null = its stock was never told.'),
  listings: z.int().describe('How many it is matched with.'),
  createdAt: time,
  updatedAt: time.describe('Kervan’s own change time.'),
  deleted: z.boolean(),
};
const heldLevels = z.array(z.object(level)).describe('Warehouses that never held it are left out.');

export const variantAnswer = z
  .object({ ...variantFields, levels: heldLevels })
  .meta({ id: 'Variant', description: 'What the merchant sells, with its stock.' });
export const savedVariantAnswer = z
  .object({
    ...variantFields,
    levels: heldLevels,
    batchId: batchIdSchema.nullable().describe('Takes it back; null = nothing changed.'),
  })
  .meta({ id: 'SavedVariant' });
export const sheetAnswer = z
  .object({ ...variantFields, levels: z.array(namedLevel).describe('Every warehouse.') })
  .meta({ id: 'StockSheet' });

export const pricesAnswer = z
  .object({
    variantId: variantIdSchema,
    currency: currencySchema,
    basePrice: amount,
    basePriceMinor: z.int().nullable(),
    baseListPrice: amount,
    baseListPriceMinor: z.int().nullable(),
    cost: amount,
    costMinor: z.int().nullable(),
    updatedAt: time,
  })
  .meta({ id: 'Prices' });

export const editResultAnswer = z
  .object({
    batchId: batchIdSchema.nullable().describe('null = nothing changed.'),
    results: z.array(z.object({ variantId: variantIdSchema, error: failure.nullable() })),
  })
  .meta({ id: 'EditResult' });

export const movementAnswer = z
  .object({
    id: movementIdSchema,
    kind: movementKindSchema,
    onHandChange: z.int(),
    reservedChange: z.int(),
    onHandAfter: z.int(),
    reservedAfter: z.int(),
    warehouseId: warehouseIdSchema,
    warehouseName: z.string(),
    connectionId: connectionIdSchema.nullable(),
    connectionName: z.string().nullable(),
    orderId: orderIdSchema.nullable(),
    orderNumber: z.string().nullable(),
    lineKey: z.string().nullable(),
    batchId: batchIdSchema.nullable(),
    batchNote: z.string().nullable(),
    actor: z.string(),
    note: z.string().nullable(),
    at: time,
  })
  .meta({ id: 'StockMovement' });

export const bookingAnswer = z
  .object({
    change: z.int().describe('What was booked; 0 = the number was right.'),
    level: stockLevel,
    repeated: z.boolean().describe('The same `eventKey` was booked before; nothing changed now.'),
  })
  .meta({ id: 'Booking' });

export const warehouseAnswer = z
  .object({ id: warehouseIdSchema, name: z.string(), main: z.boolean().describe('Sales are taken from it.') })
  .meta({ id: 'Warehouse' });

export function variantView({
  createdAt,
  updatedAt,
  openedAt,
  deletedAt,
  ...row
}: VariantRow): Told<typeof variantAnswer> {
  const price = (minor: number | null) => major(minor === null ? null : { minor, currency: row.currency });
  return {
    ...row,
    basePrice: price(row.basePriceMinor),
    baseListPrice: price(row.baseListPriceMinor),
    cost: price(row.costMinor),
    openedAt: iso(openedAt),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    deleted: deletedAt !== null,
  };
}

export function sheetView({ variant, levels }: StockSheet): Told<typeof sheetAnswer> {
  return { ...variantView(variant), levels };
}

export function pricesView(variant: VariantRow): Told<typeof pricesAnswer> {
  const { basePrice, baseListPrice, cost, updatedAt } = variantView(variant);
  const { id, currency, basePriceMinor, baseListPriceMinor, costMinor } = variant;
  return {
    variantId: id,
    currency,
    basePrice,
    basePriceMinor,
    baseListPrice,
    baseListPriceMinor,
    cost,
    costMinor,
    updatedAt,
  };
}

export function movementView(row: MovementRow): Told<typeof movementAnswer> {
  return { ...row, at: iso(row.at) };
}
