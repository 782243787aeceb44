import { z } from 'zod';
import { tunnelProgramSchema } from '../../../shared/contract/tunnel';
import {
  deliveryStateSchema,
  type HookDelivery,
  type HookEndpoint,
  type WayIn,
} from '../../../shared/contract/webhooks';
import { connectionIdSchema } from '../../../shared/domain/ids';
import { streamNameSchema } from '../../../shared/domain/stream';
import type { Told } from '../route';
import { iso } from '../times';
import type { Words } from '../words';
import { bilingual, texts, time, toldFailure } from './common';

export const wayInAnswer = z
  .object({
    port: z.int().nullable(),
    listening: z.boolean(),
    listenError: toldFailure.nullable(),
    address: z.string().nullable().describe('The public one; null = none was given.'),
    checkedAt: time.nullable(),
    checkError: toldFailure.nullable().describe('null with a `checkedAt` = the public address leads here.'),
    tunnel: z
      .object({
        program: tunnelProgramSchema,
        state: z.enum(['missing', 'starting', 'running', 'waiting']),
        error: toldFailure.nullable(),
        nextTryAt: time.nullable(),
      })
      .nullable()
      .describe('The program Kervan starts for it; null = the address is a person’s.'),
  })
  .meta({ id: 'WayIn' });

const endpointFields = {
  connectionId: connectionIdSchema,
  connectionName: z.string(),
  integrationName: z.string(),
  state: z.enum(['off', 'waiting', 'registered', 'byHand', 'failed']),
  address: z.string().nullable().describe('The public address the channel was told last.'),
  lastDeliveryAt: time.nullable(),
  checkedAt: time.nullable(),
  switchedOffAt: time.nullable().describe('When the channel was last found to have switched a hook off.'),
  error: toldFailure.nullable(),
  topics: z.array(z.string()).describe('What it tells of, in the channel’s words.'),
  hasOwnSecret: z.boolean().describe('Its secret can be exchanged with `rotate`.'),
  byHand: bilingual.nullable().describe('What to do where the channel has no interface for hooks.'),
};
export const endpointAnswer = z.object(endpointFields).meta({ id: 'WebhookEndpoint' });

export const openedEndpointAnswer = z
  .object({
    ...endpointFields,
    access: z
      .object({ url: z.string(), user: z.string(), password: z.string() })
      .nullable()
      .describe('What a person has to type at the channel; told this once.'),
  })
  .meta({ id: 'OpenedWebhookEndpoint' });

export const tunnelsAnswer = z.object({
  items: z.array(
    z.object({
      program: tunnelProgramSchema,
      path: z.string().nullable().describe('Where it was found; null = not installed.'),
    }),
  ),
});

export const webhooksAnswer = z
  .object({
    way: wayInAnswer,
    connections: z.array(endpointAnswer),
    today: z.object({
      received: z.int(),
      done: z.int(),
      open: z.int(),
      repeated: z.int(),
      aside: z.int(),
      refused: z.int(),
    }),
    aside: z.int().describe('Deliveries set aside, of all days.'),
  })
  .meta({ id: 'Webhooks' });

const deliveryFields = {
  id: z.int(),
  connectionId: connectionIdSchema,
  connectionName: z.string(),
  integrationName: z.string(),
  topic: z.string().nullable(),
  entity: z.string().nullable().describe('Key of the order or product at the channel.'),
  stream: streamNameSchema.nullable(),
  state: deliveryStateSchema,
  bytes: z.int(),
  repeats: z.int().describe('How often it came again.'),
  attempts: z.int(),
  receivedAt: time,
  settledAt: time.nullable(),
  error: toldFailure.nullable(),
};
export const deliveryAnswer = z.object(deliveryFields).meta({ id: 'WebhookDelivery' });
export const deliveryDetailAnswer = z
  .object({
    ...deliveryFields,
    headers: texts,
    json: z.string().describe('Formatted, personal values masked; empty when nothing was kept.'),
  })
  .meta({ id: 'WebhookDeliveryDetail' });

export function wayView(way: WayIn, words: Words): Told<typeof wayInAnswer> {
  return {
    ...way,
    listenError: words(way.listenError),
    checkedAt: iso(way.checkedAt),
    checkError: words(way.checkError),
    tunnel:
      way.tunnel === null
        ? null
        : { ...way.tunnel, error: words(way.tunnel.error), nextTryAt: iso(way.tunnel.nextTryAt) },
  };
}

export function endpointView(endpoint: HookEndpoint, words: Words): Told<typeof endpointAnswer> {
  return {
    ...endpoint,
    lastDeliveryAt: iso(endpoint.lastDeliveryAt),
    checkedAt: iso(endpoint.checkedAt),
    switchedOffAt: iso(endpoint.switchedOffAt),
    error: words(endpoint.error),
  };
}

export function deliveryView(delivery: HookDelivery, words: Words): Told<typeof deliveryAnswer> {
  return {
    ...delivery,
    receivedAt: iso(delivery.receivedAt),
    settledAt: iso(delivery.settledAt),
    error: words(delivery.error),
  };
}
