import { describe, expect, it } from 'vitest';
import { moneyToDecimal, parseMoney, sumMoney } from './money';

describe('parseMoney', () => {
  it.each([
    ['1234.50', 'TRY', 123450],
    [1.005, 'TRY', 101],
    ['19.9999', 'TRY', 2000],
    ['0', 'TRY', 0],
    ['-12.345', 'TRY', -1235],
    ['-0.001', 'TRY', 0],
    ['1999', 'JPY', 1999],
    ['1.2345', 'KWD', 1235],
    [1e-7, 'TRY', 0],
    [1499999.99, 'TRY', 149999999],
  ])('reads %s %s as %i minor units', (value, currency, minor) => {
    expect(parseMoney(value, currency)).toEqual({ minor, currency });
  });

  it.each([
    '',
    'abc',
    '12,50',
    '1.234,50',
    'NaN',
    '1e5',
    '--1',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '99999999999999999',
  ])('refuses %s instead of guessing', (value) => {
    expect(parseMoney(value, 'TRY')).toBeUndefined();
  });
});

describe('money arithmetic', () => {
  it('never adds two currencies', () => {
    expect(
      sumMoney([
        { minor: 1, currency: 'TRY' },
        { minor: 1, currency: 'EUR' },
      ]),
    ).toBeUndefined();
  });

  it.each([
    [{ minor: 5, currency: 'TRY' }, '0.05'],
    [{ minor: -123450, currency: 'TRY' }, '-1234.50'],
    [{ minor: 7, currency: 'JPY' }, '7'],
  ])('writes %o as %s', (money, text) => {
    expect(moneyToDecimal(money)).toBe(text);
  });
});
