import type { OrderRow } from '../../../shared/contract/catalogue-data';

const OPEN = new Set(['awaiting', 'new', 'preparing']);

/** Past its due time and neither shipped nor closed. */
export function isLate({ dueAt, status }: Pick<OrderRow, 'dueAt' | 'status'>, now: number): boolean {
  return dueAt !== null && dueAt < now && OPEN.has(status);
}
