import { meaningOf } from '../../src/shared/connector/vendor/word';
import type { OrderStatus } from '../../src/shared/domain/order';
import type { ListingStatus } from '../../src/shared/domain/product';

/** Words of a line that stands in no package. */
const lineStatuses: Readonly<Record<string, OrderStatus>> = {
  paymentawaiting: 'awaiting',
  open: 'new',
  unpacked: 'new',
  packaged: 'preparing',
  packed: 'preparing',
  readytoship: 'preparing',
  intransit: 'shipped',
  shipped: 'shipped',
  delivered: 'delivered',
  undelivered: 'undelivered',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  cancelledbymerchant: 'cancelled',
  cancelledbycustomer: 'cancelled',
  cancelledbysap: 'cancelled',
  cancelledbyhb: 'cancelled',
  returned: 'returned',
  refunded: 'returned',
};

export function lineStatusOf(word: string | null | undefined): OrderStatus {
  return meaningOf(lineStatuses, folded(word)) ?? 'unknown';
}

/** A package exists only once its lines are packed, so an "Open" package waits for the carrier. */
export function packageStatusOf(word: string | null | undefined): OrderStatus {
  const status = lineStatusOf(word);
  if (folded(word) === 'unpacked') return 'cancelled';
  return status === 'new' ? 'preparing' : status;
}

export function isUnpacked(word: string | null | undefined): boolean {
  return folded(word) === 'unpacked';
}

/** Catalogue statuses; MATCHED and the like tell nothing about the sale, which is the listing's business. */
const catalogueStatuses: Readonly<Record<string, ListingStatus>> = {
  waiting: 'pending',
  inexternalprogress: 'pending',
  prematched: 'pending',
  rejected: 'rejected',
  missinginfo: 'rejected',
  blocked: 'locked',
};

export function catalogueStatusOf(word: string | null | undefined): ListingStatus | undefined {
  return meaningOf(catalogueStatuses, folded(word));
}

export interface ListingFlags {
  readonly isSalable?: boolean | null;
  readonly isSuspended?: boolean | null;
  readonly isLocked?: boolean | null;
  readonly isFrozen?: boolean | null;
}

/** The strongest obstacle first. */
export function listingStatusOf(flags: ListingFlags): { status?: ListingStatus; word?: string } {
  if (flags.isLocked) return { status: 'locked', word: 'isLocked' };
  if (flags.isSuspended) return { status: 'locked', word: 'isSuspended' };
  if (flags.isFrozen) return { status: 'locked', word: 'isFrozen' };
  if (flags.isSalable === true) return { status: 'active', word: 'isSalable' };
  if (flags.isSalable === false) return { status: 'inactive', word: 'notSalable' };
  return {};
}

function folded(word: string | null | undefined): string {
  return (word ?? '').replace(/[\s_-]/g, '').toLowerCase();
}
