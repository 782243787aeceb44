import {
  type BulkJob,
  type ConnectorDefinition,
  type JsonTemplate,
  mapping,
  type RequestTemplate,
} from '../../src/shared/connector/definition';
import { fields, tidyField } from './fields';
import { shopifyOrderChanges } from './order-changes';
import { mapMoreLines, mapOrder, mapOrderOfFile, moreLines } from './orders';
import { mapMoreVariant, mapProduct, mapProductLine, moreVariants } from './products';
import {
  bulkStart,
  bulkState,
  linesPage,
  orderProbe,
  ordersBulk,
  ordersPage,
  productProbe,
  productsBulk,
  productsPage,
  shopQuery,
  variantsPage,
} from './queries';
import {
  moreLinesSchema,
  orderFileSchema,
  orderSchema,
  productLineSchema,
  productSchema,
  type ShopifyOrder,
  type ShopifyProduct,
  variantSchema,
} from './schema';
import { shopifyWebhooks } from './webhooks';
import { firstLocation } from './write-queries';
import { shopifyWrites } from './writes';

const API_VERSION = '2026-10';
const admin = `https://shopify.dev/docs/api/admin-graphql/${API_VERSION}`;
const docs = {
  shop: `${admin}/queries/shop`,
  products: `${admin}/queries/products`,
  product: `${admin}/queries/product`,
  orders: `${admin}/queries/orders`,
  order: `${admin}/queries/order`,
  locations: `${admin}/queries/locations`,
  bulk: 'https://shopify.dev/docs/api/usage/bulk-operations/queries',
  limits: 'https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits',
  token:
    'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant',
};

function ask(
  query: string,
  doc: string,
  variables: { readonly [name: string]: JsonTemplate } = {},
): RequestTemplate {
  return { ...call(doc), body: { query, variables } };
}

function call(doc: string): RequestTemplate {
  return { method: 'POST', origin: 'shop', path: `/admin/api/${API_VERSION}/graphql.json`, doc };
}

function cursorPaging(at: string) {
  return {
    kind: 'cursor',
    from: `${at}.pageInfo.endCursor`,
    to: { body: 'variables.after' },
    more: `${at}.pageInfo.hasNextPage`,
  } as const;
}

const changedSince = {
  kind: 'since',
  from: { body: 'variables.query' },
  value: "updated_at:>='{time}'",
  format: 'isoZ',
  overlapSeconds: 300,
  order: 'ascending',
} as const;

/** The first full read: no points, no page depth. A refusal or failure falls back to pages. */
function bulk(query: string, groupObjects: boolean): Omit<BulkJob, 'raw' | 'map'> {
  return {
    modes: ['full'],
    start: ask(bulkStart, docs.bulk, { query, groupObjects }),
    id: 'data.bulkOperationRunQuery.bulkOperation.id',
    refusals: 'data.bulkOperationRunQuery.userErrors',
    poll: ask(bulkState, docs.bulk, { id: '{job.id}' }),
    state: 'data.bulkOperation.status',
    done: ['COMPLETED'],
    failed: ['FAILED', 'CANCELING', 'CANCELED', 'EXPIRED'],
    file: 'data.bulkOperation.url',
    fileHosts: ['storage.googleapis.com'],
    total: 'data.bulkOperation.objectCount',
    everySeconds: 2,
    maxSeconds: 3600,
  };
}

export const connector: ConnectorDefinition = {
  id: 'shopify',
  version: 1,
  title: 'Shopify',
  apiVersion: API_VERSION,
  docs: 'https://shopify.dev/docs/api/admin-graphql',
  evidence: 'docs',
  fields,
  auth: [
    { kind: 'header', needs: ['accessToken'], name: 'X-Shopify-Access-Token', value: '{accessToken}' },
    {
      kind: 'clientCredentials',
      needs: ['clientId', 'clientSecret'],
      token: {
        method: 'POST',
        origin: 'shop',
        path: '/admin/oauth/access_token',
        body: { client_id: '{clientId}', client_secret: '{clientSecret}', grant_type: 'client_credentials' },
        doc: docs.token,
      },
      accessToken: 'access_token',
      expiresIn: 'expires_in',
      earlySeconds: 600,
      send: { header: 'X-Shopify-Access-Token', value: '{accessToken}' },
    },
  ],
  http: {
    origins: { shop: 'https://{shop}' },
    headers: { Accept: 'application/json' },
    budgets: [],
    cost: {
      capacity: 1000,
      restorePerSecond: 100,
      requested: 'extensions.cost.requestedQueryCost',
      actual: 'extensions.cost.actualQueryCost',
      available: 'extensions.cost.throttleStatus.currentlyAvailable',
      maximum: 'extensions.cost.throttleStatus.maximumAvailable',
      restore: 'extensions.cost.throttleStatus.restoreRate',
      source: docs.limits,
    },
    maxWaitSeconds: 300,
    timeoutSeconds: 60,
    responses: [
      // 401 is left to the engine: a token of the client-credentials grant is renewed once, a fixed one asks the merchant.
      { status: [402, 423], outcome: 'reconnect', code: 'auth.shopFrozen' },
      { status: [403], outcome: 'reconnect', code: 'auth.noPermission' },
      { status: [429, 430], outcome: 'limited', code: 'limit.reached' },
      // GraphQL tells its failures in an answer with status 200.
      { at: 'errors.0.extensions.code', equals: 'THROTTLED', outcome: 'limited', code: 'limit.reached' },
      {
        at: 'errors.0.extensions.code',
        equals: 'MAX_COST_EXCEEDED',
        outcome: 'fail',
        code: 'chan.refusedRequest',
      },
      {
        at: 'errors.0.extensions.code',
        equals: 'ACCESS_DENIED',
        outcome: 'reconnect',
        code: 'auth.noPermission',
      },
      {
        at: 'errors.0.extensions.code',
        equals: 'SHOP_INACTIVE',
        outcome: 'reconnect',
        code: 'auth.shopFrozen',
      },
      {
        at: 'errors.0.extensions.code',
        equals: 'INTERNAL_SERVER_ERROR',
        outcome: 'retry',
        code: 'chan.down',
      },
      { status: [200], at: 'errors', outcome: 'fail', code: 'chan.refusedRequest' },
    ],
  },
  check: [
    {
      step: 'key',
      request: ask(shopQuery, docs.shop),
      learn: { currency: 'data.shop.currencyCode', shopName: 'data.shop.name' },
      scopes: {
        at: 'data.currentAppInstallation.accessScopes',
        needed: ['read_products', 'read_inventory', 'read_orders'],
      },
    },
    {
      // Where stock is set. Without the permission the shop can still be read.
      step: 'account',
      request: ask(firstLocation, docs.locations),
      learn: { locationId: 'data.locations.nodes.0.id', otherLocationId: 'data.locations.nodes.1.id' },
      responses: [{ at: 'errors.0.extensions.code', equals: 'ACCESS_DENIED', outcome: 'skip' }],
    },
    { step: 'readProducts', request: ask(productProbe, docs.products) },
    { step: 'readOrders', request: ask(orderProbe, docs.orders) },
    {
      step: 'write',
      request: ask(shopQuery, docs.shop),
      scopes: {
        at: 'data.currentAppInstallation.accessScopes',
        needed: ['write_products', 'write_inventory', 'read_locations'],
      },
    },
  ],
  streams: {
    products: {
      everyMinutes: 15,
      // A deleted product just disappears from the list: only a full run notices.
      fullEveryMinutes: 1440,
      deletes: 'sweep',
      parts: [
        {
          name: 'products',
          modes: ['delta', 'full'],
          request: ask(productsPage, docs.products, { after: null, query: null }),
          records: 'data.products.nodes',
          ...mapping(productSchema, mapProduct),
          paging: cursorPaging('data.products'),
          delta: changedSince,
          job: { ...bulk(productsBulk, false), ...mapping(productLineSchema, mapProductLine) },
          child: {
            bindings: (raw: never) => moreVariants(raw as ShopifyProduct),
            request: ask(variantsPage, docs.product, { id: '{parent.id}', after: '{parent.after}' }),
            records: 'data.product.variants.nodes',
            ...mapping(variantSchema, mapMoreVariant),
            paging: cursorPaging('data.product.variants'),
          },
        },
      ],
    },
    orders: {
      everyMinutes: 5,
      fullEveryMinutes: 1440,
      deletes: 'keep',
      parts: [
        {
          name: 'orders',
          modes: ['delta', 'full'],
          request: ask(ordersPage, docs.orders, { after: null, query: null }),
          records: 'data.orders.nodes',
          ...mapping(orderSchema, mapOrder),
          paging: cursorPaging('data.orders'),
          delta: changedSince,
          // Lines have to follow their order in the file, since a line alone does not tell which order it belongs to by number.
          job: {
            ...bulk(ordersBulk, true),
            gather: { parent: '__parentId', into: 'lines' },
            ...mapping(orderFileSchema, mapOrderOfFile),
          },
          child: {
            bindings: (raw: never) => moreLines(raw as ShopifyOrder),
            request: ask(linesPage, docs.order, { id: '{parent.id}', after: '{parent.after}' }),
            records: 'data.order',
            single: true,
            ...mapping(moreLinesSchema, mapMoreLines),
            paging: cursorPaging('data.order.lineItems'),
          },
        },
      ],
    },
  },
  actions: shopifyWrites(call, admin),
  orderChanges: shopifyOrderChanges(call, admin),
  webhooks: shopifyWebhooks(call, admin),
  capabilities: {
    read: ['products', 'orders'],
    write: ['stock', 'price', 'orderStatus'],
    webhooks: true,
    notes: {
      tr: 'Stok yalnız tek konumda duran ürünlerde gönderilir; write_products, write_inventory ve read_locations izinleri gerekir. Siparişi gönderildi yapmak write_merchant_managed_fulfillment_orders, iptal etmek write_orders izni ister. Shopify uygulamaya yalnızca son 60 günün siparişlerini verir; daha eskisi için read_all_orders izni gerekir.',
      en: 'Stock is sent for products kept at one location only; the permissions write_products, write_inventory and read_locations are needed. Fulfilling an order needs write_merchant_managed_fulfillment_orders, cancelling it write_orders. Shopify shows an app the orders of the last 60 days only; older ones need the read_all_orders permission.',
    },
  },
  hooks: { tidyField },
};
