import { z } from 'zod';
import { currencySchema } from './money';

/** What is told to a channel about a listing. */
export const valueKindSchema = z.enum(['stock', 'price']);
export type ValueKind = z.infer<typeof valueKindSchema>;

export const stockValueSchema = z.object({ quantity: z.int().min(0) });
export type StockValue = Readonly<z.infer<typeof stockValueSchema>>;

/** Minor units. `listMinor` null = the channel's list price is left as it is. */
export const priceValueSchema = z.object({
  minor: z.int(),
  listMinor: z.int().nullable(),
  currency: currencySchema,
});
export type PriceValue = Readonly<z.infer<typeof priceValueSchema>>;

/**
 * Where a value is on its way. `sent` is not `confirmed`; `unknown` = it may have arrived, it is read back; `held` = a guard
 * wants a person; `off` = this connection does not send this kind.
 */
export const valueStateSchema = z.enum([
  'off',
  'idle',
  'queued',
  'sending',
  'sent',
  'confirmed',
  'refused',
  'unknown',
  'held',
]);
export type ValueState = z.infer<typeof valueStateSchema>;

/** Why the channel shows another value than Kervan told it. */
export const differenceCauseSchema = z.enum(['panel', 'refused', 'unanswered', 'sales', 'matched']);
export type DifferenceCause = z.infer<typeof differenceCauseSchema>;

/** Steps of a computation as a screen words them: what was done and what came out. */
export const valueStepSchema = z.object({
  step: z.enum([
    'available',
    'safety',
    'share',
    'maximum',
    'stopped',
    'oversold',
    'base',
    'rate',
    'factor',
    'amount',
    'rounding',
    'floor',
    'ceiling',
    'list',
  ]),
  /** The rule's number behind the step, as text: "2", "1.18", "49.1200", "end90". */
  by: z.string().nullable(),
  /** Pieces, or minor units of `currency`. */
  result: z.int(),
  currency: currencySchema.nullable(),
});
export type ValueStep = Readonly<z.infer<typeof valueStepSchema>>;
