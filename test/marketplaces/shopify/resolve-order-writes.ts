import { type Context, type Resolvers, requireScope } from './context';
import { numberOf, type Order } from './model';

type Fields = Readonly<Record<string, unknown>>;

/** Changes of orders. Business refusals stand in `userErrors` of an answer with status 200. */
export const orderWriteResolvers: Resolvers = {
  Mutation: {
    fulfillmentCreate: (_root, args, context, info) => {
      requireScope(context, 'write_merchant_managed_fulfillment_orders', info);
      return create(fieldsOf(args.fulfillment), context);
    },
    orderCancel: (_root, args, context, info) => {
      requireScope(context, 'write_orders', info);
      return cancel(args, context);
    },
  },
};

function create(input: Fields, context: Context): unknown {
  const refuse = (field: string[], message: string): unknown => ({
    fulfillment: null,
    userErrors: [{ field: ['fulfillment', ...field], message }],
  });
  const wanted = Array.isArray(input.lineItemsByFulfillmentOrder)
    ? input.lineItemsByFulfillmentOrder.map(fieldsOf)
    : [];
  const orders = wanted.map(({ fulfillmentOrderId }) => orderOfWork(String(fulfillmentOrderId), context));
  const [order] = orders;
  if (order === undefined)
    return refuse(['lineItemsByFulfillmentOrder'], 'Fulfillment order does not exist.');
  if (orders.some((other) => other !== order))
    return refuse(['lineItemsByFulfillmentOrder'], 'All fulfillment orders must belong to the same order.');
  const isOpen = order.lineItems.some(({ unfulfilledQuantity }) => unfulfilledQuantity > 0);
  if (order.cancelledAt !== null || !isOpen)
    return refuse(['lineItemsByFulfillmentOrder'], 'Fulfillment order is not open: it is closed.');
  const tracking = fieldsOf(input.trackingInfo);
  context.shop.fulfillOrder(order.id, text(tracking.number));
  const made = order.fulfillments.at(-1);
  if (made) {
    made.trackingNumber = text(tracking.number) ?? '';
    made.trackingCompany = text(tracking.company) ?? '';
  }
  return { fulfillment: made === undefined ? null : { ...made, order }, userErrors: [] };
}

/** The real one queues a job; its work is done here at once. */
function cancel(args: Fields, context: Context): unknown {
  const order = context.shop.orders.get(numberOf('Order', String(args.orderId)) ?? 0);
  const refuse = (code: string, message: string): unknown => ({
    job: null,
    orderCancelUserErrors: [{ code, field: ['orderId'], message }],
    userErrors: [],
  });
  if (order === undefined) return refuse('NOT_FOUND', 'Order does not exist');
  if (order.cancelledAt !== null) return refuse('INVALID', 'Order has already been cancelled');
  if (order.fulfillments.length > 0)
    return refuse('INVALID', 'Cannot cancel an order that has been fulfilled');
  const isPaid = order.financialStatus === 'PAID';
  const refunds = fieldsOf(args.refundMethod).originalPaymentMethodsRefund === true;
  context.shop.cancelOrder(order.id, reasonOf(args.reason));
  context.shop.editOrder(order.id, { financialStatus: !isPaid ? 'VOIDED' : refunds ? 'REFUNDED' : 'PAID' });
  return {
    job: { id: `gid://shopify/Job/${order.id}`, done: false },
    orderCancelUserErrors: [],
    userErrors: [],
  };
}

/** As resolve-fulfilment numbers the one fulfilment order of an order. */
function orderOfWork(id: string, context: Context): Order | undefined {
  const number = numberOf('FulfillmentOrder', id);
  return number === undefined ? undefined : context.shop.orders.get(number - 17);
}

function reasonOf(value: unknown): NonNullable<Order['cancelReason']> {
  const reasons = ['CUSTOMER', 'DECLINED', 'FRAUD', 'INVENTORY', 'OTHER', 'STAFF'] as const;
  return reasons.find((reason) => reason === value) ?? 'OTHER';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
