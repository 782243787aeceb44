import type { Language } from '../../shared/wording/language';
import type { Bilingual } from '../words/bilingual';
import { type Cell, plainCell, shownCell } from './cell';
import { cutTo, widthOf } from './width';

export interface Column<Row> {
  readonly title: Bilingual;
  readonly cell: (row: Row) => Cell;
  /** Of no use when it is cut off: an id, a code. Numbers, amounts and times never are. */
  readonly whole?: true;
}

export interface TableShape {
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly language: Language;
}

const GAP = '  ';
/** A column is not made narrower than this to fit the terminal. */
const NARROWEST = 8;

/**
 * Lines of a table, a page at a time: aligned and cut to the terminal, or tab-separated and whole behind a pipe. The widths
 * are those of the first page, so that a list of any length is written as it comes.
 */
export function createTable<Row>(columns: readonly Column<Row>[], shape: TableShape) {
  let widths: readonly number[] | undefined;
  const titles = columns.map(({ title }) => title[shape.language]);
  return (rows: readonly Row[]): string => {
    const first = widths === undefined;
    if (!shape.isTerminal) {
      const lines = rows.map((row) => columns.map(({ cell }) => plainCell(cell(row))).join('\t'));
      widths = [];
      return joined(first ? [titles.join('\t'), ...lines] : lines);
    }
    const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
    const texts = cells.map((row) => row.map((cell) => shownCell(cell, shape.language)));
    widths ??= fitted(naturalWidths([titles, ...texts]), mayShrink(columns, cells), shape.columns);
    const wide = widths;
    const lines = texts.map((row, at) => alignedLine(row, wide, cells[at] ?? []));
    return joined(first ? [alignedLine(titles, wide, cells[0] ?? []), ...lines] : lines);
  };
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function naturalWidths(lines: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const line of lines)
    for (const [at, text] of line.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(text));
  return widths;
}

function mayShrink<Row>(columns: readonly Column<Row>[], cells: readonly (readonly Cell[])[]): boolean[] {
  return columns.map(({ whole }, at) => !whole && cells.some((row) => isText(row[at] ?? null)));
}

function isText(cell: Cell): boolean {
  return typeof cell === 'string' || (typeof cell === 'object' && cell?.kind === 'word');
}

/** The widest column of words gives way first. */
function fitted(natural: readonly number[], shrinks: readonly boolean[], columns: number): number[] {
  const widths = [...natural];
  const most = columns - GAP.length * (widths.length - 1);
  let over = widths.reduce((sum, width) => sum + width, 0) - most;
  while (over > 0) {
    const widest = Math.max(...widths.filter((_, at) => shrinks[at]));
    if (!(widest > NARROWEST)) break;
    const at = widths.findIndex((width, place) => width === widest && shrinks[place]);
    widths[at] = widest - 1;
    over -= 1;
  }
  return widths;
}

function alignedLine(texts: readonly string[], widths: readonly number[], cells: readonly Cell[]): string {
  const padded = texts.map((text, at) => {
    const width = widths[at] ?? 0;
    const cut = cutTo(text, width);
    const blank = ' '.repeat(Math.max(0, width - widthOf(cut)));
    return isAmount(cells[at] ?? null) ? blank + cut : cut + blank;
  });
  return padded.join(GAP).trimEnd();
}

/** Numbers stand under each other by their last digit. */
function isAmount(cell: Cell): boolean {
  return typeof cell === 'number' || (typeof cell === 'object' && cell?.kind === 'money');
}
