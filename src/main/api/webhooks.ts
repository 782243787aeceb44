import type { Context, Hono } from 'hono';
import { z } from 'zod';
import {
  deliveryStateSchema,
  type HookDelivery,
  type HookEndpoint,
  type WayIn,
} from '../../shared/contract/webhooks';
import { connectionIdSchema } from '../../shared/domain/ids';
import type { KervanService } from '../service/service';
import { parseInput, readJson, readQuery } from './body';
import { iso } from './times';
import { type Words, wordsOf } from './words';

type Served = Pick<KervanService, 'handlers' | 'sentence'>;

const inboxQuery = z.object({
  connection: connectionIdSchema.optional(),
  state: deliveryStateSchema.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
const addressBody = z.strictObject({ address: z.string().trim().max(300).nullable() });
const portBody = z.strictObject({ port: z.int().min(1024).max(65_535).optional() });
const deliveryId = z.coerce.number().int().positive();

/** The way in, the channels' hooks and what they brought. */
export function webhookRoutes(app: Hono, served: Served): void {
  const { handlers } = served;
  const say = (context: Context) => wordsOf(context, served);
  const idOf = (context: Context) => parseInput(connectionIdSchema, context.req.param('id'));
  app.get('/api/webhooks', async (context) => {
    const status = await handlers['webhooks.status']({});
    return context.json({
      way: wayView(status.way, say(context)),
      connections: status.endpoints.map((one) => endpointView(one, say(context))),
      today: status.today,
      aside: status.asideInAll,
    });
  });
  app.post('/api/webhooks/listen', async (context) => {
    const input = parseInput(portBody, await readJson(context));
    return context.json(wayView(await handlers['webhooks.listen'](input), say(context)));
  });
  app.put('/api/webhooks/address', async (context) => {
    const input = parseInput(addressBody, await readJson(context));
    return context.json(wayView(await handlers['webhooks.setAddress'](input), say(context)));
  });
  app.post('/api/webhooks/check', async (context) =>
    context.json(wayView(await handlers['webhooks.check']({}), say(context))),
  );
  app.post('/api/connections/:id/webhooks', async (context) => {
    const { endpoint, access } = await handlers['webhooks.enable']({ connectionId: idOf(context) });
    return context.json({ ...endpointView(endpoint, say(context)), access });
  });
  app.delete('/api/connections/:id/webhooks', async (context) => {
    await handlers['webhooks.disable']({ connectionId: idOf(context) });
    return context.body(null, 204);
  });
  app.post('/api/connections/:id/webhooks/repair', async (context) =>
    context.json(
      endpointView(await handlers['webhooks.repair']({ connectionId: idOf(context) }), say(context)),
    ),
  );
  app.post('/api/connections/:id/webhooks/rotate', async (context) => {
    const { endpoint, access } = await handlers['webhooks.rotate']({ connectionId: idOf(context) });
    return context.json({ ...endpointView(endpoint, say(context)), access });
  });
  inboxRoutes(app, served);
}

function inboxRoutes(app: Hono, served: Served): void {
  const { handlers } = served;
  app.get('/api/webhooks/inbox', async (context) => {
    const { connection, ...rest } = parseInput(inboxQuery, readQuery(context));
    const page = await handlers['webhooks.inbox']({ ...rest, connectionId: connection });
    const words = wordsOf(context, served);
    return context.json({
      items: page.deliveries.map((one) => deliveryView(one, words)),
      nextCursor: page.nextCursor,
    });
  });
  app.get('/api/webhooks/inbox/:id', async (context) => {
    const id = parseInput(deliveryId, context.req.param('id'));
    const { headers, json, ...delivery } = await handlers['webhooks.delivery']({ id });
    return context.json({ ...deliveryView(delivery, wordsOf(context, served)), headers, json });
  });
  app.post('/api/webhooks/inbox/replay', async (context) =>
    context.json(await handlers['webhooks.replay']({ all: true }), 202),
  );
  app.post('/api/webhooks/inbox/:id/replay', async (context) =>
    context.json(
      await handlers['webhooks.replay']({ id: parseInput(deliveryId, context.req.param('id')) }),
      202,
    ),
  );
}

function wayView(way: WayIn, words: Words) {
  return {
    ...way,
    listenError: words(way.listenError),
    checkedAt: iso(way.checkedAt),
    checkError: words(way.checkError),
  };
}

function endpointView(endpoint: HookEndpoint, words: Words) {
  return {
    ...endpoint,
    lastDeliveryAt: iso(endpoint.lastDeliveryAt),
    checkedAt: iso(endpoint.checkedAt),
    switchedOffAt: iso(endpoint.switchedOffAt),
    error: words(endpoint.error),
  };
}

function deliveryView(delivery: HookDelivery, words: Words) {
  return {
    ...delivery,
    receivedAt: iso(delivery.receivedAt),
    settledAt: iso(delivery.settledAt),
    error: words(delivery.error),
  };
}
