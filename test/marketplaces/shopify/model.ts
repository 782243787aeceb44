/**
 * The truth inside a practice Shopify shop. Every row carries the GraphQL type it is answered as in `kind`.
 * Ids are the numbers inside the gid; times are UTC epoch ms on whole seconds; money is in minor units (kuruş).
 */

export type ProductStatus = 'ACTIVE' | 'DRAFT' | 'ARCHIVED' | 'UNLISTED';

export interface Product {
  kind: 'Product';
  id: number;
  title: string;
  handle: string;
  status: ProductStatus;
  vendor: string;
  productType: string;
  tags: string[];
  descriptionHtml: string;
  imageCount: number;
  options: { name: string; values: string[] }[];
  variants: Variant[];
  createdAt: number;
  updatedAt: number;
  publishedAt: number | null;
}

export interface Variant {
  kind: 'ProductVariant';
  id: number;
  product: Product;
  sku: string | null;
  barcode: string | null;
  price: number;
  compareAtPrice: number | null;
  position: number;
  taxable: boolean;
  inventoryPolicy: 'DENY' | 'CONTINUE';
  selectedOptions: { name: string; value: string }[];
  item: InventoryItem;
  createdAt: number;
  updatedAt: number;
}

export interface InventoryItem {
  kind: 'InventoryItem';
  id: number;
  variant: Variant;
  tracked: boolean;
  requiresShipping: boolean;
  unitCost: number | null;
  weightGrams: number;
  levels: InventoryLevel[];
  createdAt: number;
  updatedAt: number;
}

/** on_hand = available + committed + reserved. */
export interface InventoryLevel {
  kind: 'InventoryLevel';
  id: number;
  item: InventoryItem;
  location: Location;
  isActive: boolean;
  available: number;
  committed: number;
  reserved: number;
  incoming: number;
  createdAt: number;
  updatedAt: number;
}

export interface Location {
  kind: 'Location';
  id: number;
  name: string;
  city: string;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
  createdAt: number;
  updatedAt: number;
}

export interface LineItem {
  kind: 'LineItem';
  id: number;
  /** null: a custom item, or the product was deleted since. */
  variant: Variant | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  quantity: number;
  currentQuantity: number;
  unfulfilledQuantity: number;
  /** Of one, with VAT where the order's taxesIncluded is true. */
  unitPrice: number;
  /** Of the whole line. */
  discount: number;
  /** Percent. */
  taxRate: number;
  /** Where its pieces were taken from; null when they were not, or nobody tracks them. */
  stockedAt: InventoryLevel | null;
  /** Pieces committed there: sold, not yet shipped, not given back. */
  committed: number;
}

export interface ShippingLine {
  kind: 'ShippingLine';
  id: number;
  title: string;
  code: string;
  price: number;
}

export interface Refund {
  kind: 'Refund';
  id: number;
  note: string | null;
  amount: number;
  lines: { line: LineItem; quantity: number; subtotal: number }[];
  createdAt: number;
}

export interface Fulfillment {
  kind: 'Fulfillment';
  id: number;
  status: 'SUCCESS' | 'CANCELLED';
  trackingCompany: string | null;
  trackingNumber: string | null;
  quantity: number;
  createdAt: number;
  updatedAt: number;
}

export interface MailingAddress {
  kind: 'MailingAddress';
  id: number;
  firstName: string;
  lastName: string;
  company: string | null;
  address1: string;
  address2: string | null;
  city: string;
  province: string;
  provinceCode: string;
  zip: string | null;
  country: string;
  countryCodeV2: string;
  phone: string | null;
}

export interface ShopCustomer {
  kind: 'Customer';
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
}

export type FinancialStatus =
  | 'AUTHORIZED'
  | 'EXPIRED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED';
export type FulfillmentStatus =
  | 'FULFILLED'
  | 'UNFULFILLED'
  | 'PARTIALLY_FULFILLED'
  | 'IN_PROGRESS'
  | 'ON_HOLD'
  | 'RESTOCKED';

export interface Order {
  kind: 'Order';
  id: number;
  number: number;
  name: string;
  createdAt: number;
  updatedAt: number;
  processedAt: number;
  cancelledAt: number | null;
  cancelReason: 'CUSTOMER' | 'DECLINED' | 'FRAUD' | 'INVENTORY' | 'OTHER' | 'STAFF' | null;
  closedAt: number | null;
  test: boolean;
  /** What the customer saw; the shop's own currency is TRY. */
  presentmentCurrency: string;
  /** Presentment units for one TRY. */
  presentmentRate: number;
  taxesIncluded: boolean;
  financialStatus: FinancialStatus;
  fulfillmentStatus: FulfillmentStatus;
  /** null for a guest. */
  customer: ShopCustomer | null;
  email: string | null;
  phone: string | null;
  note: string | null;
  tags: string[];
  customAttributes: { key: string; value: string | null }[];
  discountCodes: string[];
  paymentGatewayNames: string[];
  sourceName: string;
  billingAddress: MailingAddress | null;
  shippingAddress: MailingAddress | null;
  shippingLines: ShippingLine[];
  lineItems: LineItem[];
  refunds: Refund[];
  fulfillments: Fulfillment[];
}

export type Row =
  | Product
  | Variant
  | InventoryItem
  | InventoryLevel
  | Location
  | LineItem
  | ShippingLine
  | Refund
  | Fulfillment
  | MailingAddress
  | ShopCustomer
  | Order;

export function gid(type: string, id: number): string {
  return `gid://shopify/${type}/${id}`;
}

/** The number inside gid://shopify/<type>/<number>, or undefined for another type or form. */
export function numberOf(type: string, globalId: string): number | undefined {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?.*)?$/.exec(globalId);
  return match?.[1] === type ? Number(match[2]) : undefined;
}
