import { describe, expect, it } from 'vitest';
import { type PriceOutcome, priceFor } from './price-rule';
import { book, noRates, priceOf, rates, rule, shown } from './test-kit/prices';

describe('what is held', () => {
  const costPlus10 = rule({ floor: { kind: 'costPlus', percent: 10 } });
  const ownList = rule({ listPrice: { kind: 'base' } });
  it.each([
    ['no base price', book({ baseMinor: null }), rule(), null, 'price.missing', false],
    ['a base price that is no number', book({ baseMinor: Number.NaN }), rule(), null, 'price.missing', false],
    [
      'an endless base price',
      book({ baseMinor: Number.POSITIVE_INFINITY }),
      rule(),
      null,
      'price.missing',
      false,
    ],
    ['a fraction of a kuruş', book({ baseMinor: 10.5 }), rule(), null, 'price.missing', false],
    ['a price of 0', book({ baseMinor: 0 }), rule(), null, 'price.zero', false],
    [
      'a price of 0 that an ending would hide',
      book({ baseMinor: 0 }),
      rule({ rounding: 'end90' }),
      null,
      'price.zero',
      false,
    ],
    [
      'a base price of 0 with an amount on top',
      book({ baseMinor: 0 }),
      rule({ addMinor: 1290 }),
      null,
      'price.missing',
      false,
    ],
    [
      'a price that rounds to 0',
      book({ baseMinor: 1 }),
      rule({ factor: 0.4, rounding: 'whole' }),
      null,
      'price.zero',
      false,
    ],
    ['a factor below four decimals', book(), rule({ factor: 0.00001 }), null, 'price.zero', false],
    ['a negative base price', book({ baseMinor: -100 }), rule(), null, 'price.negative', false],
    [
      'a negative base price with an amount on top',
      book({ baseMinor: -100 }),
      rule({ addMinor: 1290 }),
      null,
      'price.negative',
      false,
    ],
    ['more taken off than there is', book(), rule({ addMinor: -30_000 }), null, 'price.negative', false],
    [
      'a barcode in the price column',
      book({ baseMinor: 869_000_000_000_100 }),
      rule(),
      null,
      'price.aboveCeiling',
      false,
    ],
    [
      'beyond whole numbers',
      book({ baseMinor: Number.MAX_SAFE_INTEGER }),
      rule({ factor: 1000 }),
      null,
      'price.aboveCeiling',
      false,
    ],
    [
      'a barcode in the list price column',
      book({ baseListMinor: 869_000_000_000_100 }),
      ownList,
      null,
      'price.aboveCeiling',
      false,
    ],
    [
      'a list price below the sale price',
      book({ baseListMinor: 20_000 }),
      ownList,
      null,
      'price.listBelowSale',
      false,
    ],
    ['a negative list price', book({ baseListMinor: -1 }), ownList, null, 'price.listBelowSale', false],
    ['no rate', book({ currency: 'EUR' }), rule({ currency: 'TRY' }), null, 'price.rateMissing', false],
    [
      'another currency than the channel’s',
      book({ currency: 'EUR' }),
      rule(),
      shown(24_990),
      'price.currency',
      false,
    ],
    ['no cost', book(), costPlus10, null, 'price.costMissing', false],
    ['a cost of 0', book({ costMinor: 0 }), costPlus10, null, 'price.costMissing', false],
    ['a negative cost', book({ costMinor: -5 }), costPlus10, null, 'price.costMissing', false],
    [
      'a cost that is no number',
      book({ costMinor: Number.NaN }),
      costPlus10,
      null,
      'price.costMissing',
      false,
    ],
    ['below cost + 10 %', book({ costMinor: 22_719 }), costPlus10, null, 'price.belowFloor', true],
    [
      'below a fixed floor',
      book(),
      rule({ floor: { kind: 'amount', minor: 24_991 } }),
      null,
      'price.belowFloor',
      true,
    ],
    ['above the ceiling', book(), rule({ ceilingMinor: 24_989 }), null, 'price.aboveCeiling', true],
    ['a decimal comma read as thousands (× 100)', book(), rule(), shown(250), 'price.jump', true],
    [
      'thousands read as decimals (÷ 100)',
      book({ baseMinor: 250 }),
      rule(),
      shown(24_990),
      'price.jump',
      true,
    ],
    ['just over the limit', book({ baseMinor: 15_001 }), rule(), shown(10_000), 'price.jump', true],
    ['just over the limit downwards', book({ baseMinor: 4999 }), rule(), shown(10_000), 'price.jump', true],
    [
      '÷ 100 under a limit above 100 %',
      book({ baseMinor: 250 }),
      rule({ maximumJumpPercent: 200 }),
      shown(25_000),
      'price.jump',
      true,
    ],
  ] as const)('%s', (_name, input, priceRule, there, code, approvable) => {
    const outcome = priceFor(input, priceRule, noRates, there);
    expect(outcome.kind === 'held' && { code: outcome.error.code, approvable: outcome.approvable }).toEqual({
      code,
      approvable,
    });
  });

  it.each([
    ['exactly at cost + 10 %', book({ baseMinor: 11_000, costMinor: 10_000 }), costPlus10, null],
    ['exactly at the ceiling', book(), rule({ ceilingMinor: 24_990 }), null],
    ['exactly at the limit', book({ baseMinor: 15_000 }), rule(), shown(10_000)],
    [
      'a loss the rule allows',
      book({ baseMinor: 9000, costMinor: 10_000 }),
      rule({ floor: { kind: 'costPlus', percent: -10 } }),
      null,
    ],
    ['no limit of change', book(), rule({ maximumJumpPercent: null }), shown(1)],
    ['nothing shown there yet', book(), rule(), null],
    ['0 shown there', book(), rule(), shown(0)],
    [
      'a rise of 150 % under 200 %',
      book({ baseMinor: 25_000 }),
      rule({ maximumJumpPercent: 200 }),
      shown(10_000),
    ],
  ] as const)('but not: %s', (_name, input, priceRule, there) => {
    expect(priceFor(input, priceRule, noRates, there).kind).toBe('value');
  });

  it('compares the cost in the channel’s currency', () => {
    const input = book({ baseMinor: 1000, costMinor: 950, currency: 'EUR' });
    const inLira = rule({ currency: 'TRY', floor: { kind: 'costPlus', percent: 10 } });
    const outcome = priceFor(input, inLira, rates({ 'EUR/TRY': 500_000 }), null);
    expect(outcome).toMatchObject({
      kind: 'held',
      error: { facts: { new: 50_000, floor: 52_250, currency: 'TRY' } },
    });
  });

  it('first names what nobody may overrule', () => {
    const strict = rule({ floor: { kind: 'costPlus', percent: 10 }, ceilingMinor: 100 });
    const outcome = priceFor(book(), strict, noRates, shown(10));
    expect(outcome).toMatchObject({ kind: 'held', approvable: false, error: { code: 'price.costMissing' } });
  });

  it('fills the sentences', () => {
    const facts = (outcome: PriceOutcome) => outcome.kind === 'held' && outcome.error.facts;
    expect(
      facts(priceFor(book({ baseMinor: 107_290 }), rule({ maximumJumpPercent: 15 }), noRates, shown(89_900))),
    ).toEqual({ old: 89_900, new: 107_290, rate: 19.34, limit: 15, currency: 'TRY' });
    expect(facts(priceFor(book({ currency: 'EUR' }), rule({ currency: 'TRY' }), noRates, null))).toEqual({
      from: 'EUR',
      to: 'TRY',
    });
    expect(facts(priceFor(book({ currency: 'USD' }), rule(), noRates, shown(24_990)))).toEqual({
      found: 'USD',
      currency: 'TRY',
    });
  });

  it('holds and does not throw on rules that are no numbers', () => {
    for (const broken of [Number.NaN, Number.POSITIVE_INFINITY, 1e300]) {
      expect(priceOf(priceFor(book(), rule({ factor: broken }), noRates, null))).toBe('held input.invalid');
      expect(priceOf(priceFor(book(), rule({ addMinor: broken }), noRates, null))).toBe('held input.invalid');
      const foreign = rule({ currency: 'EUR' });
      expect(priceOf(priceFor(book(), foreign, () => broken, null))).toBe('held price.rateMissing');
    }
    expect(priceOf(priceFor(book(), rule({ currency: 'EUR' }), () => -5, null))).toBe(
      'held price.rateMissing',
    );
  });
});
