import { z } from 'zod';
import type { Batch, DecidedRow } from '../../../shared/contract/matching';
import {
  batchIdSchema,
  connectionIdSchema,
  listingIdSchema,
  variantIdSchema,
} from '../../../shared/domain/ids';
import { candidateSchema, contradictionSchema, proposalClassSchema } from '../../../shared/domain/matching';
import { currencySchema } from '../../../shared/domain/money';
import type { Told } from '../route';
import { iso } from '../times';
import { failure, time } from './common';

export const matchSummaryAnswer = z
  .object({
    sure: z.int(),
    doubtful: z.int(),
    new: z.int(),
    ignored: z.int(),
    matched: z.int(),
  })
  .meta({ id: 'MatchSummary' });

const variantFields = {
  variantId: variantIdSchema,
  title: z.string(),
  variantTitle: z.string().nullable(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  brand: z.string().nullable(),
  priceMinor: z.int().nullable(),
  currency: currencySchema,
  available: z.int().nullable().describe('null = its stock was never told.'),
};
const matchVariant = z.object(variantFields).meta({ id: 'MatchVariant' });
const takenBy = z
  .object({ listingId: listingIdSchema, title: z.string().nullable() })
  .nullable()
  .describe('Another listing of the same shop that is this variant already.');

export const foundVariantAnswer = z.object({ ...variantFields, takenBy }).meta({ id: 'FoundVariant' });

const candidate = z
  .object({
    ...variantFields,
    by: candidateSchema.shape.by.describe('What the two have in common.'),
    contradicts: z.array(contradictionSchema).describe('What speaks against it.'),
    takenBy,
  })
  .meta({ id: 'MatchCandidate' });

export const matchAnswer = z
  .object({
    listingId: listingIdSchema,
    connectionId: connectionIdSchema,
    class: proposalClassSchema,
    title: z.string().nullable(),
    variantTitle: z.string().nullable(),
    sku: z.string().nullable(),
    barcode: z.string().nullable(),
    brand: z.string().nullable(),
    options: z.array(z.object({ name: z.string(), value: z.string() })),
    priceMinor: z.int().nullable(),
    currency: currencySchema.nullable(),
    stock: z.int().nullable(),
    candidates: z.array(candidate),
  })
  .meta({ id: 'Match', description: 'An undecided listing with what Kervan proposes for it.' });

export const decidedMatchAnswer = z
  .object({
    listingId: listingIdSchema,
    connectionId: connectionIdSchema,
    state: z.enum(['matched', 'ignored']),
    title: z.string().nullable(),
    variantTitle: z.string().nullable(),
    sku: z.string().nullable(),
    barcode: z.string().nullable(),
    variant: matchVariant.nullable(),
    reason: z.string(),
    actor: z.string(),
    decidedAt: time,
  })
  .meta({ id: 'DecidedMatch' });

const batchId = batchIdSchema.nullable().describe('null = nothing changed.');
export const matchTotalsAnswer = z.object({ batchId, matched: z.int() }).meta({ id: 'MatchTotals' });
export const matchResultAnswer = z
  .object({
    batchId,
    results: z.array(
      z.object({
        listingId: listingIdSchema,
        variantId: variantIdSchema.nullable(),
        error: failure.nullable(),
      }),
    ),
  })
  .meta({ id: 'MatchResult' });

export const batchAnswer = z
  .object({
    id: batchIdSchema,
    kind: z.enum(['match', 'edit', 'import']),
    actor: z.string(),
    note: z.string().nullable(),
    rows: z.int(),
    createdAt: time,
    undoneAt: time.nullable(),
  })
  .meta({ id: 'Batch' });
export const undoneAnswer = z
  .object({
    undone: z.int(),
    skipped: z
      .array(z.object({ entity: z.enum(['match', 'variant', 'stock']), id: z.string() }))
      .describe('Changed since: left as they are.'),
  })
  .meta({ id: 'BatchUndone' });

export function decidedView(row: DecidedRow): Told<typeof decidedMatchAnswer> {
  return { ...row, decidedAt: iso(row.decidedAt) };
}

export function batchView(batch: Batch): Told<typeof batchAnswer> {
  return { ...batch, createdAt: iso(batch.createdAt), undoneAt: iso(batch.undoneAt) };
}
