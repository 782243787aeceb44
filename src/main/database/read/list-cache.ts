/** Answers that cost something, kept while they are true. */
export interface AnswerCache {
  /**
   * The value kept under the key, or a new one. A kept value holds while nothing was written; while a sync writes all the
   * time it may be older by up to ten times what it cost, at most 5 s, so that looking never eats the machine.
   */
  get<T>(key: string, compute: () => T): T;
  clear(): void;
}

interface Entry {
  readonly value: unknown;
  readonly version: number;
  readonly at: number;
  readonly cost: number;
}

const OLDEST_MS = 5000;
const CHEAP_MS = 20;

export interface AnswerCacheOptions {
  readonly entries: number;
  /** Changes whenever another connection has written. */
  readonly dataVersion: () => number;
  /** Monotonic ms. */
  readonly elapsed: () => number;
}

export function createAnswerCache({ entries, dataVersion, elapsed }: AnswerCacheOptions): AnswerCache {
  const kept = new Map<string, Entry>();
  const holds = (entry: Entry, version: number, now: number) =>
    entry.version === version ||
    (entry.cost > CHEAP_MS && now - entry.at < Math.min(entry.cost * 10, OLDEST_MS));
  return {
    get<T>(key: string, compute: () => T): T {
      const version = dataVersion();
      const began = elapsed();
      const entry = kept.get(key);
      kept.delete(key);
      if (entry && holds(entry, version, began)) {
        kept.set(key, entry);
        // A key names one question, so its answer is of one type.
        return entry.value as T;
      }
      const value = compute();
      const ended = elapsed();
      kept.set(key, { value, version, at: ended, cost: ended - began });
      const [oldest] = kept.keys();
      if (kept.size > entries && oldest !== undefined) kept.delete(oldest);
      return value;
    },
    clear: () => kept.clear(),
  };
}
