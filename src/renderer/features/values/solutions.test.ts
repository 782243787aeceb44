import { expect, it } from 'vitest';
import type { StockValue } from '../../../shared/domain/listing-value';
import { AppError } from '../../../shared/errors/app-error';
import { type Solution, solutionsOf } from './solutions';

type Truth = Parameters<typeof solutionsOf>[0];

const pieces = (quantity: number): StockValue => ({ quantity });
const right: Truth = {
  state: 'confirmed',
  difference: null,
  wanted: pieces(5),
  shown: pieces(5),
  error: null,
};
const changedThere = new AppError('stock.changedThere').toWire();
const jump = new AppError('price.jump').toWire();

it.each<[string, Partial<Truth>, readonly Solution[]]>([
  ['stands as it should', {}, []],
  ['is on its way', { state: 'sent' }, []],
  ['is not sent there', { state: 'off' }, []],
  ['differs there', { difference: 'panel', shown: pieces(4) }, ['kervan', 'channel']],
  ['waits to be sent over a changed panel', { state: 'queued', difference: 'panel' }, ['kervan', 'channel']],
  ['is asked about', { state: 'held', difference: 'panel', error: changedThere }, ['kervan', 'channel']],
  ['is held by a guard', { state: 'held', error: jump }, ['hold']],
  ['was refused', { state: 'refused', difference: 'refused' }, ['retry', 'channel']],
  // The channel shows nothing that main could take over, and main would say so.
  [
    'was refused, with nothing seen there',
    { state: 'refused', difference: 'refused', shown: null },
    ['retry'],
  ],
  ['was refused and shows what is wanted', { state: 'refused' }, ['retry']],
  ['may have arrived', { state: 'unknown', difference: 'unanswered' }, ['kervan']],
])('a value that %s', (_, change, expected) => {
  expect(solutionsOf({ ...right, ...change })).toEqual(expected);
});
