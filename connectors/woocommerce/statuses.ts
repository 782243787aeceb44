import { meaningOf } from '../../src/shared/connector/vendor/word';
import type { OrderStatus } from '../../src/shared/domain/order';
import type { ListingStatus } from '../../src/shared/domain/product';

/** WooCommerce's own order statuses; a plugin's word is not guessed at. */
const orderStatuses: Readonly<Record<string, OrderStatus>> = {
  'checkout-draft': 'awaiting',
  pending: 'awaiting',
  'on-hold': 'awaiting',
  processing: 'new',
  completed: 'delivered',
  cancelled: 'cancelled',
  failed: 'cancelled',
  refunded: 'returned',
  trash: 'cancelled',
};

export function orderStatusOf(word: string): OrderStatus {
  return meaningOf(orderStatuses, word.replace(/^wc-/, '')) ?? 'unknown';
}

const listingStatuses: Readonly<Record<string, ListingStatus>> = {
  publish: 'active',
  draft: 'inactive',
  private: 'inactive',
  future: 'pending',
  pending: 'pending',
  trash: 'archived',
};

export function listingStatusOf(word: string | null | undefined): ListingStatus | undefined {
  return meaningOf(listingStatuses, word);
}
