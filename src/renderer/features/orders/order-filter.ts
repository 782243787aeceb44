import { type OrderQuery, orderSortColumnSchema } from '../../../shared/contract/queries';
import { type ConnectionId, connectionIdSchema } from '../../../shared/domain/ids';
import { type OrderStatus, orderStatusSchema } from '../../../shared/domain/order';
import { knownValue, knownValues, readSort } from '../../lib/grid-page/address';

const DAY_MS = 86_400_000;
/** Turkey keeps UTC+3 all year since 2016. */
const ISTANBUL_OFFSET_MS = 3 * 3_600_000;

export const PLACED_RANGES = ['today', 'week', 'month'] as const;
export type PlacedRange = (typeof PLACED_RANGES)[number];
export const DUE_RANGES = ['today', 'late'] as const;
export type DueRange = (typeof DUE_RANGES)[number];

/** What the orders page asks, as its address says it; days stay words so that a saved view is still right tomorrow. */
export interface OrderFilter {
  readonly text: string;
  readonly connectionIds: readonly ConnectionId[];
  readonly status: readonly OrderStatus[];
  readonly placed: PlacedRange | null;
  readonly due: DueRange | null;
}

export function readOrderFilter(params: URLSearchParams): OrderFilter {
  return {
    text: (params.get('q') ?? '').slice(0, 200),
    connectionIds: params.getAll('channel').flatMap((id) => {
      const parsed = connectionIdSchema.safeParse(id);
      return parsed.success ? [parsed.data] : [];
    }),
    status: knownValues(params, 'status', orderStatusSchema.options),
    placed: knownValue(params, 'placed', PLACED_RANGES),
    due: knownValue(params, 'due', DUE_RANGES),
  };
}

export function readOrderSort(params: URLSearchParams) {
  return readSort(params, orderSortColumnSchema.options);
}

export function isFiltering({ text, connectionIds, status, placed, due }: OrderFilter): boolean {
  return text !== '' || connectionIds.length > 0 || status.length > 0 || placed !== null || due !== null;
}

/** UTC epoch ms of the last midnight in Istanbul. */
export function istanbulMidnight(now: number): number {
  return Math.floor((now + ISTANBUL_OFFSET_MS) / DAY_MS) * DAY_MS - ISTANBUL_OFFSET_MS;
}

/** The question to main, with the days as they are at `now`. */
export function toOrderQuery(filter: OrderFilter, now: number): OrderQuery {
  const midnight = istanbulMidnight(now);
  const days = { today: 0, week: 6, month: 29 };
  return {
    ...(filter.text === '' ? {} : { text: filter.text }),
    ...(filter.connectionIds.length === 0 ? {} : { connectionIds: [...filter.connectionIds] }),
    ...(filter.status.length === 0 ? {} : { status: [...filter.status] }),
    ...(filter.placed === null ? {} : { placedFrom: midnight - days[filter.placed] * DAY_MS }),
    ...(filter.due === 'today' ? { dueFrom: midnight, dueUntil: midnight + DAY_MS } : {}),
    ...(filter.due === 'late' ? { late: true } : {}),
  };
}
