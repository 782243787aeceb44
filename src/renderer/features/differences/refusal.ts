import type { WireError } from '../../../shared/errors/app-error';

/** Refusals with a few words of their own for a table; the whole sentence stands beside it. */
export const REFUSALS = [
  'stock.severalLocations',
  'stock.notTracked',
  'stock.sharedByParent',
  'stock.keptByChannel',
  'stock.notStockedThere',
  'stock.tooHigh',
  'product.closedThere',
  'product.notThere',
  'product.notWritable',
] as const;

export type Refusal =
  | { readonly kind: 'known'; readonly code: (typeof REFUSALS)[number] }
  /** The channel's own words. */
  | { readonly kind: 'quoted'; readonly words: string }
  | { readonly kind: 'other' };

/** Why a channel did not take a value, as short as it can be said. */
export function refusalOf({ code, facts }: Pick<WireError, 'code' | 'facts'>): Refusal {
  const known = REFUSALS.find((one) => one === code);
  if (known !== undefined) return { kind: 'known', code: known };
  const words = typeof facts.text === 'string' ? facts.text.trim() : '';
  return words === '' ? { kind: 'other' } : { kind: 'quoted', words };
}
