import type { ConnectionId, ProblemId, VariantId } from '../../shared/domain/ids';
import type { WriteTransaction } from '../database';
import { releaseLine, settleLine } from './ledger';
import { settleOversold } from './oversold';

/**
 * Books the order lines of listings whose match has just changed, in the same transaction: lines that waited for a match are
 * booked, lines of a listing taken from its variant are released. Answers the variants whose stock changed, from which follows what
 * channels are to be told, and the complaints that changed with them.
 */
export function rebookListings(
  tx: WriteTransaction,
  connectionId: ConnectionId,
  variantKeys: Iterable<string>,
): { readonly moved: ReadonlySet<VariantId>; readonly problems: readonly ProblemId[] } {
  const moved = new Set<VariantId>();
  const toStock = tx.rules.of(connectionId).returnsToStock;
  for (const key of variantKeys) {
    for (const line of tx.lineStock.ofListing(connectionId, key)) {
      const listing = tx.lineStock.listingOf(connectionId, line);
      const variantId = listing?.variantId ?? null;
      const released = line.variantId === variantId ? line : releaseLine(tx, line, moved);
      const variantKey = listing?.variantKey ?? line.variantKey;
      settleLine(tx, { ...released, variantId, variantKey }, toStock, moved);
    }
  }
  return { moved, problems: settleOversold(tx, moved) };
}
