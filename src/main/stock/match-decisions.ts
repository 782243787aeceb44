import {
  type BatchId,
  type ConnectionId,
  type ListingId,
  type VariantId,
  variantIdSchema,
} from '../../shared/domain/ids';
import { AppError, toAppError, type WireError } from '../../shared/errors/app-error';
import type { Actor, MatchListing, StoredMatch, WriteTransaction } from '../database';
import { proposalFor, refreshProposals } from './match-proposals';
import { gtinOf, gtinSpellings } from './matching-barcode';
import { rebookListings } from './rebook';

export type Wish =
  | { readonly listingId: ListingId; readonly action: 'match'; readonly variantId: VariantId }
  | { readonly listingId: ListingId; readonly action: 'create' | 'ignore' | 'unlink' };

export interface RowResult {
  readonly listingId: ListingId;
  /** The variant it is now; null = ignored, undecided or refused. */
  readonly variantId: VariantId | null;
  readonly error: WireError | null;
}

export interface BatchResult {
  /** null = nothing changed, there is nothing to take back. */
  readonly batchId: BatchId | null;
  readonly results: readonly RowResult[];
}

/** Several decisions as one batch; a row that cannot be done leaves the others alone. */
export function decideAll(tx: WriteTransaction, wishes: readonly Wish[], actor: Actor): BatchResult {
  return inBatch(tx, actor, (batch) =>
    wishes.map((wish) => attempt(wish.listingId, () => decide(tx, batch, wish, actor))),
  );
}

/** `begun` = a batch these rows join. Accepts what is still sure when looked at again; what is not gets its new proposal and stays. */
export function acceptSure(
  tx: WriteTransaction,
  listings: readonly MatchListing[],
  actor: Actor,
  begun: BatchId | null = null,
): BatchResult {
  return inBatch(
    tx,
    actor,
    (batch) =>
      listings.flatMap((listing) => {
        const proposal = proposalFor(tx, listing);
        const variant = proposal.class === 'sure' ? proposal.candidates[0] : undefined;
        if (variant === undefined || tx.matches.find(listing.id) !== null) {
          if (tx.matches.find(listing.id) === null) tx.matches.propose(listing, proposal);
          return [];
        }
        const { id } = tx.variants.get(variantIdSchema.parse(variant.variantId));
        setMatch(tx, batch, listing, { state: 'matched', variantId: id, reason: variant.by }, actor);
        return [{ listingId: listing.id, variantId: id, error: null }];
      }),
    begun,
  );
}

/** Makes a variant of each listing that still has none; listings of several shops with one barcode become one. */
export function createNew(
  tx: WriteTransaction,
  listings: readonly MatchListing[],
  actor: Actor,
  begun: BatchId | null = null,
  only?: ConnectionId,
): BatchResult {
  return inBatch(
    tx,
    actor,
    (batch) =>
      listings.flatMap((listing) => {
        if (tx.matches.find(listing.id) !== null) return [];
        const proposal = proposalFor(tx, listing);
        if (proposal.class !== 'new') {
          tx.matches.propose(listing, proposal);
          return [];
        }
        const siblings = newWithBarcode(tx, listing, only);
        const variantId = createVariant(tx, batch, listing, actor);
        setMatch(tx, batch, listing, { state: 'matched', variantId, reason: 'new' }, actor);
        const joined = siblings.filter((one) => isSurely(tx, one, variantId));
        for (const one of joined)
          setMatch(tx, batch, one, { state: 'matched', variantId, reason: 'barcode' }, actor);
        return [listing, ...joined].map(({ id }) => ({ listingId: id, variantId, error: null }));
      }),
    begun,
  );
}

/** Other listings that were new until now and sell the same item; `only` = of this connection. */
function newWithBarcode(tx: WriteTransaction, listing: MatchListing, only?: ConnectionId): MatchListing[] {
  const gtin = gtinOf(listing.barcode);
  if (gtin === null) return [];
  return tx.matches
    .undecidedLike(gtinSpellings(gtin), null)
    .filter((one) => one.id !== listing.id && (only === undefined || one.connectionId === only))
    .filter((one) => tx.matches.proposal(one)?.class === 'new');
}

function isSurely(tx: WriteTransaction, listing: MatchListing, variantId: VariantId): boolean {
  const proposal = proposalFor(tx, listing);
  return proposal.class === 'sure' && proposal.candidates[0]?.variantId === variantId;
}

function decide(tx: WriteTransaction, batch: BatchId, wish: Wish, actor: Actor): VariantId | null {
  const listing = tx.matches.listing(wish.listingId);
  const matched = (variantId: VariantId, reason: string): VariantId => {
    setMatch(tx, batch, listing, { state: 'matched', variantId, reason }, actor);
    return variantId;
  };
  switch (wish.action) {
    case 'match':
      return matched(tx.variants.get(wish.variantId).id, 'decided');
    case 'create':
      if (tx.matches.find(listing.id)?.state === 'matched')
        throw new AppError('input.invalid', { facts: { field: 'action', reason: 'matched' } });
      return matched(createVariant(tx, batch, listing, actor), 'new');
    case 'ignore':
      setMatch(tx, batch, listing, { state: 'ignored', variantId: null, reason: 'decided' }, actor);
      return null;
    case 'unlink':
      setMatch(tx, batch, listing, null, actor);
      return null;
  }
}

function createVariant(tx: WriteTransaction, batch: BatchId, listing: MatchListing, actor: Actor): VariantId {
  const { title, variantTitle, sku, barcode, brand, options, currency, vatRate } = listing;
  const sameCurrency = listing.listCurrency === null || listing.listCurrency === currency;
  const variant = tx.variants.create({
    title: title ?? sku ?? barcode ?? listing.variantKey,
    variantTitle,
    sku,
    // As few digits as its kind has, so that one item is stored one way.
    barcode: shortest(barcode),
    brand,
    options,
    basePriceMinor: listing.priceMinor,
    baseListPriceMinor: sameCurrency ? listing.listPriceMinor : null,
    costMinor: null,
    currency: currency ?? 'TRY',
    vatRate,
    safety: 0,
  });
  if (listing.stock !== null) {
    const openedAt = Math.max(tx.matches.lastReading(listing.connectionId) ?? 0, listing.updatedAt);
    tx.stock.open(variant.id, listing.stock, openedAt, actor);
  }
  tx.batches.note(batch, {
    entity: 'variant',
    entityId: variant.id,
    before: null,
    after: { createdFrom: listing.id },
  });
  return variant.id;
}

function shortest(barcode: string | null): string | null {
  const gtin = gtinOf(barcode);
  if (gtin === null) return barcode;
  return (
    gtinSpellings(gtin)
      .filter((one) => one.length >= 13)
      .at(-1) ?? gtin
  );
}

/** The one way a match changes: noted for taking back, orders booked anew, other proposals recomputed. */
export function setMatch(
  tx: WriteTransaction,
  batch: BatchId | null,
  listing: MatchListing,
  after: StoredMatch | null,
  actor: Actor,
): void {
  const before = tx.matches.find(listing.id);
  tx.matches.set(listing, after, actor);
  if (batch !== null) tx.batches.note(batch, { entity: 'match', entityId: listing.id, before, after });
  const touched = [before?.variantId, after?.variantId].filter((id) => id !== null && id !== undefined);
  rebookListings(tx, listing.connectionId, [listing.variantKey]);
  refreshProposals(tx, touched);
  if (after === null) tx.matches.propose(listing, proposalFor(tx, listing));
}

function inBatch(
  tx: WriteTransaction,
  actor: Actor,
  work: (batch: BatchId) => readonly RowResult[],
  begun: BatchId | null = null,
): BatchResult {
  const batch = begun ?? tx.batches.begin('match', actor);
  const results = work(batch);
  if (tx.batches.get(batch).rows > 0) return { batchId: batch, results };
  tx.batches.drop(batch);
  return { batchId: null, results };
}

function attempt(listingId: ListingId, work: () => VariantId | null): RowResult {
  try {
    return { listingId, variantId: work(), error: null };
  } catch (thrown) {
    // A row may only fail before its first change; anything else undoes the whole batch.
    if (!(thrown instanceof AppError) || !['input.notFound', 'input.invalid'].includes(thrown.code))
      throw thrown;
    return { listingId, variantId: null, error: toAppError(thrown).toWire() };
  }
}
