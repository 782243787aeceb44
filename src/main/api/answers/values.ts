import { z } from 'zod';
import type {
  ConnectionValues,
  ListingValues,
  RowOutcomes,
  ValueRow,
  ValueTruth,
} from '../../../shared/contract/values';
import { connectionIdSchema, listingIdSchema, variantIdSchema } from '../../../shared/domain/ids';
import {
  differenceCauseSchema,
  priceValueSchema,
  stockValueSchema,
  valueKindSchema,
  valueStateSchema,
  valueStepSchema,
} from '../../../shared/domain/listing-value';
import { isApprovable, mustBeTyped } from '../../../shared/domain/price-holds';
import { listingStatusSchema } from '../../../shared/domain/product';
import type { Told } from '../route';
import { iso } from '../times';
import type { Words } from '../words';
import { time, toldFailure } from './common';

export const stockValue = stockValueSchema.meta({ id: 'StockValue' });
export const priceValue = priceValueSchema.meta({ id: 'PriceValue', description: 'In minor units.' });
export const valueStep = valueStepSchema.meta({ id: 'ValueStep' });

/** One value on its way to a channel. */
function truthOf<Value extends z.ZodType>(value: Value) {
  return {
    state: valueStateSchema,
    shown: value.nullable().describe('What the channel shows as far as Kervan knows.'),
    wanted: value.nullable().describe('What the rules give; null = nothing is to be told.'),
    wantedAt: time.nullable(),
    sent: value.nullable(),
    sentAt: time.nullable(),
    confirmed: value.nullable().describe('Last seen at the channel or confirmed by it.'),
    confirmedAt: time.nullable(),
    error: toldFailure.nullable().describe('Why it is refused, held or asked about.'),
    difference: differenceCauseSchema.nullable(),
    differsSince: time.nullable(),
    nextAt: time.nullable().describe('Not sent before then; null = at once.'),
    checkAt: time.nullable(),
  };
}

const listingFields = {
  listingId: listingIdSchema,
  connectionId: connectionIdSchema,
  connectionName: z.string(),
  variantId: variantIdSchema.nullable().describe('null = no longer matched.'),
  title: z.string().nullable(),
  variantTitle: z.string().nullable(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  key: z.string().describe('The channel’s own number of it.'),
};

const stockRow = { ...listingFields, kind: z.literal('stock'), ...truthOf(stockValue) };
const priceRow = { ...listingFields, kind: z.literal('price'), ...truthOf(priceValue) };
export const valueAnswer = z
  .discriminatedUnion('kind', [z.object(stockRow), z.object(priceRow)])
  .meta({ id: 'Value', description: 'What a channel is told of one value of a listing.' });

const holdFields = {
  approvable: z.boolean().describe('A person may let it through.'),
  mustBeTyped: z.boolean().describe('The price has to be typed again.'),
};
export const holdAnswer = z
  .discriminatedUnion('kind', [
    z.object({ ...stockRow, ...holdFields }),
    z.object({ ...priceRow, ...holdFields }),
  ])
  .meta({ id: 'Hold' });

export const listingValuesAnswer = z
  .object({
    ...listingFields,
    status: listingStatusSchema.nullable(),
    gone: z.boolean(),
    url: z.string().nullable(),
    capabilities: z.object({ stock: z.boolean(), price: z.boolean() }),
    stock: z.object({ ...truthOf(stockValue), steps: z.array(valueStep) }),
    price: z.object({ ...truthOf(priceValue), steps: z.array(valueStep) }),
  })
  .meta({ id: 'ListingValues' });

const stateCounts = z.record(valueStateSchema, z.int()).meta({ id: 'ValueCounts' });
export const valuesSummaryAnswer = z
  .object({
    items: z.array(
      z.object({
        connectionId: connectionIdSchema,
        stock: stateCounts,
        price: stateCounts,
        held: z.int(),
        differing: z.int(),
        readAt: time.nullable(),
        nextReadAt: time.nullable(),
      }),
    ),
    held: z.int(),
    differing: z.int(),
  })
  .meta({ id: 'ValuesSummary' });

export const valueOutcomeAnswer = z
  .object({
    listingId: listingIdSchema,
    kind: valueKindSchema,
    error: toldFailure.nullable().describe('null = done.'),
  })
  .meta({ id: 'ValueOutcome' });
export const outcomesAnswer = z
  .object({
    done: z.int(),
    failed: z.array(valueOutcomeAnswer).describe('At most 1000 of them.'),
  })
  .meta({ id: 'ValueOutcomes' });

/** A value with its times as texts and its reason as a sentence. */
export function valueView(row: ValueRow, words: Words): Told<typeof valueAnswer> {
  return row.kind === 'stock' ? { ...row, ...truthView(row, words) } : { ...row, ...truthView(row, words) };
}

export function holdView(row: ValueRow, words: Words): Told<typeof holdAnswer> {
  const marks = {
    approvable: isApprovable(row.error, row.wanted !== null),
    mustBeTyped: row.error !== null && mustBeTyped(row.error),
  };
  return row.kind === 'stock'
    ? { ...row, ...truthView(row, words), ...marks }
    : { ...row, ...truthView(row, words), ...marks };
}

export function listingValuesView(listing: ListingValues, words: Words): Told<typeof listingValuesAnswer> {
  return {
    ...listing,
    stock: { ...listing.stock, ...truthView(listing.stock, words) },
    price: { ...listing.price, ...truthView(listing.price, words) },
  };
}

function truthView(row: ValueTruth<unknown>, words: Words) {
  return {
    error: words(row.error),
    wantedAt: iso(row.wantedAt),
    sentAt: iso(row.sentAt),
    confirmedAt: iso(row.confirmedAt),
    differsSince: iso(row.differsSince),
    nextAt: iso(row.nextAt),
    checkAt: iso(row.checkAt),
  };
}

export function connectionValuesView(
  one: ConnectionValues,
): Told<typeof valuesSummaryAnswer>['items'][number] {
  return { ...one, readAt: iso(one.readAt), nextReadAt: iso(one.nextReadAt) };
}

export function outcomesView({ done, failed }: RowOutcomes, words: Words): Told<typeof outcomesAnswer> {
  return { done, failed: failed.map((row) => ({ ...row, error: words(row.error) })) };
}
