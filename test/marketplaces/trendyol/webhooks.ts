import { z } from 'zod';
import { type Answer, empty, json } from '../kit/answer';
import { Deliveries } from '../kit/deliveries';
import type { MarketplaceRequest } from '../kit/request';
import type { TrendyolPackage } from './model';
import { badRequest, notFound, wrongMethod } from './refusals';

const PATH = /^\/integration\/webhook\/sellers\/[^/]+\/webhooks(?:\/([^/]+)(?:\/(activate|deactivate))?)?$/;
const MOST_HOOKS = 15;
const TIMEOUT_MS = 5_000;
const RETRY_MS = 5 * 60_000;
/** "Later switched to passive": how often it is tried is not told. */
const ATTEMPTS = 5;

const createSchema = z
  .object({
    url: z.url({ protocol: /^https?$/ }),
    authenticationType: z.enum(['BASIC_AUTHENTICATION', 'API_KEY']),
    username: z.string().optional(),
    password: z.string().optional(),
    apiKey: z.string().optional(),
    subscribedStatuses: z.array(z.string()).default([]),
  })
  .refine(({ url }) => !/trendyol|dolap|localhost/i.test(url), { error: 'url' })
  .refine((hook) => (hook.authenticationType === 'API_KEY' ? hook.apiKey : hook.username && hook.password), {
    error: 'authentication',
  });

export interface TrendyolHook extends z.output<typeof createSchema> {
  readonly id: string;
  status: 'ACTIVE' | 'PASSIVE';
  readonly createdDate: number;
}

interface WebhookOptions {
  readonly now: () => number;
  render(found: TrendyolPackage): unknown;
  /** Between two attempts (default five minutes). */
  readonly retryMs?: number | undefined;
}

/** Webhooks of packages: nothing is signed, a delivery that was not taken is repeated every five minutes, then the hook rests. */
export class TrendyolWebhooks {
  readonly hooks = new Map<string, TrendyolHook>();
  readonly deliveries = new Deliveries();
  #nextId = 0;

  constructor(private readonly options: WebhookOptions) {}

  /** undefined = the path is not about webhooks. */
  answer(request: MarketplaceRequest): Answer | undefined {
    const match = PATH.exec(request.path);
    if (match === null) return undefined;
    const [, id, action] = match;
    const { method, at } = request;
    if (id === undefined) {
      if (method === 'GET') return json(200, [...this.hooks.values()].map(shown));
      return method === 'POST' ? this.#create(request) : wrongMethod(at, 'GET, POST');
    }
    const hook = this.hooks.get(id);
    if (hook === undefined) return notFound(at);
    if (action !== undefined) {
      if (method !== 'PUT') return wrongMethod(at, 'PUT');
      hook.status = action === 'activate' ? 'ACTIVE' : 'PASSIVE';
      return empty(200);
    }
    if (method !== 'DELETE') return wrongMethod(at, 'DELETE');
    this.hooks.delete(id);
    return empty(200);
  }

  changed(found: TrendyolPackage): void {
    for (const hook of this.hooks.values()) {
      const wanted = hook.subscribedStatuses;
      const status = found.status.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
      if (hook.status !== 'ACTIVE' || (wanted.length > 0 && !wanted.includes(status))) continue;
      const rendered = this.options.render(found);
      setImmediate(() => this.#deliver(hook, status, JSON.stringify({ content: [rendered] })));
    }
  }

  #create({ body, at }: MarketplaceRequest): Answer {
    const parsed = createSchema.safeParse(parse(body));
    if (!parsed.success) return badRequest(at, 'Webhook bilgileri hatalı.');
    if (this.hooks.size >= MOST_HOOKS) return badRequest(at, 'En fazla 15 webhook tanımlanabilir.');
    this.#nextId += 1;
    const id = `00000000-0000-4000-8000-${String(this.#nextId).padStart(12, '0')}`;
    this.hooks.set(id, { ...parsed.data, id, status: 'ACTIVE', createdDate: at });
    return json(200, { id });
  }

  #deliver(hook: TrendyolHook, status: string, body: string): void {
    const basic = Buffer.from(`${hook.username}:${hook.password}`).toString('base64');
    this.deliveries.send({
      hook: hook.id,
      topic: status,
      url: hook.url,
      headers: {
        'content-type': 'application/json',
        ...(hook.authenticationType === 'API_KEY'
          ? { 'x-api-key': hook.apiKey ?? '' }
          : { authorization: `Basic ${basic}` }),
      },
      body,
      timeoutMs: TIMEOUT_MS,
      retryMs: Array.from({ length: ATTEMPTS - 1 }, () => this.options.retryMs ?? RETRY_MS),
      isTaken: (answered) => answered >= 200 && answered < 300,
      ended: (taken) => {
        if (!taken) hook.status = 'PASSIVE';
      },
    });
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The key and the password are not shown again. */
function shown({ apiKey: _key, password: _password, ...hook }: TrendyolHook): unknown {
  return { ...hook, lastModifiedDate: null };
}
