import type { GridCount } from '../../ui';

export interface CursorPage<Row> {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
}

type AskPage<Row> = (cursor: string | undefined, limit: number) => Promise<CursorPage<Row>>;

const PAGE = 200;
/** On the way to a far window fewer questions are quicker. */
const STRIDE = 500;

/**
 * Rows that can only be asked for one page after the other, read as windows. It remembers where pages began, so that a window is
 * walked to from the nearest place known; one question is under way at a time.
 */
export class CursorWalk<Row> {
  /** Place of a row → the cursor its page begins after. */
  readonly #marks = new Map<number, string | undefined>([[0, undefined]]);
  #last: Promise<unknown> = Promise.resolve();
  #end: number | null = null;

  constructor(private readonly ask: AskPage<Row>) {}

  /** Rows from `offset`; fewer than `limit` only at the end. */
  window(offset: number, limit: number, signal: AbortSignal): Promise<readonly Row[]> {
    return this.#inTurn(() => this.#walk(offset, limit, signal));
  }

  /** How many there are as far as is known without walking to the end. */
  async count(signal: AbortSignal): Promise<GridCount> {
    if (this.#end !== null) return { total: this.#end, isExact: true };
    const rows = await this.window(0, PAGE, signal);
    return { total: this.#end ?? rows.length, isExact: this.#end !== null };
  }

  async #walk(offset: number, limit: number, signal: AbortSignal): Promise<readonly Row[]> {
    const start = Math.max(...[...this.#marks.keys()].filter((place) => place <= offset));
    const found: Row[] = [];
    let place = start;
    let cursor = this.#marks.get(start);
    while (place < offset + limit) {
      signal.throwIfAborted();
      const left = offset + limit - place;
      const { rows, nextCursor } = await this.ask(cursor, left > PAGE ? Math.min(STRIDE, left) : PAGE);
      found.push(...rows.slice(Math.max(0, offset - place)));
      place += rows.length;
      if (nextCursor === null) {
        this.#end = place;
        break;
      }
      cursor = nextCursor;
      this.#marks.set(place, cursor);
    }
    return found.slice(0, limit);
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(act, act);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
