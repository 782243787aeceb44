import { connector } from '../../connectors/shopify/connector';
import type { MarketplaceRequest } from '../marketplaces/kit';
import { DEFAULT_SCOPES } from '../marketplaces/shopify/access';
import { startShopify } from '../marketplaces/shopify/server';
import type { ShopifyShop } from '../marketplaces/shopify/shop';
import { byPages } from './harness';
import { type ConnectorCase, describeConnector } from './suite';

const asks =
  (words: string) =>
  (request: MarketplaceRequest): boolean =>
    request.body.includes(words) && request.body.includes('pageInfo');

/** What a merchant is asked to grant. */
const SCOPES = [...DEFAULT_SCOPES, 'write_products', 'write_inventory'];

const byJob: ConnectorCase<ShopifyShop> = {
  definition: connector,
  variant: 'by bulk jobs',
  start: (options) => startShopify({ ...options, scopes: SCOPES }),
  values: ({ shop = '', accessToken = '' }) => ({ shop, accessToken }),
  wrongKey: { accessToken: 'shpat_00000000000000000000000000000000' },
  truth: {
    products: (data) => [...data.variants.keys()].map((id) => `gid://shopify/ProductVariant/${id}`),
    orders: (data) => [...data.orders.keys()].map((id) => `gid://shopify/Order/${id}`),
  },
  lists: {
    products: { match: asks('products('), spoil: { index: 1, field: 'id', how: 'null' } },
    orders: { match: asks('orders('), spoil: { index: 1, field: 'name', how: 'null' } },
  },
  change: {
    products: (data) => {
      const [first] = data.variants.keys();
      if (first === undefined) throw new Error('no variant');
      data.editVariant(first, { price: 7750 });
      return `gid://shopify/ProductVariant/${first}`;
    },
    orders: (data) => {
      const [first] = data.orders.keys();
      if (first === undefined) throw new Error('no order');
      data.editOrder(first, { note: 'kapıya bırakın' });
      return `gid://shopify/Order/${first}`;
    },
  },
  skip: {
    'one record that nobody could read is set aside':
      'a damaged line of a job’s file is tried beside the job reader',
  },
};

describeConnector(byJob);
describeConnector({ ...byJob, definition: byPages(connector), variant: 'by pages', skip: {} });
