import { z } from 'zod';
import type { RequestTemplate } from '../../src/shared/connector/definition';
import { id, text } from '../../src/shared/connector/vendor/schema';
import type { NewHook, RegisteredHook, Webhooks } from '../../src/shared/connector/webhook';

const docs = 'https://woocommerce.github.io/woocommerce-rest-api-docs/';
const route = '/wp-json/wc/v3/webhooks';
const PAGE_SIZE = 100;

const hookSchema = z.object({ id, status: z.string(), topic: z.string(), delivery_url: text });

function call(method: RequestTemplate['method'], path: string, doc: string): RequestTemplate {
  return { method, origin: 'shop', path, doc: docs + doc };
}

function readHooks(json: unknown): readonly RegisteredHook[] {
  return z
    .array(hookSchema)
    .parse(json)
    .map((hook) => ({
      id: hook.id,
      address: hook.delivery_url ?? '',
      topics: [hook.topic],
      active: hook.status === 'active',
    }));
}

function newHook({ address, topics, secret }: NewHook): unknown {
  const [topic] = topics;
  return { name: `Kervan ${topic}`, topic, delivery_url: address, secret, status: 'active' };
}

const topics = [
  'order.created',
  'order.updated',
  'order.deleted',
  'order.restored',
  'product.created',
  'product.updated',
  'product.restored',
] as const;

/**
 * A hook that was switched off is made anew: switched on again it would keep its count of failures, and go off with the next one.
 * The delivery's id is made of the hook and the second, so that two deliveries of one second share it.
 */
export const webhooks: Webhooks = {
  proof: {
    kind: 'hmac',
    algorithm: 'sha256',
    header: 'X-WC-Webhook-Signature',
    encoding: 'base64',
    secret: 'own',
  },
  deliveryId: { header: 'X-WC-Webhook-Delivery-ID', alone: false },
  topic: { kind: 'header', header: 'X-WC-Webhook-Topic' },
  topics: Object.fromEntries(
    topics.map((topic) => [
      topic,
      { stream: topic.startsWith('order.') ? 'orders' : 'products', entity: 'id' } as const,
    ]),
  ),
  ping: { contentType: 'application/x-www-form-urlencoded', pattern: 'webhook_id=\\d{1,20}' },
  registration: {
    topics,
    per: 'topic',
    list: {
      request: {
        ...call('GET', route, '#list-all-webhooks'),
        query: { per_page: String(PAGE_SIZE), status: 'all' },
      },
      read: readHooks,
      pages: { query: 'page', first: 1, size: PAGE_SIZE },
    },
    create: {
      request: call('POST', route, '#create-a-webhook'),
      body: newHook,
      read: (json) => z.object({ id }).parse(json).id,
    },
    remove: {
      request: {
        ...call('DELETE', `${route}/{hook.id}`, '#delete-a-webhook'),
        query: { force: 'true' },
      },
      // Gone already is what was wanted.
      responses: [{ status: [404], outcome: 'skip' }],
    },
  },
  doc: `${docs}#webhooks`,
};
