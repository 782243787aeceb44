import { useCallback, useEffect, useRef, useState } from 'react';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnnounce } from '../Announcer';
import { useToast } from '../Toast';
import { NOTHING_SELECTED, selectedCount, toggled, withIds } from './selection';
import type { GridCount, GridRow, GridSelection } from './types';
import type { WindowCache } from './window-cache';

interface GridSelectionOptions<Row extends GridRow> {
  readonly cache: WindowCache<Row>;
  readonly count: GridCount | undefined;
  /** The filter as text; the sort is no part of it. */
  readonly filterKey: string;
  readonly selection: GridSelection | undefined;
  readonly onChange: ((selection: GridSelection) => void) | undefined;
}

/** Selection of a grid, held here or by the screen; survives scroll and sort, ends with the filter. */
export function useGridSelection<Row extends GridRow>(options: GridSelectionOptions<Row>) {
  const { cache, count, filterKey, onChange } = options;
  const [own, setOwn] = useState<GridSelection>(NOTHING_SELECTED);
  const selection = options.selection ?? own;
  const anchor = useRef<number | undefined>(undefined);
  const announce = useAnnounce();
  const showToast = useToast();
  const text = useText('grid');
  const common = useText('common');
  const format = useFormat();

  const set = useCallback(
    (next: GridSelection) => {
      setOwn(next);
      onChange?.(next);
      const number = selectedCount(next);
      announce(text('announceSelected', { count: number, formatted: format.number(number) }));
    },
    [onChange, announce, text, format],
  );

  const previousFilter = useRef(filterKey);
  useEffect(() => {
    if (previousFilter.current === filterKey) return;
    previousFilter.current = filterKey;
    if (selectedCount(selection) === 0) return;
    const before = selection;
    set(NOTHING_SELECTED);
    showToast({
      kind: 'info',
      text: text('selectionEnded'),
      action: { label: common('action.undo'), onAction: () => set(before) },
    });
  }, [filterKey, selection, set, showToast, text, common]);

  const clear = () => {
    anchor.current = undefined;
    set(NOTHING_SELECTED);
  };

  const toggle = (index: number) => {
    const row = cache.rowAt(index);
    if (!row) return;
    anchor.current = index;
    set(toggled(selection, row.id));
  };

  /** Everything between the place the selection started at and this one. */
  const extendTo = (index: number, from: number) => {
    anchor.current ??= from;
    const [low, high] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
    const ids: string[] = [];
    for (let place = low; place <= high; place += 1) {
      const row = cache.rowAt(place);
      if (row) ids.push(row.id);
    }
    set(withIds(selection, ids));
  };

  const loadedIds = () => [...cache.loadedRows()].map(({ row }) => row.id);

  const selectAllMatching = () => {
    if (count?.isExact) set({ kind: 'allMatching', except: new Set(), count: count.total });
  };

  /** First the loaded rows; asked again, everything that matches. */
  const selectAll = () => {
    const ids = loadedIds();
    const hasAllLoaded =
      selection.kind === 'ids' && ids.length > 0 && ids.every((id) => selection.ids.has(id));
    if (hasAllLoaded) selectAllMatching();
    else set({ kind: 'ids', ids: new Set(ids) });
  };

  return { selection, clear, toggle, extendTo, selectAll, selectAllMatching, loadedIds };
}
