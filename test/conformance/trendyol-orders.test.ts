import { connector } from '../../connectors/trendyol/connector';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { describeOrderChanges } from './order-changes';

const sends = ({ method }: { readonly method: string }) => method === 'PUT';

describeOrderChanges({
  definition: connector,
  start: startTrendyol,
  wrongKey: { apiSecret: '00000000000000000000' },
  changes: [
    { action: 'picking', word: 'Picking', sends },
    {
      action: 'invoiced',
      fields: { invoiceNumber: 'ABC2026000000001' },
      after: [{ action: 'picking' }],
      word: 'Invoiced',
      sends,
    },
    { action: 'unsupplied', fields: { reason: '500' }, word: 'UnSupplied', sends },
  ],
});
