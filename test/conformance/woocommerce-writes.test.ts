import { connector } from '../../connectors/woocommerce/connector';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { describeWrites } from './writes';

describeWrites({
  definition: connector,
  start: startWooCommerce,
  wrongKey: { consumerSecret: 'cs_0000000000000000000000000000000000000000' },
  sends: '/batch',
  stranger: (row) => ({ ...row, key: '999999999', remoteIds: { productId: '999999999' } }),
  strangerCode: 'product.notThere',
});
