import { createHash, createHmac } from 'node:crypto';
import { type Answer, json, type MarketplaceRequest } from '../kit';
import { Deliveries } from '../kit/deliveries';
import { invalidParams, WpError } from './errors';
import { renderOrder, renderProduct, renderVariation, type Voice } from './render';
import type { ShopChange, WooShop } from './shop';
import { parseObject } from './write';

/** Consecutive failures after which the shop switches a hook off (woocommerce_max_webhook_delivery_failures). */
const MOST_FAILURES = 5;
const TIMEOUT_MS = 60_000;
const TOPICS =
  /^(?:(?:order|product|coupon)\.(?:created|updated|deleted|restored)|customer\.(?:created|updated|deleted)|action\..+)$/;

export interface WooHook {
  readonly id: number;
  name: string;
  status: 'active' | 'paused' | 'disabled';
  topic: string;
  deliveryUrl: string;
  secret: string;
  failures: number;
}

interface WebhookOptions {
  readonly now: () => number;
  url(): string;
  payload(change: ShopChange): Record<string, unknown> | undefined;
}

/**
 * Webhooks as class-wc-webhook.php keeps them: signed with the hook's secret, delivered a moment later, never repeated, switched
 * off after more than five failures in a row. The same hook and row waiting already is not queued twice.
 */
export class WooWebhooks {
  readonly hooks = new Map<number, WooHook>();
  readonly deliveries = new Deliveries();
  readonly #waiting = new Set<string>();
  #nextId = 0;

  constructor(private readonly options: WebhookOptions) {}

  /** Answers a call below /webhooks, or undefined where there is no such route. */
  route(request: MarketplaceRequest, id: string | undefined): (() => Answer) | undefined {
    const { method } = request;
    if (id === undefined) {
      if (method === 'GET') return () => this.#list(request);
      return method === 'POST' ? () => this.#create(request) : undefined;
    }
    if (!/^\d+$/.test(id)) return undefined;
    if (method === 'GET') return () => json(200, shown(this.#hook(id)));
    if (method === 'PUT' || method === 'POST' || method === 'PATCH') return () => this.#update(request, id);
    return method === 'DELETE' ? () => this.#remove(request, id) : undefined;
  }

  /** Something in the shop is another; its hooks are told a moment later. */
  changed(change: ShopChange): void {
    for (const topic of topicsOf(change)) {
      for (const hook of this.hooks.values()) {
        if (hook.topic !== topic || hook.status !== 'active') continue;
        const key = `${hook.id}/${topic}/${change.id}`;
        if (this.#waiting.has(key)) continue;
        this.#waiting.add(key);
        setImmediate(() => {
          this.#waiting.delete(key);
          this.#deliver(hook, change);
        });
      }
    }
  }

  #list({ query }: MarketplaceRequest): Answer {
    const perPage = Number(query.get('per_page') ?? 10);
    const page = Number(query.get('page') ?? 1);
    const status = query.get('status') ?? 'all';
    const rows = [...this.hooks.values()]
      .filter((hook) => status === 'all' || hook.status === status)
      .reverse();
    return json(200, rows.slice((page - 1) * perPage, page * perPage).map(shown), {
      'x-wp-total': String(rows.length),
      'x-wp-totalpages': String(Math.ceil(rows.length / perPage)),
    });
  }

  #create(request: MarketplaceRequest): Answer {
    const fields = parseObject(request.body);
    const topic = String(fields.topic ?? '');
    const address = String(fields.delivery_url ?? '');
    if (!TOPICS.test(topic))
      throw new WpError(400, 'woocommerce_rest_webhook_invalid_topic', 'Webhook topic must be valid.');
    if (!/^https?:\/\//.test(address))
      throw new WpError(
        400,
        'woocommerce_rest_webhook_invalid_delivery_url',
        'Webhook delivery URL must be a valid URL starting with http:// or https://.',
      );
    this.#nextId += 1;
    const hook: WooHook = {
      id: this.#nextId,
      name: String(fields.name ?? 'Webhook'),
      status: statusOf(fields.status ?? 'active'),
      topic,
      deliveryUrl: address,
      secret: String(
        fields.secret ?? createHash('sha256').update(String(this.#nextId)).digest('hex').slice(0, 50),
      ),
      failures: 0,
    };
    this.hooks.set(hook.id, hook);
    this.#ping(hook);
    return json(201, shown(hook));
  }

  #update(request: MarketplaceRequest, id: string): Answer {
    const hook = this.#hook(id);
    const fields = parseObject(request.body);
    // The count of failures stays: only a delivery that is taken sets it back.
    if (fields.status !== undefined) hook.status = statusOf(fields.status);
    if (typeof fields.secret === 'string') hook.secret = fields.secret;
    if (typeof fields.delivery_url === 'string') hook.deliveryUrl = fields.delivery_url;
    return json(200, shown(hook));
  }

  #remove({ query }: MarketplaceRequest, id: string): Answer {
    const hook = this.#hook(id);
    if (query.get('force') !== 'true')
      throw new WpError(501, 'woocommerce_rest_trash_not_supported', 'Webhooks do not support trashing.');
    this.hooks.delete(hook.id);
    return json(200, shown(hook));
  }

  #hook(id: string): WooHook {
    const hook = this.hooks.get(Number(id));
    if (hook === undefined) throw new WpError(404, 'woocommerce_rest_shop_webhook_invalid_id', 'Invalid ID.');
    return hook;
  }

  /** deliver_ping: a form without any signature. */
  #ping(hook: WooHook): void {
    this.deliveries.send({
      hook: String(hook.id),
      topic: 'ping',
      url: hook.deliveryUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': userAgent },
      body: `webhook_id=${hook.id}`,
      timeoutMs: TIMEOUT_MS,
      retryMs: [],
      isTaken: (status) => status === 200,
      ended: () => undefined,
    });
  }

  #deliver(hook: WooHook, change: ShopChange): void {
    const payload = this.options.payload(change);
    if (payload === undefined || hook.status !== 'active') return;
    const body = JSON.stringify(payload);
    const [resource, event] = hook.topic.split('.');
    const second = Math.floor(this.options.now() / 1000);
    this.deliveries.send({
      hook: String(hook.id),
      topic: hook.topic,
      url: hook.deliveryUrl,
      headers: {
        'content-type': 'application/json',
        'user-agent': userAgent,
        'x-wc-webhook-source': `${this.options.url()}/`,
        'x-wc-webhook-topic': hook.topic,
        'x-wc-webhook-resource': resource ?? '',
        'x-wc-webhook-event': event ?? '',
        'x-wc-webhook-signature': createHmac('sha256', hook.secret).update(body).digest('base64'),
        'x-wc-webhook-id': String(hook.id),
        // Made of the hook and the second: two deliveries of one second share it.
        'x-wc-webhook-delivery-id': createHash('md5').update(`${hook.id}${second}`).digest('hex'),
      },
      body,
      timeoutMs: TIMEOUT_MS,
      retryMs: [],
      isTaken: (status) => status >= 200 && status <= 302,
      ended: (taken) => {
        if (taken) hook.failures = 0;
        else if (hook.failures > MOST_FAILURES) hook.status = 'disabled';
        else hook.failures += 1;
      },
    });
  }
}

const userAgent = 'WooCommerce/11.0.1 Hookshot (WordPress/7.0)';

function topicsOf({ kind, event }: ShopChange): readonly string[] {
  return [`${kind === 'order' ? 'order' : 'product'}.${event}`];
}

function statusOf(value: unknown): WooHook['status'] {
  if (value === 'active' || value === 'paused' || value === 'disabled') return value;
  throw invalidParams(
    new Map([
      ['status', { code: 'rest_not_in_enum', message: 'status is not one of active, paused, and disabled.' }],
    ]),
  );
}

function shown(hook: WooHook): Record<string, unknown> {
  return {
    id: hook.id,
    name: hook.name,
    status: hook.status,
    topic: hook.topic,
    resource: hook.topic.split('.')[0],
    event: hook.topic.split('.')[1],
    hooks: [],
    delivery_url: hook.deliveryUrl,
  };
}

/** What a delivery holds: the row as the REST interface shows it, of a deleted one only its id. */
export function payloadOf(
  { id, event }: ShopChange,
  data: WooShop,
  voice: Voice,
): Record<string, unknown> | undefined {
  if (event === 'deleted') return { id };
  const order = data.orders.get(id);
  if (order !== undefined) return renderOrder(order, voice);
  const product = data.products.get(id);
  if (product !== undefined) return renderProduct(product, data.variationsOf(id), voice);
  const variation = data.variations.get(id);
  return variation && renderVariation(variation, data.product(variation.parentId), voice);
}
