import type { StockRule } from '../../shared/domain/channel-rules';
import type { StockValue, ValueStep } from '../../shared/domain/listing-value';

/** Pieces of one variant, as StockLevel without what follows from it. */
export interface StockInput {
  readonly onHand: number;
  readonly reserved: number;
  readonly safety: number;
}

export interface StockOutcome {
  readonly value: StockValue;
  readonly steps: readonly ValueStep[];
}

/**
 * What a channel may show: available − rule.safety, × share rounded down, at most maximumShown, never below 0. Whatever is no
 * number of pieces counts as none, because showing too few loses a sale and showing too many sells what is not there.
 */
export function stockFor(level: StockInput, rule: StockRule, stopped: boolean): StockOutcome {
  const available = pieces(level.onHand - level.reserved - level.safety);
  const steps: ValueStep[] = [step('available', null, available)];
  const shown = (quantity: number): StockOutcome => ({ value: { quantity }, steps });
  if (stopped) {
    steps.push(step('stopped', null, 0));
    return shown(0);
  }
  let left = available;
  if (rule.safety !== 0) {
    left -= pieces(rule.safety);
    steps.push(step('safety', String(rule.safety), left));
  }
  if (left < 0) {
    steps.push(step('oversold', null, 0));
    return shown(0);
  }
  if (rule.sharePercent !== 100) {
    left = shareOf(left, rule.sharePercent);
    steps.push(step('share', String(rule.sharePercent), left));
  }
  if (rule.maximumShown !== null) {
    left = Math.min(left, Math.max(0, pieces(rule.maximumShown)));
    steps.push(step('maximum', String(rule.maximumShown), left));
  }
  return shown(left);
}

function step(name: ValueStep['step'], by: string | null, result: number): ValueStep {
  return { step: name, by, result, currency: null };
}

/** Whole pieces, rounded down. */
function pieces(value: number): number {
  const whole = Math.floor(value);
  return Number.isSafeInteger(whole) ? whole : 0;
}

/** Ten-thousandths of a percent as whole numbers, so that 33.3 % of 1000 is 333 and not 332. */
function shareOf(left: number, percent: number): number {
  if (!(percent > 0)) return 0;
  const share = BigInt(Math.round(Math.min(percent, 100) * 10_000));
  return Number((BigInt(left) * share) / 1_000_000n);
}
