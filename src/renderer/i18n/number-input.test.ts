import { describe, expect, it } from 'vitest';
import { readingToMoney, readNumber } from './number-input';

const refused = (reason: string) => ({ kind: 'refused', reason });
const value = (text: string) => ({ kind: 'value', text, value: Number(text) });

describe('readNumber in Turkish', () => {
  it.each([
    ['12,50', value('12.50')],
    ['1.234', value('1234')],
    ['1.234,5', value('1234.5')],
    ['1 234,50', value('1234.50')],
    ['-3,2', value('-3.2')],
    ['\u22123', value('-3')],
    [',5', value('0.5')],
    ['', { kind: 'empty' }],
    ['   ', { kind: 'empty' }],
    // A dot with one or two digits behind it is somebody's decimal sign: never 125.
    ['12.5', refused('useComma')],
    ['12.50', refused('useComma')],
    ['1,234.50', refused('useComma')],
    ['1.23.456', refused('useComma')],
    ['1,2,3', refused('useComma')],
    ['12,', refused('notANumber')],
    ['on iki', refused('notANumber')],
    ['1e5', refused('notANumber')],
    ['12,505', refused('tooManyDecimals')],
    ['9999999999999999', refused('notANumber')],
  ])('%s', (input, expected) => {
    expect(readNumber(input, 'tr', 2)).toEqual(expected);
  });
});

describe('readNumber in English', () => {
  it.each([
    ['12.5', value('12.5')],
    ['1,234.50', value('1234.50')],
    ['12,5', refused('useComma')],
    ['1.234,50', refused('useComma')],
  ])('%s', (input, expected) => {
    expect(readNumber(input, 'en', 2)).toEqual(expected);
  });
});

describe('readingToMoney', () => {
  it('counts minor units exactly', () => {
    expect(readingToMoney('1234.5', 'TRY')).toEqual({ minor: 123_450, currency: 'TRY' });
    expect(readingToMoney('-0.01', 'TRY')).toEqual({ minor: -1, currency: 'TRY' });
    expect(readingToMoney('1500', 'JPY')).toEqual({ minor: 1500, currency: 'JPY' });
    expect(readingToMoney('1.5', 'JPY')).toBeUndefined();
  });
});
