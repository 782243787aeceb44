import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { MovementRow } from '../../../shared/contract/stock';
import type { MovementId, VariantId } from '../../../shared/domain/ids';
import type { MovementKind } from '../../../shared/domain/stock';
import type { AppError } from '../../../shared/errors/app-error';
import { call } from '../../lib/kervan';
import { useNews } from '../../lib/queries';

interface MovementPage {
  readonly rows: readonly MovementRow[];
  readonly nextCursor: MovementId | null;
}

const PAGE = 100;

/** Kinds of movements as a person looks for them. */
export const MOVEMENT_GROUPS = {
  all: undefined,
  orders: ['sale', 'cancel', 'return', 'reserve', 'release'],
  counts: ['opening', 'count', 'adjust', 'channel'],
  moves: ['transfer'],
  batches: ['import', 'undo'],
} as const satisfies Record<string, readonly MovementKind[] | undefined>;
export type MovementGroup = keyof typeof MOVEMENT_GROUPS;
export const isMovementGroup = (value: string | null): value is MovementGroup =>
  value !== null && Object.hasOwn(MOVEMENT_GROUPS, value);

/** A variant's movements, newest first, that grow while they are looked at. */
export function useMovements(variantId: VariantId, group: MovementGroup, limit = PAGE) {
  const client = useQueryClient();
  const key = ['stock.movements', variantId, group, limit] as const;
  const kinds = MOVEMENT_GROUPS[group];
  useNews(
    'stock.changed',
    useCallback(
      ({ variantIds }: { readonly variantIds: readonly VariantId[] | null }) => {
        if (variantIds === null || variantIds.includes(variantId))
          void client.invalidateQueries({ queryKey: ['stock.movements', variantId] });
      },
      [client, variantId],
    ),
  );
  // A batch taken back, or a match that books orders anew.
  useNews(
    'matching.changed',
    useCallback(
      () => void client.invalidateQueries({ queryKey: ['stock.movements', variantId] }),
      [client, variantId],
    ),
  );
  return useInfiniteQuery<
    MovementPage,
    AppError,
    InfiniteData<MovementPage, MovementId | undefined>,
    typeof key,
    MovementId | undefined
  >({
    queryKey: key,
    queryFn: ({ pageParam }) =>
      call('stock.movements', {
        variantId,
        limit,
        ...(kinds === undefined ? {} : { kinds: [...kinds] }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchOnMount: 'always',
  });
}
