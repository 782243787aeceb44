import { describe, expect, it } from 'vitest';
import type { Field } from '../../../shared/connector/definition';
import { faultsOf, filledValues, suggestedName, tidyValue } from './field-values';

const text = { tr: 'x', en: 'x' };
const shop: Field = { name: 'shop', label: text, help: text, pattern: '[a-z0-9-]+\\.myshopify\\.com' };
const site: Field = { name: 'siteUrl', label: text, help: text, pattern: 'https?://[^\\s?#@]+' };
const key: Field = { name: 'apiKey', label: text, help: text, secret: true };
const extra: Field = { name: 'extra', label: text, help: text, pattern: '[0-9]+', optional: true };

describe('tidyValue', () => {
  it.each([
    [shop, 'https://Magazam.myshopify.com/admin/products?x=1', 'magazam.myshopify.com'],
    [shop, '  magazam.myshopify.com ', 'magazam.myshopify.com'],
    [shop, 'magazam', 'magazam'],
    [site, 'magazam.com', 'https://magazam.com'],
    [site, 'https://magazam.com/shop', 'https://magazam.com/shop'],
    [key, ' sk_live_1 ', 'sk_live_1'],
  ])('%#', (field, typed, expected) => {
    expect(tidyValue(field, typed)).toBe(expected);
  });
});

describe('faultsOf', () => {
  it('names what is missing and what does not fit, in the order of the form', () => {
    const faults = faultsOf([shop, key, extra], { shop: 'magazam', extra: 'on' });
    expect([...faults]).toEqual([
      ['shop', 'pattern'],
      ['apiKey', 'missing'],
      ['extra', 'pattern'],
    ]);
  });

  it('asks no secret that is saved and no field that may stay empty', () => {
    expect(faultsOf([key, extra], {}, ['apiKey']).size).toBe(0);
  });
});

it('sends only what was filled in', () => {
  expect(filledValues({ shop: 'a', apiKey: '  ', extra: '' })).toEqual({ shop: 'a' });
});

it('suggests the first free name, as a Turk reads letters', () => {
  expect(suggestedName('Trendyol', [])).toBe('Trendyol');
  expect(suggestedName('Trendyol', ['trendyol', 'TRENDYOL 2'])).toBe('Trendyol 3');
  expect(suggestedName('İKAS', [' ikas '])).toBe('İKAS 2');
  expect(suggestedName('IKAS', ['ikas'])).toBe('IKAS');
});
