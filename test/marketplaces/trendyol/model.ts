/**
 * What a Trendyol seller has, in Trendyol's own V2 field names.
 * https://developers.trendyol.com/docs (filterProducts V2, getShipmentPackages V2)
 */
export interface TrendyolAttribute {
  attributeId: number;
  attributeName: string;
  attributeValueId?: number;
  attributeValue: string;
}

export interface TrendyolVariant {
  variantId: number;
  supplierId: number;
  barcode: string;
  attributes: TrendyolAttribute[];
  productUrl: string;
  onSale: boolean;
  deliveryOptions: {
    deliveryDuration: number | null;
    isRushDelivery: boolean;
    fastDeliveryOptions: { deliveryOptionType: string; deliveryDailyCutOffHour: string }[];
  };
  /** `quantity` is absent while the seller never sent one. */
  stock: { quantity?: number; lastModifiedDate: number | null };
  price: { salePrice: number; listPrice: number; priceSeenByCustomer?: number };
  stockCode: string | null;
  vatRate: number;
  sellerCreatedDate: number;
  /** Moves when the SELLER changes the variant; a customer's purchase moves only stock.lastModifiedDate. */
  sellerModifiedDate: number;
  locked: boolean;
  lockReason: string | null;
  lockDate: number | null;
  archived: boolean;
  archivedDate: number | null;
  docNeeded: boolean;
  hasViolation: boolean;
  blacklisted: boolean;
  origin?: string | null;
  cargoProviders?: string[];
  channels?: string[];
  /** A field that no document knows. */
  experimentBucket?: string;
}

export interface TrendyolContent {
  contentId: number;
  productMainId: string;
  brand: { id: number; name: string };
  category: { id: number; name: string };
  creationDate: number;
  /** Moves when the content (title, description, images, attributes) changes; not with its variants. */
  lastModifiedDate: number;
  lastModifiedBy: string;
  title: string;
  description: string | null;
  images: { url: string }[];
  attributes: TrendyolAttribute[];
  variants: TrendyolVariant[];
}

export interface TrendyolUnapproved {
  supplierId: number;
  productMainId: string;
  createDateTime: number;
  lastUpdateDate: number;
  lastPriceChangeDate: number | null;
  lastStockChangeDate: number | null;
  brand: { id: number; name: string };
  category: { id: number; name: string };
  barcode: string;
  title: string;
  description: string | null;
  quantity: number;
  listPrice: number;
  salePrice: number;
  vatRate: number;
  dimensionalWeight: number;
  stockCode: string | null;
  media: { url: string }[];
  attributes: TrendyolAttribute[];
  rejectReasonDetails: { rejectReason: string; rejectReasonDetail: string }[];
  locationBasedDelivery: string | null;
  lotNumber: string | null;
  /** Not sent; the filter `status` reads it. */
  readonly state: 'rejected' | 'pendingApproval';
}

export const PACKAGE_STATUSES = [
  'Created',
  'Picking',
  'Invoiced',
  'Shipped',
  'Cancelled',
  'Delivered',
  'UnDelivered',
  'Returned',
  'AtCollectionPoint',
  'UnPacked',
  'UnSupplied',
  'Awaiting',
  'Verified',
] as const;
export type PackageStatus = (typeof PACKAGE_STATUSES)[number];

export interface TrendyolAddress {
  id: number;
  firstName: string;
  lastName: string;
  fullName: string;
  company: string;
  address1: string;
  address2: string;
  fullAddress: string;
  shortAddress: string;
  addressLines: { addressLine1: string; addressLine2: string };
  city: string;
  cityCode: number;
  district: string;
  districtId: number;
  countyId: number;
  countyName: string;
  stateName: string;
  neighborhood: string;
  neighborhoodId: number;
  postalCode: string;
  countryCode: string;
  phone: string | null;
}

export interface TrendyolInvoiceAddress extends TrendyolAddress {
  taxOffice: string | null;
  taxNumber: string | null;
  sector: string | null;
  latitude: string | null;
  longitude: string | null;
}

/** Amounts of a line are for ONE unit; `discountDetails` has one entry per unit. */
export interface TrendyolLine {
  lineId: number;
  barcode: string;
  stockCode: string | null;
  productName: string;
  productSize: string | null;
  productColor: string | null;
  productOrigin: string | null;
  productCategoryId: number;
  contentId: number;
  sellerId: number;
  quantity: number;
  lineUnitPrice: number;
  lineGrossAmount: number;
  lineSellerDiscount: number;
  lineTyDiscount: number;
  lineTotalDiscount: number;
  discountDetails: {
    lineItemId: number;
    lineItemPrice: number;
    lineItemSellerDiscount: number;
    lineItemTyDiscount: number;
  }[];
  vatRate: number;
  commission: number;
  currencyCode: string;
  salesCampaignId: number;
  orderLineItemStatusName: PackageStatus;
  businessUnit: string;
  fastDeliveryOptions: { type: string }[];
  cancelledBy?: string;
  cancelReason?: string;
  cancelReasonCode?: number;
}

export interface TrendyolPackage {
  shipmentPackageId: number;
  orderNumber: string;
  shipmentNumber: number;
  supplierId: number;
  channelId: number;
  customerId: number;
  customerFirstName: string;
  customerLastName: string;
  customerEmail: string;
  identityNumber: string;
  taxNumber: string | null;
  commercial: boolean;
  micro: boolean;
  status: PackageStatus;
  shipmentPackageStatus: PackageStatus;
  /** Epoch ms shifted to GMT+3: three hours more than the true moment. */
  orderDate: number;
  lastModifiedDate: number;
  originShipmentDate: number;
  agreedDeliveryDate: number | null;
  estimatedDeliveryStartDate: number | null;
  estimatedDeliveryEndDate: number | null;
  packageGrossAmount: number;
  packageSellerDiscount: number;
  packageTyDiscount: number;
  packageTotalDiscount: number;
  packageTotalPrice: number;
  discountDisplays: { displayName: string; discountAmount: number }[];
  currencyCode: string;
  paymentMethod: string;
  isCod: boolean;
  orderCountryCode: string;
  /** Digits of a JSON number that may be larger than 2^53; null before a carrier took it. */
  cargoTrackingNumber: string | null;
  cargoTrackingLink: string | null;
  cargoSenderNumber: string | null;
  cargoProviderName: string;
  cargoDeci: number | null;
  whoPays?: number;
  deliveryType: string;
  deliveryAddressType: 'Shipment' | 'CollectionPoint';
  timeSlotId: number | null;
  fastDelivery: boolean;
  deliveredByService: boolean;
  warehouseId: number | null;
  invoiceLink: string | null;
  giftBoxRequested: boolean;
  '3pByTrendyol': boolean;
  etgbNo: string | null;
  etgbDate: number | null;
  hsCode: string | null;
  containsDangerousProduct: boolean;
  createdBy: 'order-creation' | 'cancel' | 'split' | 'transfer';
  originPackageIds: number[] | null;
  is4P: boolean;
  packageHistories: { createdDate: number; status: PackageStatus }[];
  shipmentAddress: TrendyolAddress;
  invoiceAddress: TrendyolInvoiceAddress;
  lines: TrendyolLine[];
}

/** An order as a merchant understands it: every line once, wherever its package went. */
export interface TrendyolOrder {
  orderNumber: string;
  /** True moment of the order, UTC epoch ms. */
  placedAt: number;
  /** Packages that still stand (not UnPacked by a split, a partial cancel or a merge). */
  packages: TrendyolPackage[];
  /** Every package that the channel still lists, the UnPacked ones too. */
  allPackages: TrendyolPackage[];
  lines: TrendyolLine[];
}

/** `orderDate` is read as if it were Istanbul's clock: this many ms ahead of UTC. */
export const ISTANBUL_SHIFT_MS = 3 * 3_600_000;
