import { connectionFields, listConnection, type Resolvers, requireScope } from './context';
import type { Fulfillment, LineItem, Order } from './model';
import { lineTotal, moneyBag } from './money';
import type { InOrder } from './resolve-orders';
import { dateTime } from './time';

/** Parcels by line, and the one fulfilment order every order of this shop has. */

interface PackedLine {
  kind: 'FulfillmentLineItem';
  id: number;
  line: InOrder<LineItem>;
  quantity: number;
}

interface WorkOrder {
  kind: 'FulfillmentOrder';
  id: number;
  order: Order;
}

interface WorkLine {
  kind: 'FulfillmentOrderLineItem';
  id: number;
  line: InOrder<LineItem>;
}

export const fulfilmentResolvers: Resolvers = {
  FulfillmentLineItemConnection: connectionFields,
  FulfillmentOrderConnection: connectionFields,
  FulfillmentOrderLineItemConnection: connectionFields,
  Order: {
    fulfillmentOrders: (order: Order, args, context, info) => {
      requireScope(context, 'read_merchant_managed_fulfillment_orders', info);
      const rows: WorkOrder[] = [{ kind: 'FulfillmentOrder', id: order.id + 17, order }];
      return listConnection({ rows }, args, context, info);
    },
  },
  Fulfillment: {
    fulfillmentLineItems: (row: InOrder<Fulfillment>, args, context, info) => {
      const rows = row.order.lineItems.flatMap((line): PackedLine[] => {
        const quantity = line.quantity - line.unfulfilledQuantity;
        return quantity > 0
          ? [{ kind: 'FulfillmentLineItem', id: line.id + 1, line: { ...line, order: row.order }, quantity }]
          : [];
      });
      return listConnection({ rows }, args, context, info);
    },
  },
  FulfillmentLineItem: {
    id: (row: PackedLine) => `gid://shopify/FulfillmentLineItem/${row.id}`,
    lineItem: (row: PackedLine) => row.line,
    originalTotalSet: (row: PackedLine) => moneyBag(row.line.unitPrice * row.quantity, row.line.order),
    discountedTotalSet: (row: PackedLine) => moneyBag(lineTotal(row.line, row.quantity), row.line.order),
  },
  FulfillmentOrder: {
    id: (row: WorkOrder) => `gid://shopify/FulfillmentOrder/${row.id}`,
    orderId: ({ order }: WorkOrder) => `gid://shopify/Order/${order.id}`,
    orderName: ({ order }: WorkOrder) => order.name,
    status: ({ order }: WorkOrder) => workStatus(order),
    requestStatus: () => 'UNSUBMITTED',
    supportedActions: ({ order }: WorkOrder) =>
      workStatus(order) === 'OPEN' ? [{ action: 'CREATE_FULFILLMENT', externalUrl: null }] : [],
    fulfillmentHolds: () => [],
    fulfillAt: () => null,
    fulfillBy: () => null,
    createdAt: ({ order }: WorkOrder) => dateTime(order.createdAt),
    updatedAt: ({ order }: WorkOrder) => dateTime(order.updatedAt),
    orderProcessedAt: ({ order }: WorkOrder) => dateTime(order.processedAt),
    assignedLocation: (_row: WorkOrder, _args, context) => {
      const location = context.shop.locations[0];
      return {
        name: location?.name ?? '',
        location: location ?? null,
        city: location?.city ?? null,
        countryCode: 'TR',
      };
    },
    lineItems: ({ order }: WorkOrder, args, context, info) => {
      const rows = order.lineItems.map(
        (line): WorkLine => ({ kind: 'FulfillmentOrderLineItem', id: line.id + 2, line: { ...line, order } }),
      );
      return listConnection({ rows }, args, context, info);
    },
  },
  FulfillmentOrderLineItem: {
    id: (row: WorkLine) => `gid://shopify/FulfillmentOrderLineItem/${row.id}`,
    lineItem: (row: WorkLine) => row.line,
    totalQuantity: (row: WorkLine) => row.line.currentQuantity,
    remainingQuantity: (row: WorkLine) => row.line.unfulfilledQuantity,
    sku: (row: WorkLine) => row.line.sku,
    variant: (row: WorkLine) => row.line.variant,
    variantTitle: (row: WorkLine) => row.line.variantTitle,
    vendor: (row: WorkLine) => row.line.vendor,
    productTitle: (row: WorkLine) => row.line.title,
    requiresShipping: () => true,
    inventoryItemId: (row: WorkLine) =>
      row.line.variant === null ? null : `gid://shopify/InventoryItem/${row.line.variant.item.id}`,
  },
};

function workStatus(order: Order): string {
  if (order.cancelledAt !== null) return 'CANCELLED';
  if (order.fulfillmentStatus === 'ON_HOLD' || order.fulfillmentStatus === 'IN_PROGRESS')
    return order.fulfillmentStatus;
  return order.lineItems.some(({ unfulfilledQuantity }) => unfulfilledQuantity > 0) ? 'OPEN' : 'CLOSED';
}
