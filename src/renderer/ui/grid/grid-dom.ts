import type { CellPlace } from './grid-keys';

/** The cell that was pointed at. */
export function placeOf(target: EventTarget): CellPlace | undefined {
  if (!(target instanceof Element)) return undefined;
  const cell = target.closest('[data-column-index]');
  if (!(cell instanceof HTMLElement)) return undefined;
  const row = cell.closest('[data-index]');
  return {
    row: row instanceof HTMLElement ? Number(row.dataset.index) : -1,
    column: Number(cell.dataset.columnIndex),
  };
}

/** A link or button inside a cell acts by itself. */
export function isOnControl(target: EventTarget): boolean {
  return (
    target instanceof Element && target.closest('a, button, input, [role="button"], [role="link"]') !== null
  );
}

/** Natural width of the widest drawn cell of a column, px. */
export function widestText(grid: HTMLElement | null, columnId: string): number | undefined {
  const cells = grid?.querySelectorAll(`[data-column="${CSS.escape(columnId)}"]`) ?? [];
  let widest: number | undefined;
  for (const cell of cells) {
    const range = document.createRange();
    range.selectNodeContents(cell);
    widest = Math.max(widest ?? 0, Math.ceil(range.getBoundingClientRect().width) + 28);
  }
  return widest;
}
