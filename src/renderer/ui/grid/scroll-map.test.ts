import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  layerTop,
  MAX_SPACER_PX,
  maxOffset,
  offsetOf,
  offsetShowing,
  scrollMap,
  scrollTopOf,
  visibleRows,
} from './scroll-map';

const ROWS = 1_000_000;
const VIEWPORT = 640;

describe.each([28, 32, 36, 40, 60])('1,000,000 rows of %d px', (rowHeight) => {
  const map = scrollMap(ROWS, rowHeight, VIEWPORT);
  const bottom = map.spacer - VIEWPORT;

  it('keeps the spacer under what the browser can lay out', () => {
    expect(map.spacer).toBeLessThanOrEqual(MAX_SPACER_PX);
  });

  it('shows the last row, whole, at the end of the scroll bar', () => {
    const offset = offsetOf(map, bottom);
    expect(offset).toBe(maxOffset(map));
    const { first, end } = visibleRows(map, offset);
    expect(end).toBe(ROWS);
    const lastRowBottom = layerTop(map, first, offset, bottom) + (ROWS - first) * rowHeight;
    expect(lastRowBottom).toBeCloseTo(bottom + VIEWPORT, 3);
    expect(lastRowBottom).toBeLessThanOrEqual(33_554_432);
  });

  it('shows the first row at the start', () => {
    expect(visibleRows(map, offsetOf(map, 0)).first).toBe(0);
    expect(layerTop(map, 0, 0, 0)).toBe(0);
  });

  it('maps there and back to within a thousandth of a row', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: maxOffset(map), noNaN: true }), (offset) => {
        expect(Math.abs(offsetOf(map, scrollTopOf(map, offset)) - offset)).toBeLessThan(rowHeight / 1000);
      }),
    );
  });

  it('draws every row the viewport shows, wherever it stands', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: maxOffset(map), noNaN: true }), (offset) => {
        const { first, end } = visibleRows(map, offset);
        expect(first * rowHeight).toBeLessThanOrEqual(offset);
        expect(end * rowHeight).toBeGreaterThanOrEqual(Math.min(offset + VIEWPORT, ROWS * rowHeight));
      }),
    );
  });

  it('scrolls to any row so that it is wholly visible', () => {
    fc.assert(
      fc.property(fc.nat(ROWS - 1), fc.double({ min: 0, max: maxOffset(map), noNaN: true }), (row, from) => {
        const offset = offsetShowing(map, row, from);
        expect(row * rowHeight).toBeGreaterThanOrEqual(offset);
        expect((row + 1) * rowHeight).toBeLessThanOrEqual(offset + VIEWPORT + 1e-6);
      }),
    );
  });
});

it('few rows neither scale nor scroll', () => {
  const map = scrollMap(3, 32, VIEWPORT);
  expect(map.isScaled).toBe(false);
  expect(maxOffset(map)).toBe(0);
  expect(visibleRows(map, 0)).toEqual({ first: 0, end: 3 });
});

it('no rows at all', () => {
  expect(visibleRows(scrollMap(0, 32, VIEWPORT), 0)).toEqual({ first: 0, end: 0 });
});
