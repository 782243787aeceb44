import { describe, expect, it } from 'vitest';
import {
  DEFAULT_COLUMN_STATE,
  moved,
  orderedColumns,
  pinnedTo,
  placeColumns,
  resized,
  setShown,
} from './columns';
import type { GridColumn, GridRow } from './types';

const column = (id: string, more: Partial<GridColumn<GridRow>> = {}): GridColumn<GridRow> => ({
  id,
  header: id,
  width: 100,
  cell: () => id,
  text: () => id,
  ...more,
});
const columns = [
  column('name', { isFixed: true }),
  column('sku'),
  column('stock'),
  column('cost', { isOptional: true }),
];
const ids = (state = DEFAULT_COLUMN_STATE) => placeColumns(columns, state).map((placed) => placed.column.id);

describe('columns', () => {
  it('shows what is not optional, in the code’s order', () => {
    expect(ids()).toEqual(['name', 'sku', 'stock']);
  });

  it('chooses and hides, but never a fixed one', () => {
    expect(ids(setShown(DEFAULT_COLUMN_STATE, 'cost', true))).toEqual(['name', 'sku', 'stock', 'cost']);
    const hidden = setShown(setShown(DEFAULT_COLUMN_STATE, 'sku', false), 'name', false);
    expect(ids(hidden)).toEqual(['name', 'stock']);
    expect(ids(setShown(hidden, 'sku', true))).toEqual(['name', 'sku', 'stock']);
  });

  it('moves over visible places and stops at the edges', () => {
    const right = moved(columns, DEFAULT_COLUMN_STATE, 'sku', 1);
    expect(ids(right)).toEqual(['name', 'stock', 'sku']);
    expect(ids(moved(columns, right, 'sku', 1))).toEqual(['name', 'stock', 'sku']);
    expect(ids(moved(columns, right, 'sku', -2))).toEqual(['sku', 'name', 'stock']);
  });

  it('pins first and lets nothing pass it', () => {
    const pinned = pinnedTo(DEFAULT_COLUMN_STATE, 'stock');
    expect(ids(pinned)).toEqual(['stock', 'name', 'sku']);
    expect(ids(moved(columns, pinned, 'name', -1))).toEqual(['stock', 'name', 'sku']);
    expect(placeColumns(columns, pinned)[0]?.isPinned).toBe(true);
  });

  it('keeps widths within bounds', () => {
    expect(placeColumns(columns, resized(DEFAULT_COLUMN_STATE, 'sku', 3))[1]?.width).toBe(48);
    expect(placeColumns(columns, resized(DEFAULT_COLUMN_STATE, 'sku', 333.4))[1]?.width).toBe(333);
  });

  it('puts a column that an update added where the code has it', () => {
    const before = { ...DEFAULT_COLUMN_STATE, order: ['stock', 'sku', 'name'] };
    const withNew = [columns[0], column('brand'), columns[1], columns[2]].filter(
      (found) => found !== undefined,
    );
    expect(orderedColumns(withNew, before).map((found) => found.id)).toEqual([
      'stock',
      'brand',
      'sku',
      'name',
    ]);
  });
});
