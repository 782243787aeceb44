import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import type { GridPlan, Sql } from './grid-sql';
import { type AnswerCache, createAnswerCache } from './list-cache';

const number = z.number();
const MOST_PREPARED = 200;

/** Counts and stretches of one grid over plans; ids only, the caller fetches the rows. */
export class Grid {
  readonly #connection: Sqlite.Database;
  readonly #counts: AnswerCache;
  readonly #lists: AnswerCache;
  readonly #prepared = new Map<string, Sqlite.Statement<unknown[]>>();

  constructor(connection: Sqlite.Database, elapsed: () => number) {
    this.#connection = connection;
    const dataVersion = () => number.parse(connection.pragma('data_version', { simple: true }));
    this.#counts = createAnswerCache({ entries: 50, dataVersion, elapsed });
    // A list of a million ids takes 8 MB.
    this.#lists = createAnswerCache({ entries: 4, dataVersion, elapsed });
  }

  count(plan: GridPlan): number {
    if (plan.kind === 'list') return this.#list(plan).length;
    return this.#counts.get(plan.key, () =>
      number.parse(
        this.#prepare(plan.count)
          .pluck()
          .get(...plan.count.values),
      ),
    );
  }

  /** Ids of the stretch, in order; `first` come before all others wherever they stood (exact hits of a search). */
  window(plan: GridPlan, offset: number, limit: number, first: readonly number[] = []): number[] {
    if (plan.kind === 'list') return [...withFirst(this.#list(plan), first).subarray(offset, offset + limit)];
    const text = `${plan.ids.text} LIMIT ? OFFSET ?`;
    const rows: unknown = this.#prepare({ text, values: [] })
      .pluck()
      .all(...plan.ids.values, limit, offset);
    return z.array(number).parse(rows);
  }

  /** All ids as they stand now, for an export. */
  snapshot(plan: GridPlan, first: readonly number[] = []): Float64Array {
    if (plan.kind === 'list') return withFirst(this.#list(plan), first).slice();
    return this.#read(plan.ids);
  }

  /** Any other answer that is true until something is written. */
  remember<T>(key: string, compute: () => T): T {
    return this.#counts.get(key, compute);
  }

  #list(plan: GridPlan): Float64Array {
    return this.#lists.get(plan.key, () => this.#read(plan.ids));
  }

  #read(ids: Sql): Float64Array {
    let list = new Float64Array(1024);
    let length = 0;
    for (const id of this.#prepare(ids)
      .pluck()
      .iterate(...ids.values)) {
      if (length === list.length) {
        const larger = new Float64Array(length * 2);
        larger.set(list);
        list = larger;
      }
      list[length] = Number(id);
      length += 1;
    }
    return list.subarray(0, length);
  }

  #prepare({ text }: Sql): Sqlite.Statement<unknown[]> {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    const made = this.#connection.prepare(text);
    if (this.#prepared.size >= MOST_PREPARED) this.#prepared.clear();
    this.#prepared.set(text, made);
    return made;
  }
}

function withFirst(list: Float64Array, first: readonly number[]): Float64Array {
  const wanted = new Set(first);
  if (wanted.size === 0) return list;
  const present = new Set<number>();
  for (const id of list) if (wanted.has(id)) present.add(id);
  const front = first.filter((id) => present.has(id));
  return Float64Array.from([...front, ...list.filter((id) => !present.has(id))]);
}
