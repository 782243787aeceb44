import { z } from 'zod';
import type { LocalText } from '../connector/definition';
import type { OrderActionField } from '../connector/order-change';
import { type ConnectionId, type OrderId, orderIdSchema } from '../domain/ids';
import type { OrderStatus } from '../domain/order';
import type { WireError } from '../errors/app-error';
import { operation } from './operation';

/** Most orders one question may name, and most that are changed by one call. */
export const MOST_ORDERS_ASKED = 500;
export const MOST_ORDERS_CHANGED = 25;

/** A change of status a channel offers, and which of the orders asked about can make it now. */
export interface OrderActionView {
  readonly connectionId: ConnectionId;
  /** Name of the change; give it to `orders.change`. */
  readonly action: string;
  /** As the button says it. */
  readonly title: LocalText;
  readonly help: LocalText | null;
  readonly fields: readonly OrderActionField[];
  /** Cannot be taken back. */
  readonly isFinal: boolean;
  readonly possible: readonly OrderId[];
  /** Why the first of the others cannot; null where all can. */
  readonly obstacle: WireError | null;
}

export interface OrderActions {
  readonly actions: readonly OrderActionView[];
  /** Connections of these orders whose channel takes no change of status. */
  readonly without: readonly ConnectionId[];
}

/** What became of the change of one order. */
export interface OrderChangeRow {
  readonly id: OrderId;
  /** taken = the channel took it; unknown = the connection was lost, and it may have. */
  readonly outcome: 'taken' | 'refused' | 'unknown';
  readonly error: WireError | null;
}

/** A change that was asked of the channel, for the history of an order. Times UTC epoch ms. */
export interface OrderEvent {
  readonly id: number;
  readonly action: string;
  /** null = the connector does not offer it any more. */
  readonly title: LocalText | null;
  readonly fields: readonly { readonly label: LocalText; readonly value: LocalText }[];
  readonly actor: 'person' | 'api';
  readonly statusBefore: OrderStatus;
  readonly begunAt: number;
  readonly endedAt: number | null;
  /** null = under way. */
  readonly outcome: OrderChangeRow['outcome'] | null;
  readonly error: WireError | null;
}

export const orderActionSchema = z.string().min(1).max(100);
export const orderFieldsSchema = z.record(z.string().max(100), z.string().max(1000)).default({});

export const orderChangeSchema = z.object({
  ids: z.array(orderIdSchema).min(1).max(MOST_ORDERS_CHANGED),
  action: orderActionSchema,
  fields: orderFieldsSchema,
  actor: z.enum(['person', 'api']).default('person'),
});

export const orderChangeOperations = {
  'orders.actions': operation<OrderActions>()(
    z.object({ ids: z.array(orderIdSchema).min(1).max(MOST_ORDERS_ASKED) }),
  ),
  /** One row for each order, whatever became of the others. Answers when the channel has. */
  'orders.change': operation<{ readonly rows: readonly OrderChangeRow[] }>()(orderChangeSchema),
  /** Newest first, at most 50. */
  'orders.events': operation<{ readonly events: readonly OrderEvent[] }>()(z.object({ id: orderIdSchema })),
};
