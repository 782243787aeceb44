import { connector } from '../../connectors/woocommerce/connector';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { describeOrderChanges } from './order-changes';

const sends = ({ method, path }: { readonly method: string; readonly path: string }) =>
  method === 'PUT' && path.includes('/orders/');

describeOrderChanges({
  definition: connector,
  start: startWooCommerce,
  wrongKey: { consumerSecret: 'cs_0000000000000000000000000000000000000000' },
  changes: [
    { action: 'complete', word: 'completed', sends },
    { action: 'hold', word: 'on-hold', sends },
    { action: 'processing', after: [{ action: 'hold' }], word: 'processing', sends },
    { action: 'cancel', word: 'cancelled', sends },
  ],
});
