import {
  type ChildPart,
  type ConnectorDefinition,
  type MapContext,
  mapping,
  type Paging,
  type RequestTemplate,
  type StreamPart,
  type StreamRecord,
} from '../../src/shared/connector/definition';
import type { OrderStatus } from '../../src/shared/domain/order';
import { claimBindings, mapClaimDetail } from './claims';
import { fields } from './fields';
import { orderChanges } from './order-changes';
import {
  awaitingBindings,
  cancelledBindings,
  detailBindings,
  mapAwaitingDetail,
  mapCancelledDetail,
  mapCancelledOfOrder,
  mapPackageDetail,
  openBindings,
  packageBindings,
} from './order-details';
import {
  mapAwaitingLine,
  mapCancelledLine,
  mapOpenLine,
  mapPackage,
  mapPackageNumbers,
  mapUnpacked,
} from './orders';
import { mapCatalogueProduct, mapListing } from './products';
import {
  awaitingLineSchema,
  type Claim,
  cancelledLineSchema,
  catalogueProductSchema,
  claimSchema,
  listingSchema,
  type OrderDetail,
  openLineSchema,
  orderDetailSchema,
  packageNumbersSchema,
  packageSchema,
  unpackedSchema,
} from './schema';
import { price, stock } from './uploads';
import { webhooks } from './webhooks';

const HOUR = 3600;
const docs = {
  start: 'https://developers.hepsiburada.com/hepsiburada/reference',
  listing: 'https://developers.hepsiburada.com/hepsiburada/reference/get_listings-merchantid-merchantid',
  catalogue:
    'https://developers.hepsiburada.com/hepsiburada/reference/get_api-products-all-products-of-merchant-merchantid',
  orders: 'https://developers.hepsiburada.com/hepsiburada/reference/get_orders-merchantid-merchantid',
  packages: 'https://developers.hepsiburada.com/hepsiburada/reference/get_packages-merchantid-merchantid',
  claims:
    'https://developers.hepsiburada.com/hepsiburada/reference/get_claims-merchantid-merchantid-status-status',
  changes: 'https://developers.hepsiburada.com/hepsiburada/changelog',
};

function get(
  origin: 'listing' | 'catalogue' | 'oms',
  path: string,
  doc: string,
  query?: Readonly<Record<string, string>>,
): RequestTemplate {
  return { method: 'GET', origin, path, doc, query };
}

function offsetPaging(limit: number): Paging {
  return {
    kind: 'offset',
    param: { query: 'offset' },
    size: { param: { query: 'limit' }, value: limit },
    total: { at: 'totalCount' },
  };
}

/** Bare arrays, and the vendor's reference spells the parameter "Offset" for these two. */
const packagePaging: Paging = {
  kind: 'offset',
  param: { query: 'offset', also: 'Offset' },
  size: { param: { query: 'limit' }, value: 10 },
};

const listingPath = '/listings/merchantid/{merchantId}';
const cataloguePath = '/product/api/products/all-products-of-merchant/{merchantId}';
const ordersPath = '/orders/merchantid/{merchantId}';
const packagesPath = '/packages/merchantid/{merchantId}';

/** The catalogue answers 403, not 429, to more than 100 calls a second, and blocks the address when that goes on. */
const catalogueRules = [{ status: [403], outcome: 'limited', code: 'limit.reached' }] as const;

/** What a numbers-only row does not tell stands in the order's detail. */
const orderDetail = {
  request: get('oms', '/orders/merchantid/{merchantId}/ordernumber/{parent.orderNumber}', docs.orders),
  records: '',
  single: true,
  paging: { kind: 'none' },
  budget: 'orders',
  responses: [{ status: [404], outcome: 'skip' }],
} as const;

/** The list itself says too little; the order behind a row says the rest. */
const mapNothing = (): readonly StreamRecord[] => [];

type Bindings<Raw> = (raw: Raw, context: MapContext) => readonly Readonly<Record<string, string>>[];
type Bound = Pick<ChildPart, 'raw' | 'map' | 'bindings'>;

/** Which orders a row asks for, and what their detail adds. */
function fillFrom<Raw>(
  bindings: Bindings<Raw>,
  map: (raw: OrderDetail, context: MapContext) => readonly StreamRecord[],
): Bound & typeof orderDetail {
  return { ...orderDetail, bindings: bindings as Bound['bindings'], ...mapping(orderDetailSchema, map) };
}

/** The list of one parcel state. */
function statePart(
  state: 'shipped' | 'delivered' | 'undelivered',
  status: OrderStatus,
  word: string,
): StreamPart {
  return {
    name: state,
    modes: ['delta', 'full'],
    request: get('oms', `${packagesPath}/${state}`, docs.packages),
    budget: 'orders',
    records: 'items',
    ...mapping(packageNumbersSchema, mapPackageNumbers(status, word)),
    paging: offsetPaging(50),
    delta: { kind: 'none' },
    child: fillFrom(detailBindings(status, word), mapPackageDetail),
  };
}

/** What customers sent back, in one of the states in which the merchant has the pieces again. */
function claimPart(name: string, state: 'Accepted' | 'Refunded'): StreamPart {
  return {
    name,
    modes: ['delta', 'full'],
    request: get('oms', `/claims/merchantId/{merchantId}/status/${state}`, docs.claims),
    budget: 'orders',
    records: ['', 'items'],
    ...mapping(claimSchema, mapNothing),
    paging: { kind: 'offset', param: { query: 'offset' }, size: { param: { query: 'limit' }, value: 50 } },
    delta: {
      kind: 'since',
      from: { query: 'statusBeginDate' },
      until: { query: 'statusEndDate' },
      format: 'istanbulMinute',
      overlapSeconds: 24 * HOUR,
      windowSeconds: 7 * 24 * HOUR,
      historySeconds: 90 * 24 * HOUR,
      always: true,
    },
    child: fillFrom((raw: Claim) => claimBindings(raw), mapClaimDetail),
    // An account without returns, or without leave to see them, still has its orders read.
    responses: [{ status: [403, 404], outcome: 'skip' }],
  };
}

export const connector: ConnectorDefinition = {
  id: 'hepsiburada',
  version: 1,
  title: 'Hepsiburada',
  apiVersion: '2026-05',
  docs: docs.start,
  evidence: 'docs',
  fields,
  auth: [{ kind: 'basic', needs: ['username', 'serviceKey'], user: '{username}', password: '{serviceKey}' }],
  http: {
    origins: {
      listing: 'https://listing-external.hepsiburada.com',
      catalogue: 'https://mpop.hepsiburada.com',
      oms: 'https://oms-external.hepsiburada.com',
    },
    // The bare developer user name: with the merchant id before it, as other channels want it, the answer is 403.
    headers: { 'User-Agent': '{userAgent}', Accept: 'application/json' },
    budgets: [
      {
        name: 'listing',
        title: { tr: 'Fiyat ve stok okuma', en: 'Reading prices and stock' },
        calls: 10,
        perSeconds: 1,
        only: true,
        source: `none published for reads; kept small (${docs.listing})`,
      },
      {
        name: 'upload',
        title: { tr: 'Stok ve fiyat yükleme', en: 'Uploading stock and prices' },
        calls: 6,
        perSeconds: 60,
        spacingSeconds: 10,
        only: true,
        source: `about ten seconds between two uploads, at most five pending (${docs.changes})`,
      },
      {
        name: 'catalogue',
        title: { tr: 'Katalog okuma', en: 'Reading the catalogue' },
        calls: 20,
        perSeconds: 1,
        only: true,
        source: `100 a second (${docs.changes}); a fifth of it, over it the address is blocked`,
      },
      {
        name: 'orders',
        title: { tr: 'Sipariş okuma', en: 'Reading orders' },
        calls: 50,
        perSeconds: 1,
        only: true,
        source: `1000 a second (${docs.changes}); a twentieth of it`,
      },
    ],
    maxWaitSeconds: 300,
    timeoutSeconds: 60,
    responses: [
      { status: [401], outcome: 'reconnect', code: 'auth.keyRejected' },
      { status: [403], outcome: 'reconnect', code: 'auth.userAgentRejected' },
      { status: [429], outcome: 'limited', code: 'limit.reached' },
    ],
    limitHeaders: { remaining: 'X-RateLimit-Remaining', reset: 'X-RateLimit-Reset', unit: 'deltaSeconds' },
  },
  check: [
    { step: 'key', request: get('listing', listingPath, docs.listing, { offset: '0', limit: '1' }) },
    {
      step: 'readProducts',
      request: get('catalogue', cataloguePath, docs.catalogue, { page: '0', size: '1' }),
      responses: catalogueRules,
    },
    { step: 'readOrders', request: get('oms', ordersPath, docs.orders, { offset: '0', limit: '1' }) },
  ],
  streams: {
    products: {
      everyMinutes: 30,
      fullEveryMinutes: 1440,
      deletes: 'sweep',
      parts: [
        {
          // Neither list can be asked for changes alone (a listing row tells no reliable time), so both are read whole.
          name: 'catalogue',
          modes: ['delta', 'full'],
          request: get('catalogue', cataloguePath, docs.catalogue),
          budget: 'catalogue',
          records: 'data',
          emptyWhen: { at: 'success', equals: false },
          ...mapping(catalogueProductSchema, mapCatalogueProduct),
          paging: {
            kind: 'page',
            param: { query: 'page' },
            first: 0,
            size: { param: { query: 'size' }, value: 100 },
            total: { at: 'totalElements' },
          },
          delta: { kind: 'none' },
          responses: catalogueRules,
        },
        {
          name: 'listing',
          modes: ['delta', 'full'],
          request: get('listing', listingPath, docs.listing),
          budget: 'listing',
          records: 'listings',
          ...mapping(listingSchema, mapListing),
          paging: offsetPaging(1000),
          delta: { kind: 'none' },
        },
      ],
    },
    orders: {
      everyMinutes: 10,
      fullEveryMinutes: 1440,
      deletes: 'keep',
      // In the order in which a line wanders: what moves on while a list is read is met again in a later one.
      parts: [
        {
          name: 'paymentAwaiting',
          modes: ['delta', 'full'],
          request: get('oms', `${ordersPath}/paymentawaiting`, docs.orders),
          budget: 'orders',
          records: 'items',
          ...mapping(awaitingLineSchema, mapAwaitingLine),
          paging: offsetPaging(50),
          delta: { kind: 'none' },
          child: fillFrom(awaitingBindings, mapAwaitingDetail),
        },
        {
          name: 'unpacked',
          modes: ['delta', 'full'],
          request: get('oms', `${packagesPath}/status/unpacked`, docs.packages),
          budget: 'orders',
          records: ['items', '0.items', ''],
          ...mapping(unpackedSchema, mapUnpacked),
          paging: packagePaging,
          delta: { kind: 'none' },
          responses: [{ status: [404], outcome: 'skip' }],
        },
        {
          name: 'open',
          modes: ['delta', 'full'],
          request: get('oms', ordersPath, docs.orders),
          budget: 'orders',
          records: 'items',
          ...mapping(openLineSchema, mapOpenLine),
          paging: offsetPaging(100),
          delta: { kind: 'none' },
          child: fillFrom(openBindings, mapCancelledOfOrder),
        },
        {
          name: 'packages',
          modes: ['delta', 'full'],
          request: get('oms', packagesPath, docs.packages),
          budget: 'orders',
          records: ['', 'items'],
          ...mapping(packageSchema, mapPackage),
          paging: packagePaging,
          delta: {
            kind: 'since',
            from: { query: 'begindate' },
            until: { query: 'enddate' },
            format: 'istanbulMinute',
            // The dates may mean the order's day instead of the parcel's: three days back cover the time to pack.
            overlapSeconds: 72 * HOUR,
            // Wider than a day, and the end is ignored without a word.
            windowSeconds: 24 * HOUR,
            historySeconds: 90 * 24 * HOUR,
            always: true,
          },
          child: fillFrom(packageBindings, mapCancelledOfOrder),
        },
        statePart('shipped', 'shipped', 'Shipped'),
        statePart('undelivered', 'undelivered', 'UnDelivered'),
        statePart('delivered', 'delivered', 'Delivered'),
        {
          name: 'cancelled',
          modes: ['delta', 'full'],
          request: get('oms', `${ordersPath}/cancelled`, docs.orders),
          budget: 'orders',
          records: 'items',
          ...mapping(cancelledLineSchema, mapCancelledLine),
          paging: offsetPaging(50),
          delta: { kind: 'none' },
          child: fillFrom(cancelledBindings, mapCancelledDetail),
        },
        claimPart('claimsAccepted', 'Accepted'),
        claimPart('claimsRefunded', 'Refunded'),
      ],
    },
  },
  actions: { stock, price },
  orderChanges,
  webhooks,
  capabilities: {
    read: ['products', 'orders'],
    write: ['stock', 'price', 'orderStatus'],
    webhooks: true,
    notes: {
      tr: 'Stok ve fiyat ayrı yüklemelerle gider. Hepsiburada deposundaki ürünün stoku değiştirilmez. Yüklemelerde aynı anda en çok 5 bekleyen işlem olur ve günde ilan sayısının 10 katı güncelleme yapılabilir.',
      en: 'Stock and price go out in uploads of their own. Stock that Hepsiburada keeps in its depot is never changed. At most 5 stock and price uploads may be pending at a time, and updates per day are limited to 10 times the number of listings.',
    },
  },
};
