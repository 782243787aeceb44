import type { Answer } from '../kit/answer';
import { BatchFaultPlan, type MarketplaceWithBatches } from '../kit/batch-faults';
import { SlidingBudget } from '../kit/limits';
import { DEFAULT_SEED, type MarketplaceOptions } from '../kit/marketplace';
import { BadQuery } from '../kit/query';
import { Random } from '../kit/random';
import { basicCredentials, type MarketplaceRequest } from '../kit/request';
import { startLoopback } from '../kit/server';
import { CatalogueService } from './catalogue';
import { ClaimService } from './claims';
import { HepsiburadaData } from './data';
import { hepsiburadaFloor } from './floor';
import { ListingService } from './listings';
import { type OmsOptions, OmsService } from './oms';
import { OrderWriteService } from './order-writes';
import { botManager, hepsiburadaWords, refusal, type Service, serviceOf } from './refusals';
import { type UploadOptions, UploadService } from './uploads';

export interface HepsiburadaOptions extends MarketplaceOptions, Partial<OmsOptions> {
  /** An older integrator account with its own user name (default: the merchant id, as it is today). */
  username?: string;
  /** From taking an upload to its effect, ms of the marketplace's clock (default 3 s). */
  workMs?: number;
  /** How the end of an upload is told (default 'completed'). */
  uploadWords?: UploadOptions['words'];
}

interface Route {
  service: Service;
  path: RegExp;
  /** Default GET. */
  method?: 'POST';
  answer(request: MarketplaceRequest, last: string): Answer;
}

interface Credentials {
  merchantId: string;
  username: string;
  serviceKey: string;
  userAgent: string;
}

const SECOND_MS = 1000;
const BLOCK_AFTER_MS = 5_000;
const BLOCK_MS = 10 * 60_000;

/** A practice Hepsiburada: listing, catalogue (MPOP) and order (OMS) reads, all hosts on one origin. */
export async function startHepsiburada(
  options: HepsiburadaOptions = {},
): Promise<MarketplaceWithBatches<HepsiburadaData>> {
  const seed = options.seed ?? DEFAULT_SEED;
  const now = options.now ?? Date.now;
  const random = new Random(seed).fork('hepsiburada-credentials');
  const merchantId = random.uuid();
  const credentials = {
    merchantId,
    username: options.username ?? merchantId,
    serviceKey: random.hex(12),
    userAgent: `kervan${random.integer(10, 99)}_dev`,
  };
  const data = new HepsiburadaData({
    seed,
    merchantId,
    products: options.products ?? 500,
    orders: options.orders ?? 400,
    now,
    given: options.catalogue,
    sharedGoods: options.sharedGoods ?? false,
  });
  const batchFaults = new BatchFaultPlan();
  const uploads = new UploadService(data, now, batchFaults, {
    workMs: options.workMs ?? 3000,
    scale: options.scale ?? 1,
    words: options.uploadWords ?? 'completed',
  });
  const calls: Record<string, number> = {};
  const limits = new Limits(now, options.scale ?? 1);
  const claims = new ClaimService(data, now);
  const routes = routesOf(data, uploads, claims, { packageList: options.packageList ?? 'ready' });
  const loopback = await startLoopback({
    now,
    ...(options.port === undefined ? {} : { port: options.port }),
    words: hepsiburadaWords,
    received: ({ path }) => {
      const kind = kindOf(path);
      calls[kind] = (calls[kind] ?? 0) + 1;
    },
    handle: (request) => {
      uploads.settle();
      return handle(request, credentials, limits, routes);
    },
  });
  const floor = hepsiburadaFloor(data, uploads, claims, calls);
  return { id: 'hepsiburada', seed, credentials, data, floor, batchFaults, ...loopback };
}

/** The first and last words of a path that name an endpoint, ids left out. */
function kindOf(path: string): string {
  const words = path.split('/').filter((word) => /^[a-z][a-z-]+$/i.test(word));
  return [...new Set([words[0], words.at(-1)])].join('/');
}

function routesOf(
  data: HepsiburadaData,
  uploads: UploadService,
  claims: ClaimService,
  options: OmsOptions,
): Route[] {
  const listing = new ListingService(data);
  const catalogue = new CatalogueService(data);
  const oms = new OmsService(data, options);
  const writes = new OrderWriteService(data);
  const products = '/product/api/products';
  const route = (service: Service, path: RegExp, answer: Route['answer']): Route => ({
    service,
    path,
    answer,
  });
  return [
    // Only lower case here; the order service takes both, the catalogue only its own camelCase.
    route('listing', /^\/listings\/merchantid\/[^/]+$/, (request) => listing.list(request)),
    ...(['stock', 'price'] as const).flatMap((kind): Route[] => [
      {
        ...route('listing', new RegExp(`^/listings/merchantid/[^/]+/${kind}-uploads$`), (request) =>
          uploads.take(request, kind),
        ),
        method: 'POST',
      },
      route('listing', new RegExp(`^/listings/merchantid/[^/]+/${kind}-uploads/id/([^/]+)$`), (request, id) =>
        uploads.result(request, kind, id),
      ),
    ]),
    route('catalogue', new RegExp(`^${products}/all-products-of-merchant/[^/]+$`), (request) =>
      catalogue.all(request),
    ),
    route('catalogue', new RegExp(`^${products}/products-by-merchant-and-status$`), (request) =>
      catalogue.byStatus(request),
    ),
    route('oms', /^\/orders\/merchantid\/[^/]+$/i, (request) => oms.openLines(request)),
    route('oms', /^\/orders\/merchantid\/[^/]+\/paymentawaiting$/i, (request) =>
      oms.paymentAwaiting(request),
    ),
    route('oms', /^\/orders\/merchantid\/[^/]+\/cancelled$/i, (request) => oms.cancelled(request)),
    route('oms', /^\/orders\/merchantid\/[^/]+\/ordernumber\/([^/]+)$/i, (request, last) =>
      oms.detail(request, last),
    ),
    route('oms', /^\/claims\/merchantid\/[^/]+$/i, (request) => claims.list(request)),
    route('oms', /^\/claims\/merchantid\/[^/]+\/status\/([^/]+)$/i, (request, last) =>
      claims.list(request, last),
    ),
    route('oms', /^\/packages\/merchantid\/[^/]+$/i, (request) => oms.packages(request)),
    {
      ...route('oms', /^\/packages\/merchantid\/[^/]+$/i, (request) => writes.pack(request)),
      method: 'POST',
    },
    {
      ...route('oms', /^\/lineitems\/merchantid\/[^/]+\/id\/([^/]+)\/cancelbymerchant$/i, (request, id) =>
        writes.cancel(request, id),
      ),
      method: 'POST',
    },
    route('oms', /^\/packages\/merchantid\/[^/]+\/shipped$/i, (request) => oms.shipped(request)),
    route('oms', /^\/packages\/merchantid\/[^/]+\/delivered$/i, (request) => oms.delivered(request)),
    route('oms', /^\/packages\/merchantid\/[^/]+\/undelivered$/i, (request) => oms.undelivered(request)),
    route('oms', /^\/packages\/merchantid\/[^/]+\/status\/unpacked$/i, (request) => oms.unpacked(request)),
    route('oms', /^\/packages\/merchantid\/[^/]+\/packagenumber\/([^/]+)$/i, (request, last) =>
      oms.tracking(request, last),
    ),
  ];
}

function handle(
  request: MarketplaceRequest,
  credentials: Credentials,
  limits: Limits,
  routes: readonly Route[],
): Answer {
  const service = serviceOf(request.path);
  // The developer name and nothing else: not '{merchantId} - name', not a library's default.
  if (request.headers['user-agent'] !== credentials.userAgent) return botManager();
  const basic = basicCredentials(request);
  if (basic?.user !== credentials.username || basic.password !== credentials.serviceKey) {
    return refusal(service, 401, 'Unauthorized');
  }
  if (/^\/listings\/merchantid\//i.test(request.path) && !request.path.startsWith('/listings/merchantid/')) {
    return refusal('listing', 400, 'Bad Request');
  }
  const there = routes.filter((candidate) => candidate.path.test(request.path));
  const route = there.find(({ method = 'GET' }) => method === request.method) ?? there[0];
  if (route === undefined) return refusal(service, 404, 'Not Found');
  const allow = route.method ?? 'GET';
  if (request.method !== allow) return refusal(service, 405, 'Method Not Allowed', { allow });
  const merchant = /\/(?:merchantid|all-products-of-merchant)\/([^/]+)/i.exec(request.path)?.[1];
  if (merchant !== undefined && merchant !== credentials.merchantId)
    return refusal(service, 403, 'Forbidden');
  const { refused, headers } = limits.take(service);
  if (refused !== undefined) return refused;
  const answered = answer(route, request);
  return { ...answered, headers: { ...answered.headers, ...headers } };
}

function answer(route: Route, request: MarketplaceRequest): Answer {
  try {
    return route.answer(request, decodeURIComponent(route.path.exec(request.path)?.[1] ?? ''));
  } catch (error) {
    if (error instanceof BadQuery) return refusal(route.service, 400, error.message);
    throw error;
  }
}

/** Orders: 1000 calls a second, then 429. Catalogue: 100 a second, then 403, and a block when it goes on. */
class Limits {
  private readonly orders: SlidingBudget;
  private readonly catalogue: SlidingBudget;
  private overSince: number | undefined;
  private lastOver = 0;
  private blockedUntil = 0;

  constructor(
    private readonly now: () => number,
    scale: number,
  ) {
    this.orders = new SlidingBudget(Math.ceil(1000 * scale), SECOND_MS, now);
    this.catalogue = new SlidingBudget(Math.ceil(100 * scale), SECOND_MS, now);
  }

  take(service: Service): { refused?: Answer; headers: Record<string, string> } {
    if (service === 'catalogue') return this.takeCatalogue();
    if (service === 'listing') return { headers: {} };
    const { allowed, limit, remaining, resetAt } = this.orders.take();
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(Math.max(1, Math.ceil((resetAt - this.now()) / SECOND_MS))),
    };
    return allowed ? { headers } : { headers, refused: refusal('oms', 429, 'TooManyRequests', headers) };
  }

  private takeCatalogue(): { refused?: Answer; headers: Record<string, string> } {
    const now = this.now();
    const refused = { headers: {}, refused: botManager() };
    if (now < this.blockedUntil) return refused;
    if (this.catalogue.take().allowed) {
      if (now - this.lastOver > SECOND_MS) this.overSince = undefined;
      return { headers: {} };
    }
    this.overSince ??= now;
    this.lastOver = now;
    if (now - this.overSince > BLOCK_AFTER_MS) this.blockedUntil = now + BLOCK_MS;
    return refused;
  }
}
