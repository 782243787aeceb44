import type { PriceRule } from '../../shared/domain/channel-rules';
import type { PriceValue, ValueStep } from '../../shared/domain/listing-value';
import { minorDigits, moneyToDecimal } from '../../shared/domain/money';
import type { WireError } from '../../shared/errors/app-error';
import type { StoredVariant } from '../database';
import {
  type ExactAmount,
  exact,
  nearest,
  plus,
  TEN_THOUSAND,
  tenThousandths,
  times,
  withEnding,
} from './price-amount';
import { absurd, blocked, brokenGuard, type GuardBreak, limitSteps } from './price-guards';

/** A variant's price book, in minor units of its currency. */
export interface PriceInput {
  readonly baseMinor: number | null;
  readonly baseListMinor: number | null;
  readonly costMinor: number | null;
  readonly currency: string;
}

/** A variant's price book as it is stored. */
export function priceInput(
  variant: Pick<StoredVariant, 'basePriceMinor' | 'baseListPriceMinor' | 'costMinor' | 'currency'>,
): PriceInput {
  return {
    baseMinor: variant.basePriceMinor,
    baseListMinor: variant.baseListPriceMinor,
    costMinor: variant.costMinor,
    currency: variant.currency,
  };
}

/** One unit of `currency` in `base`, in ten-thousandths; null = none is set. */
export type RateOf = (currency: string, base: string) => number | null;

export type PriceOutcome =
  | { readonly kind: 'value'; readonly value: PriceValue; readonly steps: readonly ValueStep[] }
  | {
      readonly kind: 'held';
      /** What would be sent; null when nothing could be computed. */
      readonly value: PriceValue | null;
      readonly error: WireError;
      readonly approvable: boolean;
      readonly steps: readonly ValueStep[];
    };

/** From the variant's currency into the channel's. */
interface Exchange {
  readonly above: bigint;
  readonly below: bigint;
  /** As a step says it; null = the same currency. */
  readonly by: string | null;
}

/**
 * base × rate × factor + amount, computed exactly and rounded once at the end, then guarded. What a guard finds is held and
 * never bent to fit. The facts of an error hold the amounts; who knows the listing adds `sku` and `channel`.
 */
export function priceFor(
  input: PriceInput,
  rule: PriceRule,
  rateOf: RateOf,
  shown: PriceValue | null,
): PriceOutcome {
  const base = wholeAmount(input.baseMinor);
  if (base === null) return held(blocked('price.missing'), null, []);
  const currency = rule.currency ?? input.currency;
  const first: ValueStep = { step: 'base', by: null, result: base, currency: input.currency };
  const exchange = exchangeOf(input.currency, currency, rateOf);
  if (exchange === null)
    return held(blocked('price.rateMissing', { from: input.currency, to: currency }), null, [first]);
  const factor = tenThousandths(rule.factor);
  if (factor === null || !Number.isSafeInteger(rule.addMinor))
    return held(
      blocked('input.invalid', { field: factor === null ? 'factor' : 'addMinor', reason: 'number' }),
      null,
      [first],
    );
  const book = { base, factor, exchange, currency };
  return guarded(input, rule, book, [first, ...amountSteps(book, rule)], shown);
}

interface PriceBook {
  readonly base: number;
  readonly factor: bigint;
  readonly exchange: Exchange;
  readonly currency: string;
}

function guarded(
  input: PriceInput,
  rule: PriceRule,
  book: PriceBook,
  steps: readonly ValueStep[],
  shown: PriceValue | null,
): PriceOutcome {
  const { base, currency } = book;
  const unrounded = underRule(base, book, rule);
  const sale = withEnding(unrounded, rule.rounding, currency);
  const list = listFor(sale, wholeAmount(input.baseListMinor), book, rule);
  const value = asValue(sale, list, currency);
  if (base < 0) return held(blocked('price.negative'), value, steps);
  // An amount on top makes no price of a product that has none.
  if (base === 0 && sale > 0n) return held(blocked('price.missing'), value, steps);
  if (value === null) return held(absurd(Math.max(Number(sale), Number(list)), currency), null, steps);
  const cost = wholeAmount(input.costMinor);
  const costThere = cost === null ? null : exchanged(cost, book.exchange);
  const all = [
    ...steps,
    ...endSteps(value, rule, nearest(unrounded)),
    ...limitSteps({ cost: costThere, value }, rule),
  ];
  const broken = brokenGuard({ value, unrounded, cost: costThere, shown }, rule);
  return broken === null ? { kind: 'value', value, steps: all } : held(broken, value, all);
}

function held(broken: GuardBreak, value: PriceValue | null, steps: readonly ValueStep[]): PriceOutcome {
  return { kind: 'held', value, error: broken.error, approvable: broken.approvable, steps };
}

/** null for what is no amount of minor units. */
function wholeAmount(minor: number | null): number | null {
  return minor !== null && Number.isSafeInteger(minor) ? minor : null;
}

/** The rate as it was entered, or the other way round when only that one is known: 1 TRY = 1 / 49.1200 EUR. */
function exchangeOf(from: string, to: string, rateOf: RateOf): Exchange | null {
  if (from === to) return { above: 1n, below: 1n, by: null };
  const digits = minorDigits(to) - minorDigits(from);
  const above = 10n ** BigInt(Math.max(digits, 0));
  const below = 10n ** BigInt(Math.max(-digits, 0));
  const rate = usableRate(rateOf(from, to));
  if (rate !== null) return { above: above * rate, below: below * TEN_THOUSAND, by: rateText(rate) };
  const reverse = usableRate(rateOf(to, from));
  if (reverse === null) return null;
  return { above: above * TEN_THOUSAND, below: below * reverse, by: `1/${rateText(reverse)}` };
}

function usableRate(rate: number | null): bigint | null {
  return rate !== null && Number.isSafeInteger(rate) && rate > 0 ? BigInt(rate) : null;
}

function rateText(rate: bigint): string {
  return `${rate / TEN_THOUSAND}.${String(rate % TEN_THOUSAND).padStart(4, '0')}`;
}

function exchanged(minor: number, exchange: Exchange): ExactAmount {
  return times(exact(minor), exchange.above, exchange.below);
}

function underRule(minor: number, { exchange, factor }: PriceBook, rule: PriceRule): ExactAmount {
  return plus(times(exchanged(minor, exchange), factor, TEN_THOUSAND), rule.addMinor);
}

function listFor(sale: bigint, ownList: number | null, book: PriceBook, rule: PriceRule): bigint {
  const { listPrice } = rule;
  switch (listPrice.kind) {
    case 'same':
      return sale;
    case 'base':
      // 0 is how files write that there is no list price.
      if (ownList === null || ownList === 0) return sale;
      return withEnding(underRule(ownList, book, rule), rule.rounding, book.currency);
    case 'factor': {
      const factor = tenThousandths(listPrice.factor);
      if (factor === null) return sale;
      const raised = times({ above: sale, below: 1n }, factor, TEN_THOUSAND);
      return withEnding(raised, rule.rounding, book.currency);
    }
  }
}

/** null when it does not fit a number. */
function asValue(sale: bigint, list: bigint, currency: string): PriceValue | null {
  const [minor, listMinor] = [Number(sale), Number(list)];
  if (!Number.isSafeInteger(minor) || !Number.isSafeInteger(listMinor)) return null;
  return { minor, listMinor, currency };
}

/** The steps that change something. Results are rounded for reading; the computation goes on with the exact amount. */
function amountSteps({ base, exchange, factor, currency }: PriceBook, rule: PriceRule): ValueStep[] {
  const there = exchanged(base, exchange);
  const raised = times(there, factor, TEN_THOUSAND);
  const candidates: readonly (readonly [ValueStep['step'], string | null, ExactAmount])[] = [
    ['rate', exchange.by, there],
    ['factor', factor === TEN_THOUSAND ? null : String(Number(factor) / 10_000), raised],
    [
      'amount',
      rule.addMinor === 0 ? null : moneyToDecimal({ minor: rule.addMinor, currency }),
      plus(raised, rule.addMinor),
    ],
  ];
  return candidates.flatMap(([step, by, amount]) => {
    const result = Number(nearest(amount));
    return by === null || !Number.isSafeInteger(result) ? [] : [{ step, by, result, currency }];
  });
}

function endSteps(value: PriceValue, rule: PriceRule, before: bigint): ValueStep[] {
  const { minor, listMinor, currency } = value;
  const steps: ValueStep[] = [];
  if (rule.rounding !== 'none' || before !== BigInt(minor))
    steps.push({ step: 'rounding', by: rule.rounding, result: minor, currency });
  if (listMinor !== null && listMinor !== minor) {
    const by = rule.listPrice.kind === 'factor' ? String(rule.listPrice.factor) : null;
    steps.push({ step: 'list', by, result: listMinor, currency });
  }
  return steps;
}
