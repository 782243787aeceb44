import { DAY_MS } from '../kit/marketplace';
import type { HepsiburadaLine, HepsiburadaOrder, HepsiburadaPackage } from './model';
import { istanbulText, utcText } from './time';

const money = (minor: number, currency: string) => ({ amount: minor / 100, currency });
const vatOf = (gross: number, rate: number): number => Math.round((gross * rate) / (100 + rate)) / 100;

/** One line as the open list and the order detail show it. */
export function renderLine(order: HepsiburadaOrder, line: HepsiburadaLine, merchantId: string): unknown {
  const total = line.unitPrice * line.quantity;
  const paid = line.status !== 'PaymentAwaiting';
  return {
    id: line.id,
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    orderDate: istanbulText(order.placedAt),
    merchantId,
    sku: line.sku,
    merchantSKU: line.merchantSku,
    name: line.name,
    barcode: '',
    productBarcode: line.productBarcode,
    quantity: line.quantity,
    status: line.status,
    unitPrice: money(line.unitPrice, order.currency),
    totalPrice: money(total, order.currency),
    purchasePrice: money(0, order.currency),
    vat: vatOf(total, line.vatRate),
    vatRate: line.vatRate,
    commission: money(Math.round((total * line.commissionRate) / 100), order.currency),
    commissionRate: line.commissionRate,
    commissionType: 1,
    dueDate: istanbulText(order.placedAt + 2 * DAY_MS),
    lastStatusUpdateDate: istanbulText(line.statusChangedAt),
    packageNumber: line.packageNumber,
    cargoCompany: 'hepsiJET',
    cargoCompanyModel: {
      id: 89_100,
      name: 'hepsiJET',
      shortName: 'HX',
      logoUrl: 'https://cdn.example.com/hepsijet.png',
      trackingUrl: 'https://kargo.example.com/',
    },
    deliveryType: 'StandardDelivery',
    dispatchTime: 1,
    customerId: order.customer.customerId,
    customerName: order.customer.name,
    shippingAddress: order.address,
    invoice: invoiceOf(order),
    hbDiscount: discountOf(line.hbUnitDiscount, line.quantity, order.currency),
    merchantDiscount: discountOf(line.merchantUnitDiscount, line.quantity, order.currency),
    discountInfo: [],
    canCreatePackage: paid,
    isCancellable: line.status === 'Open' || line.status === 'Unpacked',
    isCargoChangable: true,
    isCustomized: false,
    customizedText01: '',
    customizedText02: '',
    customizedText03: '',
    customizedText04: '',
    customizedTextX: '',
    isMicroExport: order.currency !== 'TRY',
    slot: null,
    warehouse: { shippingAddressLabel: 'Depo-Şişli', shippingModel: '' },
    properties: [],
    sapNumber: '',
    creationReason: 'Sale',
    deliveryNote: order.note === null ? null : { value: order.note, tags: [] },
    pickUpTime: null,
  };
}

export function renderOrder(order: HepsiburadaOrder, merchantId: string): unknown {
  return {
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    orderDate: istanbulText(order.placedAt),
    createdDate: istanbulText(order.placedAt + 2000),
    paymentStatus: order.lines.some((line) => line.status === 'PaymentAwaiting')
      ? 'PaymentAwaiting'
      : 'Completed',
    customer: { customerId: order.customer.customerId, name: order.customer.name },
    deliveryAddress: order.address,
    invoice: invoiceOf(order),
    items: order.lines.map((line) => renderLine(order, line, merchantId)),
    orderNote: order.note === null ? null : { value: order.note, tags: [] },
  };
}

/** A package as the package list shows it; addresses and buyer come from its first order. */
export function renderPackage(
  made: HepsiburadaPackage,
  parts: readonly { order: HepsiburadaOrder; line: HepsiburadaLine }[],
  merchantId: string,
): unknown {
  const first = parts[0]?.order;
  if (first === undefined) throw new Error(`package ${made.packageNumber} is empty`);
  const { address, company, currency } = first;
  const total = parts.reduce((sum, { line }) => sum + line.unitPrice * line.quantity, 0);
  return {
    id: made.id,
    packageNumber: made.packageNumber,
    barcode: made.barcode,
    status: made.status,
    orderDate: istanbulText(first.placedAt),
    dueDate: istanbulText(first.placedAt + 2 * DAY_MS),
    unpackedDate: made.unpackedAt === undefined ? null : utcText(made.unpackedAt),
    estimatedArrivalDate: istanbulText(first.placedAt + 3 * DAY_MS),
    cargoCompany: made.cargoCompany,
    isCargoChangable: made.status === 'Open',
    customerId: first.customer.customerId,
    customerName: first.customer.name,
    recipientName: address.name,
    email: address.email,
    phoneNumber: address.phoneNumber,
    identityNo: company === undefined ? first.customer.identityNumber : '',
    taxNumber: company?.taxNumber ?? '',
    taxOffice: company?.taxOffice ?? '',
    companyName: company?.name ?? address.name,
    totalPrice: money(total, currency),
    shippingTotalPrice: money(0, currency),
    customsTotalPrice: money(0, currency),
    shippingAddressDetail: address.address,
    shippingDistrict: address.district,
    shippingTown: address.town,
    shippingCity: address.city,
    shippingCountryCode: address.countryCode,
    billingAddress: address.address,
    billingDistrict: address.district,
    billingTown: address.town,
    billingCity: address.city,
    billingCountryCode: address.countryCode,
    billingPostalCode: address.postalCode,
    items: parts.map(({ order, line }) => renderPackageLine(order, line, merchantId)),
  };
}

function renderPackageLine(order: HepsiburadaOrder, line: HepsiburadaLine, merchantId: string): unknown {
  const { currency } = order;
  const total = line.unitPrice * line.quantity;
  const merchantUnit = line.unitPrice - line.merchantUnitDiscount;
  return {
    lineItemId: line.id,
    orderNumber: order.orderNumber,
    orderDate: istanbulText(order.placedAt),
    merchantId,
    hbSku: line.sku,
    merchantSku: line.merchantSku,
    listingId: line.listingId,
    productName: line.name,
    productBarcode: line.productBarcode,
    quantity: line.quantity,
    price: money(line.unitPrice, currency),
    totalPrice: money(total, currency),
    merchantUnitPrice: money(merchantUnit, currency),
    merchantTotalPrice: money(merchantUnit * line.quantity, currency),
    commission: money(Math.round((total * line.commissionRate) / 100), currency),
    commissionRate: line.commissionRate,
    unitHBDiscount: money(line.hbUnitDiscount, currency),
    totalHBDiscount: money(line.hbUnitDiscount * line.quantity, currency),
    unitMerchantDiscount: money(line.merchantUnitDiscount, currency),
    totalMerchantDiscount: money(line.merchantUnitDiscount * line.quantity, currency),
    vat: vatOf(total, line.vatRate),
    vatRate: line.vatRate,
    deliveryType: 'StandardDelivery',
    creationReason: 'Sale',
    weight: 0,
    isMicroExport: currency !== 'TRY',
  };
}

function invoiceOf(order: HepsiburadaOrder): unknown {
  return {
    address: order.address,
    taxNumber: order.company?.taxNumber ?? '',
    taxOffice: order.company?.taxOffice ?? '',
    turkishIdentityNumber: order.company === undefined ? order.customer.identityNumber : '',
  };
}

function discountOf(unit: number, quantity: number, currency: string): unknown {
  return { totalPrice: money(unit * quantity, currency), unitPrice: money(unit, currency) };
}
