import { useState } from 'react';
import { z } from 'zod';
import { keepScreenState, readScreenState } from '../screen-state';

/** Filters and sort of a grid under a name, as the search part of its address. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly search: string;
}

const savedViewsSchema = z.object({
  views: z
    .array(
      z.object({ id: z.string().max(40), name: z.string().min(1).max(60), search: z.string().max(4000) }),
    )
    .max(50),
  opensWith: z.string().nullable(),
});
type SavedViews = z.infer<typeof savedViewsSchema>;

const NOTHING: SavedViews = { views: [], opensWith: null };

const screenOf = (grid: string) => `${grid}.views`;

export function readOpeningView(grid: string): string | null {
  return readScreenState(screenOf(grid), savedViewsSchema)?.opensWith ?? null;
}

export function readSavedViews(grid: string): readonly SavedView[] {
  return readScreenState(screenOf(grid), savedViewsSchema)?.views ?? [];
}

/** A person's own views of a grid. */
export function useSavedViews(grid: string) {
  const [state, setState] = useState<SavedViews>(
    () => readScreenState(screenOf(grid), savedViewsSchema) ?? NOTHING,
  );
  const become = (next: SavedViews) => {
    setState(next);
    keepScreenState(screenOf(grid), next);
  };
  return {
    views: state.views,
    opensWith: state.opensWith,
    add: (name: string, search: string): SavedView => {
      const view = { id: `own-${Date.now().toString(36)}`, name, search };
      become({ ...state, views: [...state.views, view] });
      return view;
    },
    change: (id: string, search: string) =>
      become({ ...state, views: state.views.map((view) => (view.id === id ? { ...view, search } : view)) }),
    remove: (id: string) =>
      become({
        views: state.views.filter((view) => view.id !== id),
        opensWith: state.opensWith === id ? null : state.opensWith,
      }),
    openWith: (id: string | null) => become({ ...state, opensWith: id }),
  };
}
