import { type ListingId, type ProblemId, type VariantId, variantIdSchema } from '../../shared/domain/ids';
import { AppError, toAppError, type WireError } from '../../shared/errors/app-error';
import type { Actor, BatchChange, Database, MatchListing, StoredMatch, WriteTransaction } from '../database';
import { proposalFor, refreshProposals } from './match-proposals';
import { type Creation, variantOf } from './match-variant';
import { gtinOf, gtinSpellings } from './matching-barcode';
import { channelName, variantName } from './names';
import { rebookListings } from './rebook';
import { refreshListing, refreshWanted } from './wanted';

export type Wish =
  | {
      readonly listingId: ListingId;
      readonly action: 'match';
      readonly variantId: VariantId;
      /** When another listing of the shop is this variant; without it such a row is refused. */
      readonly taken?: 'keepBoth' | 'replace';
    }
  | { readonly listingId: ListingId; readonly action: 'create' | 'ignore' | 'unlink' };

export interface RowResult {
  readonly listingId: ListingId;
  /** The variant it is now; null = ignored, undecided or refused. */
  readonly variantId: VariantId | null;
  readonly error: WireError | null;
}

/** A transaction in which matches change. */
export interface MatchWork {
  readonly tx: WriteTransaction;
  readonly actor: Actor;
  /** Keeps the change for taking back; nothing is kept of a taking back. */
  readonly note: (change: BatchChange) => void;
  /** Gathers complaints that came or went with the change, to be told after the commit. */
  readonly problems: Set<ProblemId>;
}

/** One decision of a person or a program; a refused row changes nothing. */
export function decideOne(work: MatchWork, wish: Wish): RowResult {
  const { listingId } = wish;
  try {
    return { listingId, variantId: decide(work, wish), error: null };
  } catch (thrown) {
    // A row may only fail before its first change; anything else undoes the whole step.
    const refusals = ['input.notFound', 'input.invalid', 'match.duplicateInShop'];
    if (!(thrown instanceof AppError) || !refusals.includes(thrown.code)) throw thrown;
    return { listingId, variantId: null, error: toAppError(thrown).toWire() };
  }
}

function decide(work: MatchWork, wish: Wish): VariantId | null {
  const { tx } = work;
  const listing = tx.matches.listing(wish.listingId);
  switch (wish.action) {
    case 'match': {
      const { id } = tx.variants.get(wish.variantId);
      const other = takenBy(tx, listing, id);
      if (other !== null && wish.taken === undefined) throw duplicate(tx, listing, other, id);
      setMatch(work, listing, { state: 'matched', variantId: id, reason: 'decided' });
      if (other !== null && wish.taken === 'replace') setMatch(work, other, null);
      return id;
    }
    case 'create': {
      if (tx.matches.find(listing.id)?.state === 'matched')
        throw new AppError('input.invalid', { facts: { field: 'action', reason: 'matched' } });
      const variantId = createVariant(work, listing);
      setMatch(work, listing, { state: 'matched', variantId, reason: 'new' });
      return variantId;
    }
    case 'ignore':
      setMatch(work, listing, { state: 'ignored', variantId: null, reason: 'decided' });
      return null;
    case 'unlink':
      setMatch(work, listing, null);
      return null;
  }
}

/** Another listing of the shop that is this variant already. */
export function takenBy(
  tx: Pick<Database, 'matches'>,
  listing: Pick<MatchListing, 'id' | 'connectionId'>,
  variantId: VariantId,
): MatchListing | null {
  const other = tx.matches
    .ofVariant(variantId)
    .find(({ listingId, connectionId }) => connectionId === listing.connectionId && listingId !== listing.id);
  return other === undefined ? null : tx.matches.listing(other.listingId);
}

function duplicate(tx: WriteTransaction, listing: MatchListing, other: MatchListing, id: VariantId) {
  const named = (one: MatchListing) => one.title ?? one.sku ?? one.variantKey;
  const sku = variantName(tx.variants.get(id));
  const channel = channelName(tx, listing.connectionId);
  const facts = { sku, first: named(other), second: named(listing), channel };
  return new AppError('match.duplicateInShop', { facts });
}

/** Accepts what is still sure when looked at again; what is not gets its new proposal and stays. */
export function acceptOne(work: MatchWork, listing: MatchListing): RowResult[] {
  const { tx } = work;
  if (tx.matches.find(listing.id) !== null) return [];
  const proposal = proposalFor(tx, listing);
  const [candidate] = proposal.candidates;
  if (proposal.class !== 'sure' || candidate === undefined) {
    tx.matches.propose(listing, proposal);
    return [];
  }
  const { id } = tx.variants.get(variantIdSchema.parse(candidate.variantId));
  setMatch(work, listing, { state: 'matched', variantId: id, reason: candidate.by });
  return [{ listingId: listing.id, variantId: id, error: null }];
}

/** Makes a variant of a listing that still has none; listings with its barcode that `mayJoin` become the same. */
export function createOne(
  work: MatchWork,
  listing: MatchListing,
  mayJoin: (listing: MatchListing) => boolean,
): RowResult[] {
  const { tx } = work;
  if (tx.matches.find(listing.id) !== null) return [];
  const proposal = proposalFor(tx, listing);
  if (proposal.class !== 'new') {
    tx.matches.propose(listing, proposal);
    return [];
  }
  const siblings = newWithBarcode(tx, listing).filter(mayJoin);
  const variantId = createVariant(work, listing);
  setMatch(work, listing, { state: 'matched', variantId, reason: 'new' });
  const joined = siblings.filter((one) => {
    const isSure = isSurely(tx, one, variantId);
    if (isSure) setMatch(work, one, { state: 'matched', variantId, reason: 'barcode' });
    return isSure;
  });
  return [listing, ...joined].map(({ id }) => ({ listingId: id, variantId, error: null }));
}

/** Leaves alone what nobody decided yet. */
export function ignoreOne(work: MatchWork, listing: MatchListing): RowResult[] {
  if (work.tx.matches.find(listing.id) !== null) return [];
  setMatch(work, listing, { state: 'ignored', variantId: null, reason: 'decided' });
  return [{ listingId: listing.id, variantId: null, error: null }];
}

/** Other listings that were new until now and sell the same item. */
function newWithBarcode(tx: WriteTransaction, listing: MatchListing): MatchListing[] {
  const gtin = gtinOf(listing.barcode);
  if (gtin === null) return [];
  return tx.matches
    .undecidedLike(gtinSpellings(gtin), null)
    .filter((one) => one.id !== listing.id && tx.matches.proposal(one)?.class === 'new');
}

function isSurely(tx: WriteTransaction, listing: MatchListing, variantId: VariantId): boolean {
  const proposal = proposalFor(tx, listing);
  return proposal.class === 'sure' && proposal.candidates[0]?.variantId === variantId;
}

function createVariant({ tx, actor, note }: MatchWork, listing: MatchListing): VariantId {
  const data = variantOf(listing);
  const variant = tx.variants.create(data);
  if (listing.stock !== null) {
    const openedAt = Math.max(tx.matches.lastReading(listing.connectionId) ?? 0, listing.updatedAt);
    tx.stock.open(variant.id, listing.stock, openedAt, actor);
  }
  const creation: Creation = { createdFrom: listing.id, data };
  note({ entity: 'variant', entityId: variant.id, before: null, after: creation });
  return variant.id;
}

/** The one way a match changes: noted for taking back, orders booked anew, what channels are told and other proposals recomputed. */
export function setMatch(work: MatchWork, listing: MatchListing, after: StoredMatch | null): void {
  const { tx, actor, note, problems } = work;
  const before = tx.matches.find(listing.id);
  tx.matches.set(listing, after, actor);
  note({ entity: 'match', entityId: listing.id, before, after });
  const touched = [after?.variantId, before?.variantId].filter((id) => id !== null && id !== undefined);
  const booked = rebookListings(tx, listing.connectionId, [listing.variantKey]);
  for (const id of booked.problems) problems.add(id);
  refreshWanted(tx, [...touched, ...booked.moved]);
  // What is no variant any more is told nothing; otherwise it was among its variant's listings.
  if (after?.state !== 'matched') refreshListing(tx, listing.id);
  const seen = refreshProposals(tx, touched);
  if (after === null && !seen.has(listing.id)) tx.matches.propose(listing, proposalFor(tx, listing));
}
