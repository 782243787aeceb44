import { DAY_MS, HOUR_MS } from '../kit/marketplace';
import type { Customer } from '../kit/people';
import { Random } from '../kit/random';
import type { Sale, SaleState } from '../kit/sales';
import {
  ISTANBUL_SHIFT_MS,
  type PackageStatus,
  type TrendyolAddress,
  type TrendyolContent,
  type TrendyolLine,
  type TrendyolPackage,
  type TrendyolVariant,
} from './model';

export interface OrderedGoods {
  content: TrendyolContent;
  variant: TrendyolVariant;
  quantity: number;
}

export function statusFor(state: SaleState, random: Random): PackageStatus {
  switch (state) {
    case 'unpaid':
      return random.chance(0.8) ? 'Awaiting' : 'Verified';
    case 'new':
    case 'partlyCancelled':
      return 'Created';
    case 'preparing':
      return 'Picking';
    case 'invoiced':
      return 'Invoiced';
    case 'shipped':
      return random.chance(0.15) ? 'AtCollectionPoint' : 'Shipped';
    case 'delivered':
      return 'Delivered';
    case 'undelivered':
      return 'UnDelivered';
    case 'cancelled':
      return random.chance(0.5) ? 'Cancelled' : 'UnSupplied';
    case 'returned':
      return 'Returned';
    default: {
      const never: never = state;
      throw new Error(`unknown sale state ${String(never)}`);
    }
  }
}

export interface NewPackage {
  packageId: number;
  orderNumber: string;
  sellerId: number;
  sale: Sale;
  goods: readonly OrderedGoods[];
  status: PackageStatus;
  seed: number;
}

export function packageOf(made: NewPackage): TrendyolPackage {
  const { sale, status, packageId } = made;
  const random = new Random(made.seed).fork(`package-${made.orderNumber}`);
  const digital = sale.index % 70 === 35;
  const abroad = sale.currency !== 'TRY';
  const commercial = sale.customer.company !== undefined;
  const atPoint = status === 'AtCollectionPoint' || random.chance(0.05);
  const moved = !['Created', 'Picking', 'Awaiting', 'Verified'].includes(status);
  const address = addressOf(sale.customer, sale.currency, digital);
  const lines = made.goods.map((goods, position) => lineOf(made, goods, position, random));
  return {
    shipmentPackageId: packageId,
    orderNumber: made.orderNumber,
    shipmentNumber: packageId,
    supplierId: made.sellerId,
    channelId: 1,
    customerId: sale.customer.id,
    customerFirstName: sale.customer.firstName,
    customerLastName: sale.customer.lastName,
    customerEmail: `pf+${sale.customer.id}@trendyolmail.example.com`,
    identityNumber: commercial ? '' : sale.customer.identityNumber,
    taxNumber: sale.customer.company?.taxNumber ?? null,
    commercial,
    micro: abroad,
    status,
    shipmentPackageStatus: status,
    orderDate: sale.placedAt + ISTANBUL_SHIFT_MS,
    lastModifiedDate: sale.modifiedAt,
    originShipmentDate: sale.placedAt + HOUR_MS,
    agreedDeliveryDate: sale.index % 31 === 3 ? null : sale.placedAt + 3 * DAY_MS,
    estimatedDeliveryStartDate: sale.placedAt + 2 * DAY_MS,
    estimatedDeliveryEndDate: sale.placedAt + 4 * DAY_MS,
    ...packageAmounts(lines),
    discountDisplays: [],
    currencyCode: sale.currency,
    paymentMethod: 'CreditCard',
    isCod: false,
    orderCountryCode: sale.currency === 'SAR' ? 'SA' : sale.currency === 'EUR' ? 'DE' : 'TR',
    cargoTrackingNumber: trackingNumber(random, sale.index, status),
    cargoTrackingLink: moved ? `https://kargo.example.com/${packageId}` : null,
    cargoSenderNumber: moved ? random.digits(13) : null,
    cargoProviderName: random.pick([
      'Trendyol Express Marketplace',
      'Aras Kargo Marketplace',
      'PTT Kargo Marketplace',
    ]),
    cargoDeci: random.chance(0.2) ? null : random.integer(1, 12),
    ...(random.chance(0.5) ? { whoPays: 1 } : {}),
    deliveryType: 'normal',
    deliveryAddressType: atPoint ? 'CollectionPoint' : 'Shipment',
    timeSlotId: null,
    fastDelivery: false,
    deliveredByService: false,
    warehouseId: 372_389,
    invoiceLink: null,
    giftBoxRequested: random.chance(0.03),
    '3pByTrendyol': false,
    etgbNo: abroad && moved ? `26${random.digits(14)}` : null,
    etgbDate: abroad && moved ? sale.modifiedAt : null,
    hsCode: abroad ? '630260' : null,
    containsDangerousProduct: false,
    createdBy: 'order-creation',
    originPackageIds: null,
    is4P: false,
    packageHistories: histories(sale, status),
    shipmentAddress: address,
    invoiceAddress: {
      ...address,
      id: address.id + 1,
      company: sale.customer.company?.name ?? '',
      taxOffice: sale.customer.company?.taxOffice ?? null,
      taxNumber: sale.customer.company?.taxNumber ?? null,
      sector: null,
      latitude: null,
      longitude: null,
    },
    lines,
  };
}

/** Package totals from its lines: unit amounts times quantity, net = gross − both discounts. */
export function packageAmounts(
  lines: readonly TrendyolLine[],
): Pick<
  TrendyolPackage,
  | 'packageGrossAmount'
  | 'packageSellerDiscount'
  | 'packageTyDiscount'
  | 'packageTotalDiscount'
  | 'packageTotalPrice'
> {
  const sum = (amount: (line: TrendyolLine) => number): number =>
    Math.round(lines.reduce((total, line) => total + amount(line) * line.quantity * 100, 0)) / 100;
  return {
    packageGrossAmount: sum((line) => line.lineGrossAmount),
    packageSellerDiscount: sum((line) => line.lineSellerDiscount),
    packageTyDiscount: sum((line) => line.lineTyDiscount),
    packageTotalDiscount: sum((line) => line.lineTotalDiscount),
    packageTotalPrice: sum((line) => line.lineUnitPrice),
  };
}

function lineOf(made: NewPackage, goods: OrderedGoods, position: number, random: Random): TrendyolLine {
  const { content, variant } = goods;
  const gross = Math.round(variant.price.salePrice * 100);
  const sellerDiscount = random.chance(0.25) ? Math.floor(gross * 0.1) : 0;
  const tyDiscount = random.chance(0.15) ? Math.floor(gross * 0.05) : 0;
  const net = gross - sellerDiscount - tyDiscount;
  const lineId = made.packageId * 20 + position + 1;
  const cancelled = made.status === 'Cancelled' || made.status === 'UnSupplied';
  const option = (name: string): string | null =>
    variant.attributes.find((attribute) => attribute.attributeName === name)?.attributeValue ?? null;
  return {
    lineId,
    barcode: variant.barcode,
    stockCode: variant.stockCode,
    productName: content.title,
    productSize: option('Beden') ?? option('Boyut'),
    productColor: option('Renk'),
    productOrigin: variant.origin ?? null,
    productCategoryId: content.category.id,
    contentId: content.contentId,
    sellerId: made.sellerId,
    quantity: goods.quantity,
    lineUnitPrice: net / 100,
    lineGrossAmount: gross / 100,
    lineSellerDiscount: sellerDiscount / 100,
    lineTyDiscount: tyDiscount / 100,
    lineTotalDiscount: (sellerDiscount + tyDiscount) / 100,
    discountDetails: Array.from({ length: goods.quantity }, (_, unit) => ({
      lineItemId: lineId * 100 + unit,
      lineItemPrice: net / 100,
      lineItemSellerDiscount: sellerDiscount / 100,
      lineItemTyDiscount: tyDiscount / 100,
    })),
    vatRate: variant.vatRate,
    commission: random.integer(8, 21),
    currencyCode: made.sale.currency,
    salesCampaignId: random.integer(1, 40),
    orderLineItemStatusName: made.status,
    businessUnit: made.sale.index % 70 === 35 ? 'Digital Goods' : 'Home',
    fastDeliveryOptions: [],
    ...(cancelled ? cancellation(made.status) : {}),
  };
}

export function cancellation(
  status: PackageStatus,
): Required<Pick<TrendyolLine, 'cancelledBy' | 'cancelReason' | 'cancelReasonCode'>> {
  return status === 'UnSupplied'
    ? { cancelledBy: 'SELLER', cancelReason: 'Stok tükendi', cancelReasonCode: 500 }
    : { cancelledBy: 'CUSTOMER', cancelReason: 'Müşteri vazgeçti', cancelReasonCode: 10 };
}

function addressOf(customer: Customer, currency: string, digital: boolean): TrendyolAddress {
  const { address } = customer;
  return {
    id: customer.id * 10,
    firstName: customer.firstName,
    lastName: customer.lastName,
    fullName: `${customer.firstName} ${customer.lastName}`,
    company: '',
    address1: `${address.neighbourhood} ${address.line}`,
    address2: '',
    fullAddress: `${address.neighbourhood} ${address.line} ${address.district} ${address.city}`,
    shortAddress: `${address.neighbourhood} ${address.line}`,
    addressLines: { addressLine1: `${address.neighbourhood} ${address.line}`, addressLine2: '' },
    city: address.city,
    cityCode: address.cityCode,
    district: address.district,
    districtId: address.cityCode * 10 + 1,
    countyId: 0,
    countyName: '',
    stateName: '',
    neighborhood: address.neighbourhood,
    neighborhoodId: address.cityCode * 100 + 7,
    postalCode: address.postalCode,
    countryCode: currency === 'SAR' ? 'SA' : currency === 'EUR' ? 'DE' : 'TR',
    phone: digital ? null : customer.phone,
  };
}

/** Seven in ten fit a double; the rest are beyond 2^53, where a parser that makes numbers loses digits. */
function trackingNumber(random: Random, index: number, status: PackageStatus): string | null {
  if (status === 'Awaiting' || status === 'Verified') return null;
  return index % 10 < 7 ? `73${random.digits(14)}` : `90${random.digits(16)}1`;
}

function histories(sale: Sale, status: PackageStatus): TrendyolPackage['packageHistories'] {
  if (status === 'Awaiting') return [{ createdDate: sale.placedAt, status: 'Awaiting' }];
  const first = { createdDate: sale.placedAt, status: 'Created' as const };
  return status === 'Created' ? [first] : [first, { createdDate: sale.modifiedAt, status }];
}
