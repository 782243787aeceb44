import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  layerTop,
  maxOffset,
  offsetOf,
  offsetShowing,
  type RowRange,
  type ScrollMap,
  scrollMap,
  scrollTopOf,
  visibleRows,
} from './scroll-map';

const LINES_PER_WHEEL_STEP = 3;

export interface GridScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly map: ScrollMap;
  readonly range: RowRange;
  readonly onScroll: () => void;
  readonly showRow: (row: number) => void;
  readonly toTop: () => void;
}

/**
 * Keeps the drawn rows under the scroll bar. The distance scrolled (`offset`) is the truth; where the spacer is capped the
 * scroll bar is only its picture, so wheel steps move the offset by rows and the bar follows.
 */
export function useGridScroll(rowCount: number, rowHeight: number, headerHeight: number): GridScroll {
  const scroller = useRef<HTMLDivElement | null>(null);
  const layer = useRef<HTMLDivElement | null>(null);
  const [viewport, setViewport] = useState(600);
  const map = useMemo(() => scrollMap(rowCount, rowHeight, viewport), [rowCount, rowHeight, viewport]);
  const [range, setRange] = useState<RowRange>({ first: 0, end: 0 });
  const offset = useRef(0);
  const ownScrollTop = useRef(0);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setViewport(Math.max(rowHeight, element.clientHeight - headerHeight)),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [rowHeight, headerHeight]);

  const draw = useCallback(() => {
    const next = visibleRows(map, offset.current);
    setRange((before) => (before.first === next.first && before.end === next.end ? before : next));
  }, [map]);

  const placeLayer = useCallback(
    (first: number) => {
      const element = scroller.current;
      if (!element || !layer.current) return;
      layer.current.style.top = `${layerTop(map, first, offset.current, element.scrollTop)}px`;
    },
    [map],
  );

  const moveTo = useCallback(
    (wanted: number) => {
      const element = scroller.current;
      if (!element) return;
      offset.current = Math.min(maxOffset(map), Math.max(0, wanted));
      element.scrollTop = scrollTopOf(map, offset.current);
      // Read back: the browser rounds, and the scroll event that follows is recognised by this value.
      ownScrollTop.current = element.scrollTop;
      draw();
    },
    [map, draw],
  );

  // The same row stays on top when the height or the count of the rows changes.
  const previous = useRef(map);
  useLayoutEffect(() => {
    const before = previous.current;
    previous.current = map;
    const topRow = offset.current / before.rowHeight;
    moveTo(before.rowHeight === map.rowHeight ? offset.current : topRow * map.rowHeight);
  }, [map, moveTo]);

  useLayoutEffect(() => placeLayer(range.first), [range, placeLayer]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    if (element.scrollTop !== ownScrollTop.current) {
      offset.current = offsetOf(map, element.scrollTop);
      ownScrollTop.current = element.scrollTop;
    }
    draw();
    // Drawn rows move with the bar by themselves, unless the bar is only a picture of the distance.
    if (map.isScaled) placeLayer(range.first);
  }, [map, draw, placeLayer, range.first]);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !map.isScaled) return;
    const onWheel = (event: WheelEvent) => {
      if (event.shiftKey || event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      const isLines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
      moveTo(offset.current + (isLines ? event.deltaY * LINES_PER_WHEEL_STEP * map.rowHeight : event.deltaY));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [map, moveTo]);

  const showRow = useCallback(
    (row: number) => moveTo(offsetShowing(map, row, offset.current)),
    [map, moveTo],
  );
  const toTop = useCallback(() => moveTo(0), [moveTo]);

  return { scroller, layer, map, range, onScroll, showRow, toTop };
}
