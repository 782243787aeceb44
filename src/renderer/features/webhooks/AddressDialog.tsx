import { useEffect, useState } from 'react';
import type { WayIn } from '../../../shared/contract/webhooks';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Button, Dialog, TextField } from '../../ui';
import { TunnelChoices } from './TunnelChoices';
import styles from './Webhooks.module.css';

interface AddressDialogProps {
  readonly isOpen: boolean;
  readonly way: WayIn;
  readonly onClose: () => void;
}

/** Asks for the public address; the port a tunnel has to lead to stands there before it is asked for. */
export function AddressDialog({ isOpen, way, onClose }: AddressDialogProps) {
  const text = useText('webhooks');
  const errorText = useErrorText();
  const [address, setAddress] = useState('');
  const listen = useAction('webhooks.listen');
  const save = useAction('webhooks.setAddress', { onDone: onClose });
  const { mutate: begin } = listen;
  const { reset } = save;
  const kept = way.address ?? '';
  useEffect(() => {
    if (!isOpen) return;
    setAddress(kept);
    reset();
    begin({});
  }, [isOpen, kept, begin, reset]);
  const port = listen.data?.port ?? way.port;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={text('address.title')}
      keepsWork
      actions={
        <>
          {way.address !== null && (
            <Button variant="quiet" isPending={save.isPending} onPress={() => save.mutate({ address: null })}>
              {text('address.remove')}
            </Button>
          )}
          <Button
            variant="primary"
            isDisabled={address.trim() === ''}
            isPending={save.isPending}
            onPress={() => save.mutate({ address })}
          >
            {text('address.save')}
          </Button>
        </>
      }
    >
      <TunnelChoices onStarted={onClose} />
      <h3 className={styles.subtitle}>{text('tunnel.own')}</h3>
      <p>{text('address.help')}</p>
      <p>
        {port === null ? text('address.noPort') : text('address.target')}{' '}
        {port !== null && <code className={styles.code}>{`http://127.0.0.1:${port}`}</code>}
      </p>
      <TextField
        label={text('address.label')}
        value={address}
        onChange={setAddress}
        placeholder="https://kervan.example"
        trimsPaste
        autoFocus
        autoComplete="off"
        error={save.isError ? errorText(save.error) : listen.isError ? errorText(listen.error) : undefined}
      />
    </Dialog>
  );
}
