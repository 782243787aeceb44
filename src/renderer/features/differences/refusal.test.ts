import { expect, it } from 'vitest';
import tr from '../../locales/tr/values.json';
import { REFUSALS, refusalOf } from './refusal';

it('says a known refusal in its own words, another in the channel’s', () => {
  expect(refusalOf({ code: 'stock.severalLocations', facts: { text: '' } })).toEqual({
    kind: 'known',
    code: 'stock.severalLocations',
  });
  expect(refusalOf({ code: 'stock.refused', facts: { text: ' Bu barkod kampanyada ' } })).toEqual({
    kind: 'quoted',
    words: 'Bu barkod kampanyada',
  });
  expect(refusalOf({ code: 'price.outOfRange', facts: {} })).toEqual({ kind: 'other' });
});

it('has words for each of them that fit a column', () => {
  const { stock, product } = tr.refusal;
  const words: Record<string, Record<string, string>> = { stock, product };
  for (const code of REFUSALS) {
    const [family = '', name = ''] = code.split('.');
    expect(words[family]?.[name]?.length ?? 0, code).toBeGreaterThan(5);
    expect(words[family]?.[name]?.length ?? 0, code).toBeLessThan(34);
  }
});
