import { useParams } from 'react-router';
import type { ConnectionDetail } from '../../../shared/contract/connections';
import { connectionIdSchema } from '../../../shared/domain/ids';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { connectionStatus } from '../../lib/connection-status';
import { useAnswer } from '../../lib/queries';
import {
  ChannelTile,
  EmptyState,
  ErrorState,
  EvidenceMark,
  LoadingRows,
  Page,
  PageHeader,
  StatusMark,
  Tabs,
} from '../../ui';
import { RunTable } from '../runs/RunTable';
import { WebhookTab } from '../webhooks/WebhookTab';
import { ConnectionActions } from './ConnectionActions';
import { LimitsTab } from './LimitsTab';
import './locale';
import { OverviewTab } from './OverviewTab';
import { SettingsTab } from './SettingsTab';
import { StateCard } from './StateCard';
import { StreamsTab } from './StreamsTab';
import { useAddress } from './use-address';

const TABS = ['overview', 'streams', 'runs', 'limits', 'webhook', 'settings'] as const;
type TabId = (typeof TABS)[number];

/** One connection: what it is, how it does, and everything that can be set about it. */
export function ConnectionPage() {
  const { id = '' } = useParams();
  const answer = useAnswer('connections.get', { id: connectionIdSchema.parse(id) });
  if (answer.isError) {
    return (
      <Page>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    );
  }
  if (answer.isPending) {
    return (
      <Page>
        <LoadingRows />
      </Page>
    );
  }
  return <Detail key={answer.data.id} connection={answer.data} />;
}

function Detail({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const [address, change] = useAddress();
  const wanted = address.get('tab');
  const tab: TabId = TABS.find((known) => known === wanted) ?? 'overview';
  const content = (id: TabId) => (id === tab ? <TabContent id={id} connection={connection} /> : null);
  return (
    <Page header={<Header connection={connection} />}>
      <StateCard connection={connection} isRenewing={tab === 'settings' && address.get('renew') !== null} />
      <Tabs
        label={text('tab.label')}
        selected={tab}
        onSelect={(id) => change({ tab: id === 'overview' ? null : id, renew: null })}
        tabs={TABS.map((id) => ({ id, label: text(`tab.${id}`), content: content(id) }))}
      />
    </Page>
  );
}

function TabContent({ id, connection }: { readonly id: TabId; readonly connection: ConnectionDetail }) {
  const text = useText('runs');
  switch (id) {
    case 'overview':
      return <OverviewTab connection={connection} />;
    case 'streams':
      return <StreamsTab connection={connection} />;
    case 'runs':
      return <RunTable connectionId={connection.id} empty={<EmptyState sentence={text('empty')} />} />;
    case 'limits':
      return <LimitsTab connection={connection} />;
    case 'webhook':
      return <WebhookTab connectionId={connection.id} />;
    case 'settings':
      return <SettingsTab connection={connection} />;
  }
}

function Header({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const format = useFormat();
  const now = useNow();
  const rules = useAnswer('rules.get', { connectionId: connection.id }).data?.rules;
  const isReadOnly = rules !== undefined && !rules.stock.send && !rules.price.send;
  const { name, integrationName, state, evidence, practice, secretsSavedAt } = connection;
  return (
    <PageHeader
      title={name}
      mark={<ChannelTile name={integrationName} size="large" />}
      status={
        <>
          <StatusMark state={connectionStatus(state)} isSoft />
          {practice && <StatusMark state="practice.on" isSoft />}
          <span>{integrationName}</span>
          <EvidenceMark evidence={evidence} />
          {isReadOnly && <StatusMark state="conn.readOnly" />}
          {secretsSavedAt !== null && (
            <span>{text('keyAge', { age: format.age(now - secretsSavedAt) })}</span>
          )}
        </>
      }
      actions={<ConnectionActions connection={connection} />}
    />
  );
}
