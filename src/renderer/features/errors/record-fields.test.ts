import { describe, expect, it } from 'vitest';
import { placeOf, recordFields } from './record-fields';

describe('recordFields', () => {
  const json = JSON.stringify({
    id: 7,
    price: { amount: 'on iki' },
    lines: [{ sku: 'A' }, { sku: null }],
    tags: [],
  });

  it('lists every value with its place, the one a complaint names first', () => {
    expect(recordFields(json, ['price.amount: expected number', 'lines.1.sku: required'])).toEqual([
      { path: 'price.amount', value: 'on iki', isAtFault: true },
      { path: 'lines[1].sku', value: 'null', isAtFault: true },
      { path: 'id', value: '7', isAtFault: false },
      { path: 'lines[0].sku', value: 'A', isAtFault: false },
      { path: 'tags', value: '[]', isAtFault: false },
    ]);
  });

  it('does not mistake a name that only begins alike', () => {
    const fields = recordFields('{"price":1,"priceList":2}', ['price: too low']);
    expect(fields?.filter(({ isAtFault }) => isAtFault).map(({ path }) => path)).toEqual(['price']);
  });

  it('says nothing of a text that was cut short', () => {
    expect(recordFields('{"a": 1,\n…', [])).toBeUndefined();
  });

  it('stops at a length a person can read', () => {
    const wide = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`field${index}`, index]));
    expect(recordFields(JSON.stringify(wide), [])).toHaveLength(300);
  });
});

it.each([
  ['lines.0.sku: expected string', 'lines[0].sku'],
  ['not a place at all', ''],
  ['price: x: y', 'price'],
])('the place of %j is %j', (reason, place) => {
  expect(placeOf(reason)).toBe(place);
});
