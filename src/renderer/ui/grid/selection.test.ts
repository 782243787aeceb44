import { expect, it } from 'vitest';
import { headTick, isSelected, NOTHING_SELECTED, selectedCount, toggled, withIds } from './selection';
import type { GridSelection } from './types';

it('ticks and unticks ids', () => {
  const one = toggled(NOTHING_SELECTED, 'a');
  expect(isSelected(one, 'a')).toBe(true);
  expect(selectedCount(toggled(one, 'a'))).toBe(0);
  expect(selectedCount(withIds(one, ['a', 'b', 'c']))).toBe(3);
});

it('all that match except some', () => {
  const all: GridSelection = { kind: 'allMatching', except: new Set(), count: 48_210 };
  const fewer = toggled(all, 'x');
  expect(isSelected(fewer, 'x')).toBe(false);
  expect(isSelected(fewer, 'never seen')).toBe(true);
  expect(selectedCount(fewer)).toBe(48_209);
  expect(selectedCount(withIds(fewer, ['x']))).toBe(48_210);
});

it('the head tick speaks for the loaded rows', () => {
  expect(headTick(NOTHING_SELECTED, ['a', 'b'])).toBe('none');
  expect(headTick({ kind: 'ids', ids: new Set(['a']) }, ['a', 'b'])).toBe('some');
  expect(headTick({ kind: 'ids', ids: new Set(['a', 'b']) }, ['a', 'b'])).toBe('all');
});
