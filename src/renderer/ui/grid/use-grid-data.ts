import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { GridCount, GridQuery, GridRow, GridSort, GridSource } from './types';
import { WindowCache } from './window-cache';

/** Changes announced faster than this are counted once. */
const COUNT_EVERY_MS = 1000;

interface GridDataOptions<Row extends GridRow, Filter> {
  readonly source: GridSource<Row, Filter>;
  readonly filter: Filter;
  readonly sort: GridSort | null;
  /** Any new value says that the source may have changed. */
  readonly changeToken: string | number | undefined;
}

export interface GridData<Row extends GridRow> {
  readonly cache: WindowCache<Row>;
  /** Undefined until the first answer. */
  readonly count: GridCount | undefined;
  readonly error: unknown;
  readonly isBusy: boolean;
  /** Rows that came since the count was taken; they are shown when asked for. */
  readonly newRows: number;
  /** Grows with every change of what is shown. */
  readonly version: number;
  readonly queryKey: string;
  readonly refresh: () => void;
}

/** Rows and count of one query, kept true without moving the page under the reader. */
export function useGridData<Row extends GridRow, Filter>(
  options: GridDataOptions<Row, Filter>,
): GridData<Row> {
  const { source, filter, sort, changeToken } = options;
  const queryKey = useMemo(() => JSON.stringify([filter, sort]), [filter, sort]);
  const query = useRef<GridQuery<Filter>>({ filter, sort });
  query.current = { filter, sort };
  const [version, setVersion] = useState(0);
  const [count, setCount] = useState<GridCount | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const [newRows, setNewRows] = useState(0);
  const [isCounting, setCounting] = useState(true);
  const bump = useCallback(() => setVersion((before) => before + 1), []);

  const load = useCallback(
    (asked: GridQuery<Filter>) => (offset: number, limit: number, signal: AbortSignal) =>
      source.window(asked, offset, limit, signal),
    [source],
  );
  const cache = useMemo(
    () => new WindowCache<Row>(load(query.current), { onChange: bump, onError: setError }),
    [load, bump],
  );

  const countAbort = useRef<AbortController | undefined>(undefined);
  const askCount = useCallback(
    async (use: (found: GridCount) => void) => {
      countAbort.current?.abort();
      const abort = new AbortController();
      countAbort.current = abort;
      setCounting(true);
      try {
        const found = await source.count(query.current, abort.signal);
        if (!abort.signal.aborted) use(found);
      } catch (thrown) {
        if (!abort.signal.aborted) setError(thrown);
      } finally {
        if (!abort.signal.aborted) setCounting(false);
      }
    },
    [source],
  );

  const refresh = useCallback(() => {
    setError(undefined);
    setNewRows(0);
    cache.renew(load(query.current));
    bump();
    void askCount(setCount);
  }, [cache, load, bump, askCount]);

  // A new query or source: the rows of before stay in sight until it is answered.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query
  useEffect(() => {
    refresh();
  }, [queryKey, refresh]);
  useEffect(() => () => cache.dispose(), [cache]);
  useEffect(() => () => countAbort.current?.abort(), []);

  const shown = useRef<GridCount | undefined>(count);
  shown.current = count;
  const weigh = useCallback(
    (found: GridCount) => {
      const before = shown.current;
      // More than a lower bound said is no news: the count is only known now.
      if (before?.isExact && before.total > 0 && found.total > before.total) {
        setNewRows(found.total - before.total);
        return;
      }
      setNewRows(0);
      setCount(found);
      cache.renew(load(query.current));
      bump();
    },
    [cache, load, bump],
  );
  useThrottledChange(changeToken, COUNT_EVERY_MS, () => void askCount(weigh));

  return { cache, count, error, isBusy: isCounting || cache.isLoading, newRows, version, queryKey, refresh };
}

/** Calls `act` after a change of `token`: at once, then at most every `everyMs`, the last change always counted. */
function useThrottledChange(token: string | number | undefined, everyMs: number, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  const seen = useRef(token);
  const lastAt = useRef(0);
  useEffect(() => {
    if (seen.current === token) return;
    seen.current = token;
    const wait = Math.max(0, lastAt.current + everyMs - Date.now());
    const timer = setTimeout(() => {
      lastAt.current = Date.now();
      latest.current();
    }, wait);
    return () => clearTimeout(timer);
  }, [token, everyMs]);
}
