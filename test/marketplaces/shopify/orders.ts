import { type Address, type Customer, generateSales, type Random, type Sale } from '../kit';
import { seconds } from './generate';
import type {
  FinancialStatus,
  FulfillmentStatus,
  LineItem,
  MailingAddress,
  Order,
  Product,
  ShopCustomer,
  Variant,
} from './model';

const FIRST_ORDER = 6_100_000_000_001;
const RATES: Readonly<Record<string, number>> = { TRY: 1, EUR: 0.0205, SAR: 0.089 };

export interface OrderSources {
  random: Random;
  now: number;
  count: number;
  products: readonly Product[];
}

/** Orders of the last 90 days, oldest first. A few have more lines than a page of 100, one more than 250. */
export function generateOrders({ random, now, count, products }: OrderSources): Order[] {
  const sales = generateSales({
    random: random.fork('sales'),
    count,
    now,
    variantCounts: products.map(({ variants }) => variants.length),
  });
  return sales.map((sale) => toOrder(random.fork(`order-${sale.index}`), sale, products));
}

function toOrder(draw: Random, sale: Sale, products: readonly Product[]): Order {
  const id = FIRST_ORDER + sale.index * 1_003;
  const createdAt = seconds(sale.placedAt);
  const updatedAt = seconds(sale.modifiedAt);
  const { financial, fulfillment } = statusesOf(sale, draw);
  const cancelled = sale.state === 'cancelled';
  const currency = sale.index % 31 === 12 ? 'EUR' : sale.currency;
  const order = blankOrder(id, sale.index + 1001, createdAt, sale.customer);
  Object.assign(order, {
    updatedAt,
    cancelledAt: cancelled ? updatedAt : null,
    cancelReason: cancelled ? draw.pick(['CUSTOMER', 'INVENTORY', 'FRAUD', 'OTHER'] as const) : null,
    closedAt: sale.state === 'delivered' && draw.chance(0.5) ? updatedAt : null,
    test: sale.index % 59 === 7,
    presentmentCurrency: currency,
    presentmentRate: RATES[currency] ?? 1,
    taxesIncluded: sale.index % 41 !== 9,
    financialStatus: financial,
    fulfillmentStatus: fulfillment,
    customer: draw.chance(0.3) ? null : order.customer,
    note: draw.chance(0.1) ? 'Hediye paketi olsun lütfen 🎀' : null,
    tags: draw.chance(0.15) ? ['öncelikli'] : [],
    customAttributes: draw.chance(0.2) ? [{ key: 'TC Kimlik No', value: sale.customer.identityNumber }] : [],
    sourceName: draw.pick(['web', 'web', 'web', 'pos', 'shopify_draft_order'] as const),
    shippingAddress: sale.index % 47 === 5 ? null : order.shippingAddress,
  });
  order.lineItems = linesOf(draw, sale, products, id);
  if (draw.chance(0.15)) discount(order);
  if (draw.chance(0.6))
    order.shippingLines = [
      { kind: 'ShippingLine', id: id + 7, title: 'Yurtiçi Kargo', code: 'Standart', price: 7_990 },
    ];
  settle(order, draw);
  return order;
}

/** A paid order that nobody has packed yet. */
export function blankOrder(id: number, number: number, at: number, buyer: Customer): Order {
  const address = addressOf(id + 3, buyer, buyer.address);
  return {
    kind: 'Order',
    id,
    number,
    name: `#${number}`,
    createdAt: at,
    updatedAt: at,
    processedAt: at,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    test: false,
    presentmentCurrency: 'TRY',
    presentmentRate: 1,
    taxesIncluded: true,
    financialStatus: 'PAID',
    fulfillmentStatus: 'UNFULFILLED',
    customer: customerOf(buyer),
    email: buyer.email,
    phone: null,
    note: null,
    tags: [],
    customAttributes: [],
    discountCodes: [],
    paymentGatewayNames: ['iyzico'],
    sourceName: 'web',
    billingAddress: address,
    shippingAddress: address,
    shippingLines: [],
    lineItems: [],
    refunds: [],
    fulfillments: [],
  };
}

function linesOf(draw: Random, sale: Sale, products: readonly Product[], id: number): LineItem[] {
  const wanted = sale.index % 100 === 60 ? 120 : sale.index % 500 === 123 ? 260 : 0;
  const chosen =
    wanted === 0
      ? sale.lines
      : Array.from({ length: wanted }, () => ({
          product: draw.integer(0, products.length - 1),
          variant: 0,
          quantity: 1,
        }));
  return chosen.flatMap(({ product, variant, quantity }, position) => {
    const sold = products[product]?.variants[variant];
    if (sold === undefined) return [];
    const line = lineItem(id * 2 + position, sold, quantity);
    // A custom item or a product deleted since: no variant stands behind the line.
    if (sale.index % 37 === 17 && position === 0) Object.assign(line, { variant: null, sku: null });
    return [line];
  });
}

export function lineItem(id: number, variant: Variant, quantity: number): LineItem {
  const title = variantTitle(variant);
  return {
    kind: 'LineItem',
    id,
    variant,
    title: variant.product.title,
    variantTitle: title === 'Default Title' ? null : title,
    sku: variant.sku,
    vendor: variant.product.vendor,
    quantity,
    currentQuantity: quantity,
    unfulfilledQuantity: quantity,
    unitPrice: variant.price,
    discount: 0,
    taxRate: 20,
    stockedAt: null,
    committed: 0,
  };
}

export function variantTitle(variant: Variant): string {
  return variant.selectedOptions.map(({ value }) => value).join(' / ');
}

function discount(order: Order): void {
  order.discountCodes = ['HOŞGELDİN10'];
  for (const line of order.lineItems) line.discount = Math.round(line.unitPrice * line.quantity * 0.1);
}

function statusesOf(
  sale: Sale,
  draw: Random,
): { financial: FinancialStatus; fulfillment: FulfillmentStatus } {
  switch (sale.state) {
    case 'unpaid':
      return {
        financial: draw.pick(['PENDING', 'AUTHORIZED', 'EXPIRED', 'PARTIALLY_PAID'] as const),
        fulfillment: 'UNFULFILLED',
      };
    case 'new':
      return { financial: 'PAID', fulfillment: 'UNFULFILLED' };
    case 'preparing':
      return { financial: 'PAID', fulfillment: draw.pick(['UNFULFILLED', 'ON_HOLD'] as const) };
    case 'invoiced':
      return { financial: 'PAID', fulfillment: 'IN_PROGRESS' };
    case 'shipped':
    case 'delivered':
    case 'undelivered':
      return { financial: 'PAID', fulfillment: 'FULFILLED' };
    case 'cancelled':
      return { financial: draw.pick(['REFUNDED', 'VOIDED'] as const), fulfillment: 'UNFULFILLED' };
    case 'partlyCancelled':
      return { financial: 'PARTIALLY_REFUNDED', fulfillment: 'PARTIALLY_FULFILLED' };
    case 'returned':
      return { financial: 'REFUNDED', fulfillment: 'RESTOCKED' };
    default: {
      const never: never = sale.state;
      throw new Error(`unknown sale state ${String(never)}`);
    }
  }
}

/** Makes quantities, refunds and parcels agree with the statuses. */
function settle(order: Order, draw: Random): void {
  const { fulfillmentStatus } = order;
  const shipped = fulfillmentStatus === 'FULFILLED' || fulfillmentStatus === 'RESTOCKED';
  for (const [position, line] of order.lineItems.entries()) {
    if (order.cancelledAt !== null || fulfillmentStatus === 'RESTOCKED') line.currentQuantity = 0;
    if (shipped || order.cancelledAt !== null) line.unfulfilledQuantity = 0;
    if (fulfillmentStatus === 'PARTIALLY_FULFILLED' && position === 0) line.unfulfilledQuantity = 0;
  }
  if (shipped || fulfillmentStatus === 'PARTIALLY_FULFILLED') {
    order.fulfillments.push({
      kind: 'Fulfillment',
      id: order.id + 11,
      status: 'SUCCESS',
      trackingCompany: draw.pick(['Yurtiçi Kargo', 'Aras Kargo', 'MNG Kargo'] as const),
      trackingNumber: draw.digits(12),
      quantity: order.lineItems.reduce((sum, { quantity }) => sum + quantity, 0),
      createdAt: order.updatedAt,
      updatedAt: order.updatedAt,
    });
  }
  const all = order.financialStatus === 'REFUNDED';
  if (!all && order.financialStatus !== 'PARTIALLY_REFUNDED') return;
  const lines = (all ? order.lineItems : order.lineItems.slice(-1)).map((line) => ({
    line,
    quantity: line.quantity,
    subtotal: line.unitPrice * line.quantity - line.discount,
  }));
  if (!all) for (const { line } of lines) line.currentQuantity = 0;
  order.refunds.push({
    kind: 'Refund',
    id: order.id + 13,
    note: null,
    amount: lines.reduce((sum, { subtotal }) => sum + subtotal, 0),
    lines,
    createdAt: order.updatedAt,
  });
}

export function addressOf(id: number, buyer: Customer, place: Address): MailingAddress {
  return {
    kind: 'MailingAddress',
    id,
    firstName: place.firstName,
    lastName: place.lastName,
    company: buyer.company?.name ?? null,
    address1: `${place.neighbourhood} ${place.line}`,
    address2: place.district,
    city: place.district,
    province: place.city,
    provinceCode: `TR-${String(place.cityCode).padStart(2, '0')}`,
    zip: place.postalCode,
    country: 'Turkey',
    countryCodeV2: 'TR',
    phone: place.phone,
  };
}

function customerOf(buyer: Customer): ShopCustomer {
  return {
    kind: 'Customer',
    id: 8_000_000_000_000 + buyer.id,
    firstName: buyer.firstName,
    lastName: buyer.lastName,
    email: buyer.email,
    phone: buyer.phone,
  };
}
