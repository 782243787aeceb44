import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES, type PriceRule, type StockRule } from '../../../shared/domain/channel-rules';
import type { TextValues } from '../../i18n/use-text';
import texts from '../../locales/tr/rules.json';
import { priceSentence, stockSentence } from './rule-sentence';

const words: Readonly<Record<string, string>> = {
  'sentence.base': texts.sentence.base,
  'sentence.safety': texts.sentence.safety,
  'sentence.maximum': texts.sentence.maximum,
  'ending.end90': texts.ending.end90,
};
const text = (key: string, values: TextValues = {}) =>
  (words[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));

describe('priceSentence', () => {
  it.each([
    [{}, 'Ana fiyat'],
    [{ factor: 1.18, addMinor: 1200, rounding: 'end90' }, 'Ana fiyat × 1,18 + 12,00\u00a0₺ → ,90'],
    [{ factor: 0.9 }, 'Ana fiyat × 0,9'],
    [{ addMinor: -550 }, 'Ana fiyat \u2212 5,50\u00a0₺'],
  ] satisfies [Partial<PriceRule>, string][])('%j', (change, sentence) => {
    expect(priceSentence({ ...DEFAULT_RULES.price, ...change }, 'TRY', text, 'tr')).toBe(sentence);
  });
});

describe('stockSentence', () => {
  it.each([
    [{}, '%100'],
    [{ safety: 2, sharePercent: 33.3, maximumShown: 1500 }, 'emniyet 2 · %33,3 · en çok 1.500'],
    [{ maximumShown: 0 }, '%100 · en çok 0'],
  ] satisfies [Partial<StockRule>, string][])('%j', (change, sentence) => {
    expect(stockSentence({ ...DEFAULT_RULES.stock, ...change }, text, 'tr')).toBe(sentence);
  });
});
