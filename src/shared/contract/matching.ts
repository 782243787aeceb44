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
import { type Candidate, type ProposalClass, proposalClassSchema } from '../domain/matching';
import type { WireError } from '../errors/app-error';
import { operation } from './operation';

export interface MatchSummary {
  readonly sure: number;
  readonly doubtful: number;
  readonly new: number;
}

export interface MatchCandidate extends Candidate {
  readonly title: string;
  readonly sku: string | null;
  readonly barcode: string | null;
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
  readonly priceMinor: number | null;
  readonly currency: string | null;
  readonly stock: number | null;
  readonly candidates: readonly MatchCandidate[];
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
export const matchWindowSchema = filter.extend({
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(500).default(100),
});
export const matchScopeSchema = z.object({ connectionId: connectionIdSchema.optional(), actor });
export const matchDecisionsSchema = z.object({
  rows: z
    .array(
      z.discriminatedUnion('action', [
        z.object({ listingId: listingIdSchema, action: z.literal('match'), variantId: variantIdSchema }),
        z.object({ listingId: listingIdSchema, action: z.enum(['create', 'ignore', 'unlink']) }),
      ]),
    )
    .min(1)
    .max(500),
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
  'batches.list': operation<{ readonly batches: readonly Batch[]; readonly nextCursor: string | null }>()(
    batchListSchema,
  ),
  'batches.undo': operation<BatchUndone>()(z.object({ id: batchIdSchema, actor })),
};
