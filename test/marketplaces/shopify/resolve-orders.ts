import { type Context, connectionFields, listConnection, type Resolvers, requireScope } from './context';
import { globalId, ORDER_SEARCH, ORDER_SORT } from './fields';
import type {
  Fulfillment,
  LineItem,
  MailingAddress,
  Order,
  Refund,
  ShippingLine,
  ShopCustomer,
} from './model';
import {
  lineTotal,
  type MoneyBag,
  moneyBag,
  type OrderTotals,
  SHOP_CURRENCY,
  taxOf,
  totalsOf,
} from './money';
import { dateTime } from './time';

const SIXTY_DAYS = 60 * 86_400_000;

/** With read_orders alone an app sees the last 60 days; read_all_orders opens the rest. */
export function visibleOrders(context: Context): { name: string; rows: Iterable<Order> } {
  const orders = context.shop.orders.values();
  if (context.scopes.has('read_all_orders')) return { name: 'orders', rows: orders };
  const since = context.now - SIXTY_DAYS;
  // The edge moves with the clock; a minute is fine enough for the cache.
  return {
    name: `orders since ${Math.floor(since / 60_000)}`,
    rows: [...orders].filter(({ createdAt }) => createdAt >= since),
  };
}

/** A resolver of one sum of an order. */
const total =
  (choose: (totals: OrderTotals) => number) =>
  (order: Order): MoneyBag =>
    moneyBag(choose(totalsOf(order)), order);

export const orderResolvers: Resolvers = {
  QueryRoot: {
    orders: (_root, args, context, info) => {
      requireScope(context, 'read_orders', info);
      return listConnection(
        { ...visibleOrders(context), search: ORDER_SEARCH, sort: ORDER_SORT },
        args,
        context,
        info,
      );
    },
  },
  OrderConnection: connectionFields,
  LineItemConnection: connectionFields,
  ShippingLineConnection: connectionFields,
  RefundLineItemConnection: connectionFields,
  Order: {
    id: globalId,
    legacyResourceId: (order: Order) => String(order.id),
    createdAt: (order: Order) => dateTime(order.createdAt),
    updatedAt: (order: Order) => dateTime(order.updatedAt),
    processedAt: (order: Order) => dateTime(order.processedAt),
    cancelledAt: (order: Order) => dateTime(order.cancelledAt),
    closedAt: (order: Order) => dateTime(order.closedAt),
    closed: (order: Order) => order.closedAt !== null,
    confirmed: () => true,
    currencyCode: () => SHOP_CURRENCY,
    presentmentCurrencyCode: (order: Order) => order.presentmentCurrency,
    displayFinancialStatus: (order: Order) => order.financialStatus,
    displayFulfillmentStatus: (order: Order) => order.fulfillmentStatus,
    returnStatus: () => 'NO_RETURN',
    fullyPaid: (order: Order) => order.financialStatus === 'PAID',
    unpaid: (order: Order) => order.financialStatus === 'PENDING',
    edited: () => false,
    poNumber: () => null,
    sourceIdentifier: () => null,
    confirmationNumber: (order: Order) => `K${order.number}`,
    customerLocale: () => 'tr',
    requiresShipping: () => true,
    subtotalLineItemsQuantity: (order: Order) =>
      order.lineItems.reduce((sum, { quantity }) => sum + quantity, 0),
    currentSubtotalLineItemsQuantity: (order: Order) =>
      order.lineItems.reduce((sum, { currentQuantity }) => sum + currentQuantity, 0),
    customer: (order: Order, _args, context, info) => {
      requireScope(context, 'read_customers', info);
      return order.customer;
    },
    subtotalPriceSet: total(({ subtotal }) => subtotal),
    currentSubtotalPriceSet: total(({ currentSubtotal }) => currentSubtotal),
    totalPriceSet: total((totals) => totals.total),
    originalTotalPriceSet: total((totals) => totals.total),
    currentTotalPriceSet: total(({ currentTotal }) => currentTotal),
    totalTaxSet: total(({ tax }) => tax),
    currentTotalTaxSet: total(({ currentTax }) => currentTax),
    totalDiscountsSet: total((totals) => totals.discount),
    currentTotalDiscountsSet: total((totals) => totals.discount),
    cartDiscountAmountSet: total((totals) => totals.discount),
    totalShippingPriceSet: total(({ shipping }) => shipping),
    currentShippingPriceSet: total(({ shipping }) => shipping),
    totalRefundedSet: total(({ refunded }) => refunded),
    totalReceivedSet: total((totals) => totals.total),
    totalOutstandingSet: (order: Order) =>
      moneyBag(order.financialStatus === 'PENDING' ? totalsOf(order).total : 0, order),
    netPaymentSet: total((totals) => totals.total - totals.refunded),
    shippingLine: (order: Order) => inOrder(order, order.shippingLines)[0] ?? null,
    shippingLines: (order: Order, args, context, info) =>
      listConnection({ rows: inOrder(order, order.shippingLines) }, args, context, info),
    lineItems: (order: Order, args, context, info) =>
      listConnection({ rows: inOrder(order, order.lineItems) }, args, context, info),
    refunds: (order: Order, args) => inOrder(order, order.refunds).slice(0, limit(args.first)),
    fulfillments: (order: Order, args) => inOrder(order, order.fulfillments).slice(0, limit(args.first)),
    fulfillmentsCount: (order: Order) => ({ count: order.fulfillments.length, precision: 'EXACT' }),
    taxLines: (order: Order) => taxLines(order),
    displayAddress: (order: Order) => order.shippingAddress,
  },
  LineItem: {
    id: globalId,
    name: (line: LineItem) =>
      line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    product: (line: LineItem) => line.variant?.product ?? null,
    requiresShipping: () => true,
    taxable: () => true,
    isGiftCard: () => false,
    refundableQuantity: (line: LineItem) => line.currentQuantity,
    nonFulfillableQuantity: (line: LineItem) => line.quantity - line.currentQuantity,
    customAttributes: () => [],
    discountAllocations: () => [],
    originalUnitPriceSet: (line: InOrder<LineItem>) => moneyBag(line.unitPrice, line.order),
    discountedUnitPriceSet: (line: InOrder<LineItem>) => moneyBag(each(line), line.order),
    discountedUnitPriceAfterAllDiscountsSet: (line: InOrder<LineItem>) => moneyBag(each(line), line.order),
    originalTotalSet: (line: InOrder<LineItem>) => moneyBag(line.unitPrice * line.quantity, line.order),
    discountedTotalSet: (line: InOrder<LineItem>) => moneyBag(lineTotal(line), line.order),
    totalDiscountSet: (line: InOrder<LineItem>) => moneyBag(line.discount, line.order),
    unfulfilledDiscountedTotalSet: (line: InOrder<LineItem>) =>
      moneyBag(lineTotal(line, line.unfulfilledQuantity), line.order),
    taxLines: (line: InOrder<LineItem>) => [
      taxLine(line.order, line.taxRate, taxOf(lineTotal(line), line.taxRate, line.order.taxesIncluded)),
    ],
  },
  ShippingLine: {
    id: globalId,
    carrierIdentifier: () => null,
    custom: () => false,
    isRemoved: () => false,
    source: () => 'shopify',
    originalPriceSet: (line: InOrder<ShippingLine>) => moneyBag(line.price, line.order),
    discountedPriceSet: (line: InOrder<ShippingLine>) => moneyBag(line.price, line.order),
    currentDiscountedPriceSet: (line: InOrder<ShippingLine>) => moneyBag(line.price, line.order),
    taxLines: () => [],
    discountAllocations: () => [],
  },
  Refund: {
    id: globalId,
    legacyResourceId: (refund: Refund) => String(refund.id),
    createdAt: (refund: Refund) => dateTime(refund.createdAt),
    processedAt: (refund: Refund) => dateTime(refund.createdAt),
    updatedAt: (refund: Refund) => dateTime(refund.createdAt),
    totalRefundedSet: (refund: InOrder<Refund>) => moneyBag(refund.amount, refund.order),
    refundLineItems: (refund: InOrder<Refund>, args, context, info) => {
      const rows = refund.lines.map(({ line, quantity, subtotal }, position) => ({
        id: refund.id * 10 + position,
        line: { ...line, order: refund.order },
        quantity,
        subtotal,
        order: refund.order,
      }));
      return listConnection({ rows }, args, context, info);
    },
  },
  RefundLineItem: {
    id: (row: { id: number }) => `gid://shopify/RefundLineItem/${row.id}`,
    lineItem: (row: { line: LineItem }) => row.line,
    restockType: () => 'NO_RESTOCK',
    restocked: () => false,
    location: () => null,
    priceSet: (row: { line: LineItem; order: Order }) => moneyBag(row.line.unitPrice, row.order),
    subtotalSet: (row: { subtotal: number; order: Order }) => moneyBag(row.subtotal, row.order),
    totalTaxSet: (row: { subtotal: number; line: LineItem; order: Order }) =>
      moneyBag(taxOf(row.subtotal, row.line.taxRate, row.order.taxesIncluded), row.order),
  },
  Fulfillment: {
    id: globalId,
    legacyResourceId: (row: Fulfillment) => String(row.id),
    name: (row: InOrder<Fulfillment>) => `${row.order.name}.1`,
    createdAt: (row: Fulfillment) => dateTime(row.createdAt),
    updatedAt: (row: Fulfillment) => dateTime(row.updatedAt),
    deliveredAt: () => null,
    inTransitAt: () => null,
    estimatedDeliveryAt: () => null,
    displayStatus: () => 'FULFILLED',
    totalQuantity: (row: Fulfillment) => row.quantity,
    requiresShipping: () => true,
    location: (_row, _args, context) => context.shop.locations[0] ?? null,
    trackingInfo: (row: Fulfillment) => [
      { company: row.trackingCompany, number: row.trackingNumber, url: null },
    ],
  },
  MailingAddress: {
    id: globalId,
    name: (address: MailingAddress) => `${address.firstName} ${address.lastName}`,
    formatted: (address: MailingAddress) => [address.address1, address.city, address.country],
    formattedArea: (address: MailingAddress) => `${address.city}, ${address.country}`,
    latitude: () => null,
    longitude: () => null,
    coordinatesValidated: () => false,
  },
  Customer: {
    id: globalId,
    legacyResourceId: (row: ShopCustomer) => String(row.id),
    displayName: (row: ShopCustomer) => `${row.firstName} ${row.lastName}`,
    defaultEmailAddress: (row: ShopCustomer) => ({ emailAddress: row.email }),
    defaultPhoneNumber: (row: ShopCustomer) => ({ phoneNumber: row.phone }),
  },
};

/** A part of an order together with the order, whose currency its money is in. */
export type InOrder<T> = T & { order: Order };

function inOrder<T extends object>(order: Order, rows: readonly T[]): InOrder<T>[] {
  return rows.map((row) => ({ ...row, order }));
}

function each(line: LineItem): number {
  return line.quantity === 0 ? 0 : Math.round(lineTotal(line) / line.quantity);
}

function limit(first: unknown): number {
  return typeof first === 'number' ? first : Number.POSITIVE_INFINITY;
}

function taxLines(order: Order): unknown[] {
  const rates = new Map<number, number>();
  for (const line of order.lineItems) {
    rates.set(
      line.taxRate,
      (rates.get(line.taxRate) ?? 0) + taxOf(lineTotal(line), line.taxRate, order.taxesIncluded),
    );
  }
  return [...rates].map(([rate, amount]) => taxLine(order, rate, amount));
}

function taxLine(order: Order, rate: number, amount: number): unknown {
  return {
    title: 'KDV',
    rate: rate / 100,
    ratePercentage: rate,
    channelLiable: false,
    source: null,
    priceSet: moneyBag(amount, order),
  };
}
