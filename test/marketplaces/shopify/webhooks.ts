import { createHmac } from 'node:crypto';
import type { Random } from '../kit';
import { Deliveries } from '../kit/deliveries';
import { type Resolvers, requireScope } from './context';
import { gid, type Order, type Product } from './model';

/** Attempts: at once and eight more over four hours; a hook made through the API is deleted when all of them fail. */
const RETRY_MS = [60, 120, 300, 600, 1800, 3600, 3600, 4320].map((seconds) => seconds * 1000);
const TIMEOUT_MS = 5_000;

/** A webhook subscription; resolved field by field. */
export interface ShopifyHook {
  readonly kind: 'WebhookSubscription';
  readonly id: string;
  readonly topic: string;
  readonly uri: string;
  readonly format: 'JSON';
}

interface WebhookOptions {
  readonly random: Random;
  readonly now: () => number;
  /** Key of the signature. */
  secret(): string;
  /** Between the attempts (default: the channel's four hours). */
  readonly retryMs?: readonly number[] | undefined;
}

/** Subscriptions of the app, and what the shop tells them. */
export class ShopifyWebhooks {
  readonly hooks = new Map<string, ShopifyHook>();
  readonly deliveries = new Deliveries();
  #nextId = 1_000;

  constructor(private readonly options: WebhookOptions) {}

  /** The hook, or what is wrong with it. */
  add(topic: string, uri: string): ShopifyHook | string {
    const url = URL.canParse(uri) ? new URL(uri) : null;
    // The practice shop also delivers to this machine, which has no certificate.
    const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === '127.0.0.1');
    if (url === null || !secure) return 'Address protocol http:// is not supported';
    if ([...this.hooks.values()].some((hook) => hook.topic === topic && hook.uri === uri))
      return 'Address for this topic has already been taken';
    this.#nextId += 1;
    const hook: ShopifyHook = {
      kind: 'WebhookSubscription',
      id: `gid://shopify/WebhookSubscription/${this.#nextId}`,
      ...{ topic, uri, format: 'JSON' },
    };
    this.hooks.set(hook.id, hook);
    return hook;
  }

  orderChanged(order: Order, topic: 'ORDERS_CREATE' | 'ORDERS_UPDATED' | 'ORDERS_CANCELLED'): void {
    this.#tell(topic, () => ({
      id: order.id,
      admin_graphql_api_id: gid('Order', order.id),
      name: order.name,
      updated_at: new Date(order.updatedAt).toISOString(),
      cancelled_at: order.cancelledAt === null ? null : new Date(order.cancelledAt).toISOString(),
      line_items: order.lineItems.map((line) => ({ sku: line.sku, quantity: line.currentQuantity })),
    }));
  }

  productChanged(product: Product, topic: 'PRODUCTS_CREATE' | 'PRODUCTS_UPDATE'): void {
    this.#tell(topic, () => ({
      id: product.id,
      admin_graphql_api_id: gid('Product', product.id),
      title: product.title,
      updated_at: new Date(product.updatedAt).toISOString(),
    }));
  }

  #tell(topic: string, payload: () => unknown): void {
    for (const hook of this.hooks.values()) {
      if (hook.topic === topic) setImmediate(() => this.#deliver(hook, JSON.stringify(payload())));
    }
  }

  #deliver(hook: ShopifyHook, body: string): void {
    const { random, now, secret } = this.options;
    const at = hook.topic.indexOf('_');
    this.deliveries.send({
      hook: hook.id,
      topic: hook.topic,
      url: hook.uri,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Shopify-Captain-Hook',
        'x-shopify-topic': `${hook.topic.slice(0, at)}/${hook.topic.slice(at + 1)}`.toLowerCase(),
        'x-shopify-hmac-sha256': createHmac('sha256', secret()).update(body).digest('base64'),
        'x-shopify-shop-domain': 'practice.myshopify.com',
        'x-shopify-api-version': '2026-10',
        // The same on every attempt.
        'x-shopify-webhook-id': random.uuid(),
        'x-shopify-event-id': random.uuid(),
        'x-shopify-triggered-at': new Date(now()).toISOString(),
      },
      body,
      timeoutMs: TIMEOUT_MS,
      retryMs: this.options.retryMs ?? RETRY_MS,
      isTaken: (status) => status >= 200 && status < 300,
      ended: (taken) => {
        if (!taken) this.hooks.delete(hook.id);
      },
    });
  }
}

export const webhookResolvers: Resolvers = {
  QueryRoot: {
    webhookSubscriptions: (_root, _args, context) => ({
      nodes: [...(context.shop.webhooks?.hooks.values() ?? [])],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    }),
  },
  Mutation: {
    webhookSubscriptionCreate: (_root, args, context, info) => {
      const topic = String(args.topic);
      if (topic.startsWith('ORDERS')) requireScope(context, 'read_orders', info);
      if (topic.startsWith('PRODUCTS')) requireScope(context, 'read_products', info);
      const input = args.webhookSubscription;
      const uri = typeof input === 'object' && input !== null && 'uri' in input ? String(input.uri) : '';
      const made = context.shop.webhooks?.add(topic, uri) ?? 'not here';
      if (typeof made !== 'string') return { webhookSubscription: made, userErrors: [] };
      return {
        webhookSubscription: null,
        userErrors: [{ kind: 'UserError', field: ['webhookSubscription', 'callbackUrl'], message: made }],
      };
    },
    webhookSubscriptionDelete: (_root, args, context) => {
      const id = String(args.id);
      if (context.shop.webhooks?.hooks.delete(id))
        return { deletedWebhookSubscriptionId: id, userErrors: [] };
      return {
        deletedWebhookSubscriptionId: null,
        userErrors: [{ kind: 'UserError', field: ['id'], message: 'Webhook subscription does not exist' }],
      };
    },
  },
};
