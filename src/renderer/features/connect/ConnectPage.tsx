import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { IntegrationDetail } from '../../../shared/contract/integrations';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Button, ChannelTile, EmptyState, ErrorState, LoadingRows, Page, PageHeader } from '../../ui';
import { FirstRead } from './FirstRead';
import './locale';
import { Wizard } from './Wizard';

/** Connecting a channel: details, test, what to do, first read. The last step has an address of its own. */
export function ConnectPage() {
  const { integration = '' } = useParams();
  const [address] = useSearchParams();
  const text = useText('connect');
  const answer = useAnswer('integrations.get', { id: integration });
  const connections = useAnswer('connections.list', {});
  const runId = address.get('run');
  const failed = answer.error ?? connections.error;
  if (failed) {
    return (
      <Page>
        <ErrorState
          error={failed}
          onRetry={() => void Promise.all([answer.refetch(), connections.refetch()])}
        />
      </Page>
    );
  }
  if (!answer.data || !connections.data) {
    return (
      <Page>
        <LoadingRows columns={['40%', '30%']} />
      </Page>
    );
  }
  const found = answer.data;
  return (
    <Page
      header={
        <PageHeader title={text('title', { name: found.name })} mark={<ChannelTile name={found.name} />} />
      }
    >
      {runId !== null ? (
        <FirstRead runId={runId} />
      ) : found.connectable ? (
        <Wizard key={found.id} integration={found} takenNames={connections.data.map(({ name }) => name)} />
      ) : (
        <NotConnectable integration={found} />
      )}
    </Page>
  );
}

function NotConnectable({ integration }: { readonly integration: IntegrationDetail }) {
  const text = useText('connect');
  const navigate = useNavigate();
  return (
    <EmptyState
      sentence={text('notConnectable')}
      actions={
        <Button variant="primary" onPress={() => void navigate(`/catalogue/${integration.id}`)}>
          {text('openCatalogue')}
        </Button>
      }
    />
  );
}
