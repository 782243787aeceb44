import type { HookEndpoint } from '../../../shared/contract/webhooks';
import { useText } from '../../i18n/use-text';
import { StatusLabel } from '../../ui';
import { endpointStatus } from './delivery-status';

interface EndpointStateProps {
  readonly endpoint: Pick<HookEndpoint, 'state'>;
  /** There is a public address, working or not. */
  readonly hasAddress: boolean;
}

/** How far a channel has come with telling of its changes. */
export function EndpointState({ endpoint: { state }, hasAddress }: EndpointStateProps) {
  const text = useText('webhooks');
  return (
    <StatusLabel
      state={endpointStatus(state)}
      word={text(state === 'waiting' && hasAddress ? 'state.waitingWorks' : `state.${state}`)}
    />
  );
}
