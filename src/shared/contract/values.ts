import { z } from 'zod';
import {
  type ConnectionId,
  connectionIdSchema,
  type ListingId,
  listingIdSchema,
  type VariantId,
  variantIdSchema,
} from '../domain/ids';
import {
  type DifferenceCause,
  differenceCauseSchema,
  type PriceValue,
  priceValueSchema,
  type StockValue,
  stockValueSchema,
  type ValueKind,
  type ValueState,
  type ValueStep,
  valueKindSchema,
  valueStateSchema,
} from '../domain/listing-value';
import type { ListingStatus } from '../domain/product';
import type { WireError } from '../errors/app-error';
import { errorCodeSchema } from '../errors/codes';
import { operation } from './operation';
import { windowSchema } from './queries';

/** What a channel is told of one value of a listing, and how far that came. Times UTC epoch ms. */
export interface ValueTruth<Value> {
  readonly state: ValueState;
  /** What the channel shows as far as Kervan knows; null = not known. */
  readonly shown: Value | null;
  /** What the rules give; null = nothing is to be told. */
  readonly wanted: Value | null;
  readonly wantedAt: number | null;
  readonly sent: Value | null;
  readonly sentAt: number | null;
  /** Last seen at the channel or confirmed by it. */
  readonly confirmed: Value | null;
  readonly confirmedAt: number | null;
  /** Why it is refused, held or asked about. */
  readonly error: WireError | null;
  readonly difference: DifferenceCause | null;
  readonly differsSince: number | null;
  /** Not sent before then; null = at once. */
  readonly nextAt: number | null;
  /** When the channel is asked what it shows; null = at its next reading. */
  readonly checkAt: number | null;
}

/** A listing as lists of values name it. */
export interface ValueListing {
  readonly listingId: ListingId;
  readonly connectionId: ConnectionId;
  readonly connectionName: string;
  /** null = it is no longer matched. */
  readonly variantId: VariantId | null;
  readonly title: string | null;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  /** The channel's own number of it. */
  readonly key: string;
}

/** One value of one listing. */
export type ValueRow = ValueListing &
  (
    | ({ readonly kind: 'stock' } & ValueTruth<StockValue>)
    | ({ readonly kind: 'price' } & ValueTruth<PriceValue>)
  );

/** As ValueTruth, with how the rules came to it. */
export interface ValueChain<Value> extends ValueTruth<Value> {
  readonly steps: readonly ValueStep[];
}

/** A matched listing with both values: a row of a product's channels. */
export interface ListingValues extends ValueListing {
  readonly status: ListingStatus | null;
  /** No longer at the channel. */
  readonly gone: boolean;
  readonly url: string | null;
  /** What this channel can be told at all. */
  readonly capabilities: { readonly stock: boolean; readonly price: boolean };
  readonly stock: ValueChain<StockValue>;
  readonly price: ValueChain<PriceValue>;
}

export type StateCounts = Readonly<Record<ValueState, number>>;

export interface ConnectionValues {
  readonly connectionId: ConnectionId;
  readonly stock: StateCounts;
  readonly price: StateCounts;
  /** Held by a guard. */
  readonly held: number;
  /** Shown otherwise there, refused or not known. */
  readonly differing: number;
  /** Its products were read last and are read next (UTC epoch ms); null = not yet, not by itself. */
  readonly readAt: number | null;
  readonly nextReadAt: number | null;
}

export interface ValuesSummary {
  readonly connections: readonly ConnectionValues[];
  readonly held: number;
  readonly differing: number;
}

/** What became of each row of a call that names rows. */
export interface RowOutcome {
  readonly listingId: ListingId;
  readonly kind: ValueKind;
  /** null = done. */
  readonly error: WireError | null;
}

export interface RowOutcomes {
  readonly done: number;
  /** Only those that could not be done, at most 1000 of them. */
  readonly failed: readonly RowOutcome[];
}

const actor = z.enum(['person', 'api']).default('person');
const paging = {
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(500).default(100),
};

export const valuesPageSchema = z.object({
  connectionId: connectionIdSchema.optional(),
  kind: valueKindSchema.optional(),
  states: z.array(valueStateSchema).min(1).max(9).optional(),
  ...paging,
});
export type ValuesPage = z.infer<typeof valuesPageSchema>;

export const holdFilterSchema = z.object({
  connectionId: connectionIdSchema.optional(),
  /** The guard, by the code of its sentence. */
  code: errorCodeSchema.optional(),
});
export type HoldFilter = z.infer<typeof holdFilterSchema>;

/** Causes a list can be narrowed to; `unknown` = nobody knows whether the last value arrived. */
export const differingSchema = z.enum([...differenceCauseSchema.options, 'unknown']);
export type Differing = z.infer<typeof differingSchema>;
export const differenceFilterSchema = z.object({
  connectionId: connectionIdSchema.optional(),
  kind: valueKindSchema.optional(),
  cause: differingSchema.optional(),
});
export type DifferenceFilter = z.infer<typeof differenceFilterSchema>;

export const valueRefSchema = z.object({ listingId: listingIdSchema, kind: valueKindSchema });
export type ValueRef = z.infer<typeof valueRefSchema>;
export const MOST_VALUE_ROWS = 5000;
const someRows = z.array(valueRefSchema).min(1).max(MOST_VALUE_ROWS);

const approvedRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('price'), listingId: listingIdSchema, value: priceValueSchema }),
  z.object({ kind: z.literal('stock'), listingId: listingIdSchema, value: stockValueSchema }),
]);
export const holdsApproveSchema = z.object({
  rows: z
    .array(
      z.intersection(
        approvedRow,
        z.object({
          /** Minor units, typed again by a person: demanded where a guard is exceeded more than twice. */
          typed: z.int().optional(),
        }),
      ),
    )
    .min(1)
    .max(MOST_VALUE_ROWS),
  actor,
});
/** These rows, or every row of a filter. */
const rowsOrFilter = z.union([
  z.object({ rows: someRows, filter: z.undefined().optional(), actor }),
  z.object({ rows: z.undefined().optional(), filter: differenceFilterSchema, actor }),
]);
export const differencesRepairSchema = rowsOrFilter;
export const differencesTakeSchema = z.object({ rows: someRows, actor });

export const valuesOperations = {
  /** Matched listings of a variant, in the order of their connections. */
  'values.ofVariant': operation<{ readonly listings: readonly ListingValues[] }>()(
    z.object({ variantId: variantIdSchema }),
  ),
  /** null = the listing is not matched. */
  'values.ofListing': operation<{ readonly listing: ListingValues | null }>()(
    z.object({ listingId: listingIdSchema }),
  ),
  /** Every value there is, by connection and listing. */
  'values.page': operation<{ readonly rows: readonly ValueRow[]; readonly nextCursor: string | null }>()(
    valuesPageSchema,
  ),
  'values.summary': operation<ValuesSummary>()(z.object({})),
  /** Tries a refused or waiting value again at once, asks what the channel shows where that is not known. */
  'values.retry': operation<RowOutcome>()(valueRefSchema),
  'holds.count': operation<{ readonly count: number; readonly total: number }>()(holdFilterSchema),
  /** Longest held first. */
  'holds.window': operation<readonly ValueRow[]>()(
    z.object({ query: holdFilterSchema, window: windowSchema }),
  ),
  /** In the order of listings, for programs. */
  'holds.page': operation<{ readonly rows: readonly ValueRow[]; readonly nextCursor: string | null }>()(
    holdFilterSchema.extend(paging),
  ),
  /** Only values that a guard holds and a person may let through, and only while they are still what is wanted. */
  'holds.approve': operation<RowOutcomes>()(holdsApproveSchema),
  'differences.count': operation<{ readonly count: number; readonly total: number }>()(
    differenceFilterSchema,
  ),
  /** Newest first. */
  'differences.window': operation<readonly ValueRow[]>()(
    z.object({ query: differenceFilterSchema, window: windowSchema }),
  ),
  'differences.page': operation<{
    readonly rows: readonly ValueRow[];
    readonly nextCursor: string | null;
  }>()(differenceFilterSchema.extend(paging)),
  /** Kervan's value is sent again. */
  'differences.repair': operation<RowOutcomes>()(differencesRepairSchema),
  /** The channel's value becomes Kervan's, and every other channel follows. */
  'differences.takeChannel': operation<RowOutcomes>()(differencesTakeSchema),
  /** Asks the channel what it shows of everything that is told to it; answers how many values are asked for. */
  'differences.readAgain': operation<{ readonly asked: number }>()(
    z.object({ connectionId: connectionIdSchema }),
  ),
};
