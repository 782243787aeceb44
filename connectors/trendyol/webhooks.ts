import { z } from 'zod';
import type { RequestTemplate } from '../../src/shared/connector/definition';
import { id, list, text } from '../../src/shared/connector/vendor/schema';
import type { NewHook, RegisteredHook, Webhooks } from '../../src/shared/connector/webhook';

const doc = 'https://developers.trendyol.com/docs/webhook-model';
const route = '/integration/webhook/sellers/{sellerId}/webhooks';
/** It answers without a body. */
const done = { status: [200, 202, 204], outcome: 'ok' } as const;
/** Gone already is what was wanted. */
const gone = { status: [404], outcome: 'skip' } as const;

const hookSchema = z.object({ id, url: text, status: text, subscribedStatuses: list(z.string()) });

/** Every status of a package counts, so that the list of statuses stays empty. */
const ALL = 'ALL';

function call(method: RequestTemplate['method'], path: string): RequestTemplate {
  return { method, origin: 'api', path, doc };
}

function readHooks(json: unknown): readonly RegisteredHook[] {
  return z
    .array(hookSchema)
    .parse(json)
    .map((hook) => ({
      id: hook.id,
      address: hook.url ?? '',
      topics: hook.subscribedStatuses.length === 0 ? [ALL] : hook.subscribedStatuses,
      active: hook.status !== 'PASSIVE',
    }));
}

function newHook({ address, secret }: NewHook): unknown {
  return { url: address, authenticationType: 'API_KEY', apiKey: secret, subscribedStatuses: [] };
}

/** Nothing is signed: the key given at creation comes back in a header. At most 15 hooks for a seller, switched off ones too. */
export const webhooks: Webhooks = {
  proof: { kind: 'apiKey', header: 'x-api-key', secret: 'own' },
  topic: { kind: 'body', at: 'content.0.status' },
  topics: { '*': { stream: 'orders', entity: 'content.0.orderNumber' } },
  registration: {
    topics: [ALL],
    per: 'connection',
    list: { request: call('GET', route), read: readHooks },
    create: {
      request: call('POST', route),
      body: newHook,
      read: (json) => z.object({ id }).parse(json).id,
    },
    remove: { request: call('DELETE', `${route}/{hook.id}`), responses: [done, gone] },
    activate: { request: call('PUT', `${route}/{hook.id}/activate`), responses: [done] },
  },
  doc,
};
