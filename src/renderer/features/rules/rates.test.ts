import { expect, it } from 'vitest';
import type { Rate } from '../../../shared/contract/rules';
import {
  isOldRate,
  OLD_RATE_MS,
  rateBetween,
  rateDecimal,
  rateE4Of,
  rateNumber,
  suspiciousPercent,
} from './rates';

const rate = (currency: string, base: string): Rate => ({
  currency,
  base,
  rateE4: 491_200,
  setBy: 'person',
  setAt: 1_000,
});

it.each([
  ['49.12', 491_200],
  ['49', 490_000],
  ['0.0203', 203],
  ['1.0001', 10_001],
])('%s is read digit by digit', (text, rateE4) => {
  expect(rateE4Of(text)).toBe(rateE4);
  expect(rateE4Of(rateDecimal(rateE4))).toBe(rateE4);
});

it('writes four decimals in the language’s way', () => {
  expect(rateNumber(491_200, 'tr')).toBe('49,1200');
  expect(rateNumber(203, 'en')).toBe('0.0203');
});

it('is old after seven days', () => {
  expect(isOldRate(rate('EUR', 'TRY'), 1_000 + OLD_RATE_MS)).toBe(false);
  expect(isOldRate(rate('EUR', 'TRY'), 1_001 + OLD_RATE_MS)).toBe(true);
});

it('is found either way round', () => {
  const rates = [rate('EUR', 'TRY'), rate('USD', 'TRY')];
  expect(rateBetween(rates, 'TRY', 'USD')).toBe(rates[1]);
  expect(rateBetween(rates, 'EUR', 'TRY')).toBe(rates[0]);
  expect(rateBetween(rates, 'GBP', 'TRY')).toBeUndefined();
});

it('suspects a slip of the comma, both ways', () => {
  expect(suspiciousPercent(491_200, 4_912_000)).toBe(900);
  expect(suspiciousPercent(491_200, 49_120)).toBe(900);
  expect(suspiciousPercent(491_200, 500_000)).toBeUndefined();
});
