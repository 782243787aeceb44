import { connector } from '../../connectors/woocommerce/connector';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { describeConnector } from './suite';

describeConnector({
  definition: connector,
  start: startWooCommerce,
  wrongKey: { consumerSecret: 'cs_0000000000000000000000000000000000000000' },
  truth: {
    products: (data) => [
      ...[...data.products.values()]
        .filter((product) => product.status !== 'trash' && product.type !== 'variable')
        .map((product) => String(product.id)),
      ...[...data.variations.keys()].map(String),
    ],
    orders: (data) =>
      [...data.orders.values()]
        // A draft is a cart somebody may still leave; "any" leaves it out together with the trash.
        .filter((order) => order.status !== 'trash' && order.status !== 'checkout-draft')
        .map((order) => String(order.id)),
  },
  lists: {
    products: { match: '/products?', spoil: { index: 2, field: 'id', how: 'null' } },
    orders: { match: '/orders?', spoil: { index: 1, field: 'line_items', how: 'wrongType' } },
  },
  change: {
    products: (data) => {
      const first = [...data.products.values()].find((product) => product.type === 'simple');
      if (first === undefined) throw new Error('no product');
      data.editProduct(first.id, { name: 'Yeni ad' });
      return String(first.id);
    },
    orders: (data) => {
      const [first] = data.orders.keys();
      if (first === undefined) throw new Error('no order');
      data.touchOrder(first);
      return String(first);
    },
  },
});
