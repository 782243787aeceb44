import { z } from 'zod';
import { connectionIdSchema } from '../domain/ids';
import { orderStatusSchema } from '../domain/order';
import { listingStatusSchema } from '../domain/product';

/** What a grid asks: filters joined by AND between fields and OR inside one. */
export const sortDirectionSchema = z.enum(['ascending', 'descending']);

const searchText = z.string().max(200);
const few = <T extends z.ZodType>(item: T) => z.array(item).max(200);

export const listingSortColumnSchema = z.enum(['title', 'sku', 'price', 'stock', 'updatedAt', 'modifiedAt']);
export const listingQuerySchema = z.object({
  /** Words and codes, folded as SCREENS says; also SKU, barcode and ids. */
  text: searchText.optional(),
  connectionIds: few(connectionIdSchema).optional(),
  status: few(listingStatusSchema).optional(),
  brands: few(z.string().max(500)).optional(),
  categories: few(z.string().max(1000)).optional(),
  /** Only listings with at most this stock; uncounted ones are left out. */
  stockMax: z.int().min(0).optional(),
  stockMin: z.int().min(0).optional(),
  /** Listings no longer at the channel are left out unless asked for. */
  includeGone: z.boolean().optional(),
  sort: z.object({ column: listingSortColumnSchema, direction: sortDirectionSchema }).optional(),
});
export type ListingQuery = z.infer<typeof listingQuerySchema>;

export const orderSortColumnSchema = z.enum([
  'placedAt',
  'modifiedAt',
  'updatedAt',
  'number',
  'total',
  'dueAt',
]);
export const orderQuerySchema = z.object({
  /** Order number, customer, SKU or barcode of a line. */
  text: searchText.optional(),
  connectionIds: few(connectionIdSchema).optional(),
  status: few(orderStatusSchema).optional(),
  /** UTC epoch ms, inclusive. */
  placedFrom: z.int().optional(),
  /** UTC epoch ms, exclusive. */
  placedUntil: z.int().optional(),
  /** Past its due time and neither shipped nor closed. */
  late: z.boolean().optional(),
  /** Neither shipped nor closed, and due in this stretch: UTC epoch ms, inclusive. */
  dueFrom: z.int().optional(),
  /** UTC epoch ms, exclusive. */
  dueUntil: z.int().optional(),
  sort: z.object({ column: orderSortColumnSchema, direction: sortDirectionSchema }).optional(),
});
export type OrderQuery = z.infer<typeof orderQuerySchema>;

/** A stretch of a grid; at most 500 rows at once. */
export const windowSchema = z.object({ offset: z.int().min(0), limit: z.int().min(1).max(500) });
export type Window = z.infer<typeof windowSchema>;
