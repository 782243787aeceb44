import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import type {
  EventName,
  InputOf,
  KervanEvents,
  OutputOf,
  WindowOperationName,
  WindowOperations,
} from '../../shared/contract';
import type { AppError } from '../../shared/errors/app-error';
import { call, listen } from './kervan';

/** Answers come from this machine: they are never stale by age, only by news, and a failure is shown at once. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

interface QueryOptions {
  readonly enabled?: boolean;
  /** Keeps the former answer on screen while a changed question is asked. */
  readonly keepBefore?: boolean;
  readonly refetchEveryMs?: number;
}

/** A question to main whose answer stays on screen and is asked again when the news below say so. */
export function useAnswer<Name extends WindowOperationName>(
  name: Name,
  input: InputOf<WindowOperations[Name]>,
  options: QueryOptions = {},
): UseQueryResult<OutputOf<WindowOperations[Name]>, AppError> {
  return useQuery<OutputOf<WindowOperations[Name]>, AppError, OutputOf<WindowOperations[Name]>>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled: options.enabled ?? true,
    refetchInterval: options.refetchEveryMs ?? false,
    placeholderData: options.keepBefore ? keepPreviousData : undefined,
  });
}

/** An action at main; `onDone` runs with its answer. */
export function useAction<Name extends WindowOperationName>(
  name: Name,
  options: {
    onDone?: (answer: OutputOf<WindowOperations[Name]>) => void;
    onFailed?: (error: AppError) => void;
  } = {},
) {
  return useMutation<OutputOf<WindowOperations[Name]>, AppError, InputOf<WindowOperations[Name]>>({
    mutationFn: (input) => call(name, input),
    ...(options.onDone ? { onSuccess: options.onDone } : {}),
    ...(options.onFailed ? { onError: options.onFailed } : {}),
  });
}

/** Calls the listener with each piece of news while the component is on screen. */
export function useNews<Name extends EventName>(
  name: Name,
  listener: (event: KervanEvents[Name]) => void,
): void {
  useEffect(() => listen(name, listener), [name, listener]);
}

/** Which answers a piece of news makes out of date. */
const OUTDATED_BY: Readonly<Partial<Record<EventName, readonly WindowOperationName[]>>> = {
  'run.changed': ['runs.list', 'runs.get', 'overview.get'],
  'matching.changed': [
    'matching.summary',
    'matching.window',
    'batches.list',
    'variants.count',
    'variants.views',
    'stock.get',
  ],
  'connection.changed': ['connections.list', 'connections.get', 'overview.get', 'integrations.list'],
  'values.changed': [
    'values.summary',
    'values.ofVariant',
    'values.ofListing',
    'holds.count',
    'differences.count',
  ],
  'webhooks.changed': ['webhooks.status', 'webhooks.delivery'],
  'rules.changed': ['rules.get', 'rates.list', 'stopList.list', 'rules.preview', 'values.ofVariant'],
  'import.changed': ['imports.get', 'imports.history'],
  'problem.changed': ['problems.list', 'problems.get', 'quarantine.list', 'overview.get'],
  'data.changed': [
    'connections.list',
    'connections.get',
    'overview.get',
    'listings.count',
    'listings.get',
    'orders.count',
    'orders.get',
    'orders.actions',
    'orders.events',
  ],
  'stock.changed': ['variants.count', 'variants.views', 'stock.get', 'warehouses.list'],
  'start.changed': ['desktop.startState', 'desktop.keyring'],
};

/** Answers that cost main more than a look at one row are asked again at most this often, ms. */
const ASK_AT_MOST_EVERY: Readonly<Partial<Record<WindowOperationName, number>>> = {
  'matching.summary': 1000,
  'webhooks.status': 1000,
  'overview.get': 1000,
  'values.summary': 1000,
  'values.ofVariant': 1000,
  'values.ofListing': 1000,
  'holds.count': 1000,
  'differences.count': 1000,
  'connections.list': 1000,
  'listings.count': 3000,
  'orders.count': 3000,
  'listings.get': 1000,
  'orders.get': 1000,
  'variants.count': 1000,
  'variants.views': 1000,
};

/** Mounted once: news from main ask the questions on screen again. */
export function useFreshAnswers(): void {
  const client = useQueryClient();
  useEffect(() => {
    const renewal = paced((name) => void client.invalidateQueries({ queryKey: [name] }));
    const stops = (Object.keys(OUTDATED_BY) as EventName[]).map((event) =>
      listen(event, () => {
        for (const name of OUTDATED_BY[event] ?? []) renewal.ask(name);
      }),
    );
    return () => {
      renewal.stop();
      for (const stop of stops) stop();
    };
  }, [client]);
}

/** Lets a question through at once, then keeps its pace; the last piece of news always leads to one more question. */
function paced(renew: (name: WindowOperationName) => void) {
  const lastAt = new Map<WindowOperationName, number>();
  const timers = new Map<WindowOperationName, ReturnType<typeof setTimeout>>();
  const run = (name: WindowOperationName) => {
    timers.delete(name);
    lastAt.set(name, Date.now());
    renew(name);
  };
  return {
    ask(name: WindowOperationName) {
      if (timers.has(name)) return;
      const wait = (lastAt.get(name) ?? 0) + (ASK_AT_MOST_EVERY[name] ?? 0) - Date.now();
      if (wait <= 0) run(name);
      else
        timers.set(
          name,
          setTimeout(() => run(name), wait),
        );
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
