import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { ChannelTile, ErrorState, KeyValueList, LoadingRows, SidePanel, StatusMark } from '../../ui';
import { deliveryStatus } from './delivery-status';
import styles from './Webhooks.module.css';

interface DeliveryPanelProps {
  readonly id: number;
  readonly onClose: () => void;
}

/** One delivery: what it said, with personal values masked. */
export function DeliveryPanel({ id, onClose }: DeliveryPanelProps) {
  const text = useText('webhooks');
  const format = useFormat();
  const errorText = useErrorText();
  const answer = useAnswer('webhooks.delivery', { id }, { keepBefore: true });
  if (answer.isPending)
    return (
      <SidePanel title={text('panel.title')} onClose={onClose}>
        <LoadingRows rows={4} />
      </SidePanel>
    );
  if (answer.isError)
    return (
      <SidePanel title={text('panel.title')} onClose={onClose}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </SidePanel>
    );
  const { data } = answer;
  const facts = [
    { key: 'time', label: text('column.time'), value: format.dateTime(data.receivedAt) },
    { key: 'topic', label: text('column.topic'), value: data.topic ?? '–' },
    {
      key: 'entity',
      label: text('column.entity'),
      value: <code className={styles.code}>{data.entity ?? '–'}</code>,
    },
    { key: 'size', label: text('panel.size'), value: format.bytes(data.bytes) },
    ...Object.entries(data.headers).map(([name, value]) => ({
      key: name,
      label: name,
      value: <code className={styles.code}>{value}</code>,
    })),
  ];
  return (
    <SidePanel
      title={data.topic ?? text('panel.title')}
      mark={<ChannelTile name={data.integrationName} size="small" />}
      subtitle={data.connectionName}
      onClose={onClose}
    >
      <div>
        <StatusMark state={deliveryStatus(data)} isSoft />
      </div>
      {data.error !== null && <p>{errorText(data.error)}</p>}
      <KeyValueList entries={facts} />
      {data.json === '' ? (
        <p className={styles.muted}>{text('panel.noBody')}</p>
      ) : (
        <pre className={styles.json}>{data.json}</pre>
      )}
    </SidePanel>
  );
}
