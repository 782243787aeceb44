import type { Rounding } from '../../shared/domain/channel-rules';
import { minorDigits } from '../../shared/domain/money';

/**
 * An amount of minor units as a fraction of whole numbers: nothing is lost between the steps of a computation, however large or
 * small they are. `below` is positive.
 */
export interface ExactAmount {
  readonly above: bigint;
  readonly below: bigint;
}

/** What a rule's decimals are counted in. */
export const TEN_THOUSAND = 10_000n;

export function exact(minor: number): ExactAmount {
  return { above: BigInt(minor), below: 1n };
}

export function times(amount: ExactAmount, above: bigint, below: bigint): ExactAmount {
  return { above: amount.above * above, below: amount.below * below };
}

export function plus(amount: ExactAmount, minor: number): ExactAmount {
  return { above: amount.above + BigInt(minor) * amount.below, below: amount.below };
}

/** Below, equal to or above `other`: −1, 0, 1. */
export function compare(amount: ExactAmount, other: ExactAmount): -1 | 0 | 1 {
  const difference = amount.above * other.below - other.above * amount.below;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

/** To the nearest minor unit, half upwards. */
export function nearest(amount: ExactAmount): bigint {
  return divideDown(2n * amount.above + amount.below, 2n * amount.below);
}

/** To the next minor unit above. */
export function upwards(amount: ExactAmount): bigint {
  return -divideDown(-amount.above, amount.below);
}

/** A rule's decimal in ten-thousandths; null for what is no such number. */
export function tenThousandths(value: number): bigint | null {
  const scaled = Math.round(value * 10_000);
  return Number.isSafeInteger(scaled) ? BigInt(scaled) : null;
}

/** The nearest price with the ending, half upwards; a positive amount never becomes 0. */
export function withEnding(amount: ExactAmount, rounding: Rounding, currency: string): bigint {
  const { period, ending } = endingOf(rounding, minorDigits(currency));
  const count = divideDown(
    2n * (amount.above - ending * amount.below) + period * amount.below,
    2n * period * amount.below,
  );
  const rounded = count * period + ending;
  return rounded > 0n ? rounded : lowestPrice(amount, rounded, period);
}

function lowestPrice(amount: ExactAmount, rounded: bigint, period: bigint): bigint {
  // Less than half a minor unit is no price, whatever the ending; the guards see it as 0.
  return nearest(amount) > 0n ? rounded + period : nearest(amount);
}

/** Prices repeat every `period` minor units. A currency without decimals has no such endings; ,90 there is the whole unit. */
function endingOf(rounding: Rounding, digits: number): { readonly period: bigint; readonly ending: bigint } {
  const unit = 10n ** BigInt(digits);
  const cents = (hundredths: bigint) => ({
    period: unit,
    ending: digits < 2 ? 0n : (unit * hundredths) / 100n,
  });
  switch (rounding) {
    case 'none':
      return { period: 1n, ending: 0n };
    case 'whole':
      return cents(0n);
    case 'end90':
      return cents(90n);
    case 'end95':
      return cents(95n);
    case 'end99':
      return cents(99n);
    case 'tens9':
      return { period: unit * 10n, ending: unit * 9n };
  }
}

/** Division that rounds towards minus infinity; BigInt alone rounds towards 0. */
function divideDown(above: bigint, below: bigint): bigint {
  const quotient = above / below;
  return above % below < 0n ? quotient - 1n : quotient;
}
