import { useState } from 'react';
import type { HookEndpoint, WayIn } from '../../../shared/contract/webhooks';
import type { ConnectionId } from '../../../shared/domain/ids';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Card, EmptyState, ErrorState, type KeyValue, KeyValueList, Link, LoadingRows } from '../../ui';
import { problemError } from '../connections/with-facts';
import { DeliveryPanel } from './DeliveryPanel';
import { EndpointActions } from './EndpointActions';
import { EndpointState } from './EndpointState';
import { InboxCard } from './InboxCard';
import './locale';
import styles from './Webhooks.module.css';

/** What one channel tells of: whether its hooks stand, at which address, and what it brought last. */
export function WebhookTab({ connectionId }: { readonly connectionId: ConnectionId }) {
  const text = useText('webhooks');
  const status = useAnswer('webhooks.status', {}, { refetchEveryMs: 60_000 });
  const [openId, setOpenId] = useState<number | null>(null);
  if (status.isError) return <ErrorState error={status.error} onRetry={() => void status.refetch()} />;
  if (status.isPending) return <LoadingRows rows={4} />;
  const endpoint = status.data.endpoints.find((one) => one.connectionId === connectionId);
  if (endpoint === undefined) return <EmptyState sentence={text('tab.notSupported')} />;
  return (
    <div className={styles.beside}>
      <div className={styles.stack}>
        <HooksCard endpoint={endpoint} way={status.data.way} />
        <InboxCard connectionId={connectionId} openId={openId} onOpen={setOpenId} />
      </div>
      {openId !== null && <DeliveryPanel id={openId} onClose={() => setOpenId(null)} />}
    </div>
  );
}

function HooksCard({ endpoint, way }: { readonly endpoint: HookEndpoint; readonly way: WayIn }) {
  const text = useText('webhooks');
  const errorText = useErrorText();
  const entries = useEntries(endpoint, way);
  const isOff = endpoint.state === 'off';
  return (
    <Card
      title={text('tab.title')}
      tone={endpoint.state === 'failed' ? 'error' : 'plain'}
      actions={<EndpointActions endpoint={endpoint} />}
    >
      <EndpointState endpoint={endpoint} hasAddress={way.address !== null} />
      {endpoint.error !== null && <p className={styles.trouble}>{errorText(endpoint.error)}</p>}
      <Complaint connectionId={endpoint.connectionId} />
      {isOff ? <p className={styles.muted}>{text('tab.off')}</p> : <KeyValueList entries={entries} />}
      {way.address === null && (
        <p className={styles.muted}>
          {text('tab.noAddress')} <Link href="#/webhooks">{text('tab.toInbox')}</Link>
        </p>
      )}
    </Card>
  );
}

/** What is wrong with this channel's deliveries by the error centre, the latest of it. */
function Complaint({ connectionId }: { readonly connectionId: ConnectionId }) {
  const text = useText('webhooks');
  const errorText = useErrorText();
  const now = useNow(60_000);
  const answer = useAnswer('problems.list', { connectionId, states: ['open'], limit: 50 });
  const problem = answer.data?.problems.find(({ error }) => error.code.startsWith('hook.'));
  if (problem === undefined) return null;
  return (
    <p>
      <span className={styles.trouble}>{errorText(problemError(problem, now))}</span>{' '}
      <Link href={`#/errors/${problem.id}`}>{text('tab.open')}</Link>
    </p>
  );
}

function useEntries(endpoint: HookEndpoint, way: WayIn): readonly KeyValue[] {
  const text = useText('webhooks');
  const format = useFormat();
  const time = (at: number | null) => (at === null ? '–' : format.dateTime(at));
  const isElsewhere = endpoint.address !== null && way.address !== null && endpoint.address !== way.address;
  return [
    { key: 'topics', label: text('tab.topics'), value: endpoint.topics.join(', ') || '–' },
    {
      key: 'address',
      label: text('tab.address'),
      value: (
        <>
          <span className={styles.address}>{endpoint.address ?? '–'}</span>
          {isElsewhere && <p className={styles.trouble}>{text('tab.elsewhere')}</p>}
        </>
      ),
    },
    { key: 'last', label: text('column.last'), value: time(endpoint.lastDeliveryAt) },
    { key: 'checked', label: text('tab.compared'), value: time(endpoint.checkedAt) },
    ...(endpoint.switchedOffAt === null
      ? []
      : [{ key: 'switchedOff', label: text('tab.switchedOff'), value: time(endpoint.switchedOffAt) }]),
  ];
}
