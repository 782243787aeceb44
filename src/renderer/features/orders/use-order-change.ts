import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { OrderChangeRow } from '../../../shared/contract/order-changes';
import type { OrderId } from '../../../shared/domain/ids';
import { type AppError, toAppError } from '../../../shared/errors/app-error';
import { inGroups } from '../../lib/in-groups';
import { call } from '../../lib/kervan';

/** Orders changed by one call: few enough that a stop is felt, enough that the channel is asked about several at once. */
const AT_ONCE = 10;

export interface OrderChangeResult {
  readonly rows: readonly OrderChangeRow[];
  readonly total: number;
  readonly isStopped: boolean;
  /** It broke off: what was done before stands. */
  readonly error: AppError | undefined;
}

export interface OrderChange {
  /** Undefined while nothing is under way. */
  readonly progress: { readonly done: number; readonly total: number } | undefined;
  readonly run: (
    ids: readonly OrderId[],
    action: string,
    fields: Readonly<Record<string, string>>,
  ) => Promise<OrderChangeResult>;
  readonly stop: () => void;
}

/** The same change for many orders, some at a time, so that it can be watched and stopped. */
export function useOrderChange(): OrderChange {
  const client = useQueryClient();
  const [progress, setProgress] = useState<OrderChange['progress']>(undefined);
  const isStopped = useRef(false);
  const run = useCallback<OrderChange['run']>(
    async (ids, action, fields) => {
      isStopped.current = false;
      const rows: OrderChangeRow[] = [];
      let error: AppError | undefined;
      for (const group of inGroups(ids, AT_ONCE)) {
        if (isStopped.current || error) break;
        setProgress({ done: rows.length, total: ids.length });
        try {
          rows.push(
            ...(await call('orders.change', { ids: [...group], action, fields: { ...fields } })).rows,
          );
        } catch (thrown) {
          error = toAppError(thrown);
        }
      }
      setProgress(undefined);
      for (const name of ['orders.get', 'orders.actions', 'orders.events'])
        void client.invalidateQueries({ queryKey: [name] });
      return { rows, total: ids.length, isStopped: isStopped.current, error };
    },
    [client],
  );
  const stop = useCallback(() => {
    isStopped.current = true;
  }, []);
  return { progress, run, stop };
}
