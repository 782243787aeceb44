import { useCallback, useState } from 'react';
import { DEFAULT_COLUMN_STATE } from './columns';
import type { GridColumnState, GridColumnStore } from './types';

/** Column state of one grid, read once and kept through the store that was handed in. */
export function useColumnState(gridId: string, store: GridColumnStore | undefined) {
  const [state, setState] = useState<GridColumnState>(() => store?.load(gridId) ?? DEFAULT_COLUMN_STATE);
  const change = useCallback(
    (next: GridColumnState | ((before: GridColumnState) => GridColumnState)) => {
      setState((before) => {
        const after = typeof next === 'function' ? next(before) : next;
        if (after !== before) store?.save(gridId, after);
        return after;
      });
    },
    [gridId, store],
  );
  return [state, change] as const;
}
