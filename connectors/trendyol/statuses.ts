import { meaningOf } from '../../src/shared/connector/vendor/word';
import type { OrderStatus } from '../../src/shared/domain/order';
import type { ListingStatus } from '../../src/shared/domain/product';

/** Package statuses of getShipmentPackages; webhooks spell them in upper case with underscores, so both are folded. */
const orderStatuses: Readonly<Record<string, OrderStatus>> = {
  awaiting: 'awaiting',
  // Payment is not settled yet in either of the two: reserve the stock, do not ship.
  verified: 'awaiting',
  created: 'new',
  picking: 'preparing',
  invoiced: 'preparing',
  shipped: 'shipped',
  atcollectionpoint: 'shipped',
  delivered: 'delivered',
  undelivered: 'undelivered',
  cancelled: 'cancelled',
  returned: 'returned',
  unsupplied: 'unsupplied',
  // The parcel was taken apart; what is left of its lines follows under other package ids.
  unpacked: 'cancelled',
};

export function orderStatusOf(word: string | null | undefined): OrderStatus {
  return meaningOf(orderStatuses, folded(word)) ?? 'unknown';
}

export function isUnpacked(word: string | null | undefined): boolean {
  return folded(word) === 'unpacked';
}

function folded(word: string | null | undefined): string {
  return (word ?? '').replace(/[\s_-]/g, '').toLowerCase();
}

export interface ApprovedFlags {
  readonly archived?: boolean | null;
  readonly blacklisted?: boolean | null;
  readonly locked?: boolean | null;
  readonly lockReason?: string | null;
  readonly onSale?: boolean | null;
}

/** The strongest obstacle first, in the words of the list's own `status` filter. */
export function approvedStatus(flags: ApprovedFlags): { status?: ListingStatus; channelStatus?: string } {
  if (flags.archived) return { status: 'archived', channelStatus: 'archived' };
  if (flags.blacklisted) return { status: 'locked', channelStatus: 'blacklisted' };
  if (flags.locked) {
    const reason = flags.lockReason?.trim();
    return { status: 'locked', channelStatus: reason ? `locked: ${reason}` : 'locked' };
  }
  if (flags.onSale === true) return { status: 'active', channelStatus: 'onSale' };
  if (flags.onSale === false) return { status: 'inactive', channelStatus: 'notOnSale' };
  return {};
}
