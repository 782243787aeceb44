import { useCallback, useEffect, useRef, useState } from 'react';
import type { CellPlace } from './grid-keys';
import type { GridRow } from './types';
import type { GridScroll } from './use-grid-scroll';
import type { WindowCache } from './window-cache';

interface ActiveCellOptions<Row extends GridRow> {
  readonly cache: WindowCache<Row>;
  readonly queryKey: string;
  readonly total: number;
  readonly columnCount: number;
  readonly scroll: GridScroll;
  readonly version: number;
}

/**
 * The cell the keyboard stands on. The grid keeps the focus itself, so nothing is lost when the row is not drawn; after a
 * re-query the cell follows its record when that is among the loaded rows, and otherwise keeps its place.
 */
export function useActiveCell<Row extends GridRow>(options: ActiveCellOptions<Row>) {
  const { cache, queryKey, total, columnCount, scroll, version } = options;
  const [place, setPlace] = useState<CellPlace | undefined>(undefined);
  const record = useRef<string | undefined>(undefined);

  const moveTo = useCallback(
    (next: CellPlace) => {
      record.current = cache.rowAt(next.row)?.id;
      setPlace(next);
      if (next.row >= 0) scroll.showRow(next.row);
      showColumn(scroll.scroller.current, next);
    },
    [cache, scroll],
  );

  // Another question is another list: it starts at its top.
  const asked = useRef(queryKey);
  const { toTop } = scroll;
  useEffect(() => {
    if (asked.current === queryKey) return;
    asked.current = queryKey;
    record.current = undefined;
    toTop();
    setPlace((before) => (before && before.row > 0 ? { ...before, row: 0 } : before));
  }, [queryKey, toTop]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that rows were answered
  useEffect(() => {
    setPlace((before) => {
      if (!before || before.row < 0) return before;
      if (record.current === undefined) {
        record.current = cache.freshRowAt(before.row)?.id;
        return before;
      }
      if (cache.freshRowAt(before.row)?.id === record.current) return before;
      const found = cache.indexOf(record.current);
      return found === undefined ? before : { ...before, row: found };
    });
  }, [version, cache]);

  const bounded =
    place === undefined
      ? undefined
      : {
          row: Math.min(place.row, total - 1),
          column: Math.min(place.column, Math.max(0, columnCount - 1)),
        };

  const onFocus = () => setPlace((before) => before ?? { row: total > 0 ? 0 : -1, column: 0 });

  return { place: bounded, moveTo, onFocus };
}

/** Scrolls sideways so that the cell is wholly visible beside a pinned column. */
function showColumn(grid: HTMLElement | null, place: CellPlace): void {
  if (!grid) return;
  const header = grid.querySelector<HTMLElement>(
    `[role="columnheader"][data-column-index="${place.column}"]`,
  );
  if (!header || getComputedStyle(header).position === 'sticky') return;
  const pinned = grid.querySelector<HTMLElement>('[role="columnheader"][data-pinned]');
  const leftEdge = pinned ? pinned.offsetWidth : 0;
  if (header.offsetLeft < grid.scrollLeft + leftEdge) grid.scrollLeft = header.offsetLeft - leftEdge;
  const right = header.offsetLeft + header.offsetWidth;
  if (right > grid.scrollLeft + grid.clientWidth) grid.scrollLeft = right - grid.clientWidth;
}
