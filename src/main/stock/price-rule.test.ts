import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PriceRule } from '../../shared/domain/channel-rules';
import { type PriceOutcome, priceFor, type RateOf } from './price-rule';
import { book, noRates, priceOf, rates, rule, shown } from './test-kit/prices';

const stepsOf = (outcome: PriceOutcome) =>
  outcome.steps.map(({ step, by, result, currency }) => `${step} ${by ?? '–'} ${result} ${currency}`);

describe('a price under a rule', () => {
  it.each([
    ['the base price itself', book(), rule(), 24_990],
    ['× 1.18 + 12.00', book(), rule({ factor: 1.18, addMinor: 1200 }), 30_688],
    [
      '… with the ending ,90',
      book(),
      rule({ factor: 1.18, addMinor: 1200, rounding: 'end90' as const }),
      30_690,
    ],
    ['half a kuruş goes up', book({ baseMinor: 50 }), rule({ factor: 1.01 }), 51],
    ['floats would lose a kuruş: 1.005', book({ baseMinor: 1000 }), rule({ factor: 1.0005 }), 1001],
    ['0.1 × 3 is 0.3', book({ baseMinor: 10 }), rule({ factor: 3 }), 30],
    ['a discount', book({ baseMinor: 10_000 }), rule({ factor: 0.85, addMinor: -500 }), 8000],
    ['yen have no decimals', book({ baseMinor: 1999, currency: 'JPY' }), rule({ factor: 1.1 }), 2199],
    ['dinars have three', book({ baseMinor: 1999, currency: 'KWD' }), rule({ factor: 1.1 }), 2199],
    ['the largest factor', book({ baseMinor: 100 }), rule({ factor: 1000 }), 100_000],
    ['the fifth decimal counts for nothing', book({ baseMinor: 10_000 }), rule({ factor: 1.00004 }), 10_000],
  ])('%s', (_name, input, priceRule, expected) => {
    expect(priceOf(priceFor(input, priceRule, noRates, null))).toBe(expected);
  });

  it.each([
    ['none', 'TRY', 12_345, 12_345],
    ['whole', 'TRY', 12_345, 12_300],
    ['whole', 'TRY', 12_350, 12_400],
    ['whole', 'TRY', 30, 100],
    ['end90', 'TRY', 12_345, 12_390],
    ['end90', 'TRY', 12_340, 12_390],
    ['end90', 'TRY', 12_339, 12_290],
    ['end90', 'TRY', 1, 90],
    ['end95', 'TRY', 12_300, 12_295],
    ['end99', 'TRY', 12_300, 12_299],
    ['end99', 'TRY', 10, 99],
    ['tens9', 'TRY', 12_345, 11_900],
    ['tens9', 'TRY', 12_400, 12_900],
    ['tens9', 'TRY', 12_399, 11_900],
    ['tens9', 'TRY', 100, 900],
    ['whole', 'JPY', 1234, 1234],
    ['end90', 'JPY', 1234, 1234],
    ['tens9', 'JPY', 1234, 1239],
    ['end99', 'KWD', 12_345, 11_990],
    ['end90', 'KWD', 12_400, 12_900],
    ['whole', 'KWD', 300, 1000],
  ] as const)('ending %s in %s: %d becomes %d', (rounding, currency, minor, expected) => {
    const outcome = priceFor(book({ baseMinor: minor, currency }), rule({ rounding }), noRates, null);
    expect(priceOf(outcome)).toBe(expected);
  });

  it.each([
    ['euro to lira', 1000, 'EUR', 'TRY', { 'EUR/TRY': 491_234 }, 49_123],
    ['lira to euro by the lira’s rate', 49_120, 'TRY', 'EUR', { 'TRY/EUR': 204 }, 1002],
    ['lira to euro by the euro’s rate, exactly', 49_120, 'TRY', 'EUR', { 'EUR/TRY': 491_200 }, 1000],
    ['dinar to lira, three decimals to two', 1000, 'KWD', 'TRY', { 'KWD/TRY': 1_380_000 }, 13_800],
    ['yen to lira, none to two', 100, 'JPY', 'TRY', { 'JPY/TRY': 2700 }, 2700],
    ['lira to yen, two to none', 10_000, 'TRY', 'JPY', { 'JPY/TRY': 2700 }, 370],
  ] as const)('%s', (_name, minor, from, to, known, expected) => {
    const outcome = priceFor(
      book({ baseMinor: minor, currency: from }),
      rule({ currency: to }),
      rates(known),
      null,
    );
    expect(outcome).toMatchObject({ kind: 'value', value: { minor: expected, currency: to } });
  });

  it('needs no rate into its own currency', () => {
    expect(priceOf(priceFor(book(), rule({ currency: 'TRY' }), noRates, null))).toBe(24_990);
  });

  it('loses nothing between the steps', () => {
    // 10.00 × 49.1234 × 1.18 = 579.65612; from the rounded 491.23 it would be 579.65.
    const outcome = priceFor(
      book({ baseMinor: 1000, currency: 'EUR' }),
      rule({ currency: 'TRY', factor: 1.18 }),
      rates({ 'EUR/TRY': 491_234 }),
      null,
    );
    expect(priceOf(outcome)).toBe(57_966);
    expect(stepsOf(outcome)).toEqual(['base – 1000 EUR', 'rate 49.1234 49123 TRY', 'factor 1.18 57966 TRY']);
  });

  it('says each step that changed something', () => {
    const full = rule({
      factor: 1.18,
      addMinor: 1200,
      rounding: 'end90',
      floor: { kind: 'costPlus', percent: 10 },
      ceilingMinor: 99_900,
      listPrice: { kind: 'factor', factor: 1.2 },
    });
    expect(stepsOf(priceFor(book({ costMinor: 10_001 }), full, noRates, null))).toEqual([
      'base – 24990 TRY',
      'factor 1.18 29488 TRY',
      'amount 12.00 30688 TRY',
      'rounding end90 30690 TRY',
      'list 1.2 36790 TRY',
      'floor 10 11002 TRY',
      'ceiling 999.00 99900 TRY',
    ]);
  });
});

describe('the list price', () => {
  it.each([
    ['is the sale price', rule(), 30_000, 24_990],
    ['is the variant’s own', rule({ listPrice: { kind: 'base' as const } }), 30_000, 30_000],
    [
      'goes through the same rule',
      rule({ listPrice: { kind: 'base' as const }, factor: 1.1, rounding: 'whole' as const }),
      30_000,
      33_000,
    ],
    ['is the sale price without an own one', rule({ listPrice: { kind: 'base' as const } }), null, 24_990],
    ['is the sale price where the own one is 0', rule({ listPrice: { kind: 'base' as const } }), 0, 24_990],
    [
      'is the sale price where the own one is no number',
      rule({ listPrice: { kind: 'base' as const } }),
      Number.NaN,
      24_990,
    ],
    [
      'is the sale price × 1.2',
      rule({ listPrice: { kind: 'factor' as const, factor: 1.2 } }),
      30_000,
      29_988,
    ],
    ['is the sale price × 1', rule({ listPrice: { kind: 'factor' as const, factor: 1 } }), 30_000, 24_990],
  ])('%s', (_name, priceRule, baseListMinor, expected) => {
    const outcome = priceFor(book({ baseListMinor }), priceRule, noRates, null);
    expect(outcome).toMatchObject({ kind: 'value', value: { listMinor: expected } });
  });
});

describe('whatever the rule', () => {
  const anyRule: fc.Arbitrary<PriceRule> = fc.record({
    send: fc.constant(true),
    factor: fc.double({ min: 0.0001, max: 1000, noNaN: true }),
    addMinor: fc.integer({ min: -100_000, max: 100_000 }),
    rounding: fc.constantFrom('none', 'whole', 'end90', 'end95', 'end99', 'tens9'),
    floor: fc.oneof(
      fc.constant({ kind: 'none' as const }),
      fc.record({ kind: fc.constant('amount' as const), minor: fc.integer({ min: 1, max: 100_000 }) }),
      fc.record({
        kind: fc.constant('costPlus' as const),
        percent: fc.double({ min: -100, max: 1000, noNaN: true }),
      }),
    ),
    ceilingMinor: fc.option(fc.integer({ min: 1, max: 10_000_000 })),
    maximumJumpPercent: fc.option(fc.double({ min: 0.01, max: 10_000, noNaN: true })),
    listPrice: fc.oneof(
      fc.constant({ kind: 'same' as const }),
      fc.constant({ kind: 'base' as const }),
      fc.record({
        kind: fc.constant('factor' as const),
        factor: fc.double({ min: 1, max: 10, noNaN: true }),
      }),
    ),
    currency: fc.constantFrom(null, 'TRY', 'EUR', 'JPY', 'KWD'),
  });
  const amount = fc.option(fc.oneof(fc.integer({ min: -1000, max: 1_000_000 }), fc.maxSafeInteger()));
  const anyBook = fc.record({
    baseMinor: amount,
    baseListMinor: amount,
    costMinor: amount,
    currency: fc.constantFrom('TRY', 'EUR', 'JPY', 'KWD'),
  });
  const someRates: RateOf = (currency) => ({ EUR: 491_200, JPY: 2700, KWD: 1_380_000 })[currency] ?? null;

  it('a price that goes out is above 0, its list price not below it, and inside floor, ceiling and jump', () => {
    fc.assert(
      fc.property(
        anyBook,
        anyRule,
        fc.option(fc.integer({ min: 1, max: 1_000_000 })),
        (input, one, there) => {
          const currency = one.currency ?? input.currency;
          const before = there === null ? null : shown(there, currency);
          const outcome = priceFor(input, one, someRates, before);
          if (outcome.kind === 'held') return;
          const { minor, listMinor } = outcome.value;
          expect(minor).toBeGreaterThan(0);
          expect(listMinor).toBeGreaterThanOrEqual(minor);
          expect(outcome.value.currency).toBe(currency);
          if (one.floor.kind === 'amount') expect(minor).toBeGreaterThanOrEqual(one.floor.minor);
          if (one.ceilingMinor !== null) expect(minor).toBeLessThanOrEqual(one.ceilingMinor);
          if (one.maximumJumpPercent !== null && there !== null)
            expect(((minor - there) * 100) / there).toBeLessThanOrEqual(one.maximumJumpPercent);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('a dearer base price never gives a cheaper price', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(1000), anyRule, (base, more, one) => {
        const open: PriceRule = {
          ...one,
          floor: { kind: 'none' },
          ceilingMinor: null,
          listPrice: { kind: 'same' },
        };
        const price = (baseMinor: number) =>
          priceFor(book({ baseMinor }), open, someRates, null).value?.minor;
        const [low, high] = [price(base), price(base + more)];
        if (low !== undefined && high !== undefined) expect(high).toBeGreaterThanOrEqual(low);
      }),
      { numRuns: 2000 },
    );
  });
});
