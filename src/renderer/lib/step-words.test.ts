import { describe, expect, it } from 'vitest';
import type { ValueStep } from '../../shared/domain/listing-value';
import type { TextValues } from '../i18n/use-text';
import { stepResult, stepWord } from './step-words';

const text = (key: string, values?: TextValues) => `${key} ${values?.by ?? ''}`.trim();
const step = (name: ValueStep['step'], by: string | null, currency: string | null = 'TRY'): ValueStep => ({
  step: name,
  by,
  result: 30_690,
  currency,
});

describe('stepWord', () => {
  it.each([
    [step('factor', '1.18'), 'steps.factor 1,18'],
    [step('amount', '12.00'), 'steps.amount + 12,00\u00a0₺'],
    [step('amount', '-5.50'), 'steps.amount \u2212 5,50\u00a0₺'],
    [step('rate', '49.1200'), 'steps.rate 49,1200'],
    [step('rate', '1/49.1200'), 'steps.rate 1/49,1200'],
    [step('rounding', 'end90'), 'steps.rounding rounding.end90'],
    [step('share', '33.3', null), 'steps.share %33,3'],
    [step('safety', '1200', null), 'steps.safety 1.200'],
    [step('base', null), 'steps.base'],
  ])('%j', (one, words) => {
    expect(stepWord(one, text, 'tr')).toBe(words);
  });
});

it('writes what came out as an amount or as pieces', () => {
  expect(stepResult(step('base', null), 'tr')).toBe('306,90\u00a0₺');
  expect(stepResult(step('available', null, null), 'tr')).toBe('30.690');
});
