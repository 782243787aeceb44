import { z } from 'zod';
import { tunnelProgramSchema } from '../../shared/contract/tunnel';
import { deliveryStateSchema } from '../../shared/contract/webhooks';
import { pageOf } from './answers/common';
import {
  deliveryAnswer,
  deliveryDetailAnswer,
  deliveryView,
  endpointAnswer,
  endpointView,
  openedEndpointAnswer,
  tunnelsAnswer,
  wayInAnswer,
  wayView,
  webhooksAnswer,
} from './answers/webhooks';
import { byConnection, connection, pagingBy } from './asked';
import { type Route, route } from './route';

const group = 'Webhooks';
const addressBody = z.strictObject({ address: z.string().trim().max(300).nullable() });
const tunnelBody = z.strictObject({ program: tunnelProgramSchema.nullable() });
const portBody = z.strictObject({ port: z.int().min(1024).max(65_535).optional() });
const deliveryCursor = z.string().regex(/^\d{1,15}$/);
const byDelivery = z.object({ id: z.coerce.number().int().positive() });
const replayed = z.object({ replayed: z.int() });

/** The way in, the channels' hooks and what they brought. */
export const webhookRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/webhooks',
    id: 'getWebhooks',
    role: 'viewer',
    group,
    summary:
      'The way in from outside, every connection whose channel can tell of changes, and today’s counts.',
    answer: webhooksAnswer,
    async handle({ words }, { handlers }) {
      const { way, endpoints, today, asideInAll } = await handlers['webhooks.status']({});
      return {
        way: wayView(way, words),
        connections: endpoints.map((one) => endpointView(one, words)),
        today,
        aside: asideInAll,
      };
    },
  }),
  route({
    method: 'POST',
    path: '/api/webhooks/listen',
    id: 'listenForWebhooks',
    role: 'admin',
    group,
    summary: 'Begins to listen for deliveries.',
    description: 'With `port` there, else where it did last time, else on a free one; the port is kept.',
    body: portBody,
    answer: wayInAnswer,
    errors: ['hook.portTaken'],
    handle: async ({ body, words }, { handlers }) => wayView(await handlers['webhooks.listen'](body), words),
  }),
  route({
    method: 'PUT',
    path: '/api/webhooks/address',
    id: 'setWebhookAddress',
    role: 'admin',
    group,
    summary: 'Sets the public address and tries it from outside.',
    description: '`https://` and a host name only, or null. When it leads here every channel is told.',
    body: addressBody,
    answer: wayInAnswer,
    errors: ['hook.addressInvalid'],
    handle: async ({ body, words }, { handlers }) =>
      wayView(await handlers['webhooks.setAddress'](body), words),
  }),
  route({
    method: 'GET',
    path: '/api/webhooks/tunnels',
    id: 'listTunnels',
    role: 'viewer',
    group,
    summary: 'Programs on this computer that can open a way in, installed or not.',
    answer: tunnelsAnswer,
    handle: async (_call, { handlers }) => ({ items: await handlers['webhooks.tunnels']({}) }),
  }),
  route({
    method: 'PUT',
    path: '/api/webhooks/tunnel',
    id: 'setTunnel',
    role: 'admin',
    group,
    summary: 'Starts a program whose address becomes the public one, now and with Kervan.',
    description:
      'null stops it and takes its address away. The address is not known at once: ask `GET /api/webhooks` for `way.tunnel`.',
    body: tunnelBody,
    answer: wayInAnswer,
    errors: ['tunnel.notInstalled', 'hook.portTaken'],
    handle: async ({ body, words }, { handlers }) =>
      wayView(await handlers['webhooks.setTunnel'](body), words),
  }),
  route({
    method: 'POST',
    path: '/api/webhooks/check',
    id: 'checkWebhookAddress',
    role: 'admin',
    group,
    summary: 'Calls this computer through the public address.',
    answer: wayInAnswer,
    errors: ['hook.noAddress'],
    handle: async ({ words }, { handlers }) => wayView(await handlers['webhooks.check']({}), words),
  }),
  route({
    method: 'POST',
    path: '/api/connections/{id}/webhooks',
    id: 'enableWebhooks',
    role: 'admin',
    group,
    summary: 'From now on this channel tells of changes.',
    description: 'Hooks are made there as soon as there is a public address that leads here.',
    params: byConnection,
    answer: openedEndpointAnswer,
    isSecret: true,
    errors: ['input.notFound', 'hook.notSupported', 'chan.down'],
    async handle({ params, words }, { handlers }) {
      const { endpoint, access } = await handlers['webhooks.enable']({ connectionId: params.id });
      return { ...endpointView(endpoint, words), access };
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/connections/{id}/webhooks',
    id: 'disableWebhooks',
    role: 'admin',
    group,
    summary: 'Takes the hooks away at the channel and closes the address.',
    params: byConnection,
    errors: ['input.notFound', 'hook.notSupported', 'chan.down'],
    async handle({ params }, { handlers }) {
      await handlers['webhooks.disable']({ connectionId: params.id });
    },
  }),
  route({
    method: 'POST',
    path: '/api/connections/{id}/webhooks/repair',
    id: 'repairWebhooks',
    role: 'admin',
    group,
    summary: 'Compares the channel’s hooks with what they should be and puts them right.',
    description: 'Kervan does this by itself every hour.',
    params: byConnection,
    answer: endpointAnswer,
    errors: ['input.notFound', 'hook.notSupported', 'chan.down'],
    handle: async ({ params, words }, { handlers }) =>
      endpointView(await handlers['webhooks.repair']({ connectionId: params.id }), words),
  }),
  route({
    method: 'POST',
    path: '/api/connections/{id}/webhooks/rotate',
    id: 'rotateWebhookSecret',
    role: 'admin',
    group,
    summary: 'A new secret for the hooks of this connection; the one before counts for a day.',
    description:
      'Where the channel signs with a field of the connection (Shopify’s client secret), change that field instead.',
    params: byConnection,
    answer: openedEndpointAnswer,
    isSecret: true,
    errors: ['input.notFound', 'hook.notSupported', 'chan.down'],
    async handle({ params, words }, { handlers }) {
      const { endpoint, access } = await handlers['webhooks.rotate']({ connectionId: params.id });
      return { ...endpointView(endpoint, words), access };
    },
  }),
  ...inboxRoutes(),
];

function inboxRoutes(): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/webhooks/inbox',
      id: 'listWebhookDeliveries',
      role: 'viewer',
      group,
      summary: 'Deliveries, newest first.',
      query: z.object({
        connection,
        state: deliveryStateSchema.optional(),
        ...pagingBy(deliveryCursor, 200, 100),
      }),
      answer: pageOf(deliveryAnswer),
      async handle({ query: { connection: connectionId, ...rest }, words }, { handlers }) {
        const page = await handlers['webhooks.inbox']({ ...rest, connectionId });
        return { items: page.deliveries.map((one) => deliveryView(one, words)), nextCursor: page.nextCursor };
      },
    }),
    route({
      method: 'GET',
      path: '/api/webhooks/inbox/{id}',
      id: 'getWebhookDelivery',
      role: 'viewer',
      group,
      summary: 'One delivery with the headers that may be kept and its body, personal values masked.',
      params: byDelivery,
      answer: deliveryDetailAnswer,
      errors: ['input.notFound'],
      async handle({ params, words }, { handlers }) {
        const { headers, json, ...delivery } = await handlers['webhooks.delivery'](params);
        return { ...deliveryView(delivery, words), headers, json };
      },
    }),
    route({
      method: 'POST',
      path: '/api/webhooks/inbox/replay',
      id: 'replayWebhookDeliveries',
      role: 'admin',
      group,
      summary: 'Takes up again all deliveries that were set aside.',
      answer: replayed,
      status: 202,
      handle: (_, { handlers }) => handlers['webhooks.replay']({ all: true }),
    }),
    route({
      method: 'POST',
      path: '/api/webhooks/inbox/{id}/replay',
      id: 'replayWebhookDelivery',
      role: 'admin',
      group,
      summary: 'Takes up again one delivery that was set aside.',
      params: byDelivery,
      answer: replayed,
      status: 202,
      errors: ['input.notFound'],
      handle: ({ params }, { handlers }) => handlers['webhooks.replay'](params),
    }),
  ];
}
