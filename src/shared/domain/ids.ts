import { z } from 'zod';

/** Brands keep an id of one entity from being passed where another is meant. */
export const connectionIdSchema = z.string().min(1).max(64).brand<'ConnectionId'>();
export type ConnectionId = z.infer<typeof connectionIdSchema>;

export const runIdSchema = z.string().min(1).max(64).brand<'RunId'>();
export type RunId = z.infer<typeof runIdSchema>;

/** A listing's and an order's own id in the database, as a decimal string. */
export const listingIdSchema = z
  .string()
  .regex(/^\d{1,18}$/)
  .brand<'ListingId'>();
export type ListingId = z.infer<typeof listingIdSchema>;

export const orderIdSchema = z
  .string()
  .regex(/^\d{1,18}$/)
  .brand<'OrderId'>();
export type OrderId = z.infer<typeof orderIdSchema>;

export const problemIdSchema = z
  .string()
  .regex(/^\d{1,18}$/)
  .brand<'ProblemId'>();
export type ProblemId = z.infer<typeof problemIdSchema>;

export const quarantineIdSchema = z
  .string()
  .regex(/^\d{1,18}$/)
  .brand<'QuarantineId'>();
export type QuarantineId = z.infer<typeof quarantineIdSchema>;

/** Folder name and catalogue id of an integration, for example `trendyol`. */
export const integrationIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,47}$/)
  .brand<'IntegrationId'>();
export type IntegrationId = z.infer<typeof integrationIdSchema>;

/** What the merchant sells, whatever the channels call it: one row per variant. Decimal strings, as above. */
const rowId = z.string().regex(/^\d{1,18}$/);
export const variantIdSchema = rowId.brand<'VariantId'>();
export type VariantId = z.infer<typeof variantIdSchema>;

export const warehouseIdSchema = rowId.brand<'WarehouseId'>();
export type WarehouseId = z.infer<typeof warehouseIdSchema>;

export const movementIdSchema = rowId.brand<'MovementId'>();
export type MovementId = z.infer<typeof movementIdSchema>;

/** Many changes made at once, which can be taken back together. */
export const batchIdSchema = rowId.brand<'BatchId'>();
export type BatchId = z.infer<typeof batchIdSchema>;
