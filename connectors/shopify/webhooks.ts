import { z } from 'zod';
import type { RequestTemplate } from '../../src/shared/connector/definition';
import { id, text } from '../../src/shared/connector/vendor/schema';
import type { NewHook, RegisteredHook, Webhooks } from '../../src/shared/connector/webhook';
import { addHook, listHooks, removeHook } from './webhook-queries';

const docs = {
  deliveries: 'https://shopify.dev/docs/apps/build/webhooks/verify-deliveries',
  list: 'queries/webhookSubscriptions',
  create: 'mutations/webhookSubscriptionCreate',
  remove: 'mutations/webhookSubscriptionDelete',
};

const listSchema = z.object({
  data: z.object({
    webhookSubscriptions: z.object({ nodes: z.array(z.object({ id, topic: z.string(), uri: text })) }),
  }),
});
const createSchema = z.object({
  data: z.object({
    webhookSubscriptionCreate: z.object({ webhookSubscription: z.object({ id }) }),
  }),
});

/** A hook that Shopify gives up on (8 failures in a row) is gone from the list; there is no state of being switched off. */
function readHooks(json: unknown): readonly RegisteredHook[] {
  return listSchema.parse(json).data.webhookSubscriptions.nodes.map((node) => ({
    id: node.id,
    address: node.uri ?? '',
    topics: [node.topic],
    active: true,
  }));
}

function newHook({ address, topics }: NewHook): unknown {
  const [topic] = topics;
  return { query: addHook, variables: { topic, webhookSubscription: { uri: address, format: 'JSON' } } };
}

/**
 * Signed with the app's client secret. Stock that an order or a person moves counts as a change of the product, so that products
 * and orders are all that has to be told.
 */
export function shopifyWebhooks(call: (doc: string) => RequestTemplate, admin: string): Webhooks {
  const order = { stream: 'orders', entity: 'admin_graphql_api_id' } as const;
  const product = { stream: 'products', entity: 'admin_graphql_api_id' } as const;
  const refusedSubscription = [
    {
      at: 'data.webhookSubscriptionCreate.userErrors.0.message',
      outcome: 'fail',
      code: 'chan.refusedRequest',
    },
  ] as const;
  return {
    proof: {
      kind: 'hmac',
      algorithm: 'sha256',
      header: 'X-Shopify-Hmac-Sha256',
      encoding: 'base64',
      secret: { field: 'clientSecret' },
    },
    deliveryId: { header: 'X-Shopify-Webhook-Id', alone: true },
    topic: { kind: 'header', header: 'X-Shopify-Topic' },
    topics: {
      'orders/create': order,
      'orders/updated': order,
      'orders/cancelled': order,
      'products/create': product,
      'products/update': product,
      // The reading that follows finds the key refused, and the merchant is told.
      'app/uninstalled': { stream: 'orders' },
    },
    registration: {
      topics: [
        'ORDERS_CREATE',
        'ORDERS_UPDATED',
        'ORDERS_CANCELLED',
        'PRODUCTS_CREATE',
        'PRODUCTS_UPDATE',
        'APP_UNINSTALLED',
      ],
      per: 'topic',
      list: {
        request: { ...call(`${admin}/${docs.list}`), body: { query: listHooks, variables: {} } },
        read: readHooks,
      },
      create: {
        request: call(`${admin}/${docs.create}`),
        body: newHook,
        read: (json) => createSchema.parse(json).data.webhookSubscriptionCreate.webhookSubscription.id,
        responses: refusedSubscription,
      },
      remove: {
        // A hook that is gone already is answered with a userError: it is what was wanted.
        request: {
          ...call(`${admin}/${docs.remove}`),
          body: { query: removeHook, variables: { id: '{hook.id}' } },
        },
      },
    },
    doc: docs.deliveries,
  };
}
