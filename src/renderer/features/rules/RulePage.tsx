import { useParams } from 'react-router';
import type { ConnectionDetail } from '../../../shared/contract/connections';
import type { RulesSheet } from '../../../shared/contract/rules';
import { type ConnectionId, connectionIdSchema } from '../../../shared/domain/ids';
import { AppError } from '../../../shared/errors/app-error';
import { useAnswer } from '../../lib/queries';
import { ErrorState, LoadingRows, Page } from '../../ui';
import './locale';
import { RuleEditorPage } from './RuleEditorPage';
import { useBaseCurrency } from './use-amount-currency';

/** How often a page looks whether values of the newest rules are computed. */
const COMPUTING_MS = 2000;

/** The rule of one channel. */
export function RulePage() {
  const { connectionId } = useParams();
  const id = connectionIdSchema.safeParse(connectionId);
  if (!id.success) {
    return (
      <Page>
        <ErrorState error={new AppError('input.notFound')} />
      </Page>
    );
  }
  return <Asked key={id.data} id={id.data} />;
}

function Asked({ id }: { readonly id: ConnectionId }) {
  const connection = useAnswer('connections.get', { id });
  const sheet = useAnswer('rules.get', { connectionId: id });
  const failed = connection.isError ? connection : sheet.isError ? sheet : undefined;
  if (failed?.error) {
    return (
      <Page>
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      </Page>
    );
  }
  if (!connection.data || !sheet.data) return <Waiting />;
  return <WithCurrency connection={connection.data} sheet={sheet.data} />;
}

interface KnownProps {
  readonly connection: ConnectionDetail;
  readonly sheet: RulesSheet;
}

function WithCurrency({ connection, sheet }: KnownProps) {
  const currency = useBaseCurrency(sheet);
  useAnswer(
    'rules.get',
    { connectionId: sheet.connectionId },
    sheet.computing ? { refetchEveryMs: COMPUTING_MS } : {},
  );
  if (currency === undefined) return <Waiting />;
  return <RuleEditorPage connection={connection} sheet={sheet} baseCurrency={currency} />;
}

function Waiting() {
  return (
    <Page>
      <LoadingRows columns={['30%', '20%', '20%', '20%']} />
    </Page>
  );
}
