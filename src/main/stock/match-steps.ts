import type { BatchId, ConnectionId, ListingId, ProblemId } from '../../shared/domain/ids';
import type { ProposalClass } from '../../shared/domain/matching';
import type { Actor, Database, MatchListing, ProposalPlace, WriteTransaction } from '../database';
import type { MatchWork } from './match-decisions';

/** Work of one transaction; its commit and the rest of a row come on top. */
const STEP_MS = 5;
const ROWS_READ = 50;

/** Why a batch of matches was made; the window has a sentence for each. */
export type MatchNote = 'match.sure' | 'match.new' | 'match.ignored' | 'match.unlinked' | 'match.decided';

/** Calls `next` until it says that nothing is left: a few ms in one transaction, then others may work. */
export async function inSteps(
  database: Database,
  next: (tx: WriteTransaction) => boolean,
  afterStep: () => void = () => undefined,
): Promise<void> {
  let isLeft = true;
  while (isLeft) {
    isLeft = database.write((tx) => {
      const until = performance.now() + STEP_MS;
      let isMore = next(tx);
      while (isMore && performance.now() < until) isMore = next(tx);
      return isMore;
    });
    afterStep();
    await database.turn();
  }
}

/** Rows one after another; undefined = that was all. */
export type TakeRow<Row> = (tx: WriteTransaction) => Row | undefined;

interface BatchWork<Row> {
  readonly database: Database;
  readonly actor: Actor;
  readonly note: MatchNote;
  readonly take: TakeRow<Row>;
  readonly each: (work: MatchWork, row: Row) => void;
  readonly afterStep?: () => void;
  readonly problems: Set<ProblemId>;
}

/** Decides row after row as one batch that can be taken back, also when it ends early. Null = nothing changed. */
export async function decideInSteps<Row>(work: BatchWork<Row>): Promise<BatchId | null> {
  let batch: BatchId | null = null;
  const next = (tx: WriteTransaction): boolean => {
    const row = work.take(tx);
    if (row === undefined) return false;
    const { actor, problems } = work;
    work.each(
      {
        tx,
        actor,
        problems,
        note(change) {
          batch ??= tx.batches.begin('match', actor, work.note);
          tx.batches.note(batch, change);
        },
      },
      row,
    );
    return true;
  };
  await inSteps(work.database, next, work.afterStep);
  return batch;
}

export function takeFrom<Row>(rows: readonly Row[]): TakeRow<Row> {
  let at = 0;
  return () => rows[at++];
}

export interface ListingScope {
  readonly class: ProposalClass;
  readonly connectionId?: ConnectionId;
  readonly listingIds?: readonly ListingId[];
  readonly except?: readonly ListingId[];
}

/** Undecided listings of a class: those named, or all but some. */
export function takeListings(scope: ListingScope): TakeRow<MatchListing> {
  return scope.listingIds === undefined ? takeClass(scope) : takeNamed(scope, scope.listingIds);
}

function takeNamed(scope: ListingScope, ids: readonly ListingId[]): TakeRow<MatchListing> {
  const id = takeFrom(ids);
  return (tx) => {
    for (let wanted = id(tx); wanted !== undefined; wanted = id(tx)) {
      const listing = tx.matches.findListing(wanted);
      const isMeant = scope.connectionId === undefined || listing?.connectionId === scope.connectionId;
      if (listing !== null && isMeant && tx.matches.proposal(listing)?.class === scope.class) return listing;
    }
    return undefined;
  };
}

function takeClass({ class: wanted, connectionId, except = [] }: ListingScope): TakeRow<MatchListing> {
  const left = new Set<ListingId>(except);
  let after: ProposalPlace | null = null;
  let rows: MatchListing[] = [];
  return (tx) => {
    for (;;) {
      const listing = rows.shift();
      if (listing === undefined) {
        rows = tx.matches.page({ class: wanted, connectionId }, after, ROWS_READ).map((row) => row.listing);
        if (rows.length === 0) return undefined;
        continue;
      }
      after = { class: wanted, connectionId: listing.connectionId, listingId: listing.id };
      if (!left.has(listing.id)) return listing;
    }
  };
}
