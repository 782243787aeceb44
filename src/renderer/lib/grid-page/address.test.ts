import { expect, it } from 'vitest';
import { askedPart, knownValue, knownValues, readSort, withPart } from './address';

it('compares addresses by what they ask, whatever the order and the open row', () => {
  const one = new URLSearchParams('status=new&channel=a&row=7&view=all');
  const other = new URLSearchParams('channel=a&status=new');
  expect(askedPart(one)).toBe(askedPart(other));
});

it('leaves out of an address what it does not know', () => {
  const params = new URLSearchParams('status=new&status=nonsense&stock=zero&sort=price.sideways');
  expect(knownValues(params, 'status', ['new', 'shipped'])).toEqual(['new']);
  expect(knownValue(params, 'stock', ['low', 'zero'])).toBe('zero');
  expect(readSort(params, ['price'])).toBeNull();
  expect(readSort(new URLSearchParams('sort=price.descending'), ['price'])).toEqual({
    column: 'price',
    direction: 'descending',
  });
});

it('changes one part and keeps the others', () => {
  const params = new URLSearchParams('q=havlu&channel=a');
  expect(withPart(params, 'channel', ['b', 'c']).toString()).toBe('q=havlu&channel=b&channel=c');
  expect(withPart(params, 'q', null).toString()).toBe('channel=a');
  expect(withPart(params, 'q', '').toString()).toBe('channel=a');
});
