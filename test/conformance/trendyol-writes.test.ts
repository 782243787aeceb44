import { connector } from '../../connectors/trendyol/connector';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { describeWrites } from './writes';

describeWrites({
  definition: connector,
  start: startTrendyol,
  wrongKey: { apiSecret: 'wrong-secret' },
  sends: '/price-and-inventory',
  stranger: (row) => ({ ...row, key: 'YOK-1', barcode: 'YOK-1' }),
  strangerCode: 'product.notThere',
});
