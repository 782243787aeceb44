import { z } from 'zod';
import {
  type ConnectionId,
  connectionIdSchema,
  type ListingId,
  listingIdSchema,
  type OrderId,
  orderIdSchema,
} from '../domain/ids';
import type { Money } from '../domain/money';
import type { Address, OrderStatus } from '../domain/order';
import type { ListingStatus } from '../domain/product';
import { operation } from './operation';
import { listingQuerySchema, orderQuerySchema, windowSchema } from './queries';
import { variantQuerySchema } from './stock';

/** A row of the products grid: one variant on one channel. */
export interface ListingRow {
  readonly id: ListingId;
  readonly connectionId: ConnectionId;
  readonly productKey: string;
  readonly variantKey: string;
  readonly title: string | null;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly brand: string | null;
  readonly category: string | null;
  readonly price: Money | null;
  readonly listPrice: Money | null;
  readonly stock: number | null;
  readonly vatRate: number | null;
  readonly status: ListingStatus | null;
  readonly channelStatus: string | null;
  readonly imageUrl: string | null;
  readonly url: string | null;
  /** Channel's own modification time. */
  readonly modifiedAt: number | null;
  /** When Kervan last saw it change. */
  readonly updatedAt: number;
  readonly goneAt: number | null;
}

export interface ListingDetail extends ListingRow {
  readonly description: string | null;
  readonly imageUrls: readonly string[];
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly remoteIds: Readonly<Record<string, string>>;
  readonly createdAt: number;
  /** The product's variants on this channel, this one included (at most 500). */
  readonly siblings: readonly ListingRow[];
}

export interface OrderRow {
  readonly id: OrderId;
  readonly connectionId: ConnectionId;
  readonly number: string;
  readonly status: OrderStatus;
  readonly channelStatus: string | null;
  readonly placedAt: number | null;
  readonly modifiedAt: number | null;
  readonly dueAt: number | null;
  readonly customerName: string | null;
  readonly city: string | null;
  readonly lineCount: number;
  readonly pieceCount: number;
  readonly total: Money | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly updatedAt: number;
}

export interface OrderLine {
  readonly key: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly title: string | null;
  readonly quantity: number;
  readonly unitPrice: Money | null;
  readonly total: Money | null;
  readonly discount: Money | null;
  readonly vatRate: number | null;
  readonly status: OrderStatus;
  readonly channelStatus: string | null;
  readonly packageKey: string | null;
  readonly variantKey: string | null;
  /** So many of its pieces came back. */
  readonly returnedPieces: number;
}

export interface OrderPackage {
  readonly key: string;
  readonly status: OrderStatus;
  readonly channelStatus: string | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  /** Packages this one was made from. */
  readonly replaces: readonly string[];
  /** Counts no more: split, merged or taken apart. */
  readonly superseded: boolean;
}

export interface OrderDetail extends OrderRow {
  readonly key: string;
  readonly discount: Money | null;
  readonly shipping: Money | null;
  readonly tax: Money | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly shippingAddress: Address | null;
  readonly billingAddress: Address | null;
  readonly paymentMethod: string | null;
  readonly note: string | null;
  readonly remoteIds: Readonly<Record<string, string>>;
  readonly lines: readonly OrderLine[];
  readonly packages: readonly OrderPackage[];
  readonly createdAt: number;
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}

export const exportFormatSchema = z.enum(['csv', 'xlsx']);
const language = z.enum(['tr', 'en']);
const columns = z.array(z.string().max(50)).min(1).max(60);
/** All rows of the query, or only these ids, or all but these. */
const selectionSchema = z.object({
  only: z.array(z.string().max(20)).max(10_000).optional(),
  except: z.array(z.string().max(20)).max(10_000).optional(),
});

export interface ExportResult {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

export const listingOperations = {
  'listings.count': operation<{ readonly count: number; readonly total: number }>()(listingQuerySchema),
  'listings.window': operation<readonly ListingRow[]>()(
    z.object({ query: listingQuerySchema, window: windowSchema }),
  ),
  'listings.get': operation<ListingDetail>()(z.object({ id: listingIdSchema })),
  'listings.facets': operation<{
    readonly brands: readonly Facet[];
    readonly categories: readonly Facet[];
  }>()(
    z.object({
      connectionIds: z.array(connectionIdSchema).max(200).optional(),
      text: z.string().max(200).optional(),
    }),
  ),
};

export const orderOperations = {
  'orders.count': operation<{ readonly count: number; readonly total: number }>()(orderQuerySchema),
  'orders.window': operation<readonly OrderRow[]>()(
    z.object({ query: orderQuerySchema, window: windowSchema }),
  ),
  'orders.get': operation<OrderDetail>()(z.object({ id: orderIdSchema })),
};

/** Writes a file; the window's side asks the person for the path first. */
export const exportRequestSchema = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('listings'),
    query: listingQuerySchema,
    selection: selectionSchema,
    columns,
    format: exportFormatSchema,
    language,
    path: z.string().min(1).max(4000),
  }),
  z.object({
    what: z.literal('orders'),
    query: orderQuerySchema,
    selection: selectionSchema,
    columns,
    format: exportFormatSchema,
    language,
    path: z.string().min(1).max(4000),
  }),
  z.object({
    what: z.literal('variants'),
    query: variantQuerySchema,
    selection: selectionSchema,
    columns,
    format: exportFormatSchema,
    language,
    path: z.string().min(1).max(4000),
  }),
]);
export type ExportRequest = z.infer<typeof exportRequestSchema>;
