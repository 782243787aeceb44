import type { GridSelection } from './types';

export const NOTHING_SELECTED: GridSelection = { kind: 'ids', ids: new Set() };

export function isSelected(selection: GridSelection, id: string): boolean {
  return selection.kind === 'ids' ? selection.ids.has(id) : !selection.except.has(id);
}

export function selectedCount(selection: GridSelection): number {
  return selection.kind === 'ids' ? selection.ids.size : Math.max(0, selection.count - selection.except.size);
}

export function toggled(selection: GridSelection, id: string): GridSelection {
  if (selection.kind === 'ids') return { kind: 'ids', ids: without(selection.ids, id) };
  return { ...selection, except: without(selection.except, id) };
}

/** Adds ids to a selection, whatever its kind. */
export function withIds(selection: GridSelection, ids: Iterable<string>): GridSelection {
  if (selection.kind === 'ids') return { kind: 'ids', ids: new Set([...selection.ids, ...ids]) };
  const added = new Set(ids);
  return { ...selection, except: new Set([...selection.except].filter((id) => !added.has(id))) };
}

/** State of the head tick over the loaded rows. */
export function headTick(selection: GridSelection, loadedIds: readonly string[]): 'none' | 'some' | 'all' {
  if (selectedCount(selection) === 0) return 'none';
  if (selection.kind === 'allMatching') return selection.except.size === 0 ? 'all' : 'some';
  return loadedIds.length > 0 && loadedIds.every((id) => selection.ids.has(id)) ? 'all' : 'some';
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}
