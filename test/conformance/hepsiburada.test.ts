import { connector } from '../../connectors/hepsiburada/connector';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import { DAY_MS } from '../marketplaces/kit';
import { describeConnector } from './suite';

describeConnector({
  definition: connector,
  start: startHepsiburada,
  wrongKey: { serviceKey: 'wrong-secret' },
  truth: {
    products: (data) => [...data.goods.keys()].map((merchantSku) => merchantSku.toUpperCase()),
    // The list of cancelled lines reaches one month back: what was cancelled earlier stands in no list any more.
    orders: (data, now) =>
      [...data.orders.values()]
        .filter((order) =>
          order.lines.some((line) => line.cancel === undefined || line.cancel.at > now - 30 * DAY_MS),
        )
        .map((order) => order.orderNumber),
  },
  lists: {
    products: {
      match: '/listings/merchantid',
      spoil: { index: 2, field: 'price', how: { value: [] } },
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
