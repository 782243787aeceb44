import { expect, it } from 'vitest';
import type { StateCounts, ValuesSummary } from '../../shared/contract/values';
import { connectionIdSchema } from '../../shared/domain/ids';
import { isAnythingSent, nextStepOf } from './next-step';

const NOTHING = { sure: 0, doubtful: 0, new: 0, ignored: 0, matched: 0 };
const NO_VALUES: StateCounts = {
  off: 0,
  idle: 0,
  queued: 0,
  sending: 0,
  sent: 0,
  unknown: 0,
  confirmed: 0,
  refused: 0,
  held: 0,
};

const shops = (...stocks: Partial<StateCounts>[]): Pick<ValuesSummary, 'connections'> => ({
  connections: stocks.map((stock, index) => ({
    connectionId: connectionIdSchema.parse(`c${index}`),
    stock: { ...NO_VALUES, ...stock },
    price: NO_VALUES,
    held: 0,
    differing: 0,
    readAt: null,
    nextReadAt: null,
  })),
});

it('leads to matching while sure or new listings wait', () => {
  expect(nextStepOf({ ...NOTHING, new: 20_612 }, shops({}))).toEqual({ kind: 'match', sure: 0, new: 20_612 });
  expect(nextStepOf({ ...NOTHING, sure: 3, matched: 9 }, shops({ idle: 9 }))).toMatchObject({
    kind: 'match',
  });
});

it('leads to the rules when something is matched and its stock is sent nowhere', () => {
  expect(nextStepOf({ ...NOTHING, matched: 9, doubtful: 2 }, shops({ off: 4 }, { off: 5 }))).toEqual({
    kind: 'send',
    matched: 9,
  });
});

it('says nothing when a channel is told, or when nothing is there', () => {
  expect(nextStepOf({ ...NOTHING, matched: 9 }, shops({ off: 4 }, { idle: 5 }))).toBeNull();
  expect(nextStepOf({ ...NOTHING, doubtful: 2 }, shops({}))).toBeNull();
  expect(nextStepOf(NOTHING, shops())).toBeNull();
});

it('knows whether a channel is told anything', () => {
  expect(isAnythingSent(shops())).toBe(false);
  expect(isAnythingSent(shops({ off: 4 }))).toBe(false);
  expect(isAnythingSent(shops({ off: 4 }, { confirmed: 1 }))).toBe(true);
});
