import { describe, expect, it } from 'vitest';
import { connectionIdSchema, listingIdSchema } from '../../shared/domain/ids';
import type { ValueState } from '../../shared/domain/listing-value';
import { AppError } from '../../shared/errors/app-error';
import { type ChannelValue, freshValue, type StoredValue } from '../database';
import { afterDesire, type Desired, isInFlight, sameValue } from './next-value';

const NOW = 10_000_000;
const ids = { listingId: listingIdSchema.parse('1'), connectionId: connectionIdSchema.parse('c1') };
const pieces = (quantity: number): ChannelValue => ({ quantity });
const money = (minor: number, listMinor: number | null = minor, currency = 'TRY'): ChannelValue => ({
  minor,
  listMinor,
  currency,
});
const refusal = new AppError('stock.refused').toWire();
const jump = new AppError('price.jump').toWire();
const question = new AppError('stock.changedThere', { facts: { pieces: -2 } }).toWire();

const row = (change: Partial<StoredValue> = {}): StoredValue => ({
  ...freshValue(ids, change.kind ?? 'stock'),
  ...change,
});
const told = (state: ValueState, change: Partial<StoredValue> = {}) =>
  row({
    state,
    wanted: pieces(5),
    wantedAt: 1,
    sent: pieces(5),
    sentAt: NOW - 1_000,
    confirmed: pieces(5),
    confirmedAt: 2,
    ...change,
  });
const wants = (value: ChannelValue): Desired => ({ kind: 'value', value });
const held = (value: ChannelValue | null, approvable = true): Desired => ({
  kind: 'held',
  value,
  error: jump,
  approvable,
});
const next = (before: StoredValue, desired: Desired, shown: ChannelValue | null = pieces(5)) =>
  afterDesire(before, desired, { now: NOW, shown });

describe('two values', () => {
  it.each<[string, boolean, ChannelValue | null, ChannelValue | null]>([
    ['the same pieces', true, pieces(3), pieces(3)],
    ['other pieces', false, pieces(3), pieces(4)],
    ['nothing and nothing', true, null, null],
    ['nothing and pieces', false, null, pieces(0)],
  ])('of stock: %s', (_, same, a, b) => expect(sameValue('stock', a, b)).toBe(same));

  it.each<[string, boolean, ChannelValue, ChannelValue]>([
    ['the same', true, money(100), money(100)],
    ['another price', false, money(100), money(101, 100)],
    ['another list price', false, money(100, 200), money(100, 300)],
    ['a channel without list prices', true, money(100, 200), money(100, null)],
    ['another currency', false, money(100), money(100, 100, 'EUR')],
  ])('of price: %s', (_, same, a, b) => expect(sameValue('price', a, b)).toBe(same));
});

describe('a row nobody is telling', () => {
  it.each<[string, StoredValue, Desired, ChannelValue | null, Partial<StoredValue>]>([
    [
      'not sent there',
      told('queued', { checkAt: 5 }),
      { kind: 'off' },
      null,
      { state: 'off', checkAt: null },
    ],
    ['nothing known to tell', told('queued'), { kind: 'none' }, null, { state: 'idle', wanted: null }],
    ['shown already, never told', row(), wants(pieces(5)), pieces(5), { state: 'idle', wanted: pieces(5) }],
    ['shown already, told once', told('confirmed'), wants(pieces(5)), pieces(5), { state: 'confirmed' }],
    ['something else is shown', row(), wants(pieces(4)), pieces(5), { state: 'queued', wantedAt: NOW }],
    ['what is shown is not known', told('confirmed'), wants(pieces(5)), null, { state: 'queued' }],
    ['on its way and back again', told('queued'), wants(pieces(5)), pieces(5), { state: 'queued' }],
    [
      'a price on its way and back again',
      row({ kind: 'price', state: 'queued', wanted: money(9), confirmed: money(8) }),
      wants(money(8)),
      money(8),
      { state: 'confirmed' },
    ],
    [
      'a waiting row keeps its time for the same value',
      told('queued', { nextAt: 99, attempts: 2 }),
      wants(pieces(5)),
      pieces(7),
      { state: 'queued', nextAt: 99, attempts: 2 },
    ],
    [
      'another value does not wait as long',
      told('queued', { nextAt: 99 }),
      wants(pieces(4)),
      pieces(7),
      { state: 'queued', nextAt: 0, wanted: pieces(4) },
    ],
    [
      'refused with this value',
      told('refused', { error: refusal }),
      wants(pieces(5)),
      pieces(7),
      { state: 'refused', error: refusal },
    ],
    [
      'refused with another value',
      told('refused', { error: refusal, attempts: 3 }),
      wants(pieces(4)),
      pieces(7),
      { state: 'queued', error: null, attempts: 0 },
    ],
    [
      'refused, and shown by now',
      told('refused', { error: refusal, difference: 'refused', differsSince: 1 }),
      wants(pieces(5)),
      pieces(5),
      { state: 'confirmed', error: null, difference: null },
    ],
  ])('%s', (_, before, desired, shown, expected) => {
    expect(next(before, desired, shown)).toMatchObject(expected);
  });

  it('is held with the reason of its guard', () => {
    expect(next(row({ kind: 'price' }), held(money(900)), money(100))).toMatchObject({
      state: 'held',
      wanted: money(900),
      error: jump,
    });
  });

  it('goes when a person approved exactly this value', () => {
    const approved = row({ kind: 'price', state: 'held', wanted: money(900), approved: money(900) });
    expect(next(approved, held(money(900)), money(100))).toMatchObject({ state: 'queued', error: null });
    expect(next(approved, held(money(901)), money(100)).state).toBe('held');
    expect(next(approved, held(money(900), false), money(100)).state).toBe('held');
  });

  it('leaves hold when the guard is content', () => {
    const before = row({ kind: 'price', state: 'held', wanted: money(900), error: jump });
    expect(next(before, wants(money(120)), money(100))).toMatchObject({ state: 'queued', error: null });
  });

  it('with an open question waits for the answer, but never with fewer pieces than shown', () => {
    const asked = told('held', { difference: 'panel', error: question, confirmed: pieces(7) });
    expect(next(asked, wants(pieces(9)), pieces(7))).toMatchObject({ state: 'held', wanted: pieces(9) });
    expect(next(asked, wants(pieces(6)), pieces(7))).toMatchObject({ state: 'queued', wanted: pieces(6) });
  });

  it('whose missing pieces nobody explains yet is told fewer pieces only', () => {
    const waiting = told('confirmed', { difference: 'sales', differsSince: 1, checkAt: NOW + 5 });
    expect(next(waiting, wants(pieces(5)), pieces(3)).state).toBe('confirmed');
    expect(next(waiting, wants(pieces(2)), pieces(3)).state).toBe('queued');
  });
});

describe('a row under way', () => {
  it.each<ValueState>(['sending', 'sent', 'unknown'])('%s: only what is wanted is noted', (state) => {
    const before = told(state, { sendId: 7, attempts: 2 });
    expect(isInFlight(before)).toBe(true);
    for (const desired of [wants(pieces(2)), held(pieces(2)), { kind: 'off' }, { kind: 'none' }] as const) {
      const { wanted, wantedAt, ...rest } = next(before, desired);
      expect(rest).toEqual({ ...before, wanted: undefined, wantedAt: undefined });
      expect(wanted).toEqual(desired.kind === 'value' || desired.kind === 'held' ? desired.value : null);
      expect(wantedAt).toBe(NOW);
    }
  });

  it('accepted a minute ago is overtaken by another value, and looked at later', () => {
    const old = told('sent', { sendId: 7, sentAt: NOW - 60_000 });
    expect(next(old, wants(pieces(2)))).toMatchObject({
      state: 'queued',
      sendId: null,
      wanted: pieces(2),
      checkAt: NOW + 120_000,
    });
    expect(next(old, wants(pieces(5)))).toEqual(old);
    expect(next({ ...old, sentAt: NOW - 59_999 }, wants(pieces(2))).state).toBe('sent');
    expect(next(old, held(pieces(2))).state).toBe('sent');
  });

  it('being sent or in doubt is never overtaken', () => {
    for (const state of ['sending', 'unknown'] as const)
      expect(next(told(state, { sentAt: 1 }), wants(pieces(2))).state).toBe(state);
  });
});

it('the same wish again changes nothing', () => {
  for (const before of [told('confirmed'), told('queued'), told('refused', { error: refusal })])
    expect(next(before, wants(pieces(5)))).toEqual(
      before.state === 'refused' ? { ...before, state: 'confirmed', error: null } : before,
    );
});
