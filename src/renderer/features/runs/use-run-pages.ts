import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { RunPage } from '../../../shared/contract/runs';
import { connectionIdSchema } from '../../../shared/domain/ids';
import type { RunState } from '../../../shared/domain/stream';
import type { AppError } from '../../../shared/errors/app-error';
import { call } from '../../lib/kervan';
import { useNews } from '../../lib/queries';
import { withRun } from './run-facts';

const PAGE = 50;

interface Wanted {
  readonly connectionId?: string | undefined;
  readonly states?: readonly RunState[] | undefined;
}

/** Runs, newest first, page by page; news change the first page in place instead of asking for all of it again. */
export function useRunPages({ connectionId, states }: Wanted) {
  const client = useQueryClient();
  // A key of its own: the pages follow the news here.
  const key = ['runs.pages', connectionId ?? null, states ?? null];
  useNews('run.changed', (run) => {
    client.setQueryData<InfiniteData<RunPage, string | undefined>>(key, (before) => {
      const [first, ...older] = before?.pages ?? [];
      if (!before || !first) return before;
      if (older.some((page) => page.runs.some(({ id }) => id === run.id))) return before;
      return {
        ...before,
        pages: [{ ...first, runs: withRun(first.runs, run, { connectionId, states }) }, ...older],
      };
    });
  });
  return useInfiniteQuery<
    RunPage,
    AppError,
    InfiniteData<RunPage, string | undefined>,
    typeof key,
    string | undefined
  >({
    queryKey: key,
    queryFn: ({ pageParam }) =>
      call('runs.list', {
        limit: PAGE,
        ...(connectionId === undefined ? {} : { connectionId: connectionIdSchema.parse(connectionId) }),
        ...(states === undefined ? {} : { states: [...states] }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // News may have been missed while the page was away.
    refetchOnMount: 'always',
  });
}
