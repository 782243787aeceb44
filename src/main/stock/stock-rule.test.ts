import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StockRule } from '../../shared/domain/channel-rules';
import { stockFor } from './stock-rule';

const rule = (change: Partial<StockRule> = {}): StockRule => ({
  send: true,
  safety: 0,
  maximumShown: null,
  sharePercent: 100,
  ...change,
});
const level = (onHand: number, reserved = 0, safety = 0) => ({ onHand, reserved, safety });
const words = (outcome: ReturnType<typeof stockFor>) =>
  outcome.steps.map(({ step, by, result }) => [step, by, result].filter((one) => one !== null).join(' '));

describe('pieces a channel may show', () => {
  it.each([
    ['everything available', level(24), rule(), 24],
    ['reserved and safety stock stay back', level(24, 3, 2), rule(), 19],
    ['nothing there', level(0), rule(), 0],
    ['oversold is nothing, never less', level(2, 5), rule(), 0],
    ['negative on hand', level(-7), rule(), 0],
    ['the channel’s safety', level(10), rule({ safety: 3 }), 7],
    ['safety equal to what is available', level(3), rule({ safety: 3 }), 0],
    ['safety above what is available', level(3), rule({ safety: 8 }), 0],
    ['a share is rounded down', level(10), rule({ sharePercent: 33.3 }), 3],
    ['a third of a thousand, exactly', level(1000), rule({ sharePercent: 33.3 }), 333],
    ['a share that floats lose: 0.29 × 100', level(100), rule({ sharePercent: 29 }), 29],
    ['a share of one piece', level(1), rule({ sharePercent: 99.99 }), 0],
    ['no share', level(50), rule({ sharePercent: 0 }), 0],
    ['the whole share', level(50), rule({ sharePercent: 100 }), 50],
    ['the share is of what the safety leaves', level(12), rule({ safety: 2, sharePercent: 50 }), 5],
    ['the most to show', level(80), rule({ maximumShown: 50 }), 50],
    ['fewer than the most to show', level(8), rule({ maximumShown: 50 }), 8],
    ['nothing may be shown', level(80), rule({ maximumShown: 0 }), 0],
    ['all three', level(100, 5, 5), rule({ safety: 10, sharePercent: 50, maximumShown: 30 }), 30],
    ['a fraction of a piece is none', level(2.9), rule(), 2],
    ['no number on hand', level(Number.NaN), rule(), 0],
    ['endless stock', level(Number.POSITIVE_INFINITY), rule(), 0],
    ['beyond whole numbers', level(1e300), rule(), 0],
    ['a share that is no number', level(50), rule({ sharePercent: Number.NaN }), 0],
    ['a share above all', level(50), rule({ sharePercent: 250 }), 50],
    ['a negative share', level(50), rule({ sharePercent: -10 }), 0],
    ['the most to show is no number', level(50), rule({ maximumShown: Number.NaN }), 0],
    ['a negative most to show', level(50), rule({ maximumShown: -1 }), 0],
    ['as many as a shop may hold', level(10_000_000), rule({ sharePercent: 99.99 }), 9_999_000],
  ])('%s', (_name, pieces, channelRule, expected) => {
    expect(stockFor(pieces, channelRule, false).value.quantity).toBe(expected);
  });

  it('shows nothing of a variant on the stop list, whatever is there', () => {
    const outcome = stockFor(level(80), rule({ safety: 2, maximumShown: 50 }), true);
    expect(outcome.value.quantity).toBe(0);
    expect(words(outcome)).toEqual(['available 80', 'stopped 0']);
  });

  it('says each step that changed something and what came out', () => {
    expect(words(stockFor(level(24, 3, 2), rule(), false))).toEqual(['available 19']);
    expect(
      words(stockFor(level(24, 3, 2), rule({ safety: 2, sharePercent: 50, maximumShown: 5 }), false)),
    ).toEqual(['available 19', 'safety 2 17', 'share 50 8', 'maximum 5 5']);
    expect(words(stockFor(level(2, 5), rule(), false))).toEqual(['available -3', 'oversold 0']);
  });

  const anyRule = fc.record({
    send: fc.constant(true),
    safety: fc.integer({ min: 0, max: 1_000_000 }),
    maximumShown: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    sharePercent: fc.double({ min: 0, max: 100, noNaN: true }),
  });
  const anyPieces = fc.integer({ min: -10_000_000, max: 10_000_000 });

  it('is never below 0 and never above what is available', () => {
    fc.assert(
      fc.property(
        anyPieces,
        anyPieces,
        anyPieces,
        anyRule,
        fc.boolean(),
        (onHand, reserved, safety, one, stopped) => {
          const { quantity } = stockFor({ onHand, reserved, safety }, one, stopped).value;
          expect(quantity).toBeGreaterThanOrEqual(0);
          expect(quantity).toBeLessThanOrEqual(Math.max(0, onHand - reserved - safety));
          expect(Number.isInteger(quantity)).toBe(true);
        },
      ),
    );
  });

  it('never shows less of more', () => {
    fc.assert(
      fc.property(anyPieces, fc.nat(1000), anyRule, (onHand, more, one) => {
        const less = stockFor(level(onHand), one, false).value.quantity;
        expect(stockFor(level(onHand + more), one, false).value.quantity).toBeGreaterThanOrEqual(less);
      }),
    );
  });
});
