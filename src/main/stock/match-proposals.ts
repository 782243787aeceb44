import { setImmediate } from 'node:timers/promises';
import type { ConnectionId, VariantId } from '../../shared/domain/ids';
import type { Proposal } from '../../shared/domain/matching';
import { sortKey } from '../../shared/text/sort-key';
import type { Database, MatchListing, StoredVariant, WriteTransaction } from '../database';
import { proposeMatch } from './matching';
import { gtinOf, gtinSpellings } from './matching-barcode';

/** A step takes a few ms, so that the process stays responsive in between. */
const STEP_ROWS = 60;
/** From this many candidates on a code says nothing. */
const MOST_LOOKED_AT = 30;

/** What Kervan would propose for this listing now. */
export function proposalFor(tx: WriteTransaction, listing: MatchListing): Proposal {
  const variants = candidatesOf(tx, listing).map((variant) => ({
    ...variant,
    takenInShop: tx.matches
      .ofVariant(variant.id)
      .some((one) => one.connectionId === listing.connectionId && one.listingId !== listing.id),
  }));
  return proposeMatch(listing, variants);
}

/** Found by index only: barcode in each spelling, code, else words. */
function candidatesOf(tx: WriteTransaction, listing: MatchListing): StoredVariant[] {
  const gtin = gtinOf(listing.barcode);
  const byBarcode = gtin === null ? [] : gtinSpellings(gtin).flatMap((one) => tx.variants.byBarcode(one));
  const bySku = listing.sku === null || listing.sku === '' ? [] : tx.variants.bySku(listing.sku);
  const byCode = [...byBarcode, ...bySku];
  const found = byCode.length > 0 ? byCode : similarTo(tx, listing);
  return [...new Map(found.map((one) => [one.id, one])).values()].slice(0, MOST_LOOKED_AT);
}

function similarTo(tx: WriteTransaction, { title, variantTitle }: MatchListing): StoredVariant[] {
  if (title === null) return [];
  return tx.matches
    .similar([title, variantTitle].filter(Boolean).join(' '), sortKey(title))
    .flatMap((id) => tx.variants.find(id) ?? [])
    .filter((variant) => variant.deletedAt === null);
}

/** Proposes anew for every undecided listing of a connection, a few at a time. Killed in between, it is simply done again. */
export async function proposeForConnection(database: Database, connectionId: ConnectionId): Promise<void> {
  database.write((tx) => tx.matches.forgetGone(connectionId));
  let after: string | null = '';
  while (after !== null) {
    const from: string = after;
    after = database.writePage((tx) => {
      const step = tx.matches.open(connectionId, from, STEP_ROWS);
      for (const listing of step.listings) tx.matches.propose(listing, proposalFor(tx, listing));
      return step.after;
    });
    await setImmediate();
  }
}

/** Another variant, or another match of it, changes what is proposed for undecided listings with its codes. */
export function refreshProposals(tx: WriteTransaction, variantIds: Iterable<VariantId>): void {
  for (const id of new Set(variantIds)) {
    const variant = tx.variants.find(id);
    if (variant === null) continue;
    const gtin = gtinOf(variant.barcode);
    const spellings = gtin === null ? [] : gtinSpellings(gtin);
    for (const listing of tx.matches.undecidedLike(spellings, variant.sku))
      tx.matches.propose(listing, proposalFor(tx, listing));
  }
}
