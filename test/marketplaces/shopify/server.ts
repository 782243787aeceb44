import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import {
  type Answer,
  DEFAULT_SEED,
  json,
  type MarketplaceOptions,
  type MarketplaceRequest,
  type MarketplaceWithFloor,
  Random,
  RefillingBucket,
  startLoopback,
  text,
} from '../kit';
import { Access, type AccessToken, DEFAULT_SCOPES } from './access';
import { BulkOperations } from './bulk';
import { type Context, ListCache } from './context';
import { actualCost, MAX_SINGLE_COST, requestedCost } from './cost';
import { operationIn, prepare, run } from './execute';
import { shopifyFloor } from './floor';
import { NEWEST_VERSION, schemaOf, servedVersion, supportedVersions } from './schema';
import { ShopifyShop } from './shop';
import { ShopifyWebhooks } from './webhooks';

export interface ShopifyOptions extends MarketplaceOptions {
  /** Scopes of the app's tokens (default: everything the app reads and writes). */
  scopes?: readonly string[];
  /** Points per second (default 100, the Standard plan); the bucket holds twenty seconds of them. */
  restoreRate?: number;
  /** Between the attempts of a delivery (default: the channel's four hours). */
  hookRetryMs?: readonly number[];
}

/** Whole-shop conditions; may be changed while the server runs. */
export interface ShopifyBehaviour {
  /** frozen: the merchant has not paid (402); locked: 423; closed: no such shop any more (404). */
  shopState: 'open' | 'frozen' | 'locked' | 'closed';
}

export interface ShopifyMarketplace extends MarketplaceWithFloor<ShopifyShop> {
  readonly access: Access;
  readonly bulk: BulkOperations;
  readonly behaviour: ShopifyBehaviour;
  /** What is left in the app's bucket. */
  readonly bucket: RefillingBucket;
  readonly webhooks: ShopifyWebhooks;
}

const THROTTLE_DOCUMENTATION = 'https://shopify.dev/api/usage/rate-limits';

/** A Shopify shop on loopback (GraphQL Admin API, the vendor's own schema of each version). */
export async function startShopify(options: ShopifyOptions = {}): Promise<ShopifyMarketplace> {
  const seed = options.seed ?? DEFAULT_SEED;
  const now = options.now ?? Date.now;
  const random = new Random(seed);
  const data = new ShopifyShop(
    random,
    now,
    options.products ?? 300,
    options.orders ?? 150,
    options.catalogue,
  );
  const access = new Access(random.fork('access'), now, options.scopes ?? DEFAULT_SCOPES);
  const rate = (options.restoreRate ?? 100) * (options.scale ?? 1);
  const bucket = new RefillingBucket(rate * 20, rate, now);
  const bulk = new BulkOperations(now, () => admin.url);
  const behaviour: ShopifyBehaviour = { shopState: 'open' };
  const admin = new AdminApi(data, access, bucket, bulk, behaviour, now, random.fork('requests'));
  schemaOf(NEWEST_VERSION);
  const calls: Record<string, number> = {};
  const loopback = await startLoopback({
    received: ({ body }) => {
      const kind = /\b(?:mutation|query)\s+\w+/.exec(body.toString('utf8'))?.[0] ?? 'other';
      calls[kind] = (calls[kind] ?? 0) + 1;
    },
    handle: (request) => admin.answer(request),
    now,
    port: options.port,
    words: {
      limited: () =>
        json(429, {
          errors:
            'Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.',
        }),
      failed: (status) => json(status, { errors: 'Internal Server Error' }),
    },
  });
  admin.url = loopback.url;
  const webhooks = new ShopifyWebhooks({
    random: random.fork('webhooks'),
    now,
    secret: () => access.clientSecret,
    retryMs: options.hookRetryMs,
  });
  data.webhooks = webhooks;
  return {
    id: 'shopify',
    seed,
    ...loopback,
    credentials: {
      shop: 'practice.myshopify.com',
      accessToken: access.permanent.token,
      clientId: access.clientId,
      clientSecret: access.clientSecret,
    },
    data,
    floor: shopifyFloor(data, calls),
    access,
    bulk,
    behaviour,
    bucket,
    webhooks,
    stop: () => webhooks.deliveries.stop(loopback),
  };
}

interface GraphRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | undefined;
}

interface Operation {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

class AdminApi {
  url = '';
  private readonly lists = new ListCache();

  constructor(
    private readonly shop: ShopifyShop,
    private readonly access: Access,
    private readonly bucket: RefillingBucket,
    private readonly bulk: BulkOperations,
    private readonly behaviour: ShopifyBehaviour,
    private readonly now: () => number,
    private readonly random: Random,
  ) {}

  answer(request: MarketplaceRequest): Answer {
    const answer = this.route(request);
    return { ...answer, headers: { 'x-request-id': this.random.uuid(), ...answer.headers } };
  }

  private route(request: MarketplaceRequest): Answer {
    const { method, path } = request;
    if (method === 'GET' && path.startsWith('/bulk-results/')) return this.download(path);
    if (method === 'POST' && path === '/admin/oauth/access_token') {
      const { status, body } = this.access.grant(formOrJson(request));
      return json(status, body);
    }
    const match = /^\/admin\/api\/(?:([\w-]+)\/)?graphql\.json$/.exec(path);
    if (match === null || method !== 'POST') return json(404, { errors: 'Not Found' });
    const version = servedVersion(match[1] ?? supportedVersions()[0] ?? NEWEST_VERSION);
    const closed = this.closed();
    if (closed !== undefined) return closed;
    const token = this.access.find(request.headers['x-shopify-access-token']);
    if (token === undefined)
      return json(401, {
        errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
      });
    if (version === undefined) return json(404, { errors: 'Not Found' });
    const answer = this.graph(request, version, token);
    return { ...answer, headers: { ...answer.headers, 'x-shopify-api-version': version } };
  }

  private closed(): Answer | undefined {
    switch (this.behaviour.shopState) {
      case 'open':
        return undefined;
      case 'frozen':
        return json(402, { errors: 'Unavailable Shop' });
      case 'locked':
        return json(423, { errors: 'Locked' });
      case 'closed':
        return json(404, { errors: 'Not Found' });
      default: {
        const never: never = this.behaviour.shopState;
        throw new Error(`unknown shop state ${String(never)}`);
      }
    }
  }

  private download(path: string): Answer {
    const bytes = this.bulk.file(path.slice('/bulk-results/'.length));
    if (bytes === undefined)
      return text(403, '<?xml version="1.0"?><Error><Code>ExpiredToken</Code></Error>', {
        'content-type': 'application/xml',
      });
    return { status: 200, headers: { 'content-type': 'application/jsonl' }, bytes };
  }

  private graph(request: MarketplaceRequest, version: string, token: AccessToken): Answer {
    const asked = readGraphRequest(request.body);
    if (asked === undefined) return json(400, { errors: { query: 'Required parameter missing or invalid' } });
    const schema = schemaOf(version);
    const prepared = prepare(schema, version, asked.query);
    if ('errors' in prepared) return json(200, { errors: prepared.errors });
    const operation = operationIn(prepared.document, asked.operationName);
    if (operation === undefined) return json(200, { errors: [{ message: 'An operation name is required' }] });
    return this.charged(
      { document: prepared.document, operation, variables: withDefaults(operation, asked.variables) },
      version,
      token,
    );
  }

  /** Takes the requested cost from the bucket, runs, and gives back what was not used. */
  private charged(asked: Operation, version: string, token: AccessToken): Answer {
    const schema = schemaOf(version);
    const input = { schema, ...asked };
    const requested = requestedCost(input);
    if (requested > MAX_SINGLE_COST) {
      const message = `Query cost is ${requested}, which exceeds the single query max cost limit (${MAX_SINGLE_COST}).`;
      const extensions = {
        code: 'MAX_COST_EXCEEDED',
        cost: requested,
        maxCost: MAX_SINGLE_COST,
        documentation: THROTTLE_DOCUMENTATION,
      };
      return json(200, {
        errors: [{ message, extensions }],
        extensions: { cost: this.cost(requested, null) },
      });
    }
    if (!this.bucket.take(requested)) {
      const extensions = { code: 'THROTTLED', documentation: THROTTLE_DOCUMENTATION };
      return json(200, {
        errors: [{ message: 'Throttled', extensions }],
        extensions: { cost: this.cost(requested, null) },
      });
    }
    const context = this.context(version, token);
    const result = run(schema, asked.document, asked.operation, asked.variables, context);
    const actual = asked.operation.operation === 'mutation' ? requested : actualCost(input, result.data);
    this.bucket.refund(Math.max(0, requested - actual));
    const search = context.warnings.map(({ path, query, warnings }) => ({ path, query, warnings }));
    return json(200, {
      ...(result.data === undefined ? {} : { data: result.data }),
      ...(result.errors === undefined ? {} : { errors: result.errors.map((error) => error.toJSON()) }),
      extensions: { cost: this.cost(requested, actual), ...(search.length > 0 ? { search } : {}) },
    });
  }

  private context(version: string, token: AccessToken): Context {
    return {
      shop: this.shop,
      scopes: token.scopes,
      bulk: this.bulk,
      version,
      now: this.now(),
      zoneMinutes: 180,
      lists: this.lists,
      warnings: [],
      slice: undefined,
    };
  }

  private cost(requested: number, actual: number | null): Record<string, unknown> {
    return {
      requestedQueryCost: requested,
      actualQueryCost: actual,
      throttleStatus: {
        maximumAvailable: this.bucket.maximum,
        currentlyAvailable: Math.floor(this.bucket.available()),
        restoreRate: this.bucket.perSecond,
      },
    };
  }
}

function readGraphRequest(body: Buffer): GraphRequest | undefined {
  const value = parseJson(body);
  if (typeof value.query !== 'string' || value.query.trim() === '') return undefined;
  const { variables, operationName } = value;
  return {
    query: value.query,
    variables:
      typeof variables === 'object' && variables !== null && !Array.isArray(variables)
        ? { ...variables }
        : {},
    operationName: typeof operationName === 'string' && operationName !== '' ? operationName : undefined,
  };
}

function formOrJson(request: MarketplaceRequest): Record<string, unknown> {
  if (request.headers['content-type']?.includes('json')) return parseJson(request.body);
  return Object.fromEntries(new URLSearchParams(request.body.toString('utf8')));
}

function parseJson(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Not JSON: treated as an empty request, which is refused.
  }
  return {};
}

/** Variables with the operation's own defaults, as the cost sees them before anything runs. */
function withDefaults(
  operation: OperationDefinitionNode,
  given: Record<string, unknown>,
): Record<string, unknown> {
  const variables = { ...given };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (variables[variable.name.value] === undefined && defaultValue?.kind === 'IntValue')
      variables[variable.name.value] = Number(defaultValue.value);
  }
  return variables;
}
