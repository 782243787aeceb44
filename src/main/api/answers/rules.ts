import { z } from 'zod';
import { previewChangeSchema, type Rate } from '../../../shared/contract/rules';
import { channelRulesSchema } from '../../../shared/domain/channel-rules';
import { connectionIdSchema, listingIdSchema, variantIdSchema } from '../../../shared/domain/ids';
import { currencySchema, moneySchema } from '../../../shared/domain/money';
import type { Told } from '../route';
import { iso } from '../times';
import { failure, time } from './common';
import { stockLevel } from './stock';
import { priceValue, valueStep } from './values';

/** Whole, as they are told and as they are set. */
export const rules = channelRulesSchema.meta({
  id: 'ChannelRules',
  description: 'Amounts in minor units, for rules are exact.',
});

export const rulesAnswer = z
  .object({
    connectionId: connectionIdSchema,
    rules,
    version: z.int().describe('Rises with every change of the rules or of a rate.'),
    capabilities: z.object({ stock: z.boolean(), price: z.boolean() }),
    currency: currencySchema.nullable(),
    stopped: z.int().describe('Variants this channel may not sell.'),
    computing: z.boolean().describe('Values are still being computed with the newest rules.'),
  })
  .meta({ id: 'Rules' });

export const previewAnswer = z
  .object({
    listingId: listingIdSchema,
    variantId: variantIdSchema,
    title: z.string(),
    variantTitle: z.string().nullable(),
    sku: z.string().nullable(),
    barcode: z.string().nullable(),
    change: z.enum(['same', 'changed', 'held']),
    stock: z.object({
      change: z.enum([...previewChangeSchema.options, 'none']),
      level: stockLevel,
      stopped: z.boolean(),
      shown: z.int().nullable(),
      value: z.int().nullable(),
      steps: z.array(valueStep),
    }),
    price: z.object({
      change: previewChangeSchema,
      base: moneySchema.nullable(),
      cost: moneySchema.nullable(),
      shown: priceValue.nullable(),
      value: priceValue.nullable(),
      error: failure.nullable(),
      approvable: z.boolean(),
      approved: z.boolean(),
      steps: z.array(valueStep),
    }),
  })
  .meta({ id: 'RulesPreview' });

const counts = { same: z.int(), changed: z.int(), held: z.int() };
export const previewCountsAnswer = z
  .object({ ...counts, total: z.int(), stock: z.object(counts), price: z.object(counts) })
  .meta({ id: 'RulesPreviewCounts' });

export const rateAnswer = z
  .object({
    currency: currencySchema,
    base: currencySchema,
    rate: z.number().describe('What one unit of `currency` is worth in `base`; four decimals count.'),
    setBy: z.string(),
    setAt: time,
  })
  .meta({ id: 'Rate' });

export const stopListRow = z
  .object({
    variantId: variantIdSchema,
    title: z.string(),
    variantTitle: z.string().nullable(),
    sku: z.string().nullable(),
    available: z.int(),
  })
  .meta({ id: 'StopListRow' });

export const stopListChangeAnswer = z
  .object({
    changed: z.int().describe('Variants that were not on the list, or not off it, before.'),
    missing: z.array(variantIdSchema).describe('Ids that are no variant.'),
  })
  .meta({ id: 'StopListChange' });

export function rateView({ currency, base, rateE4, setBy, setAt }: Rate): Told<typeof rateAnswer> {
  return { currency, base, rate: rateE4 / 10_000, setBy, setAt: iso(setAt) };
}
