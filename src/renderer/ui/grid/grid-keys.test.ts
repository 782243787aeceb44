import { expect, it } from 'vitest';
import { type CellPlace, commandOf, type KeyPress } from './grid-keys';

const extent = { rows: 1_000_000, columns: 8, rowsPerPage: 19 };
const at: CellPlace = { row: 100, column: 3 };
const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});
const moveTo = (row: number, column: number, extendsSelection = false) => ({
  kind: 'move',
  to: { row, column },
  extends: extendsSelection,
});

it.each([
  [press('ArrowDown'), moveTo(101, 3)],
  [press('ArrowUp', { shiftKey: true }), moveTo(99, 3, true)],
  [press('ArrowLeft'), moveTo(100, 2)],
  [press('Home'), moveTo(100, 0)],
  [press('End'), moveTo(100, 7)],
  [press('Home', { ctrlKey: true }), moveTo(0, 0)],
  [press('End', { metaKey: true }), moveTo(999_999, 7)],
  [press('PageDown'), moveTo(119, 3)],
  [press('PageUp'), moveTo(81, 3)],
  [press('ArrowRight', { ctrlKey: true, shiftKey: true }), { kind: 'moveColumn', by: 1 }],
  [press('A', { ctrlKey: true }), { kind: 'selectAll' }],
  [press(' '), { kind: 'space' }],
  [press(' ', { shiftKey: true }), { kind: 'selectRow' }],
  [press('Enter'), { kind: 'open' }],
  [press('F2'), { kind: 'edit' }],
  [press('F5'), { kind: 'refresh' }],
  [press('Escape'), { kind: 'clear' }],
])('%o', (pressed, expected) => {
  expect(commandOf(pressed, at, extent)).toEqual(expected);
});

it('stays inside the grid, with the header one above the first row', () => {
  expect(commandOf(press('ArrowUp'), { row: 0, column: 0 }, extent)).toEqual(moveTo(-1, 0));
  expect(commandOf(press('ArrowUp'), { row: -1, column: 0 }, extent)).toEqual(moveTo(-1, 0));
  expect(commandOf(press('PageDown'), { row: 999_999, column: 7 }, extent)).toEqual(moveTo(999_999, 7));
  expect(commandOf(press('ArrowDown'), { row: -1, column: 0 }, { ...extent, rows: 0 })).toEqual(
    moveTo(-1, 0),
  );
});

it('binds nothing to AltGr, which writes € ₺ @ on Turkish keyboards', () => {
  expect(commandOf(press('a', { ctrlKey: true, altKey: true }), at, extent)).toBeUndefined();
});
