import { z } from 'zod';

/** Guards a person can narrow the list to, the usual ones first. */
export const GUARDS = [
  'price.jump',
  'price.belowFloor',
  'price.aboveCeiling',
  'price.zero',
  'price.missing',
  'price.costMissing',
  'price.rateMissing',
  'price.listBelowSale',
  'price.currency',
  'price.negative',
  'input.invalid',
] as const;

export const guardSchema = z.enum(GUARDS);
export type Guard = z.infer<typeof guardSchema>;
