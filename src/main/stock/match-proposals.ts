import { type ConnectionId, type ListingId, type VariantId, variantIdSchema } from '../../shared/domain/ids';
import type { Proposal } from '../../shared/domain/matching';
import { sortKey } from '../../shared/text/sort-key';
import type { Database, MatchListing, StoredVariant, WriteTransaction } from '../database';
import { proposeMatch } from './matching';
import { gtinOf, gtinSpellings } from './matching-barcode';

/** A step takes a few ms, so that the process stays responsive in between. */
const STEP_MS = 6;
const ROWS_READ = 60;
/** From this many candidates on a code says nothing. */
const MOST_LOOKED_AT = 30;

/** What Kervan would propose for this listing now. */
export function proposalFor(tx: WriteTransaction, listing: MatchListing): Proposal {
  const isTaken = (variantId: string) =>
    tx.matches
      .ofVariant(variantIdSchema.parse(variantId))
      .some((one) => one.connectionId === listing.connectionId && one.listingId !== listing.id);
  return proposeMatch(listing, candidatesOf(tx, listing), isTaken);
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
    after = database.writePage((tx) => proposeSome(tx, connectionId, from));
    await database.turn();
  }
}

/** Answers the key to go on after, or null when all was proposed. */
function proposeSome(tx: WriteTransaction, connectionId: ConnectionId, from: string): string | null {
  const until = performance.now() + STEP_MS;
  const step = tx.matches.open(connectionId, from, ROWS_READ);
  for (const [index, listing] of step.listings.entries()) {
    tx.matches.propose(listing, proposalFor(tx, listing));
    const isLast = index === step.listings.length - 1;
    if (!isLast && performance.now() > until) return listing.variantKey;
  }
  return step.after;
}

/**
 * Another variant, or another match of it, changes what is proposed for undecided listings with its codes. Answers the
 * listings that were looked at.
 */
export function refreshProposals(
  tx: WriteTransaction,
  variantIds: Iterable<VariantId>,
): ReadonlySet<ListingId> {
  const seen = new Set<ListingId>();
  for (const id of new Set(variantIds)) {
    const variant = tx.variants.find(id);
    if (variant === null) continue;
    const gtin = gtinOf(variant.barcode);
    const spellings = gtin === null ? [] : gtinSpellings(gtin);
    for (const listing of tx.matches.undecidedLike(spellings, variant.sku)) {
      if (!seen.has(listing.id)) tx.matches.propose(listing, proposalFor(tx, listing));
      seen.add(listing.id);
    }
  }
  return seen;
}
