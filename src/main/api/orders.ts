import { z } from 'zod';
import { orderIdSchema } from '../../shared/domain/ids';
import { pageOf } from './answers/common';
import { orderAnswer, orderView } from './answers/orders';
import { changesQuery, rowsAsked } from './asked';
import { orderStatusRoutes } from './order-status';
import { type Route, route } from './route';

const group = 'Orders';
const byId = z.object({ id: orderIdSchema });

export const orderRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/orders',
    id: 'listOrders',
    role: 'viewer',
    group,
    summary: 'Orders in the order of their change, oldest change first.',
    description: 'A connection that does not exist gives an empty list.',
    query: changesQuery,
    answer: pageOf(orderAnswer),
    errors: ['input.cursorInvalid'],
    async handle({ query }, { rows }) {
      const page = await rows.orders(rowsAsked(query));
      return { items: page.rows.map(orderView), nextCursor: page.nextCursor };
    },
  }),
  route({
    method: 'GET',
    path: '/api/orders/{id}',
    id: 'getOrder',
    role: 'viewer',
    group,
    summary: 'One order.',
    params: byId,
    answer: orderAnswer,
    errors: ['input.notFound'],
    handle: async ({ params }, { handlers }) => orderView(await handlers['orders.get'](params)),
  }),
  ...orderStatusRoutes,
];
