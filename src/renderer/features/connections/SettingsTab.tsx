import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ConnectionDetail } from '../../../shared/contract/connections';
import { isSameName } from '../../../shared/text/same-name';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import { Button, Card, ConfirmDialog, TextField, useToast } from '../../ui';
import styles from './Connections.module.css';
import { KeyForm } from './KeyForm';
import { SendingCard } from './SendingCard';
import { useAddress } from './use-address';
import { useFailedToast } from './use-failed-toast';

/** Name, keys, what is sent, and the end of the connection. */
export function SettingsTab({ connection }: { readonly connection: ConnectionDetail }) {
  return (
    <div className={styles.stack}>
      <NameCard connection={connection} />
      <KeyCard connection={connection} />
      <SendingCard connection={connection} />
      <DeleteCard connection={connection} />
    </div>
  );
}

function NameCard({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const toast = useToast();
  const [name, setName] = useState(connection.name);
  const [wasTried, setTried] = useState(false);
  const others = useAnswer('connections.list', {}).data ?? [];
  const update = useAction('connections.update', {
    onDone: () => void toast({ kind: 'done', text: text('saved') }),
    onFailed: useFailedToast(),
  });
  const isEmpty = name.trim() === '';
  const isTaken = others.some((other) => other.id !== connection.id && isSameName(other.name, name));
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isEmpty && name.trim() !== connection.name) update.mutate({ id: connection.id, name: name.trim() });
  };
  return (
    <Card title={text('settings.name')}>
      <form className={styles.form} onSubmit={save} noValidate>
        <TextField
          label={text('settings.name')}
          help={text(isTaken ? 'settings.nameTaken' : 'settings.nameHelp')}
          value={name}
          onChange={setName}
          error={wasTried && isEmpty ? text('settings.nameEmpty') : undefined}
          maxLength={80}
          isRequired
          autoComplete="off"
        />
        <div className={styles.buttons}>
          <Button type="submit" isPending={update.isPending} isDisabled={name.trim() === connection.name}>
            {text('settings.rename')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function KeyCard({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const common = useText('common');
  const format = useFormat();
  const now = useNow();
  const [address, change] = useAddress();
  const isRenewing = address.get('renew') !== null;
  const { secretsSavedAt, state } = connection;
  return (
    <Card title={text('settings.keys')}>
      <p>
        {secretsSavedAt === null
          ? text('settings.keysUnknown')
          : text('settings.keysSaved', {
              date: format.date(secretsSavedAt),
              age: format.age(now - secretsSavedAt),
            })}
      </p>
      <p className={styles.muted}>{text('settings.renewHelp')}</p>
      {isRenewing ? (
        <>
          <KeyForm connection={connection} onDone={() => change({ renew: null })} />
          <div className={styles.buttons}>
            <Button variant="quiet" onPress={() => change({ renew: null })}>
              {common('action.cancel')}
            </Button>
          </div>
        </>
      ) : (
        // A refused key has its form over everything already.
        state !== 'keyRejected' && (
          <div className={styles.buttons}>
            <Button onPress={() => change({ renew: '1' })}>{text('settings.renew')}</Button>
          </div>
        )
      )}
    </Card>
  );
}

function DeleteCard({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const format = useFormat();
  const toast = useToast();
  const navigate = useNavigate();
  const [isAsked, setAsked] = useState(false);
  const { id, name, products, orders } = connection;
  const remove = useAction('connections.delete', {
    onDone: () => {
      toast({ kind: 'info', text: text('settings.removed', { name }) });
      void navigate('/connections');
    },
    onFailed: useFailedToast(),
  });
  return (
    <Card title={text('settings.remove')}>
      <p className={styles.muted}>{text('settings.removeKept')}</p>
      <div className={styles.buttons}>
        <Button variant="danger" onPress={() => setAsked(true)}>
          {text('settings.removeConfirm')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsked}
        title={text('settings.removeTitle', { name })}
        confirmLabel={text('settings.removeConfirm')}
        isDestructive
        nameToType={name}
        isPending={remove.isPending}
        onConfirm={(confirmName) => remove.mutate({ id, confirmName })}
        onCancel={() => setAsked(false)}
      >
        <p>{text('settings.removeIntro')}</p>
        <ul className={styles.bullets}>
          <li>{text('settings.removeSecrets')}</li>
          <li>{text('settings.removeProducts', { count: products, shown: format.number(products) })}</li>
          <li>{text('settings.removeOrders', { count: orders, shown: format.number(orders) })}</li>
          <li>{text('settings.removeHistory')}</li>
        </ul>
        <p>{text('settings.removeKept')}</p>
      </ConfirmDialog>
    </Card>
  );
}
