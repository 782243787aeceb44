import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionIdSchema, listingIdSchema } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import { freshValue, type StoredValue } from '../database';
import { judge, type Look, piecesOf, SECOND_LOOK_MS, SETTLING_MS } from './differences';
import { piecesShowing } from './differences-take';
import { stockFor } from './stock-rule';

const NOW = 10_000_000;
const LONG_AGO = NOW - SETTLING_MS * 2;

const stock = (quantity: number) => ({ quantity });
const price = (minor: number) => ({ minor, listMinor: minor, currency: 'TRY' });

function rowOf(change: Partial<StoredValue>): StoredValue {
  const ids = { listingId: listingIdSchema.parse('1'), connectionId: connectionIdSchema.parse('c1') };
  const told = {
    wanted: stock(5),
    confirmed: stock(5),
    confirmedAt: LONG_AGO,
    sent: stock(5),
    sentAt: LONG_AGO,
  };
  return { ...freshValue(ids, change.kind ?? 'stock'), state: 'confirmed', ...told, ...change };
}

function look(change: Partial<Look> & { readonly row?: StoredValue }): Look {
  return { row: rowOf({}), value: stock(3), askedAt: NOW, now: NOW, sold: 0, rule: 'kervan', ...change };
}

const question = new AppError('stock.changedThere', { facts: { pieces: -2 } }).toWire();
const asked = (change: Partial<StoredValue> = {}) =>
  rowOf({ state: 'held', difference: 'panel', error: question, confirmed: stock(3), ...change });

describe('what a changed number at a channel means', () => {
  it.each<[string, Partial<Look>, ReturnType<typeof judge>]>([
    ['the same number', { value: stock(5) }, { kind: 'agrees' }],
    [
      'the known number while another is on its way',
      { row: rowOf({ wanted: stock(4) }), value: stock(5) },
      { kind: 'same' },
    ],
    ['fewer: an edit in the panel', {}, { kind: 'panel', who: 'kervan', change: -2 }],
    [
      'more: an edit in the panel',
      { value: stock(9), rule: 'ask' },
      { kind: 'panel', who: 'ask', change: 4 },
    ],
    [
      'more, and the channel wins once',
      { value: stock(9), rule: 'channelOnce' },
      { kind: 'panel', who: 'channelOnce', change: 4 },
    ],
    ['exactly what it sold', { sold: 2, row: rowOf({ wanted: stock(1) }) }, { kind: 'sales' }],
    ['not all of it counted down yet', { sold: 3, row: rowOf({ wanted: stock(1) }) }, { kind: 'sales' }],
    [
      'more missing than sold',
      { sold: 1, row: rowOf({ wanted: stock(4) }) },
      { kind: 'panel', who: 'kervan', change: -1 },
    ],
    [
      'more there although pieces were sold',
      { sold: 1, value: stock(9), rule: 'ask' },
      { kind: 'panel', who: 'ask', change: 5 },
    ],
    ['fewer without an order, which may still come', { rule: 'channelOnce' }, { kind: 'wait' }],
    [
      'still fewer at the second look',
      { rule: 'channelOnce', row: rowOf({ difference: 'sales', differsSince: NOW - SECOND_LOOK_MS }) },
      { kind: 'panel', who: 'channelOnce', change: -2 },
    ],
    [
      'right after a call: an older value may have arrived',
      { value: stock(9), rule: 'channelOnce', row: rowOf({ sentAt: NOW - 1000 }) },
      { kind: 'panel', who: 'kervan', change: 4 },
    ],
    [
      'a value Kervan sent before',
      { value: stock(7), rule: 'channelOnce', row: rowOf({ sent: stock(7) }) },
      { kind: 'late' },
    ],
    [
      'never seen before',
      { row: rowOf({ confirmed: null, sent: null, state: 'queued' }) },
      { kind: 'matched' },
    ],
    [
      'never sent because it was right',
      {
        rule: 'ask',
        value: stock(8),
        row: rowOf({ confirmed: null, sent: null, sentAt: null, state: 'idle' }),
      },
      { kind: 'panel', who: 'ask', change: 3 },
    ],
    ['asked about, and set back there', { rule: 'ask', row: asked(), value: stock(5) }, { kind: 'agrees' }],
    [
      'asked about, and changed again',
      { rule: 'ask', row: asked({ wanted: stock(6) }), value: stock(4) },
      { kind: 'panel', who: 'ask', change: 1 },
    ],
    ['nothing is told of it', { row: rowOf({ state: 'off' }) }, { kind: 'same' }],
    ['no stock was ever told', { row: rowOf({ wanted: null }) }, { kind: 'same' }],
    [
      'a price',
      {
        rule: 'ask',
        value: price(900),
        row: rowOf({ kind: 'price', wanted: price(700), confirmed: price(700), sent: price(700) }),
      },
      { kind: 'panel', who: 'ask', change: null },
    ],
  ])('%s', (_, change, verdict) => {
    expect(judge(look(change))).toEqual(verdict);
  });
});

describe('taking a panel’s number over', () => {
  const few = fc.integer({ min: 0, max: 40 });

  /** The channel counts its own sales itself; other channels sell too. A person sets the number of pieces there are. */
  it('never makes more pieces than the person said less what other channels sold since', () => {
    fc.assert(
      fc.property(few, few, few, few, (start, own, elsewhere, typed) => {
        const ownSold = Math.min(own, start);
        const left = start - ownSold - elsewhere;
        const row = rowOf({ wanted: stock(Math.max(0, left)), confirmed: stock(start), sent: stock(start) });
        const verdict = judge(look({ row, value: stock(typed), sold: ownSold, rule: 'channelOnce' }));
        fc.pre(verdict.kind === 'panel' && verdict.who === 'channelOnce');
        const after = left + (verdict.kind === 'panel' ? (verdict.change ?? 0) : 0);
        expect(after).toBe(typed - elsewhere);
      }),
    );
  });

  it('never concludes more from a share than surely lies there', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 100 }), (change, share) => {
        const pieces = piecesOf(change, share);
        expect(pieces * share).toBeLessThanOrEqual(change * 100);
        expect((pieces + 1) * share).toBeGreaterThan(change * 100);
      }),
    );
  });

  it('finds the pieces that make a rule show a number, or says there are none', () => {
    const rules = fc.record({
      send: fc.constant(true),
      safety: few,
      maximumShown: fc.option(few, { nil: null }),
      sharePercent: fc.integer({ min: 0, max: 100 }),
    });
    const levels = fc.record({ onHand: fc.integer({ min: -5, max: 60 }), reserved: few, safety: few });
    fc.assert(
      fc.property(few, levels, rules, (quantity, level, rule) => {
        const pieces = piecesShowing(quantity, level, rule);
        if (pieces === null) {
          const shows = (extra: number) =>
            stockFor({ ...level, onHand: level.onHand + extra }, rule, false).value;
          for (let extra = -60; extra <= 200; extra += 1)
            if (rule.sharePercent === 100) expect(shows(extra).quantity).not.toBe(quantity);
          return;
        }
        const then = stockFor({ ...level, onHand: level.onHand + pieces }, rule, false);
        expect(then.value.quantity).toBe(quantity);
      }),
    );
  });
});
