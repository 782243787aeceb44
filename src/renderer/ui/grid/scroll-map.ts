/** Chromium stops laying out at 33,554,432 px; beyond this height the spacer is capped and the scroll position scaled. */
export const MAX_SPACER_PX = 32_000_000;

/** One grid's geometry: how the scroll bar's position maps onto rows. All lengths px. */
export interface ScrollMap {
  readonly rowCount: number;
  readonly rowHeight: number;
  /** Height of the visible rows' area. */
  readonly viewport: number;
  /** Height of the element that makes the scroll bar. */
  readonly spacer: number;
  readonly isScaled: boolean;
}

export function scrollMap(rowCount: number, rowHeight: number, viewport: number): ScrollMap {
  const content = rowCount * rowHeight;
  const spacer = Math.min(content, MAX_SPACER_PX);
  return { rowCount, rowHeight, viewport, spacer, isScaled: spacer < content };
}

/** Largest distance the rows can be scrolled. */
export function maxOffset(map: ScrollMap): number {
  return Math.max(0, map.rowCount * map.rowHeight - map.viewport);
}

function maxScrollTop(map: ScrollMap): number {
  return Math.max(0, map.spacer - map.viewport);
}

/** Position of the scroll bar → distance from the first row. */
export function offsetOf(map: ScrollMap, scrollTop: number): number {
  if (!map.isScaled) return clamp(scrollTop, 0, maxOffset(map));
  const range = maxScrollTop(map);
  return range === 0 ? 0 : clamp(scrollTop / range, 0, 1) * maxOffset(map);
}

/** Distance from the first row → position of the scroll bar. */
export function scrollTopOf(map: ScrollMap, offset: number): number {
  const within = clamp(offset, 0, maxOffset(map));
  if (!map.isScaled) return within;
  const range = maxOffset(map);
  return range === 0 ? 0 : (within / range) * maxScrollTop(map);
}

export interface RowRange {
  readonly first: number;
  /** One past the last row. */
  readonly end: number;
}

/** Rows to draw at an offset; starts on a multiple of `step`, so that small scrolls draw nothing anew. */
export function visibleRows(map: ScrollMap, offset: number, overscan = 8, step = 4): RowRange {
  const top = Math.floor(offset / map.rowHeight) - overscan;
  const first = Math.max(0, Math.floor(top / step) * step);
  const count = Math.ceil(map.viewport / map.rowHeight) + 2 * overscan + step;
  return { first, end: Math.min(map.rowCount, first + count) };
}

/** Top of the drawn rows inside the spacer, given where the scroll bar stands. */
export function layerTop(map: ScrollMap, first: number, offset: number, scrollTop: number): number {
  return map.isScaled ? scrollTop + first * map.rowHeight - offset : first * map.rowHeight;
}

/** The nearest offset at which `row` is wholly visible; the present one when it already is. */
export function offsetShowing(map: ScrollMap, row: number, offset: number): number {
  const top = row * map.rowHeight;
  if (top < offset) return top;
  if (top + map.rowHeight > offset + map.viewport)
    return clamp(top + map.rowHeight - map.viewport, 0, maxOffset(map));
  return offset;
}

export function rowsPerPage(map: ScrollMap): number {
  return Math.max(1, Math.floor(map.viewport / map.rowHeight) - 1);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
