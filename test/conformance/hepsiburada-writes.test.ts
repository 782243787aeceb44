import { connector } from '../../connectors/hepsiburada/connector';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import { describeWrites } from './writes';

describeWrites({
  definition: connector,
  start: startHepsiburada,
  wrongKey: { serviceKey: 'wrong-secret' },
  sends: (request) => request.method === 'POST' && request.path.endsWith('-uploads'),
  stranger: (row) => ({ ...row, key: 'YOK-1', sku: 'YOK-1', remoteIds: { hepsiburadaSku: 'HBCV000000YOK' } }),
  strangerCode: 'product.notThere',
});
