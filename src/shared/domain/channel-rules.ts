import { z } from 'zod';
import { currencySchema } from './money';

/** What a channel may show of the stock. Steps in order: − safety, × share, at most maximumShown, never below 0. */
export const stockRuleSchema = z.object({
  /** Off = nothing is sent; the merchant turns it on after matching. */
  send: z.boolean(),
  /** Pieces kept back from this channel beside the variant's own safety stock. */
  safety: z.int().min(0).max(1_000_000),
  maximumShown: z.int().min(0).max(1_000_000).nullable(),
  /** The channel's part of what is left, rounded down. */
  sharePercent: z.number().min(0).max(100),
});
export type StockRule = z.infer<typeof stockRuleSchema>;

/** Price endings; 'none' keeps the minor unit. Rounded to the nearest such price, half upwards, never to 0. */
export const roundingSchema = z.enum(['none', 'whole', 'end90', 'end99', 'end95', 'tens9']);
export type Rounding = z.infer<typeof roundingSchema>;

export const priceFloorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('amount'), minor: z.int().min(1) }),
  /** Cost + percent; a variant without a cost is held. */
  z.object({ kind: z.literal('costPlus'), percent: z.number().min(-100).max(1000) }),
]);

/** price = base × factor + add, in the channel's currency, rounded, then guarded. Amounts are minor units of `currency`. */
export const priceRuleSchema = z.object({
  send: z.boolean(),
  /** At most four decimals count. */
  factor: z.number().gt(0).max(1000),
  addMinor: z.int().min(-1_000_000_000).max(1_000_000_000),
  rounding: roundingSchema,
  floor: priceFloorSchema,
  ceilingMinor: z.int().min(1).nullable(),
  /** Against the price last confirmed at the channel (or shown there); larger changes are held. */
  maximumJumpPercent: z.number().gt(0).max(10_000).nullable(),
  listPrice: z.discriminatedUnion('kind', [
    /** The list price equals the sale price. */
    z.object({ kind: z.literal('same') }),
    /** The variant's own list price under the same factor, amount and rounding; without one, as `same`. */
    z.object({ kind: z.literal('base') }),
    z.object({ kind: z.literal('factor'), factor: z.number().min(1).max(10) }),
  ]),
  /** null = the currency of the base price. Another one needs a rate. */
  currency: currencySchema.nullable(),
});
export type PriceRule = z.infer<typeof priceRuleSchema>;

/** Who is right when the channel shows something that Kervan did not send. */
export const conflictRuleSchema = z.enum(['kervan', 'channelOnce', 'ask']);
export type ConflictRule = z.infer<typeof conflictRuleSchema>;

export const channelRulesSchema = z.object({
  stock: stockRuleSchema,
  price: priceRuleSchema,
  conflict: conflictRuleSchema,
  /** An accepted return goes back on the shelf. */
  returnsToStock: z.boolean(),
});
export type ChannelRules = z.infer<typeof channelRulesSchema>;

/** How a new connection starts: it sends nothing. */
export const DEFAULT_RULES: ChannelRules = {
  stock: { send: false, safety: 0, maximumShown: null, sharePercent: 100 },
  price: {
    send: false,
    factor: 1,
    addMinor: 0,
    rounding: 'none',
    floor: { kind: 'none' },
    ceilingMinor: null,
    maximumJumpPercent: 50,
    listPrice: { kind: 'base' },
    currency: null,
  },
  conflict: 'kervan',
  returnsToStock: true,
};
