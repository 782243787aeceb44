/**
 * What a Hepsiburada merchant has. Listings and catalogue rows are kept in the channel's own field names; orders
 * are kept plainly and written out in the channel's words by render-orders.ts.
 * https://developers.hepsiburada.com (Listeleme, Katalog, Sipariş entegrasyonu)
 */
export interface HepsiburadaListing {
  listingId: string;
  uniqueIdentifier: string;
  hepsiburadaSku: string;
  merchantSku: string;
  price: number;
  availableStock: number;
  dispatchTime: number;
  cargoCompany1: string;
  cargoCompany2: string | null;
  cargoCompany3: string | null;
  shippingAddressLabel: string;
  shippingProfileName: string | null;
  claimAddressLabel: string;
  maximumPurchasableQuantity: number;
  minimumPurchasableQuantity: number;
  pricings: { finalPrice: number; startDate: string; endDate: string; debtors: unknown[] }[];
  isSalable: boolean;
  customizableProperties: unknown[];
  deactivationReasons: string[];
  isSuspended: boolean;
  isLocked: boolean;
  lockReasons: string[];
  isFrozen: boolean;
  freezeReasons: string[];
  availableWarehouses?: unknown[];
  isFulfilledByHB: boolean;
  priceIncreaseDisabled: boolean;
  priceDecreaseDisabled: boolean;
  stockDecreaseDisabled: boolean;
  skuAfterSuspension?: string | null;
  productId: string;
  hasVariant: boolean;
  /** A field that no document knows. */
  deliveryBadge?: string;
}

export const CATALOGUE_STATUSES = [
  'WAITING',
  'IN_EXTERNAL_PROGRESS',
  'PRE_MATCHED',
  'MATCHED',
  'REJECTED',
  'MATCHED_WITH_STAGED',
  'MISSING_INFO',
  'CREATED',
  'BLOCKED',
] as const;
export type CatalogueStatus = (typeof CATALOGUE_STATUSES)[number];

export interface CatalogueAttribute {
  name: string;
  value: string | null;
  mandatory: boolean;
}

export interface HepsiburadaCatalogueRow {
  merchantSku: string;
  barcode?: string | null;
  /** Null until Hepsiburada matched or created the product. */
  hbSku: string | null;
  variantGroupId: string;
  productName: string;
  brand: string | null;
  images: string[];
  categoryId: number;
  categoryName: string;
  /** VAT rate as text ('10'). */
  tax: string;
  /** Text with a decimal comma ('130,50'). */
  price: string;
  description: string | null;
  status: CatalogueStatus;
  baseAttributes: CatalogueAttribute[];
  variantTypeAttributes: CatalogueAttribute[];
  productAttributes: CatalogueAttribute[];
  validationResults: { attributeName: string; message: string }[];
  rejectReasons: string[];
  qualityScore: number | null;
  qualityStatus: string | null;
}

/** What a merchant calls a product: the catalogue row and the listing row that share one hbSku. */
export interface HepsiburadaGoods {
  hbSku: string | null;
  merchantSku: string;
  /** Missing for a product that is still being matched: it has no stock and price yet. */
  listing?: HepsiburadaListing;
  /** Missing for an old listing whose catalogue row another integrator made. */
  catalogue?: HepsiburadaCatalogueRow;
  vatRate: number;
  /** Last change of the listing; the channel filters by it and never shows it. */
  listingUpdatedAt: number;
}

export type LineStatus =
  | 'PaymentAwaiting'
  | 'Open'
  | 'Unpacked'
  | 'Packaged'
  | 'InTransit'
  | 'Delivered'
  | 'UnDelivered'
  | 'Cancelled';

export interface HepsiburadaLine {
  id: string;
  sku: string;
  merchantSku: string;
  listingId: string;
  name: string;
  productBarcode: string | null;
  quantity: number;
  status: LineStatus;
  /** Kuruş (or cents), of one unit, before the discounts of Hepsiburada and the merchant. */
  unitPrice: number;
  hbUnitDiscount: number;
  merchantUnitDiscount: number;
  commissionRate: number;
  vatRate: number;
  statusChangedAt: number;
  packageNumber: string | null;
  cancel?: { at: number; by: 'Customer' | 'Merchant' | 'Hepsiburada'; reasonCode: string };
}

export interface HepsiburadaAddress {
  addressId: string;
  name: string;
  address: string;
  /** District means mahalle and town means ilçe here. */
  district: string;
  town: string;
  city: string;
  countryCode: string;
  postalCode: string;
  phoneNumber: string | null;
  email: string;
}

export interface HepsiburadaOrder {
  orderId: string;
  /** Up to 19 digits. */
  orderNumber: string;
  placedAt: number;
  currency: string;
  customer: { customerId: string; name: string; identityNumber: string };
  company?: { name: string; taxNumber: string; taxOffice: string };
  address: HepsiburadaAddress;
  note: string | null;
  lines: HepsiburadaLine[];
}

export type PackageStatus = 'Open' | 'Unpacked' | 'InTransit' | 'Delivered' | 'UnDelivered';

export interface HepsiburadaPackage {
  id: string;
  packageNumber: string;
  barcode: string;
  status: PackageStatus;
  /** Lines of one order, or of several orders of one customer that were packed together. */
  lines: { orderNumber: string; lineId: string }[];
  cargoCompany: string;
  packedAt: number;
  unpackedAt?: number;
  shippedAt?: number;
  deliveredAt?: number;
  undelivered?: { at: number; reason: string };
}
