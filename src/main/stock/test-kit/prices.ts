import { DEFAULT_RULES, type PriceRule } from '../../../shared/domain/channel-rules';
import type { PriceInput, PriceOutcome, RateOf } from '../price-rule';

/** A rule that sends the base price as it is, with the usual guard against jumps. */
export const rule = (change: Partial<PriceRule> = {}): PriceRule => ({
  ...DEFAULT_RULES.price,
  send: true,
  listPrice: { kind: 'same' },
  ...change,
});
export const book = (change: Partial<PriceInput> = {}): PriceInput => ({
  baseMinor: 24_990,
  baseListMinor: null,
  costMinor: null,
  currency: 'TRY',
  ...change,
});
export const noRates: RateOf = () => null;
export const rates =
  (known: Readonly<Record<string, number>>): RateOf =>
  (currency, base) =>
    known[`${currency}/${base}`] ?? null;
export const shown = (minor: number, currency = 'TRY') => ({ minor, listMinor: null, currency });
export const priceOf = (outcome: PriceOutcome) =>
  outcome.kind === 'value' ? outcome.value.minor : `held ${outcome.error.code}`;
