import { z } from 'zod';
import {
  type BatchId,
  batchIdSchema,
  type ConnectionId,
  connectionIdSchema,
  type ListingId,
  listingIdSchema,
  type VariantId,
  variantIdSchema,
} from '../domain/ids';
import {
  type Candidate,
  type Contradiction,
  type ProposalClass,
  proposalClassSchema,
} from '../domain/matching';
import type { WireError } from '../errors/app-error';
import { operation } from './operation';

/** Undecided listings by class, and how many are decided. */
export interface MatchSummary {
  readonly sure: number;
  readonly doubtful: number;
  readonly new: number;
  readonly ignored: number;
  readonly matched: number;
}

/** A product of the merchant as it is shown for matching. Price in minor units. */
export interface MatchVariant {
  readonly variantId: VariantId;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly brand: string | null;
  readonly priceMinor: number | null;
  readonly currency: string;
  /** null = its stock was never told. */
  readonly available: number | null;
}

/** Another listing of the same shop that is this variant already. */
export interface TakenBy {
  readonly listingId: ListingId;
  readonly title: string | null;
}

export interface MatchCandidate extends MatchVariant {
  readonly by: Candidate['by'];
  readonly contradicts: readonly Contradiction[];
  readonly takenBy: TakenBy | null;
}

/** A variant a person looked for, whatever Kervan proposes. */
export interface FoundVariant extends MatchVariant {
  readonly takenBy: TakenBy | null;
}

/** An undecided listing with what Kervan proposes for it. Price in minor units. */
export interface MatchRow {
  readonly listingId: ListingId;
  readonly connectionId: ConnectionId;
  readonly class: ProposalClass;
  readonly title: string | null;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly brand: string | null;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly priceMinor: number | null;
  readonly currency: string | null;
  readonly stock: number | null;
  readonly candidates: readonly MatchCandidate[];
}

/** A listing that was decided: it is a variant, or it is left alone. */
export interface DecidedRow {
  readonly listingId: ListingId;
  readonly connectionId: ConnectionId;
  readonly state: 'matched' | 'ignored';
  readonly title: string | null;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly variant: MatchVariant | null;
  /** What they had in common (`barcode`, `sku`, …), `new`, or `decided` by a person. */
  readonly reason: string;
  readonly actor: string;
  /** UTC epoch ms. */
  readonly decidedAt: number;
}

export interface MatchResult {
  /** null = nothing changed. */
  readonly batchId: BatchId | null;
  readonly results: readonly {
    readonly listingId: ListingId;
    readonly variantId: VariantId | null;
    readonly error: WireError | null;
  }[];
}

/** One batch for all rows; only the number of listings, because they may be many thousands. */
export interface MatchTotals {
  /** null = nothing changed. */
  readonly batchId: BatchId | null;
  readonly matched: number;
}

export interface Batch {
  readonly id: BatchId;
  readonly kind: 'match' | 'edit' | 'import';
  readonly actor: string;
  readonly note: string | null;
  readonly rows: number;
  /** UTC epoch ms. */
  readonly createdAt: number;
  readonly undoneAt: number | null;
}

export interface BatchUndone {
  readonly undone: number;
  /** Changed since: left as they are. */
  readonly skipped: readonly { readonly entity: 'match' | 'variant' | 'stock'; readonly id: string }[];
}

const actor = z.enum(['person', 'api']).default('person');
const filter = z.object({
  class: proposalClassSchema.optional(),
  connectionId: connectionIdSchema.optional(),
});
/** Either after the page of a cursor, or from a place in the list on, as a grid asks. */
const paging = {
  cursor: z.string().max(200).optional(),
  offset: z.int().min(0).max(10_000_000).optional(),
  limit: z.int().min(1).max(500).default(100),
};
export const matchWindowSchema = filter.extend(paging);
const decidedFilter = z.object({
  state: z.enum(['matched', 'ignored']),
  connectionId: connectionIdSchema.optional(),
});
export const matchDecidedSchema = decidedFilter.extend(paging);
export const MOST_DECISIONS = 5000;
const someListings = z.array(listingIdSchema).max(MOST_DECISIONS);
/** Everything of a class; `listingIds` = of these only, `except` = but for these. */
export const matchScopeSchema = z.object({
  connectionId: connectionIdSchema.optional(),
  listingIds: someListings.min(1).optional(),
  except: someListings.optional(),
  actor,
});
export const matchIgnoreSchema = matchScopeSchema.extend({ class: proposalClassSchema });
export const matchDecisionsSchema = z.object({
  rows: z
    .array(
      z.discriminatedUnion('action', [
        z.object({
          listingId: listingIdSchema,
          action: z.literal('match'),
          variantId: variantIdSchema,
          /** What to do when another listing of the shop is this variant: by default the row is refused. */
          taken: z.enum(['keepBoth', 'replace']).optional(),
        }),
        z.object({ listingId: listingIdSchema, action: z.enum(['create', 'ignore', 'unlink']) }),
      ]),
    )
    .min(1)
    .max(MOST_DECISIONS),
  actor,
});
export const batchListSchema = z.object({
  cursor: batchIdSchema.optional(),
  limit: z.int().min(1).max(200).default(50),
});

export const matchingOperations = {
  'matching.summary': operation<MatchSummary>()(z.object({ connectionId: connectionIdSchema.optional() })),
  'matching.count': operation<{ readonly count: number }>()(filter),
  'matching.window': operation<{ readonly rows: readonly MatchRow[]; readonly nextCursor: string | null }>()(
    matchWindowSchema,
  ),
  /** Each is looked at again; what is no longer sure stays undecided. */
  'matching.acceptSure': operation<MatchTotals>()(matchScopeSchema),
  'matching.decide': operation<MatchResult>()(matchDecisionsSchema),
  'matching.createNew': operation<MatchTotals>()(matchScopeSchema),
  'matching.ignoreAll': operation<MatchTotals>()(matchIgnoreSchema),
  'matching.decided': operation<{
    readonly rows: readonly DecidedRow[];
    readonly nextCursor: string | null;
  }>()(matchDecidedSchema),
  /** By barcode, by code, by the beginning of the title or by words; at most 20. */
  'matching.searchVariants': operation<{ readonly variants: readonly FoundVariant[] }>()(
    z.object({ text: z.string().trim().min(1).max(200), listingId: listingIdSchema.optional() }),
  ),
  'batches.list': operation<{ readonly batches: readonly Batch[]; readonly nextCursor: string | null }>()(
    batchListSchema,
  ),
  'batches.undo': operation<BatchUndone>()(z.object({ id: batchIdSchema, actor })),
};
