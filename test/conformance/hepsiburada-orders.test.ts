import { connector } from '../../connectors/hepsiburada/connector';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import { describeOrderChanges } from './order-changes';

const sends = ({ method, path }: { readonly method: string; readonly path: string }) =>
  method === 'POST' && !path.includes('-uploads');

describeOrderChanges({
  definition: connector,
  start: startHepsiburada,
  wrongKey: { serviceKey: '000000000000' },
  changes: [
    { action: 'pack', word: 'Packaged', sends },
    { action: 'cancel', word: 'Cancelled', sends },
  ],
});
