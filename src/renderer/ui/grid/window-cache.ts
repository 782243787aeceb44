import type { GridRow } from './types';

export const WINDOW_SIZE = 200;
export const WINDOWS_KEPT = 20;

type LoadWindow<Row> = (offset: number, limit: number, signal: AbortSignal) => Promise<readonly Row[]>;

interface CachedWindow<Row> {
  rows: readonly Row[] | undefined;
  /** Rows of an earlier query, shown until the new ones are here. */
  stale: readonly Row[] | undefined;
  abort: AbortController | undefined;
  /** Not asked for again until the query is renewed, so that a failing source is not hammered on every scroll. */
  hasFailed: boolean;
}

interface WindowCacheEvents {
  readonly onChange: () => void;
  readonly onError: (thrown: unknown) => void;
}

/** Rows of one query in windows; asks for what is looked at and forgets what was looked at longest ago. */
export class WindowCache<Row extends GridRow> {
  private readonly windows = new Map<number, CachedWindow<Row>>();
  private generation = 0;

  constructor(
    private load: LoadWindow<Row>,
    private readonly events: WindowCacheEvents,
    private readonly size = WINDOW_SIZE,
    private readonly kept = WINDOWS_KEPT,
  ) {}

  /** The row at a place: fresh, or of the query before, or undefined while unknown. */
  rowAt(index: number): Row | undefined {
    const window = this.windows.get(Math.floor(index / this.size));
    const rows = window?.rows ?? window?.stale;
    return rows?.[index % this.size];
  }

  /** The row at a place, only if it answers the present query. */
  freshRowAt(index: number): Row | undefined {
    return this.windows.get(Math.floor(index / this.size))?.rows?.[index % this.size];
  }

  get isLoading(): boolean {
    return [...this.windows.values()].some((window) => window.abort !== undefined);
  }

  /** Every row held now with its place, in order. */
  *loadedRows(): Generator<{ readonly index: number; readonly row: Row }> {
    const numbers = [...this.windows.keys()].sort((a, b) => a - b);
    for (const number of numbers) {
      const rows = this.windows.get(number)?.rows ?? [];
      for (const [place, row] of rows.entries()) yield { index: number * this.size + place, row };
    }
  }

  indexOf(id: string): number | undefined {
    for (const { index, row } of this.loadedRows()) if (row.id === id) return index;
    return undefined;
  }

  /** Asks for the windows that hold these rows; `first` inclusive, `end` exclusive. */
  ensure(first: number, end: number): void {
    if (end <= first) return;
    for (let number = Math.floor(first / this.size); number * this.size < end; number += 1)
      this.touch(number);
    this.forget();
  }

  /** The same rows of a new query: what is shown stays until it is answered. */
  renew(load: LoadWindow<Row>): void {
    this.load = load;
    this.generation += 1;
    for (const window of this.windows.values()) {
      window.abort?.abort();
      window.abort = undefined;
      window.hasFailed = false;
      window.stale = window.rows ?? window.stale;
      window.rows = undefined;
    }
  }

  /** Nothing of before is worth showing. */
  clear(load: LoadWindow<Row>): void {
    this.renew(load);
    this.windows.clear();
  }

  dispose(): void {
    this.generation += 1;
    for (const window of this.windows.values()) window.abort?.abort();
    this.windows.clear();
  }

  private touch(number: number): void {
    const known = this.windows.get(number);
    const window = known ?? { rows: undefined, stale: undefined, abort: undefined, hasFailed: false };
    // Re-inserting makes it the most recently used.
    this.windows.delete(number);
    this.windows.set(number, window);
    if (window.rows || window.abort || window.hasFailed) return;
    void this.fetch(number, window);
  }

  private async fetch(number: number, window: CachedWindow<Row>): Promise<void> {
    const generation = this.generation;
    const abort = new AbortController();
    window.abort = abort;
    try {
      const rows = await this.load(number * this.size, this.size, abort.signal);
      if (generation !== this.generation || abort.signal.aborted) return;
      window.rows = rows;
      window.stale = undefined;
      window.abort = undefined;
      this.events.onChange();
    } catch (thrown) {
      if (generation !== this.generation || abort.signal.aborted) return;
      window.abort = undefined;
      window.hasFailed = true;
      this.events.onError(thrown);
    }
  }

  private forget(): void {
    while (this.windows.size > this.kept) {
      const oldest = this.windows.entries().next().value;
      if (!oldest) return;
      oldest[1].abort?.abort();
      this.windows.delete(oldest[0]);
    }
  }
}
