import { connector } from '../../connectors/hepsiburada/connector';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import { describeConnector } from './suite';

describeConnector({
  definition: connector,
  start: startHepsiburada,
  wrongKey: { serviceKey: 'wrong-secret' },
  truth: {
    products: (data) => [...data.goods.keys()].map((merchantSku) => merchantSku.toUpperCase()),
    orders: (data) => data.orders.keys(),
  },
  lists: {
    products: {
      match: '/listings/merchantid',
      spoil: { index: 2, field: 'price', how: { value: { no: 'price' } } },
    },
    orders: { match: /\/delivered\?/, spoil: { index: 1, field: 'OrderNumber', how: { value: [] } } },
  },
  change: {
    products: (data) => {
      const [first] = data.listings();
      if (first === undefined) throw new Error('no listing');
      data.editListing(first.merchantSku, { price: 77.5 });
      return first.merchantSku.toUpperCase();
    },
    orders: (data) => data.addOrder().orderNumber,
  },
  skip: { 'delta is smaller than everything': 'its lists take no time of change; every run reads them' },
});
