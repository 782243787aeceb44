import type { Rate } from '../../../shared/contract/rules';
import { formatNumber } from '../../../shared/wording/format';
import type { Language } from '../../../shared/wording/language';

/** Older ones carry a warning. */
export const OLD_RATE_MS = 7 * 24 * 60 * 60 * 1000;
/** A change beyond this many percent is more often a slip of the comma than the market. */
const FAR_OFF_PERCENT = 20;
const DECIMALS = 4;

export function isOldRate({ setAt }: Rate, now: number): boolean {
  return now - setAt > OLD_RATE_MS;
}

/** The rate between two currencies, whichever way round it was entered. */
export function rateBetween(rates: readonly Rate[], one: string, other: string): Rate | undefined {
  return (
    rates.find(({ currency, base }) => currency === one && base === other) ??
    rates.find(({ currency, base }) => currency === other && base === one)
  );
}

/** "1 EUR = 49,1200 TRY" */
export function rateNumber(rateE4: number, language: Language): string {
  return formatNumber(rateE4 / 10 ** DECIMALS, language, DECIMALS);
}

/** Ten-thousandths of a plain decimal ("49.12"), digit by digit. */
export function rateE4Of(plainDecimal: string): number {
  const [whole = '0', fraction = ''] = plainDecimal.split('.');
  return Number(whole + fraction.slice(0, DECIMALS).padEnd(DECIMALS, '0'));
}

export function rateDecimal(rateE4: number): string {
  const digits = String(rateE4).padStart(DECIMALS + 1, '0');
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`;
}

/** How far a new rate is from the one before, in percent, when that is suspicious. */
export function suspiciousPercent(before: number, next: number): number | undefined {
  const percent = (Math.abs(next - before) * 100) / Math.min(before, next);
  return percent > FAR_OFF_PERCENT ? Math.round(percent) : undefined;
}
