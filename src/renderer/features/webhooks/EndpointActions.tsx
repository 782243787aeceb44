import { useState } from 'react';
import type { HookAccess, HookEndpoint } from '../../../shared/contract/webhooks';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Button, Switch } from '../../ui';
import { useFailedToast } from '../connections/use-failed-toast';
import { AccessDialog } from './AccessDialog';
import styles from './Webhooks.module.css';

/** Whether a channel tells of its changes, and what to do when it does not; what has to be typed at the channel is shown once. */
export function EndpointActions({ endpoint }: { readonly endpoint: HookEndpoint }) {
  const text = useText('webhooks');
  const onFailed = useFailedToast();
  const [access, setAccess] = useState<HookAccess | null>(null);
  const onDone = (made: { access: HookAccess | null }): void => setAccess(made.access);
  const enable = useAction('webhooks.enable', { onDone, onFailed });
  const disable = useAction('webhooks.disable', { onFailed });
  const repair = useAction('webhooks.repair', { onFailed });
  const rotate = useAction('webhooks.rotate', { onDone, onFailed });
  const { connectionId, connectionName: name, state } = endpoint;
  const isOn = state !== 'off';
  const isByHand = state === 'byHand';
  return (
    <div className={styles.actions}>
      <Switch
        isSelected={isOn}
        isDisabled={enable.isPending || disable.isPending}
        onChange={(on) => (on ? enable : disable).mutate({ connectionId })}
        aria-label={text('channels.switchOf', { name })}
      >
        {text('channels.switch')}
      </Switch>
      {isOn && !isByHand && (
        <Button
          variant="quiet"
          isPending={repair.isPending}
          aria-label={text('channels.repairOf', { name })}
          onPress={() => repair.mutate({ connectionId })}
        >
          {text('channels.repair')}
        </Button>
      )}
      {isOn && endpoint.hasOwnSecret && (
        <Button
          variant="quiet"
          isPending={rotate.isPending}
          aria-label={text(isByHand ? 'channels.newPasswordOf' : 'channels.newSecretOf', { name })}
          onPress={() => rotate.mutate({ connectionId })}
        >
          {text(isByHand ? 'channels.newPassword' : 'channels.newSecret')}
        </Button>
      )}
      {access && <AccessDialog endpoint={endpoint} access={access} onClose={() => setAccess(null)} />}
    </div>
  );
}
