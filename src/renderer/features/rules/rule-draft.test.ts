import { describe, expect, it } from 'vitest';
import { type ChannelRules, channelRulesSchema, DEFAULT_RULES } from '../../../shared/domain/channel-rules';
import { readNumber } from '../../i18n/number-input';
import { draftOf, type NumberField, type RuleDraft, rulesOf, sameRules } from './rule-draft';

const RICH: ChannelRules = {
  stock: { send: true, safety: 2, maximumShown: 50, sharePercent: 33.3 },
  price: {
    send: true,
    factor: 1.18,
    addMinor: 1200,
    rounding: 'end90',
    floor: { kind: 'costPlus', percent: 10 },
    ceilingMinor: 999_990,
    maximumJumpPercent: 15,
    listPrice: { kind: 'factor', factor: 1.25 },
    currency: 'TRY',
  },
  conflict: 'ask',
  returnsToStock: false,
};

function typed(rules: ChannelRules, field: NumberField, text: string): RuleDraft {
  const draft = draftOf(rules, 'TRY');
  return { ...draft, numbers: { ...draft.numbers, [field]: readNumber(text, 'tr', 4) } };
}

const faultOf = (draft: RuleDraft, field: NumberField) => {
  const result = rulesOf(draft, 'TRY');
  return result.kind === 'faults' ? result.faults[field] : undefined;
};

describe('a rule in its form', () => {
  it.each([
    ['of a new connection', DEFAULT_RULES],
    ['with every part', RICH],
    ['with a floor amount', { ...RICH, price: { ...RICH.price, floor: { kind: 'amount', minor: 5 } } }],
    ['with an amount taken off', { ...RICH, price: { ...RICH.price, addMinor: -1 } }],
  ] satisfies [string, ChannelRules][])('comes back as it went in: %s', (_, rules) => {
    const result = rulesOf(draftOf(rules, 'TRY'), 'TRY');
    expect(result).toEqual({ kind: 'rules', rules });
    expect(channelRulesSchema.parse(rules)).toEqual(rules);
  });

  it('counts amounts in the currency they are meant in', () => {
    const yen = { ...RICH.price, addMinor: 150, ceilingMinor: null, currency: 'JPY' };
    const draft = draftOf({ ...RICH, price: yen }, 'JPY');
    expect(draft.numbers.amount).toMatchObject({ text: '150' });
    expect(rulesOf(draft, 'JPY')).toMatchObject({ rules: { price: { addMinor: 150 } } });
    const cents = { ...draft.numbers, amount: readNumber('1,50', 'tr', 4) };
    expect(rulesOf({ ...draft, numbers: cents }, 'JPY')).toMatchObject({
      faults: { amount: { kind: 'refused' } },
    });
  });
});

describe('what cannot be saved', () => {
  it('never takes a refused number for an empty field: a guard would be gone', () => {
    expect(faultOf(typed(RICH, 'ceiling', '12.5'), 'ceiling')).toEqual({ kind: 'refused' });
    expect(faultOf(typed(RICH, 'jump', 'on beş'), 'jump')).toEqual({ kind: 'refused' });
    expect(faultOf(typed(RICH, 'maximumShown', '5.0'), 'maximumShown')).toEqual({ kind: 'refused' });
  });

  it.each([
    ['factor', '', { kind: 'empty' }],
    ['factor', '0', { kind: 'tooSmall', limit: 0.0001 }],
    ['factor', '-1', { kind: 'tooSmall', limit: 0.0001 }],
    ['factor', '1001', { kind: 'tooLarge', limit: 1000 }],
    ['share', '', { kind: 'empty' }],
    ['share', '101', { kind: 'tooLarge', limit: 100 }],
    ['safety', '-1', { kind: 'tooSmall', limit: 0 }],
    ['jump', '0', { kind: 'tooSmall', limit: 0.0001 }],
    ['ceiling', '0', { kind: 'tooSmall', limit: 1 }],
    ['listFactor', '0,9', { kind: 'tooSmall', limit: 1 }],
    ['floorPercent', '', { kind: 'empty' }],
    ['floorPercent', '-101', { kind: 'tooSmall', limit: -100 }],
    ['amount', '10.000.000,01', { kind: 'tooLarge', limit: 1_000_000_000 }],
  ] satisfies [NumberField, string, object][])('%s “%s”', (field, text, fault) => {
    expect(faultOf(typed(RICH, field, text), field)).toEqual(fault);
  });

  it('sees a ceiling under its floor', () => {
    const floor = { kind: 'amount', minor: 10_000 } as const;
    const rules = { ...RICH, price: { ...RICH.price, floor, ceilingMinor: 20_000 } };
    expect(faultOf(typed(rules, 'ceiling', '99,99'), 'ceiling')).toEqual({ kind: 'belowFloor' });
    expect(faultOf(typed(rules, 'ceiling', '100'), 'ceiling')).toBeUndefined();
  });

  it('looks at no field that the choice of its kind hides', () => {
    const draft: RuleDraft = { ...typed(RICH, 'listFactor', ''), listKind: 'same' };
    expect(faultOf(draft, 'listFactor')).toBeUndefined();
  });
});

it('an empty limit is none, an empty amount nothing', () => {
  const { numbers, ...rest } = draftOf(RICH, 'TRY');
  const empty = { kind: 'empty' } as const;
  const cleared = { ...numbers, ceiling: empty, jump: empty, amount: empty, maximumShown: empty };
  expect(rulesOf({ ...rest, numbers: cleared }, 'TRY')).toMatchObject({
    rules: {
      price: { ceilingMinor: null, maximumJumpPercent: null, addMinor: 0 },
      stock: { maximumShown: null },
    },
  });
});

it('tells rules apart by what they say, not by the order of their fields', () => {
  const { price, stock, ...rest } = RICH;
  expect(sameRules(RICH, { stock, price, ...rest })).toBe(true);
  expect(sameRules(RICH, { ...RICH, price: { ...price, addMinor: 1201 } })).toBe(false);
  expect(sameRules(RICH, { ...RICH, price: { ...price, floor: { kind: 'costPlus', percent: 11 } } })).toBe(
    false,
  );
});
