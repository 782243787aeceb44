import { expect, it } from 'vitest';
import type { ValueStep } from '../../../shared/domain/listing-value';
import texts from '../../locales/tr/rules.json';
import values from '../../locales/tr/values.json';
import { reasonOf, stepsInShort } from './preview-reason';

const lookUp = (shape: object, key: string, facts: object) => {
  const found = key.split('.').reduce<unknown>((at, part) => Reflect.get(Object(at), part), shape);
  return typeof found === 'string'
    ? found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(Reflect.get(facts, name)))
    : '';
};
const t = (key: string, facts: object = {}) => lookUp(texts, key, facts);
const v = (key: string, facts: object = {}) => lookUp(values, key, facts);
const sentence = () => 'whole sentence';
const step = (name: ValueStep['step'], by: string | null, currency: string | null = 'TRY'): ValueStep => ({
  step: name,
  by,
  result: 1,
  currency,
});
const error = (code: string, facts: Record<string, string | number>) => ({
  code,
  fault: 'merchant' as const,
  facts,
});

it('says why a price is held in a few words', () => {
  const jump = error('price.jump', { old: 89_900, new: 107_290, rate: 19.34, limit: 15, currency: 'TRY' });
  expect(reasonOf(jump, t, 'tr', sentence)).toBe('değişim %19,34 > %15');
  const huge = error('price.jump', { ...jump.facts, rate: 9269.98 });
  expect(reasonOf(huge, t, 'tr', sentence)).toBe('değişim %9.270 > %15');
  const floor = error('price.belowFloor', { new: 1290, floor: 5000, currency: 'TRY' });
  expect(reasonOf(floor, t, 'tr', sentence)).toBe('en az 50,00\u00a0₺');
  expect(reasonOf(error('price.somethingNew', {}), t, 'tr', sentence)).toBe('whole sentence');
});

it('writes what a price rule did in one line', () => {
  const steps = [
    step('base', null),
    step('factor', '1.18'),
    step('amount', '12.00'),
    step('rounding', 'end90'),
  ];
  expect(stepsInShort(steps, v, t, 'tr')).toBe('× 1,18 + 12,00\u00a0₺ → ,90');
  expect(stepsInShort([step('base', null), step('rounding', 'none')], v, t, 'tr')).toBe('Ana fiyat');
});

it('writes what a stock rule did in one line', () => {
  const steps = [step('available', null, null), step('safety', '2', null), step('share', '50', null)];
  expect(stepsInShort(steps, v, t, 'tr')).toBe('Kanal emniyeti: − 2 · Kanalın payı: %50');
  expect(stepsInShort([step('available', null, null)], v, t, 'tr')).toBe('Satılabilir');
});
