import { meaningOf } from '../../src/shared/connector/vendor/word';
import type { OrderStatus } from '../../src/shared/domain/order';
import type { ListingStatus } from '../../src/shared/domain/product';

const listingStatuses: Readonly<Record<string, ListingStatus>> = {
  ACTIVE: 'active',
  /** On sale for whoever has the link. */
  UNLISTED: 'active',
  DRAFT: 'inactive',
  ARCHIVED: 'archived',
};

export function listingStatusOf(word: string | null | undefined): ListingStatus | undefined {
  return meaningOf(listingStatuses, word);
}

const fulfilmentStatuses: Readonly<Record<string, OrderStatus>> = {
  OPEN: 'new',
  UNFULFILLED: 'new',
  SCHEDULED: 'new',
  ON_HOLD: 'new',
  REQUEST_DECLINED: 'new',
  PENDING_FULFILLMENT: 'preparing',
  IN_PROGRESS: 'preparing',
  PARTIALLY_FULFILLED: 'preparing',
  FULFILLED: 'shipped',
  FULFILLMENT_NOT_REQUIRED: 'shipped',
  RESTOCKED: 'returned',
};

/** Paid at the door: "pending" is then the normal state until the parcel is handed over. */
const PAID_AT_THE_DOOR = /cash[\s_-]*on[\s_-]*delivery|\bcod\b|kap[ıi]da/iu;

export interface OrderStates {
  readonly cancelledAt?: string | null;
  readonly displayFinancialStatus?: string | null;
  readonly displayFulfillmentStatus?: string | null;
  readonly paymentGatewayNames: readonly string[];
  readonly fulfillments: readonly {
    readonly status?: string | null;
    readonly displayStatus?: string | null;
  }[];
}

/** One word for the whole order out of Shopify's two: payment and fulfilment. */
export function orderStatusOf(order: OrderStates): OrderStatus {
  if (order.cancelledAt) return 'cancelled';
  const payment = order.displayFinancialStatus ?? '';
  if (payment === 'REFUNDED') return 'returned';
  if (payment === 'VOIDED' || payment === 'EXPIRED') return 'cancelled';
  const status = meaningOf(fulfilmentStatuses, order.displayFulfillmentStatus) ?? 'unknown';
  if (status === 'shipped') return deliveryOf(order.fulfillments);
  if (
    status === 'new' &&
    payment === 'PENDING' &&
    !order.paymentGatewayNames.some((name) => PAID_AT_THE_DOOR.test(name))
  ) {
    return 'awaiting';
  }
  return status;
}

/** Delivered when every parcel that was sent is. */
function deliveryOf(fulfillments: OrderStates['fulfillments']): OrderStatus {
  const sent = fulfillments.filter(
    (one) => one.status !== 'CANCELLED' && one.status !== 'ERROR' && one.status !== 'FAILURE',
  );
  if (sent.length === 0) return 'shipped';
  if (sent.every((one) => one.displayStatus === 'DELIVERED' || one.displayStatus === 'PICKED_UP'))
    return 'delivered';
  return sent.some((one) => one.displayStatus === 'NOT_DELIVERED') ? 'undelivered' : 'shipped';
}
