import { z } from 'zod';
import { type ChannelRules, channelRulesSchema } from '../domain/channel-rules';
import {
  type ConnectionId,
  connectionIdSchema,
  type ListingId,
  listingIdSchema,
  type VariantId,
  variantIdSchema,
} from '../domain/ids';
import { type PriceValue, type ValueStep, valueKindSchema } from '../domain/listing-value';
import { currencySchema } from '../domain/money';
import type { StockLevel } from '../domain/stock';
import type { WireError } from '../errors/app-error';
import { operation } from './operation';

export interface RulesSheet {
  readonly connectionId: ConnectionId;
  readonly rules: ChannelRules;
  /** Rises with every change of the rules or of a rate; 0 = they were never saved. */
  readonly version: number;
  /** What can be sent to this channel at all. */
  readonly capabilities: { readonly stock: boolean; readonly price: boolean };
  /** What the channel sells in; null = not known yet. */
  readonly currency: string | null;
  /** Variants this channel may not sell. */
  readonly stopped: number;
  /** Values are still being computed with the newest rules. */
  readonly computing: boolean;
}

/** `off` = the rules do not send this kind. `held` is a guard's word; `changed` also where the channel's value is not known. */
export const previewChangeSchema = z.enum(['same', 'changed', 'held', 'off']);
export type PreviewChange = z.infer<typeof previewChangeSchema>;

/** Stock under the rules. `none` = the variant's stock was never told, so the channel is told nothing. */
export interface StockPreview {
  readonly change: PreviewChange | 'none';
  readonly level: StockLevel;
  readonly stopped: boolean;
  /** Pieces the channel shows; null = not known. */
  readonly shown: number | null;
  /** Pieces it would be told; null with `none`. */
  readonly value: number | null;
  readonly steps: readonly ValueStep[];
}

/** Price under the rules; amounts in minor units. */
export interface PricePreview {
  readonly change: PreviewChange;
  readonly base: { readonly minor: number; readonly currency: string } | null;
  readonly cost: { readonly minor: number; readonly currency: string } | null;
  readonly shown: PriceValue | null;
  /** What would be sent or is held; null = nothing can be computed. */
  readonly value: PriceValue | null;
  /** The guard's reason, with `sku` and `channel` filled; null = no guard is broken. */
  readonly error: WireError | null;
  /** A person may let a held price through. */
  readonly approvable: boolean;
  /** A person did so for this very price. */
  readonly approved: boolean;
  readonly steps: readonly ValueStep[];
}

/** One matched listing under rules that need not be saved yet. */
export interface PreviewRow {
  readonly listingId: ListingId;
  readonly variantId: VariantId;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  /** Of both kinds: held before changed before same. */
  readonly change: 'same' | 'changed' | 'held';
  readonly stock: StockPreview;
  readonly price: PricePreview;
}

interface ChangeCounts {
  readonly same: number;
  readonly changed: number;
  readonly held: number;
}

export interface PreviewCounts extends ChangeCounts {
  /** Matched listings at the channel; the three above add up to it. */
  readonly total: number;
  /** By kind; what is not sent, or has no stock told, is in none of them. */
  readonly stock: ChangeCounts;
  readonly price: ChangeCounts;
}

/** What one unit of a foreign currency is worth, entered by hand. */
export interface Rate {
  readonly currency: string;
  readonly base: string;
  /** Ten-thousandths of `base`: 491200 = 49.1200. */
  readonly rateE4: number;
  readonly setBy: string;
  /** UTC epoch ms. */
  readonly setAt: number;
}

export interface StopListRow {
  readonly variantId: VariantId;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly available: number;
}

export interface StopListChange {
  /** Variants that were not on the list, or not off it, before. */
  readonly changed: number;
  /** No such variant. */
  readonly missing: readonly VariantId[];
}

const actor = z.enum(['person', 'api']).default('person');
export const rulesSetSchema = z.object({
  connectionId: connectionIdSchema,
  rules: channelRulesSchema,
  /** The version that was read before; another one by now is refused. */
  expectedVersion: z.int().min(0).optional(),
});
const previewed = {
  connectionId: connectionIdSchema,
  rules: channelRulesSchema,
  /** Who asks: a new question ends the one before of the same asker with `run.cancelled`. Without it nothing is ended. */
  asker: z.string().min(1).max(64).optional(),
};
export const rulesPreviewCountsSchema = z.object(previewed);
export const rulesPreviewSchema = z.object({
  ...previewed,
  filter: z.enum(['all', 'same', 'changed', 'held']).default('all'),
  /** The filter looks at this kind alone; missing = at both. */
  kind: valueKindSchema.optional(),
  /** The last listing of the page before. */
  cursor: listingIdSchema.optional(),
  limit: z.int().min(1).max(500).default(100),
});
export const MOST_RATE_E4 = 1_000_000_000_000;
export const ratePairSchema = z.object({ currency: currencySchema, base: currencySchema });
export const rateSetSchema = ratePairSchema.extend({
  rateE4: z.int().min(1).max(MOST_RATE_E4),
  /** The rate as it was read before (null = there was none); one changed since is left alone. */
  expectedRateE4: z.int().nullable().optional(),
  actor,
});
export const stopListPageSchema = z.object({
  connectionId: connectionIdSchema,
  cursor: variantIdSchema.optional(),
  limit: z.int().min(1).max(500).default(100),
});
export const stopListChangeSchema = z.object({
  connectionId: connectionIdSchema,
  variantIds: z.array(variantIdSchema).min(1).max(5000),
});

export const rulesOperations = {
  'rules.get': operation<RulesSheet>()(z.object({ connectionId: connectionIdSchema })),
  /** Values are computed anew afterwards, in the background. */
  'rules.set': operation<RulesSheet>()(rulesSetSchema),
  'rules.preview': operation<{ readonly rows: readonly PreviewRow[]; readonly nextCursor: string | null }>()(
    rulesPreviewSchema,
  ),
  'rules.previewCounts': operation<PreviewCounts>()(rulesPreviewCountsSchema),
  'rates.list': operation<{ readonly rates: readonly Rate[] }>()(z.object({})),
  'rates.set': operation<Rate>()(rateSetSchema),
  'rates.remove': operation<{ readonly removed: boolean }>()(ratePairSchema),
  'stopList.list': operation<{
    readonly rows: readonly StopListRow[];
    readonly nextCursor: string | null;
    readonly total: number;
  }>()(stopListPageSchema),
  'stopList.add': operation<StopListChange>()(stopListChangeSchema),
  'stopList.remove': operation<StopListChange>()(stopListChangeSchema),
};
