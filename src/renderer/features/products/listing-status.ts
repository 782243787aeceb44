import type { ListingRow } from '../../../shared/contract/catalogue-data';
import type { StatusKey } from '../../ui';

/** How a listing's state is drawn; null where the channel tells none. */
export function listingStatus({ status, goneAt }: Pick<ListingRow, 'status' | 'goneAt'>): StatusKey | null {
  if (goneAt !== null) return 'listing.gone';
  return status === null ? null : `listing.${status}`;
}
