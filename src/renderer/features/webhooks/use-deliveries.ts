import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutputOf, WindowOperations } from '../../../shared/contract';
import type { HookDelivery } from '../../../shared/contract/webhooks';
import { connectionIdSchema } from '../../../shared/domain/ids';
import type { AppError } from '../../../shared/errors/app-error';
import { call } from '../../lib/kervan';
import { useNews } from '../../lib/queries';

type Page = OutputOf<WindowOperations['webhooks.inbox']>;

const PAGE = 50;

interface Wanted {
  readonly connectionId: string | null;
  readonly state: HookDelivery['state'] | null;
}

/**
 * Deliveries, newest first, page by page. New ones appear by themselves while only the first page is there; further down they
 * wait, so that nothing moves under the eye (`hasNews`).
 */
export function useDeliveries({ connectionId, state }: Wanted) {
  const [hasNews, setNews] = useState(false);
  const pages = useInfiniteQuery<
    Page,
    AppError,
    InfiniteData<Page, string | undefined>,
    readonly (string | null)[],
    string | undefined
  >({
    queryKey: ['webhooks.pages', connectionId, state],
    queryFn: ({ pageParam }) =>
      call('webhooks.inbox', {
        limit: PAGE,
        ...(connectionId === null ? {} : { connectionId: connectionIdSchema.parse(connectionId) }),
        ...(state === null ? {} : { state }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchOnMount: 'always',
  });
  const count = pages.data?.pages.length ?? 0;
  useNews('webhooks.changed', () => {
    if (count <= 1) void pages.refetch();
    else setNews(true);
  });
  const refresh = (): void => {
    setNews(false);
    void pages.refetch();
  };
  return { pages, hasNews, refresh };
}
