import type { PriceRule } from '../../shared/domain/channel-rules';
import type { PriceValue, ValueStep } from '../../shared/domain/listing-value';
import { moneyToDecimal } from '../../shared/domain/money';
import { AppError, type Facts, type WireError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import {
  compare,
  type ExactAmount,
  exact,
  TEN_THOUSAND,
  tenThousandths,
  times,
  upwards,
} from './price-amount';

/** Ten thousand million of a currency with two decimals: no price, but a barcode or a phone number in the wrong column. */
export const MOST_PRICE_MINOR = 1_000_000_000_000;

export interface GuardBreak {
  readonly error: WireError;
  /** Whether a person may let the price through as it is. */
  readonly approvable: boolean;
}

export interface GuardInput {
  readonly value: PriceValue;
  /** The price before its ending: an ending must not make a price out of nothing. */
  readonly unrounded: ExactAmount;
  /** Cost in the channel's currency; null = none is known. */
  readonly cost: ExactAmount | null;
  /** The price last confirmed at the channel, or shown there. */
  readonly shown: PriceValue | null;
}

/** The first guard a price breaks, those that nobody may overrule first. */
export function brokenGuard(input: GuardInput, rule: PriceRule): GuardBreak | null {
  return (
    amountGuard(input) ??
    listGuard(input.value) ??
    currencyGuard(input) ??
    floorGuard(input, rule) ??
    ceilingGuard(input.value, rule) ??
    jumpGuard(input, rule)
  );
}

export function blocked(code: ErrorCode, facts: Facts = {}): GuardBreak {
  return { error: new AppError(code, { facts }).toWire(), approvable: false };
}

/** An amount beyond every price. */
export function absurd(minor: number, currency: string): GuardBreak {
  return blocked('price.aboveCeiling', { new: minor, ceiling: MOST_PRICE_MINOR, currency });
}

function overrulable(code: ErrorCode, facts: Facts): GuardBreak {
  return { error: new AppError(code, { facts }).toWire(), approvable: true };
}

function amountGuard({ value, unrounded }: GuardInput): GuardBreak | null {
  const { minor, listMinor, currency } = value;
  if (minor < 0 || unrounded.above < 0n) return blocked('price.negative');
  if (minor === 0) return blocked('price.zero');
  const largest = Math.max(minor, listMinor ?? 0);
  return largest <= MOST_PRICE_MINOR ? null : absurd(largest, currency);
}

function listGuard({ minor, listMinor, currency }: PriceValue): GuardBreak | null {
  if (listMinor === null || listMinor >= minor) return null;
  return blocked('price.listBelowSale', { list: listMinor, sale: minor, currency });
}

function currencyGuard({ value, shown }: GuardInput): GuardBreak | null {
  if (shown === null || shown.currency === value.currency) return null;
  return blocked('price.currency', { found: value.currency, currency: shown.currency });
}

function floorGuard({ value, cost }: GuardInput, rule: PriceRule): GuardBreak | null {
  const floor = floorOf(rule, cost);
  if (floor === 'costMissing') return blocked('price.costMissing');
  if (floor === null || compare(exact(value.minor), floor) >= 0) return null;
  const facts = { new: value.minor, floor: Number(upwards(floor)), currency: value.currency };
  return overrulable('price.belowFloor', facts);
}

/** The lowest price the rule allows; a cost of 0 is one that was never entered. */
function floorOf(rule: PriceRule, cost: ExactAmount | null): ExactAmount | 'costMissing' | null {
  const { floor } = rule;
  switch (floor.kind) {
    case 'none':
      return null;
    case 'amount':
      return exact(floor.minor);
    case 'costPlus': {
      const percent = tenThousandths(floor.percent);
      if (percent === null || cost === null || cost.above <= 0n) return 'costMissing';
      const hundred = 100n * TEN_THOUSAND;
      return times(cost, hundred + percent, hundred);
    }
  }
}

function ceilingGuard({ minor, currency }: PriceValue, rule: PriceRule): GuardBreak | null {
  if (rule.ceilingMinor === null || minor <= rule.ceilingMinor) return null;
  return overrulable('price.aboveCeiling', { new: minor, ceiling: rule.ceilingMinor, currency });
}

/** A channel that shows 0 gives nothing to compare with. */
function jumpGuard({ value, shown }: GuardInput, rule: PriceRule): GuardBreak | null {
  if (rule.maximumJumpPercent === null || shown === null || shown.minor <= 0) return null;
  const rate = changePercent(shown.minor, value.minor, rule.maximumJumpPercent);
  if (rate <= rule.maximumJumpPercent) return null;
  return overrulable('price.jump', {
    old: shown.minor,
    new: value.minor,
    rate: Math.round(rate * 100) / 100,
    limit: rule.maximumJumpPercent,
    currency: value.currency,
  });
}

/**
 * How far a price moves, in percent of the old one. No fall is more than 100 %, so where the limit is 100 % or more a fall is
 * measured like the rise that would take it back: to a hundredth of the price is then 9900 %.
 */
function changePercent(old: number, next: number, limit: number): number {
  const from = next < old && limit >= 100 ? next : old;
  return (Math.abs(next - old) * 100) / from;
}

/** The limits of a rule as steps of the computation, where there are any. */
export function limitSteps(
  { cost, value }: Pick<GuardInput, 'cost' | 'value'>,
  rule: PriceRule,
): ValueStep[] {
  const steps: ValueStep[] = [];
  const { currency } = value;
  const floor = floorOf(rule, cost);
  if (floor !== null && floor !== 'costMissing') {
    const lowest = Number(upwards(floor));
    const amount = moneyToDecimal({ minor: lowest, currency });
    const by = rule.floor.kind === 'costPlus' ? String(rule.floor.percent) : amount;
    if (Number.isSafeInteger(lowest)) steps.push({ step: 'floor', by, result: lowest, currency });
  }
  if (rule.ceilingMinor !== null) {
    const by = moneyToDecimal({ minor: rule.ceilingMinor, currency });
    steps.push({ step: 'ceiling', by, result: rule.ceilingMinor, currency });
  }
  return steps;
}
