import { expect, it } from 'vitest';
import { plainDecimal, type ReadDecimal, readDecimal } from './decimal-text';

const value = (decimal: string): ReadDecimal => ({ kind: 'value', decimal });
const asked = (comma: string | null, dot: string | null): ReadDecimal => ({ kind: 'ambiguous', comma, dot });
const invalid: ReadDecimal = { kind: 'invalid' };

it.each<[string, ReadDecimal, ReadDecimal, ReadDecimal]>([
  // typed,         not asked yet,             comma,               dot
  ['0', value('0'), value('0'), value('0')],
  ['1299', value('1299'), value('1299'), value('1299')],
  ['1299,90', value('1299.90'), value('1299.90'), value('1299.90')],
  ['1299.90', value('1299.90'), value('1299.90'), value('1299.90')],
  ['1.299,90', value('1299.90'), value('1299.90'), value('1299.90')],
  ['1,299.90', value('1299.90'), value('1299.90'), value('1299.90')],
  ['12.345.678', value('12345678'), value('12345678'), value('12345678')],
  ['1.234.567,5', value('1234567.5'), value('1234567.5'), value('1234567.5')],
  ['12,5', value('12.5'), value('12.5'), value('12.5')],
  ['0.05', value('0.05'), value('0.05'), value('0.05')],
  ['0,299', value('0.299'), value('0.299'), value('0.299')],
  ['1234,567', value('1234.567'), value('1234.567'), value('1234.567')],
  ['₺ 1.299,90', value('1299.90'), value('1299.90'), value('1299.90')],
  ['1.299,90 TL', value('1299.90'), value('1299.90'), value('1299.90')],
  ['1 299,90', value('1299.90'), value('1299.90'), value('1299.90')],
  ['1\u00a0299\u00a0000', value('1299000'), value('1299000'), value('1299000')],
  ['12 5', invalid, invalid, invalid],
  ['1TL2', invalid, invalid, invalid],
  ['%20', value('20'), value('20'), value('20')],
  ['-5', value('-5'), value('-5'), value('-5')],
  ['−5,5', value('-5.5'), value('-5.5'), value('-5.5')],
  ['12.5', asked(null, '12.5'), invalid, value('12.5')],
  ['129.90', asked(null, '129.90'), invalid, value('129.90')],
  ['1.299', asked('1299', '1.299'), value('1299'), value('1.299')],
  ['1,299', asked('1.299', '1299'), value('1.299'), value('1299')],
  ['-1.299', asked('-1299', '-1.299'), value('-1299'), value('-1.299')],
  ['1.29,90', invalid, invalid, invalid],
  ['1,2,3', invalid, invalid, invalid],
  ['1.299.90', invalid, invalid, invalid],
  ['12,', invalid, invalid, invalid],
  ['.5', invalid, invalid, invalid],
  ['1e5', invalid, invalid, invalid],
  ['8,69E+12', invalid, invalid, invalid],
  ['abc', invalid, invalid, invalid],
  ['', invalid, invalid, invalid],
  ['#N/A', invalid, invalid, invalid],
  ['=1+1', invalid, invalid, invalid],
])('reads %j', (typed, open, comma, dot) => {
  expect(readDecimal(typed, null)).toEqual(open);
  expect(readDecimal(typed, 'comma')).toEqual(comma);
  expect(readDecimal(typed, 'dot')).toEqual(dot);
});

it.each([
  [0.1 + 0.2, '0.3'],
  [1299.9, '1299.9'],
  [8690000000012, '8690000000012'],
  [0.0000001, '0.0000001'],
  [1e21, null],
  [Number.NaN, null],
])('writes the number %d of a spreadsheet plainly', (number, text) => {
  expect(plainDecimal(number)).toBe(text);
});
