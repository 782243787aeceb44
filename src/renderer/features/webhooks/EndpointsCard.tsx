import { useState } from 'react';
import type { HookAccess, HookEndpoint } from '../../../shared/contract/webhooks';
import { useErrorText } from '../../i18n/use-error-text';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Button, Card, RelativeTime, type StaticColumn, StaticTable, StatusLabel, Switch } from '../../ui';
import { ConnectionName } from '../connections/ConnectionName';
import { useFailedToast } from '../connections/use-failed-toast';
import { AccessDialog } from './AccessDialog';
import { endpointStatus } from './delivery-status';
import styles from './Webhooks.module.css';

type Row = HookEndpoint & { readonly id: string };

interface EndpointsCardProps {
  readonly endpoints: readonly HookEndpoint[];
  readonly hasAddress: boolean;
}

/** The channels that can tell of changes, each with a switch. */
export function EndpointsCard({ endpoints, hasAddress }: EndpointsCardProps) {
  const text = useText('webhooks');
  const [access, setAccess] = useState<{ readonly of: HookEndpoint; readonly access: HookAccess } | null>(
    null,
  );
  const columns = useColumns(hasAddress, (of, made) => setAccess({ of, access: made }));
  const rows: Row[] = endpoints.map((one) => ({ ...one, id: one.connectionId }));
  return (
    <Card title={text('channels.title')}>
      {rows.length === 0 ? (
        <p>{text('channels.empty')}</p>
      ) : (
        <StaticTable caption={text('channels.title')} columns={columns} rows={rows} />
      )}
      {access && <AccessDialog endpoint={access.of} access={access.access} onClose={() => setAccess(null)} />}
    </Card>
  );
}

function useColumns(
  hasAddress: boolean,
  onAccess: (endpoint: HookEndpoint, access: HookAccess) => void,
): StaticColumn<Row>[] {
  const text = useText('webhooks');
  const errorText = useErrorText();
  const now = useNow();
  return [
    {
      id: 'connection',
      header: text('column.connection'),
      cell: (row) => (
        <ConnectionName
          id={row.connectionId}
          name={row.connectionName}
          channel={row.integrationName}
          isNarrow
        />
      ),
    },
    {
      id: 'state',
      header: text('column.state'),
      cell: (row) => (
        <div className={styles.cell}>
          <StatusLabel
            state={endpointStatus(row.state)}
            word={text(row.state === 'waiting' && hasAddress ? 'state.waitingWorks' : `state.${row.state}`)}
          />
          {row.error !== null && <span className={styles.trouble}>{errorText(row.error)}</span>}
        </div>
      ),
    },
    {
      id: 'last',
      header: text('column.last'),
      cell: (row) => (row.lastDeliveryAt === null ? '–' : <RelativeTime at={row.lastDeliveryAt} now={now} />),
    },
    { id: 'action', header: text('column.action'), cell: (row) => <Actions row={row} onAccess={onAccess} /> },
  ];
}

function Actions({
  row,
  onAccess,
}: {
  readonly row: Row;
  readonly onAccess: (endpoint: HookEndpoint, access: HookAccess) => void;
}) {
  const text = useText('webhooks');
  const onFailed = useFailedToast();
  const tell = ({ endpoint, access }: { endpoint: HookEndpoint; access: HookAccess | null }): void => {
    if (access !== null) onAccess(endpoint, access);
  };
  const enable = useAction('webhooks.enable', { onDone: tell, onFailed });
  const disable = useAction('webhooks.disable', { onFailed });
  const repair = useAction('webhooks.repair', { onFailed });
  const rotate = useAction('webhooks.rotate', { onDone: tell, onFailed });
  const { connectionId } = row;
  const isOn = row.state !== 'off';
  const name = row.connectionName;
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
      {isOn && row.state !== 'byHand' && (
        <Button
          variant="quiet"
          isPending={repair.isPending}
          aria-label={text('channels.repairOf', { name })}
          onPress={() => repair.mutate({ connectionId })}
        >
          {text('channels.repair')}
        </Button>
      )}
      {row.state === 'byHand' && (
        <Button
          variant="quiet"
          isPending={rotate.isPending}
          aria-label={text('channels.newPasswordOf', { name })}
          onPress={() => rotate.mutate({ connectionId })}
        >
          {text('channels.newPassword')}
        </Button>
      )}
    </div>
  );
}
