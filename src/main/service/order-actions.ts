import type { OrderAction } from '../../shared/connector/order-change';
import type { ServiceHandlers } from '../../shared/contract';
import type { OrderActions, OrderActionView, OrderEvent } from '../../shared/contract/order-changes';
import type { ConnectionId, OrderId } from '../../shared/domain/ids';
import type { OrderDocument } from '../../shared/domain/order-document';
import { AppError, type WireError } from '../../shared/errors/app-error';
import type { StoredOrderEvent } from '../database';
import { readDocument } from '../orders/apply';
import { OrderChanger, wrongStatus } from '../orders/order-changer';
import { piecesOf } from '../orders/order-pieces';
import { applyOrders } from '../sync/stream-run';
import type { ServiceContext } from './context';
import { inSlices } from './in-slices';
import type { ServiceNews } from './news';

type Handlers = Pick<ServiceHandlers, 'orders.actions' | 'orders.change' | 'orders.events'>;

const EVENTS_SHOWN = 50;

/** What a channel told of single orders is stored as any reading's page is, with the stock it moves. */
export function createOrderChanger(context: () => ServiceContext, news: ServiceNews): OrderChanger {
  return new OrderChanger({
    database: context().database,
    open: (connection) => context().clients.open(connection),
    store(connectionId, records) {
      const { database, now } = context();
      const stored = database.write((tx) => applyOrders(tx, { connectionId }, records, now()));
      if (stored.added + stored.changed > 0) news.dataChanged(connectionId, 'orders', stored.added);
      if (stored.problems.length > 0) news.problemsChanged(stored.problems);
    },
    now: () => context().now(),
    log: context().log,
  });
}

export function orderActionHandlers(context: ServiceContext, changer: OrderChanger): Handlers {
  return {
    'orders.actions': ({ ids }) => actionsOf(context, ids),
    'orders.change': async (request) => ({ rows: await changer.change(request) }),
    async 'orders.events'({ id }) {
      const { database } = context;
      const [stored] = database.orders.find([id]);
      if (stored === undefined) throw new AppError('input.notFound', { facts: { what: 'order', id } });
      const actions = await offeredBy(context, stored.connectionId);
      const isUnderWay = changer.isUnderWay(id);
      const events = database.orderEvents.of(id, EVENTS_SHOWN);
      return {
        events: events.map((event, index) =>
          viewEvent(event, actions[event.action], isUnderWay && index === 0, stored.number),
        ),
      };
    },
  };
}

interface Standing {
  readonly id: OrderId;
  readonly number: string;
  readonly document: OrderDocument | undefined;
}

async function actionsOf(context: ServiceContext, ids: readonly OrderId[]): Promise<OrderActions> {
  const byConnection = new Map<ConnectionId, Standing[]>();
  const slices = await inSlices(ids, (id) => {
    const [stored] = context.database.orders.find([id]);
    if (stored === undefined) return null;
    return { ...stored, document: readDocument(stored.mergeState) };
  });
  for (const one of slices)
    if (one !== null)
      byConnection.set(one.connectionId, [...(byConnection.get(one.connectionId) ?? []), one]);
  const actions: OrderActionView[] = [];
  const without: ConnectionId[] = [];
  for (const [connectionId, orders] of byConnection) {
    const offered = Object.entries(await offeredBy(context, connectionId));
    if (offered.length === 0) without.push(connectionId);
    for (const [name, action] of offered)
      actions.push(await viewAction(context, connectionId, name, action, orders));
  }
  return { actions, without };
}

async function viewAction(
  { database }: ServiceContext,
  connectionId: ConnectionId,
  name: string,
  action: OrderAction,
  orders: readonly Standing[],
): Promise<OrderActionView> {
  const connection = database.connections.get(connectionId);
  const paused =
    connection.state === 'active'
      ? null
      : new AppError('connection.paused', { facts: { connection: connection.name } }).toWire();
  const looked = await inSlices(orders, ({ id, document, number }) => ({
    id,
    obstacle: paused ?? obstacleOf(action, document, number),
  }));
  return {
    connectionId,
    action: name,
    title: action.title,
    help: action.help ?? null,
    fields: action.fields ?? [],
    isFinal: action.final === true,
    possible: looked.filter(({ obstacle }) => obstacle === null).map(({ id }) => id),
    obstacle: looked.find(({ obstacle }) => obstacle !== null)?.obstacle ?? null,
  };
}

function obstacleOf(
  action: OrderAction,
  document: OrderDocument | undefined,
  order: string,
): WireError | null {
  if (document === undefined) return new AppError('order.notThere', { facts: { order } }).toWire();
  return piecesOf(action, document).length > 0 ? null : wrongStatus(document).toWire();
}

async function offeredBy(
  { database, connectors }: ServiceContext,
  id: ConnectionId,
): Promise<Readonly<Record<string, OrderAction>>> {
  const definition = await connectors.load(database.connections.get(id).integration);
  return definition.orderChanges?.actions ?? {};
}

function viewEvent(
  event: StoredOrderEvent,
  action: OrderAction | undefined,
  isUnderWay: boolean,
  order: string,
): OrderEvent {
  const { fields, ...rest } = event;
  const cutOff = event.outcome === null && !isUnderWay;
  return {
    ...rest,
    title: action?.title ?? null,
    fields: Object.entries(fields).map(([name, value]) => {
      const field = action?.fields?.find((one) => one.name === name);
      const choice = field?.choices?.find((one) => one.value === value);
      return {
        label: field?.label ?? { tr: name, en: name },
        value: choice?.label ?? { tr: value, en: value },
      };
    }),
    ...(cutOff
      ? {
          outcome: 'unknown' as const,
          error: new AppError('order.changeUnknown', { facts: { order } }).toWire(),
        }
      : {}),
  };
}
