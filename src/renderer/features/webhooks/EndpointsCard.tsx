import type { HookEndpoint } from '../../../shared/contract/webhooks';
import { useErrorText } from '../../i18n/use-error-text';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { Card, RelativeTime, type StaticColumn, StaticTable } from '../../ui';
import { ConnectionName } from '../connections/ConnectionName';
import { EndpointActions } from './EndpointActions';
import { EndpointState } from './EndpointState';
import styles from './Webhooks.module.css';

type Row = HookEndpoint & { readonly id: string };

interface EndpointsCardProps {
  readonly endpoints: readonly HookEndpoint[];
  readonly hasAddress: boolean;
}

/** The channels that can tell of changes, each with a switch. */
export function EndpointsCard({ endpoints, hasAddress }: EndpointsCardProps) {
  const text = useText('webhooks');
  const columns = useColumns(hasAddress);
  const rows: Row[] = endpoints.map((one) => ({ ...one, id: one.connectionId }));
  return (
    <Card title={text('channels.title')}>
      {rows.length === 0 ? (
        <p>{text('channels.empty')}</p>
      ) : (
        <StaticTable caption={text('channels.title')} columns={columns} rows={rows} />
      )}
    </Card>
  );
}

function useColumns(hasAddress: boolean): StaticColumn<Row>[] {
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
          <EndpointState endpoint={row} hasAddress={hasAddress} />
          {row.error !== null && <span className={styles.trouble}>{errorText(row.error)}</span>}
        </div>
      ),
    },
    {
      id: 'last',
      header: text('column.last'),
      cell: (row) => (row.lastDeliveryAt === null ? '–' : <RelativeTime at={row.lastDeliveryAt} now={now} />),
    },
    { id: 'action', header: text('column.action'), cell: (row) => <EndpointActions endpoint={row} /> },
  ];
}
