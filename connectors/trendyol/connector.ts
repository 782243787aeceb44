import {
  type ConnectorDefinition,
  mapping,
  type RequestTemplate,
} from '../../src/shared/connector/definition';
import { mapClaim } from './claims';
import { fields } from './fields';
import { inventory } from './inventory';
import { mapApproved, mapPackage, mapUnapproved } from './mapping';
import { orderChanges } from './order-changes';
import { approvedProductSchema, claimSchema, packageSchema, unapprovedProductSchema } from './schema';
import { webhooks } from './webhooks';

const DAY = 86_400;
const docs = {
  limits: 'https://developers.trendyol.com/docs/1-servis-limitleri',
  authorization: 'https://developers.trendyol.com/docs/2-authorization',
  products: 'https://developers.trendyol.com/docs/ürün-filtreleme-filterproducts',
  orders: 'https://developers.trendyol.com/docs/sipariş-paketlerini-çekme-getshipmentpackages',
  claims: 'https://developers.trendyol.com/tr/reference/getclaims',
};

const approved = '/integration/product/sellers/{sellerId}/products/approved';
const unapproved = '/integration/product/sellers/{sellerId}/products/unapproved';

function get(path: string, doc: string, query?: Readonly<Record<string, string>>): RequestTemplate {
  return { method: 'GET', origin: 'api', path, doc, query };
}

/** Pages of 100 up to the 10,000th record; the token of the last page leads on from there. */
const approvedPaging = {
  kind: 'page',
  param: { query: 'page' },
  first: 0,
  size: { param: { query: 'size' }, value: 100 },
  total: { at: 'totalElements' },
  // biome-ignore lint/suspicious/noThenProperty: a word of the definition; nothing ever awaits it
  cap: { records: 10_000, then: { from: 'nextPageToken', to: { query: 'nextPageToken' } } },
} as const;

const unapprovedPaging = {
  kind: 'page',
  param: { query: 'page' },
  first: 0,
  size: { param: { query: 'size' }, value: 1000 },
  total: { at: 'totalElements' },
} as const;

function changedSince(overlapSeconds: number) {
  return {
    kind: 'since',
    from: { query: 'startDate' },
    until: { query: 'endDate' },
    format: 'epochMs',
    overlapSeconds,
  } as const;
}

export const connector: ConnectorDefinition = {
  id: 'trendyol',
  version: 1,
  title: 'Trendyol',
  apiVersion: 'v2',
  docs: 'https://developers.trendyol.com',
  evidence: 'docs',
  fields,
  auth: [{ kind: 'basic', needs: ['apiKey', 'apiSecret'], user: '{apiKey}', password: '{apiSecret}' }],
  http: {
    origins: { api: 'https://apigw.trendyol.com' },
    headers: { 'User-Agent': '{sellerId} - {integratorName}', Accept: 'application/json' },
    budgets: [
      {
        name: 'endpoint',
        title: { tr: 'Bütün sorgular', en: 'All calls' },
        calls: 50,
        perSeconds: 10,
        source: docs.authorization,
      },
      {
        name: 'productRead',
        title: { tr: 'Ürün okuma', en: 'Reading products' },
        calls: 1000,
        perSeconds: 60,
        only: true,
        source: docs.limits,
      },
      {
        name: 'inventoryWrite',
        title: { tr: 'Stok ve fiyat gönderme', en: 'Sending stock and prices' },
        calls: 350,
        perSeconds: 60,
        only: true,
        source: docs.limits,
      },
      // The lowest tier; the stream also asks for five seconds between two calls.
      {
        name: 'orderRead',
        title: { tr: 'Sipariş okuma', en: 'Reading orders' },
        calls: 30,
        perSeconds: 60,
        spacingSeconds: 5,
        only: true,
        source: docs.limits,
      },
      // The other half of what reading orders may take: the stream asks at most twelve times a minute.
      {
        name: 'orderLook',
        title: { tr: 'Sipariş durumuna bakma', en: 'Looking at orders' },
        calls: 15,
        perSeconds: 60,
        only: true,
        source: docs.limits,
      },
      {
        name: 'packageStatus',
        title: { tr: 'Paket durumu değiştirme', en: 'Changing the status of parcels' },
        calls: 300,
        perSeconds: 60,
        only: true,
        source: docs.limits,
      },
      {
        name: 'unsupplied',
        title: { tr: 'Tedarik edememe bildirimi', en: 'Telling what cannot be supplied' },
        calls: 100,
        perSeconds: 60,
        only: true,
        source: docs.limits,
      },
      {
        name: 'claimRead',
        title: { tr: 'İade okuma', en: 'Reading returns' },
        calls: 1000,
        perSeconds: 60,
        only: true,
        source: docs.limits,
      },
    ],
    maxWaitSeconds: 300,
    timeoutSeconds: 60,
    responses: [
      { status: [401], outcome: 'reconnect', code: 'auth.keyRejected' },
      {
        status: [403],
        at: 'message',
        contains: 'User-Agent',
        outcome: 'reconnect',
        code: 'auth.userAgentRejected',
      },
      {
        status: [403],
        at: 'errors.0.message',
        contains: 'User-Agent',
        outcome: 'reconnect',
        code: 'auth.userAgentRejected',
      },
      // Kervan always sends a valid User-Agent, so a bare refusal means a seller id that the key does not own.
      { status: [403], outcome: 'reconnect', code: 'auth.wrongAccount' },
      { status: [426], outcome: 'fail', code: 'chan.versionClosed' },
      { status: [429], outcome: 'limited', code: 'limit.reached' },
    ],
  },
  check: [
    // One call proves the key, the seller number and the right to read products.
    { step: 'key', request: get(approved, docs.products, { page: '0', size: '1' }) },
    {
      step: 'readOrders',
      // Without dates it answers the last week; the stream used for syncing would spend the five-second budget here.
      request: get('/integration/order/sellers/{sellerId}/v2/orders', docs.orders, { page: '0', size: '1' }),
    },
  ],
  streams: {
    products: {
      everyMinutes: 30,
      // A sale may move only the stock's own date, which no filter asks for; the full run finds it.
      fullEveryMinutes: 360,
      deletes: 'sweep',
      // Unapproved first: a product approved between the two readings is then found in the second, never in neither.
      parts: [
        {
          name: 'unapproved',
          modes: ['full'],
          request: get(unapproved, docs.products),
          budget: 'productRead',
          records: 'content',
          ...mapping(unapprovedProductSchema, mapUnapproved),
          paging: unapprovedPaging,
          delta: { kind: 'none' },
        },
        {
          name: 'approved',
          modes: ['full'],
          request: get(approved, docs.products),
          budget: 'productRead',
          records: 'content',
          ...mapping(approvedProductSchema, mapApproved),
          paging: approvedPaging,
          delta: { kind: 'none' },
        },
        {
          name: 'unapprovedChanged',
          modes: ['delta'],
          request: get(unapproved, docs.products, { dateQueryType: 'LAST_MODIFIED_DATE' }),
          budget: 'productRead',
          records: 'content',
          ...mapping(unapprovedProductSchema, mapUnapproved),
          paging: unapprovedPaging,
          delta: changedSince(900),
        },
        {
          name: 'contentChanged',
          modes: ['delta'],
          request: get(approved, docs.products, { dateQueryType: 'CONTENT_MODIFIED_DATE' }),
          budget: 'productRead',
          records: 'content',
          ...mapping(approvedProductSchema, mapApproved),
          paging: approvedPaging,
          delta: changedSince(900),
        },
        {
          name: 'variantChanged',
          modes: ['delta'],
          request: get(approved, docs.products, { dateQueryType: 'VARIANT_MODIFIED_DATE' }),
          budget: 'productRead',
          records: 'content',
          ...mapping(approvedProductSchema, mapApproved),
          paging: approvedPaging,
          delta: changedSince(900),
        },
      ],
    },
    orders: {
      everyMinutes: 5,
      fullEveryMinutes: 1440,
      deletes: 'keep',
      parts: [
        {
          // The stream reaches three months back without a record cap; /v2/orders stops at 10,000 packages and one month.
          name: 'stream',
          modes: ['delta', 'full'],
          request: get('/integration/order/sellers/{sellerId}/orders/stream', docs.orders),
          budget: 'orderRead',
          records: 'content',
          ...mapping(packageSchema, mapPackage),
          paging: {
            kind: 'cursor',
            from: 'nextCursor',
            to: { query: 'nextCursor' },
            more: 'hasMore',
            size: { param: { query: 'size' }, value: 200 },
          },
          delta: {
            kind: 'since',
            from: { query: 'lastModifiedStartDate' },
            until: { query: 'lastModifiedEndDate' },
            format: 'epochMs',
            overlapSeconds: 900,
            windowSeconds: 13 * DAY,
            historySeconds: 90 * DAY,
            always: true,
            order: 'descending',
          },
        },
        {
          // What was sent back after delivery stands nowhere else: a package is "Returned" only when it was never handed over.
          name: 'claims',
          modes: ['delta', 'full'],
          request: get('/integration/order/sellers/{sellerId}/claims', docs.claims, {
            claimItemStatus: 'Accepted',
          }),
          budget: 'claimRead',
          records: 'content',
          ...mapping(claimSchema, mapClaim),
          paging: {
            kind: 'page',
            param: { query: 'page' },
            first: 0,
            size: { param: { query: 'size' }, value: 200 },
            total: { at: 'totalElements' },
          },
          delta: {
            // Whether the dates are those of the last change or of the beginning is told in two ways; the daily full run finds all.
            ...changedSince(900),
            windowSeconds: 13 * DAY,
            // Shorter than that of the packages, so that the order of every claim is known by then.
            historySeconds: 60 * DAY,
            always: true,
          },
          // A key without leave to see returns still has its orders read.
          responses: [{ status: [403, 404], outcome: 'skip' }],
        },
      ],
    },
  },
  actions: { inventory },
  orderChanges,
  webhooks,
  capabilities: {
    read: ['products', 'orders'],
    write: ['stock', 'price', 'orderStatus'],
    webhooks: true,
    notes: {
      tr: 'Stok ve fiyat tek istekte en çok 1.000 satır gider. Trendyol aynı isteği 15 dakika içinde yeniden kabul etmez, bir barkodun fiyatını dakikada en çok 30 kez değiştirir ve en çok 20.000 adet stok alır.',
      en: 'Stock and price go out in at most 1,000 rows per request. Trendyol refuses the same request again within 15 minutes, changes the price of a barcode at most 30 times a minute and takes at most 20,000 pieces of stock.',
    },
  },
};
