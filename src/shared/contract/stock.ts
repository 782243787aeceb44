import { z } from 'zod';
import {
  type BatchId,
  batchIdSchema,
  type ConnectionId,
  type MovementId,
  movementIdSchema,
  type OrderId,
  type VariantId,
  variantIdSchema,
  type WarehouseId,
  warehouseIdSchema,
} from '../domain/ids';
import { currencySchema } from '../domain/money';
import { optionValueSchema } from '../domain/product';
import {
  type MovementKind,
  movementKindSchema,
  pieceChangeSchema,
  piecesSchema,
  type StockLevel,
} from '../domain/stock';
import type { WireError } from '../errors/app-error';
import { operation } from './operation';
import { sortDirectionSchema, windowSchema } from './queries';

/** Pieces of a variant in one warehouse; what is reserved lies in no particular one. */
export interface WarehouseLevel {
  readonly warehouseId: WarehouseId;
  readonly onHand: number;
}

export interface Warehouse {
  readonly id: WarehouseId;
  readonly name: string;
  /** Every data folder has it; sales are taken from it. */
  readonly main: boolean;
}

/** What the merchant sells, with its stock. Prices in minor units of `currency`. */
export interface VariantRow extends StockLevel {
  readonly id: VariantId;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly brand: string | null;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly basePriceMinor: number | null;
  readonly baseListPriceMinor: number | null;
  readonly costMinor: number | null;
  readonly currency: string;
  readonly vatRate: number | null;
  /** From when on orders count (UTC epoch ms); null = its stock was never told. */
  readonly openedAt: number | null;
  /** How many listings it is matched with. */
  readonly listings: number;
  /** Warehouses that never held it are left out. */
  readonly levels: readonly WarehouseLevel[];
  readonly createdAt: number;
  /** Kervan's own change time. */
  readonly updatedAt: number;
  readonly deletedAt: number | null;
}

export interface StockSheet {
  readonly variant: VariantRow;
  /** Every warehouse, also those that hold none. */
  readonly levels: readonly (WarehouseLevel & { readonly name: string })[];
}

/** A step of the stock: the changes of all rows add up to what stands on the sheet. */
export interface MovementRow {
  readonly id: MovementId;
  readonly kind: MovementKind;
  readonly onHandChange: number;
  readonly reservedChange: number;
  /** Of the variant over all warehouses. */
  readonly onHandAfter: number;
  readonly reservedAfter: number;
  readonly warehouseId: WarehouseId;
  readonly warehouseName: string;
  readonly connectionId: ConnectionId | null;
  /** null = not of a channel, or the connection is gone. */
  readonly connectionName: string | null;
  readonly orderId: OrderId | null;
  readonly orderNumber: string | null;
  readonly lineKey: string | null;
  readonly batchId: BatchId | null;
  readonly batchNote: string | null;
  readonly actor: string;
  readonly note: string | null;
  /** UTC epoch ms. */
  readonly at: number;
}

/** What a booking came to. */
export interface StockResult {
  /** What was booked; 0 = the number was right. */
  readonly change: number;
  readonly level: StockLevel;
  /** The same `eventKey` was booked before; nothing changed now. */
  readonly repeated: boolean;
}

export interface EditManyResult {
  /** null = nothing changed, there is nothing to take back. */
  readonly batchId: BatchId | null;
  readonly results: readonly { readonly variantId: VariantId; readonly error: WireError | null }[];
}

export interface VariantSaved {
  readonly variant: VariantRow;
  /** Takes it back; null = nothing changed. */
  readonly batchId: BatchId | null;
}

export const variantViewSchema = z.enum(['all', 'soldOut', 'oversold', 'unopened', 'unmatched']);
export type VariantView = z.infer<typeof variantViewSchema>;
export const variantSortColumnSchema = z.enum(['title', 'available', 'sku', 'updatedAt']);
export const variantQuerySchema = z.object({
  /** Words of title and brand, SKU, barcode, folded as in every grid. */
  text: z.string().max(200).optional(),
  view: variantViewSchema.optional(),
  sort: z.object({ column: variantSortColumnSchema, direction: sortDirectionSchema }).optional(),
});
export type VariantQuery = z.infer<typeof variantQuerySchema>;

/** Ten billion with two digits: more is a typing error. */
export const MOST_MINOR = 1_000_000_000_000;
const price = z.int().min(1).max(MOST_MINOR).nullable();
const code = z.string().trim().min(1).max(120).nullable();

/** The fields of a variant as a person or a program gives them; none of them is its stock. A misspelt name is refused. */
export const variantFieldsSchema = z.strictObject({
  title: z.string().trim().min(1).max(500),
  variantTitle: code,
  sku: code,
  barcode: code,
  brand: code,
  options: z.array(optionValueSchema).max(50),
  basePriceMinor: price,
  baseListPriceMinor: price,
  costMinor: z.int().min(0).max(MOST_MINOR).nullable(),
  currency: currencySchema,
  vatRate: z.number().min(0).max(100).nullable(),
  /** Pieces kept back from every channel. */
  safety: piecesSchema,
});
export type VariantFields = z.infer<typeof variantFieldsSchema>;
export const variantChangeSchema = variantFieldsSchema.partial();

const actor = z.enum(['person', 'api']).default('person');
const note = z.string().trim().max(500).nullable().default(null);
/** Chosen by the caller; the same key is booked once only. */
const eventKey = z.string().min(1).max(100).optional();

const countSchema = z.strictObject({
  warehouseId: warehouseIdSchema,
  onHand: piecesSchema,
  /** What the person saw when counting: what was sold since stays booked. */
  expected: pieceChangeSchema.optional(),
});

export const variantCreateSchema = z.strictObject({
  ...variantFieldsSchema.partial().shape,
  title: variantFieldsSchema.shape.title,
  /** Its first stock; without, it is never told to a channel. */
  counts: z.array(countSchema).max(50).default([]),
  actor,
});
export const variantUpdateSchema = z.strictObject({
  id: variantIdSchema,
  change: variantChangeSchema,
  /** `updatedAt` as it was read before; a variant changed since is left alone. */
  expectedUpdatedAt: z.int().optional(),
  actor,
});
export const stockCountSchema = z.strictObject({
  variantId: variantIdSchema,
  warehouseId: warehouseIdSchema.optional(),
  counted: piecesSchema,
  /** What the person saw when counting: what was sold since stays booked. Without it the number holds as of now. */
  expected: pieceChangeSchema.optional(),
  note,
  eventKey,
  actor,
});
export const stockAdjustSchema = z.strictObject({
  variantId: variantIdSchema,
  warehouseId: warehouseIdSchema.optional(),
  change: pieceChangeSchema.refine((pieces) => pieces !== 0),
  note,
  eventKey,
  actor,
});
export const stockTransferSchema = z
  .strictObject({
    variantId: variantIdSchema,
    from: warehouseIdSchema,
    to: warehouseIdSchema,
    pieces: piecesSchema.min(1),
    note,
    eventKey,
    actor,
  })
  .refine(({ from, to }) => from !== to, { path: ['to'] });
export const movementListSchema = z.object({
  variantId: variantIdSchema,
  kinds: z.array(movementKindSchema).max(20).optional(),
  cursor: movementIdSchema.optional(),
  limit: z.int().min(1).max(500).default(100),
});
export const MOST_EDITS = 500;
export const editManySchema = z.strictObject({
  edits: z
    .array(
      z.strictObject({
        variantId: variantIdSchema,
        change: variantChangeSchema.default({}),
        counts: z.array(countSchema).max(50).optional(),
      }),
    )
    .min(1)
    .max(MOST_EDITS),
  /** Joins the batch an earlier call began, so that many thousands of rows are taken back together. */
  batchId: batchIdSchema.optional(),
  note,
  actor,
});
export type EditManyInput = z.input<typeof editManySchema>;
const warehouseName = z.string().trim().min(1).max(60);

export const stockOperations = {
  'variants.count': operation<{ readonly count: number; readonly total: number }>()(variantQuerySchema),
  'variants.window': operation<readonly VariantRow[]>()(
    z.object({ query: variantQuerySchema, window: windowSchema }),
  ),
  /** In the order of the ids; what is no more there is left out. */
  'variants.pick': operation<readonly VariantRow[]>()(
    z.object({ ids: z.array(variantIdSchema).min(1).max(500) }),
  ),
  /** How many there are in each view, whatever is searched for. */
  'variants.views': operation<Readonly<Record<VariantView, number>>>()(z.object({})),
  'variants.create': operation<VariantSaved>()(variantCreateSchema),
  'variants.update': operation<VariantSaved>()(variantUpdateSchema),
  /** Its movements stay. Refused while a listing is matched with it. */
  'variants.remove': operation<void>()(z.object({ id: variantIdSchema })),
  /** One batch, taken back by `batches.undo`; a row that cannot be done leaves the others alone. */
  'variants.editMany': operation<EditManyResult>()(editManySchema),
  'stock.get': operation<StockSheet>()(z.object({ variantId: variantIdSchema })),
  /** Newest first. */
  'stock.movements': operation<{
    readonly rows: readonly MovementRow[];
    readonly nextCursor: MovementId | null;
  }>()(movementListSchema),
  /** The first count of a variant opens it: orders placed before count for nothing. */
  'stock.count': operation<StockResult>()(stockCountSchema),
  'stock.adjust': operation<StockResult>()(stockAdjustSchema),
  'stock.transfer': operation<StockResult>()(stockTransferSchema),
  'warehouses.list': operation<readonly Warehouse[]>()(z.object({})),
  'warehouses.add': operation<Warehouse>()(z.object({ name: warehouseName })),
  'warehouses.rename': operation<Warehouse>()(
    z.object({
      id: warehouseIdSchema,
      name: warehouseName,
      /** The name as it was read before; a warehouse renamed since is left alone. */
      expectedName: z.string().optional(),
    }),
  ),
};
