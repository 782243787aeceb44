import { type Answer, json } from '../kit/answer';
import { BatchFaultPlan, type MarketplaceWithBatches } from '../kit/batch-faults';
import { SlidingBudget } from '../kit/limits';
import { DEFAULT_SEED, type MarketplaceOptions } from '../kit/marketplace';
import { BadQuery } from '../kit/query';
import { Random } from '../kit/random';
import { basicCredentials, type MarketplaceRequest } from '../kit/request';
import { startLoopback } from '../kit/server';
import { ClaimService } from './claims';
import { TrendyolData } from './data';
import { trendyolFloor } from './floor';
import { InventoryService } from './inventory';
import { OrderService } from './orders';
import { PackageStatusService } from './package-status';
import { ProductService } from './products';
import {
  badRequest,
  closedVersion,
  forbidden,
  notFound,
  tooManyRequests,
  trendyolWords,
  wrongKey,
  wrongMethod,
} from './refusals';
import { TrendyolWebhooks } from './webhooks';

export interface TrendyolOptions extends MarketplaceOptions {
  /** Field names of packages and lines: V2's own (default) or the ones from before. */
  fieldNames?: 'v2' | 'old';
  /** Also keeps the older rule, still printed on one page: 50 calls in 10 s to one endpoint. */
  oldEndpointRule?: boolean;
  /** From taking a stock or price update to its effect, ms of the marketplace's clock (default 3 s). */
  workMs?: number;
  /** Between two attempts of a delivery (default five minutes). */
  hookRetryMs?: number;
}

export interface TrendyolMarketplace extends MarketplaceWithBatches<TrendyolData> {
  readonly webhooks: TrendyolWebhooks;
  readonly claims: ClaimService;
}

const MINUTE_MS = 60_000;
/** Upper bound of listings of each tier, and what each group may call per minute in it. */
const TIERS = [50_000, 75_000, 150_000, 500_000, Number.POSITIVE_INFINITY] as const;
const PRODUCT_READS = [1000, 1250, 1500, 1750, 2000] as const;
const ORDER_READS = [30, 40, 50, 100, 100] as const;
const STOCK_WRITES = [350, 500, 1000, 1500, 2000] as const;

const CLAIM_READS = [1000, 1000, 1000, 1000, 1000] as const;

type Group = 'productRead' | 'orders' | 'claims' | 'stockWrite' | 'packageStatus' | 'unsupplied';
const CALLS: Readonly<Record<Group, readonly number[]>> = {
  productRead: PRODUCT_READS,
  orders: ORDER_READS,
  claims: CLAIM_READS,
  stockWrite: STOCK_WRITES,
  packageStatus: [300, 300, 500, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  unsupplied: [100, 100, 200, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};
interface Route {
  group: Group;
  /** Default GET. */
  method?: 'POST' | 'PUT';
  answer(request: MarketplaceRequest, id: string): Answer;
  path: RegExp;
}

/** A practice Trendyol: seller reads of https://apigw.trendyol.com/integration over seeded data. */
export async function startTrendyol(options: TrendyolOptions = {}): Promise<TrendyolMarketplace> {
  const seed = options.seed ?? DEFAULT_SEED;
  const now = options.now ?? Date.now;
  const random = new Random(seed).fork('trendyol-credentials');
  const credentials = {
    sellerId: String(random.integer(100_000, 999_999)),
    apiKey: random.hex(20),
    apiSecret: random.hex(20),
  };
  const data = new TrendyolData({
    seed,
    sellerId: Number(credentials.sellerId),
    products: options.products ?? 500,
    orders: options.orders ?? 400,
    now,
    given: options.catalogue,
    sharedGoods: options.sharedGoods ?? false,
  });
  const batchFaults = new BatchFaultPlan();
  const inventory = new InventoryService(data, now, options.workMs ?? 3000, batchFaults);
  const calls: Record<string, number> = {};
  const limits = new Limits(data, now, options.scale ?? 1, options.oldEndpointRule ?? false);
  const orders = new OrderService(data, { fieldNames: options.fieldNames ?? 'v2' });
  const webhooks = new TrendyolWebhooks({
    now,
    render: (found) => orders.render(found),
    retryMs: options.hookRetryMs,
  });
  data.onPackage = (found) => webhooks.changed(found);
  const claims = new ClaimService(data, now);
  const routes = routesOf(data, inventory, orders, claims);
  const loopback = await startLoopback({
    now,
    ...(options.port === undefined ? {} : { port: options.port }),
    words: trendyolWords,
    received: ({ path }) => {
      const kind = kindOf(path);
      calls[kind] = (calls[kind] ?? 0) + 1;
    },
    handle: (request) => {
      inventory.settle();
      return handle(request, credentials, limits, routes, webhooks);
    },
  });
  const floor = trendyolFloor(data, inventory, claims, calls);
  return {
    ...{ id: 'trendyol', seed, credentials, data, floor, batchFaults, webhooks, claims },
    ...loopback,
    stop: () => webhooks.deliveries.stop(loopback),
  };
}

/** The last words of a path that name an endpoint, ids left out. */
function kindOf(path: string): string {
  const words = path.split('/').filter((word) => /^[a-z][a-z-]*$/.test(word));
  return words.slice(-2).join('/');
}

function routesOf(
  data: TrendyolData,
  inventory: InventoryService,
  orders: OrderService,
  claims: ClaimService,
): Route[] {
  const products = new ProductService(data);
  const parcels = new PackageStatusService(data);
  const seller = '/integration/product/sellers/[^/]+';
  return [
    {
      group: 'productRead',
      path: exactly(`${seller}/products/approved`),
      answer: (request) => products.approved(request),
    },
    {
      group: 'productRead',
      path: exactly(`${seller}/products/approved/inventory-and-price`),
      answer: (request) => products.inventoryAndPrice(request),
    },
    {
      group: 'stockWrite',
      method: 'POST',
      path: exactly('/integration/inventory/sellers/[^/]+/products/price-and-inventory'),
      answer: (request) => inventory.update(request),
    },
    {
      group: 'productRead',
      path: exactly(`${seller}/products/batch-requests/([^/]+)`),
      answer: (request, id) => inventory.result(request, id),
    },
    {
      group: 'productRead',
      path: exactly(`${seller}/products/unapproved`),
      answer: (request) => products.unapproved(request),
    },
    {
      group: 'productRead',
      path: exactly(`${seller}/product/([^/]+)`),
      answer: (request, barcode) => products.byBarcode(request, barcode),
    },
    {
      group: 'productRead',
      path: exactly('/integration/sellers/[^/]+/addresses'),
      answer: () => json(200, addresses(data.sellerId)),
    },
    {
      group: 'orders',
      path: exactly('/integration/order/sellers/[^/]+/v2/orders'),
      answer: (request) => orders.list(request),
    },
    {
      group: 'orders',
      path: exactly('/integration/order/sellers/[^/]+/orders/stream'),
      answer: (request) => orders.stream(request),
    },
    {
      group: 'packageStatus',
      method: 'PUT',
      path: exactly('/integration/order/sellers/[^/]+/shipment-packages/([^/]+)'),
      answer: (request, id) => parcels.update(request, id),
    },
    {
      group: 'unsupplied',
      method: 'PUT',
      path: exactly('/integration/order/sellers/[^/]+/shipment-packages/([^/]+)/items/unsupplied'),
      answer: (request, id) => parcels.unsupplied(request, id),
    },
    {
      group: 'claims',
      path: exactly('/integration/order/sellers/[^/]+/claims'),
      answer: (request) => claims.list(request),
    },
    // Order V1 and product V1 were closed on 15 October 2026.
    {
      group: 'orders',
      path: exactly('/integration/order/sellers/[^/]+/orders'),
      answer: ({ at }) => closedVersion(at),
    },
    { group: 'productRead', path: exactly(`${seller}/products`), answer: ({ at }) => closedVersion(at) },
  ];
}

const exactly = (pattern: string): RegExp => new RegExp(`^${pattern}$`);

function handle(
  request: MarketplaceRequest,
  credentials: { sellerId: string; apiKey: string; apiSecret: string },
  limits: Limits,
  routes: readonly Route[],
  webhooks: TrendyolWebhooks,
): Answer {
  const { at } = request;
  const agent = request.headers['user-agent'] ?? '';
  const agentSeller = /^(\d+) - [A-Za-z0-9]{1,30}$/.exec(agent)?.[1];
  if (agentSeller === undefined) return forbidden(at, 'User-Agent bilgisi eksik veya hatalı.');
  const basic = basicCredentials(request);
  if (basic?.user !== credentials.apiKey || basic.password !== credentials.apiSecret) return wrongKey(at);
  const pathSeller = /\/sellers\/([^/]+)\//.exec(request.path)?.[1];
  if (pathSeller !== undefined && (pathSeller !== credentials.sellerId || agentSeller !== pathSeller)) {
    return forbidden(at, 'Bu satıcı için yetkiniz yok.');
  }
  const hooked = webhooks.answer(request);
  if (hooked !== undefined) return hooked;
  const route = routes.find((candidate) => candidate.path.test(request.path));
  if (route === undefined) return notFound(at);
  const method = route.method ?? 'GET';
  if (request.method !== method) return wrongMethod(at, method);
  if (!limits.take(route.group, route.path.source)) return tooManyRequests(at);
  try {
    return route.answer(request, decodeURIComponent(route.path.exec(request.path)?.[1] ?? ''));
  } catch (error) {
    if (error instanceof BadQuery) return badRequest(at, error.message);
    throw error;
  }
}

/** Quotas of 14 September 2026: per minute and service group, by the number of listings. */
class Limits {
  private readonly groups = new Map<Group, { tier: number; budget: SlidingBudget }>();
  private readonly endpoints = new Map<string, SlidingBudget>();

  constructor(
    private readonly data: TrendyolData,
    private readonly now: () => number,
    private readonly scale: number,
    private readonly oldEndpointRule: boolean,
  ) {}

  take(group: Group, endpoint: string): boolean {
    if (this.oldEndpointRule && !this.endpoint(endpoint).take().allowed) return false;
    return this.group(group).take().allowed;
  }

  private group(group: Group): SlidingBudget {
    const tier = TIERS.findIndex((limit) => this.data.variantCount <= limit);
    const known = this.groups.get(group);
    if (known?.tier === tier) return known.budget;
    const calls = CALLS[group][tier] ?? 30;
    const budget = new SlidingBudget(Math.ceil(calls * this.scale), MINUTE_MS, this.now);
    this.groups.set(group, { tier, budget });
    return budget;
  }

  private endpoint(endpoint: string): SlidingBudget {
    const known =
      this.endpoints.get(endpoint) ?? new SlidingBudget(Math.ceil(50 * this.scale), 10_000, this.now);
    this.endpoints.set(endpoint, known);
    return known;
  }
}

function addresses(sellerId: number): unknown {
  const address = {
    id: sellerId * 10,
    addressType: 'Shipment',
    country: 'Türkiye',
    city: 'İstanbul',
    cityCode: 34,
    district: 'Şişli',
    districtId: 54,
    postCode: '34363',
    address: 'Çınar Sk. No:3',
    fullAddress: 'Çınar Sk. No:3 Şişli İstanbul',
    returningAddress: false,
    shipmentAddress: true,
    invoiceAddress: false,
    default: true,
  };
  const returning = {
    ...address,
    id: sellerId * 10 + 1,
    addressType: 'Returning',
    returningAddress: true,
    shipmentAddress: false,
  };
  return {
    supplierAddresses: [address, returning],
    defaultShipmentAddress: address,
    defaultReturningAddress: { ...returning, present: true },
  };
}
