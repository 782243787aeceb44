import { useCallback, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import type { GridSort } from '../../ui';
import { withPart } from './address';
import { readOpeningView, readSavedViews, type SavedView } from './saved-views';

export interface GridAddress {
  readonly params: URLSearchParams;
  /** Goes to other filters altogether: a view, or none. */
  readonly choose: (params: URLSearchParams) => void;
  readonly setPart: (part: string, value: string | readonly string[] | null) => void;
  readonly sortBy: (sort: GridSort | null) => void;
  /** Opens the side panel for a row, or closes it. */
  readonly showRow: (id: string | null) => void;
}

/** Filters, sort, view and open row of a grid live in its address; a bare address opens with the person's own view. */
export function useGridAddress(grid: string, given: readonly SavedView[]): GridAddress {
  const [found, setParams] = useSearchParams();
  const isFirst = useRef(true);
  const params = useMemo(() => {
    if (!isFirst.current || found.size > 0) return found;
    const id = readOpeningView(grid);
    const view = [...given, ...readSavedViews(grid)].find((one) => one.id === id);
    if (!view || view.search === '') return found;
    return withPart(new URLSearchParams(view.search), 'view', view.id);
  }, [found, grid, given]);

  const go = useCallback(
    (next: URLSearchParams, replace: boolean) => {
      isFirst.current = false;
      setParams(next, { replace });
    },
    [setParams],
  );
  const current = useRef(params);
  current.current = params;
  return {
    params,
    choose: useCallback((next) => go(next, false), [go]),
    setPart: useCallback((part, value) => go(withPart(current.current, part, value), part === 'q'), [go]),
    sortBy: useCallback(
      (sort) => go(withPart(current.current, 'sort', sort && `${sort.column}.${sort.direction}`), true),
      [go],
    ),
    showRow: useCallback((id) => go(withPart(current.current, 'row', id), true), [go]),
  };
}
