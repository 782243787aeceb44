import {
  type ConnectorDefinition,
  mapping,
  type Paging,
  type RequestTemplate,
} from '../../src/shared/connector/definition';
import { fields, tidyField } from './fields';
import { inventory } from './inventory';
import { orderChanges } from './order-changes';
import { mapOrder } from './orders';
import { mapNothing, mapProduct, mapVariation, variationBindings } from './products';
import { mapRefunds, refundBindings } from './refunds';
import {
  orderSchema,
  type Product,
  productSchema,
  refundsSchema,
  variationSchema,
  type WooOrder,
} from './schema';
import { webhooks } from './webhooks';

const docs = 'https://woocommerce.github.io/woocommerce-rest-api-docs/';
const products = `${docs}#list-all-products`;
const variations = `${docs}#list-all-product-variations`;
const orders = `${docs}#list-all-orders`;
const api = '/wp-json/wc/v3';

function get(path: string, doc: string, query?: Readonly<Record<string, string>>): RequestTemplate {
  return { method: 'GET', origin: 'shop', path: api + path, doc, query };
}

/**
 * By id, oldest first: a change while the pages are read then never moves an unread record to a page already read, as ordering
 * by the date of change would.
 */
const inIdOrder = { orderby: 'id', order: 'asc' };
const changes = { ...inIdOrder, dates_are_gmt: 'true' };
const wholeOrders = { status: 'any', dp: '2' };

const paging: Paging = {
  kind: 'page',
  param: { query: 'page' },
  first: 1,
  size: { param: { query: 'per_page' }, value: 100 },
  total: { header: 'X-WP-Total' },
};

const changedSince = {
  kind: 'since',
  from: { query: 'modified_after' },
  format: 'isoPlain',
  overlapSeconds: 600,
} as const;

const noSuchRoute = [{ status: [404], at: 'code', equals: 'rest_no_route', outcome: 'skip' }] as const;

const variationsOfParent = {
  bindings: (raw: never) => variationBindings(raw as Product),
  request: get('/products/{parent.id}/variations', variations, inIdOrder),
  records: '',
  ...mapping(variationSchema, mapVariation),
  paging,
  // The product was deleted between the two reads.
  responses: [{ status: [404], outcome: 'skip' }],
} as const;

/** Which pieces of an order came back. A hundred refunds of one order are more than there ever are. */
const refundsOfOrder = {
  bindings: (raw: never) => refundBindings(raw as WooOrder),
  request: get('/orders/{parent.id}/refunds', `${docs}#list-all-refunds`, { per_page: '100', dp: '2' }),
  records: '',
  single: true,
  ...mapping(refundsSchema, mapRefunds),
  paging: { kind: 'none' },
  responses: [{ status: [404], outcome: 'skip' }],
} as const;

export const connector: ConnectorDefinition = {
  id: 'woocommerce',
  version: 1,
  title: 'WooCommerce',
  apiVersion: 'wc/v3',
  docs,
  evidence: 'docs',
  fields,
  auth: [
    {
      kind: 'query',
      needs: ['keysInAddress', 'consumerKey', 'consumerSecret'],
      values: { consumer_key: '{consumerKey}', consumer_secret: '{consumerSecret}' },
    },
    {
      kind: 'basic',
      needs: ['consumerKey', 'consumerSecret'],
      user: '{consumerKey}',
      password: '{consumerSecret}',
    },
  ],
  http: {
    origins: { shop: '{siteUrl}' },
    headers: { Accept: 'application/json' },
    budgets: [
      {
        name: 'shop',
        title: { tr: 'Bütün sorgular', en: 'All calls' },
        calls: 1200,
        perSeconds: 60,
        source: 'WooCommerce itself has no limit; a host’s own limit answers 429 or 503',
      },
    ],
    maxWaitSeconds: 300,
    timeoutSeconds: 60,
    responses: [
      {
        status: [401],
        at: 'message',
        contains: 'does not have',
        outcome: 'reconnect',
        code: 'auth.noPermission',
      },
      { status: [401], outcome: 'reconnect', code: 'auth.keyRejected' },
      // A page instead of JSON is a firewall in front of the shop, not an answer about the key.
      { status: [403, 406, 501], contentType: 'text/html', outcome: 'fail', code: 'chan.refusedRequest' },
      { status: [403], outcome: 'reconnect', code: 'auth.noPermission' },
      { status: [404], at: 'code', equals: 'rest_no_route', outcome: 'fail', code: 'chan.notFound' },
      { status: [429], outcome: 'limited', code: 'limit.reached' },
    ],
  },
  check: [
    {
      step: 'key',
      request: get('/data/currencies/current', `${docs}#retrieve-current-currency`),
      learn: { currency: 'code' },
    },
    { step: 'readProducts', request: get('/products', products, { per_page: '1', status: 'any' }) },
    { step: 'readOrders', request: get('/orders', orders, { per_page: '1', status: 'any' }) },
  ],
  streams: {
    products: {
      everyMinutes: 15,
      // A deleted product just disappears from the list: only a full run notices.
      fullEveryMinutes: 720,
      deletes: 'sweep',
      parts: [
        {
          name: 'products',
          modes: ['full'],
          request: get('/products', products, { status: 'any', ...inIdOrder }),
          records: '',
          ...mapping(productSchema, mapProduct),
          paging,
          delta: { kind: 'none' },
        },
        {
          name: 'variations',
          modes: ['full'],
          request: get('/variations', variations, inIdOrder),
          records: '',
          ...mapping(variationSchema, mapVariation),
          paging,
          delta: { kind: 'none' },
          responses: noSuchRoute,
        },
        {
          // Shops before 9.x have no list of all variations.
          name: 'variationsByParent',
          modes: ['full'],
          onlyIfSkipped: 'variations',
          request: get('/products', products, { status: 'any', type: 'variable', ...inIdOrder }),
          records: '',
          ...mapping(productSchema, mapNothing),
          paging,
          delta: { kind: 'none' },
          child: variationsOfParent,
        },
        {
          name: 'changedProducts',
          modes: ['delta'],
          request: get('/products', products, { status: 'any', ...changes }),
          records: '',
          ...mapping(productSchema, mapProduct),
          paging,
          delta: changedSince,
          child: variationsOfParent,
        },
        {
          // A plugin may change a variation without moving its parent's date.
          name: 'changedVariations',
          modes: ['delta'],
          request: get('/variations', variations, changes),
          records: '',
          ...mapping(variationSchema, mapVariation),
          paging,
          delta: changedSince,
          responses: noSuchRoute,
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
          modes: ['full'],
          request: get('/orders', orders, { ...wholeOrders, ...inIdOrder }),
          records: '',
          ...mapping(orderSchema, mapOrder),
          paging,
          delta: { kind: 'none' },
          child: refundsOfOrder,
        },
        {
          name: 'changedOrders',
          modes: ['delta'],
          request: get('/orders', orders, { ...wholeOrders, ...changes }),
          records: '',
          ...mapping(orderSchema, mapOrder),
          paging,
          delta: changedSince,
          child: refundsOfOrder,
        },
        {
          // "any" leaves out the trash; an order thrown away must not stay open here.
          name: 'trashedOrders',
          modes: ['delta'],
          request: get('/orders', orders, { status: 'trash', dp: '2', ...changes }),
          records: '',
          ...mapping(orderSchema, mapOrder),
          paging,
          delta: changedSince,
          responses: [{ status: [400], outcome: 'skip' }],
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
      tr: 'Stok ve fiyat tek istekte en çok 100 satır gider. Stoku üst üründe ortak sayılan varyasyonun stoku gönderilmez. Anahtarın yazma izni olmalıdır.',
      en: 'Stock and price go out in at most 100 rows per request. Stock that variations share on their product is not sent. The key needs the permission to write.',
    },
  },
  hooks: { tidyField },
};
