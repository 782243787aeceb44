import { z } from 'zod';

/**
 * Loose pieces for vendor schemas: a missing field stays missing, null stays null, and harmless differences (a number written
 * as text, an id written as a number) are levelled, so that only a record nobody could read is refused.
 */

/** An id that must be there, as text; big numbers arrive as text already. */
export const id = z
  .union([z.string(), z.number(), z.bigint()])
  .transform((value) => String(value).trim())
  .refine((value) => value !== '', { error: 'expected an id' });

/** An id that may be missing; blank, null and 0-length mean none. */
export const optionalId = z
  .union([z.string(), z.number(), z.bigint()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? value : String(value).trim() || null));

/** Free text. */
export const text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? value : String(value)));

/** An amount in major units, as the channel wrote it; `money()` reads it. */
export const amount = z.union([z.string(), z.number()]).nullish();

/** A number that may be written as text. */
export const number = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^[+-]?\d+(\.\d+)?$/),
  ])
  .nullish()
  .transform((value) => (value === null || value === undefined ? value : Number(value)));

export const flag = z.boolean().nullish();

/** A list that counts as empty when it is missing. */
export function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);
}

/** An object whose unknown fields are left alone. */
export function part<T extends z.ZodRawShape>(shape: T) {
  return z.object(shape).nullish();
}
