import { z } from 'zod';
import { orderActionSchema, orderFieldsSchema } from '../../shared/contract/order-changes';
import { orderIdSchema } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import { orderAnswer, orderView } from './answers/orders';
import { type Route, route } from './route';

const group = 'Orders';
const byId = z.object({ id: orderIdSchema });

const words = z.object({ tr: z.string(), en: z.string() });
const actionAnswer = z
  .object({
    action: z.string().describe('Name of the change, for POST /api/orders/{id}/status.'),
    title: words,
    help: words.nullable(),
    isFinal: z.boolean().describe('It cannot be taken back.'),
    isPossible: z.boolean().describe('The order’s present status allows it.'),
    fields: z.array(
      z.object({
        name: z.string(),
        label: words,
        optional: z.boolean(),
        maxLength: z.int(),
        choices: z.array(z.object({ value: z.string(), label: words })).nullable(),
      }),
    ),
  })
  .meta({ id: 'OrderAction' });

/** What an order can be changed to at its channel, and doing it. */
export const orderStatusRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/orders/{id}/actions',
    id: 'listOrderActions',
    role: 'viewer',
    group,
    summary: 'The changes of status the order’s channel offers.',
    params: byId,
    answer: z.object({ items: z.array(actionAnswer) }),
    errors: ['input.notFound'],
    async handle({ params: { id } }, { handlers }) {
      await handlers['orders.get']({ id });
      const { actions } = await handlers['orders.actions']({ ids: [id] });
      return {
        items: actions.map(({ action, title, help, isFinal, possible, fields }) => ({
          ...{ action, title, help, isFinal },
          isPossible: possible.length > 0,
          fields: fields.map(({ name, label, optional, maxLength, choices }) => ({
            ...{ name, label, maxLength },
            optional: optional === true,
            choices: choices?.map((one) => ({ ...one })) ?? null,
          })),
        })),
      };
    },
  }),
  route({
    method: 'POST',
    path: '/api/orders/{id}/status',
    id: 'changeOrderStatus',
    role: 'operator',
    group,
    summary: 'Changes the order’s status at its channel.',
    description:
      'Answers when the channel took it, with the order as the channel shows it now. A lost answer is never sent again: the channel is asked what stands there.',
    params: byId,
    body: z.strictObject({ action: orderActionSchema, fields: orderFieldsSchema }),
    answer: orderAnswer,
    errors: [
      'input.notFound',
      'input.fieldMissing',
      'input.fieldPattern',
      'input.unknownField',
      'connection.paused',
      'order.notOffered',
      'order.wrongStatus',
      'order.noPermission',
      'order.notThere',
      'order.refused',
      'order.nothingOpen',
      'order.notTaken',
      'order.changedThere',
      'order.changeUnknown',
      'order.busy',
      'chan.refusedRequest',
      'chan.down',
    ],
    async handle({ params: { id }, body }, { handlers }) {
      await handlers['orders.get']({ id });
      const { rows } = await handlers['orders.change']({ ids: [id], ...body, actor: 'api' });
      const error = rows[0]?.error ?? null;
      if (error !== null) throw AppError.fromWire(error);
      return orderView(await handlers['orders.get']({ id }));
    },
  }),
];
