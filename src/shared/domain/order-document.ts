import type { Money } from './money';
import type { Address, OrderStatus } from './order';

/**
 * An order as Kervan keeps it: what every answer about it added up to. Packages stay apart, because channels split, merge and
 * rename them; lines of the order follow from the packages that still count (src/main/orders/derive.ts).
 */
export interface OrderDocument {
  readonly key: string;
  readonly number: string;
  readonly placedAt: number | null;
  readonly modifiedAt: number | null;
  readonly dueAt: number | null;
  /** The channel's word for the whole order; null = follows from the packages. */
  readonly toldStatus: OrderStatus | null;
  readonly channelStatus: string | null;
  readonly currency: string;
  /** The channel's total of the whole order; null = sum of the packages. */
  readonly toldTotal: Money | null;
  readonly discount: Money | null;
  readonly shipping: Money | null;
  readonly tax: Money | null;
  readonly customerName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly shippingAddress: Address | null;
  readonly billingAddress: Address | null;
  readonly paymentMethod: string | null;
  readonly note: string | null;
  readonly remoteIds: Readonly<Record<string, string>>;
  readonly packages: readonly PackageDocument[];
}

export interface PackageDocument {
  /** '' = the part of the order that is in no parcel. */
  readonly key: string;
  readonly status: OrderStatus;
  readonly channelStatus: string | null;
  readonly modifiedAt: number | null;
  readonly readAt: number;
  readonly replaces: readonly string[];
  readonly dissolved: boolean;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  readonly total: Money | null;
  readonly lines: readonly LineDocument[];
}

export interface LineDocument {
  readonly key: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly title: string | null;
  readonly quantity: number;
  readonly unitPrice: Money | null;
  readonly total: Money | null;
  readonly discount: Money | null;
  readonly vatRate: number | null;
  /** null = as its package. */
  readonly status: OrderStatus | null;
  readonly channelStatus: string | null;
  readonly variantKey: string | null;
  readonly modifiedAt: number | null;
  readonly readAt: number;
}

/** The channel's time of a piece, or the time it was read where the channel tells none. */
export function timeOf(piece: { readonly modifiedAt: number | null; readonly readAt: number }): number {
  return piece.modifiedAt ?? piece.readAt;
}
