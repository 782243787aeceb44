import { connector } from '../../connectors/trendyol/connector';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { describeConnector } from './suite';

describeConnector({
  definition: connector,
  start: startTrendyol,
  wrongKey: { apiSecret: 'wrong-secret' },
  truth: {
    products: (data) => [...data.variants().map(({ variant }) => variant.barcode), ...data.unapproved.keys()],
    orders: (data) => data.orders().map((order) => order.orderNumber),
  },
  lists: {
    products: { match: '/products/approved', spoil: { index: 3, field: 'contentId', how: 'missing' } },
    orders: { match: '/orders/stream', spoil: { index: 0, field: 'orderNumber', how: 'null' } },
  },
  change: {
    products: (data) => {
      const [first] = data.variants();
      if (first === undefined) throw new Error('no variant');
      data.editVariant(first.variant.barcode, { salePrice: 77.5 });
      return first.variant.barcode;
    },
    orders: (data) => data.addOrder().orderNumber,
  },
});
