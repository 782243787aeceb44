import { useNavigate } from 'react-router';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { RulesSheet } from '../../../shared/contract/rules';
import type { ValueKind } from '../../../shared/domain/listing-value';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import {
  Button,
  ChannelTile,
  EmptyState,
  ErrorState,
  Link,
  LoadingRows,
  Page,
  PageHeader,
  type StaticColumn,
  StaticTable,
} from '../../ui';
import './locale';
import { RatesCard } from './RatesCard';
import styles from './Rules.module.css';
import { priceSentence, stockSentence } from './rule-sentence';
import { useAmountCurrency } from './use-amount-currency';

/** Every channel's rule in one line, and the rates they are computed with. */
export function RulesPage() {
  const text = useText('rules');
  const navigate = useNavigate();
  const answer = useAnswer('connections.list', {});
  return (
    <Page header={<PageHeader title={text('title')} status={<span>{text('intro')}</span>} />}>
      {answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <LoadingRows columns={['20%', '30%', '20%', '20%']} />
      ) : answer.data.length === 0 ? (
        <EmptyState
          sentence={text('empty')}
          actions={
            <Button variant="primary" onPress={() => void navigate('/catalogue')}>
              {text('connect')}
            </Button>
          }
        />
      ) : (
        <RuleTable connections={answer.data} />
      )}
      <RatesCard />
    </Page>
  );
}

function RuleTable({ connections }: { readonly connections: readonly ConnectionSummary[] }) {
  const text = useText('rules');
  const navigate = useNavigate();
  const columns: readonly StaticColumn<ConnectionSummary>[] = [
    {
      id: 'connection',
      header: text('column.connection'),
      cell: ({ id, name, integrationName }) => (
        <span className={styles.name}>
          <ChannelTile name={integrationName} size="small" />
          <Link href={`#/rules/${id}`} isSubtle>
            <span className={styles.clipped} title={name}>
              {name}
            </span>
          </Link>
        </span>
      ),
    },
    { id: 'price', header: text('column.price'), cell: (row) => <RuleCell connection={row} kind="price" /> },
    { id: 'stock', header: text('column.stock'), cell: (row) => <RuleCell connection={row} kind="stock" /> },
    { id: 'sends', header: text('column.sends'), cell: (row) => <SendsCell connection={row} /> },
    {
      id: 'open',
      header: text('rates.action'),
      cell: ({ id, name }) => (
        <Button
          size="small"
          aria-label={text('openRuleOf', { name })}
          onPress={() => void navigate(`/rules/${id}`)}
        >
          {text('openRule')}
        </Button>
      ),
    },
  ];
  return <StaticTable caption={text('title')} columns={columns} rows={connections} />;
}

interface CellProps {
  readonly connection: ConnectionSummary;
}

function RuleCell({ connection, kind }: CellProps & { readonly kind: ValueKind }) {
  const answer = useAnswer('rules.get', { connectionId: connection.id });
  if (answer.isError) return <span className={styles.muted}>?</span>;
  if (answer.isPending) return <span aria-busy="true" />;
  return kind === 'price' ? <PriceCell sheet={answer.data} /> : <StockCell sheet={answer.data} />;
}

function PriceCell({ sheet }: { readonly sheet: RulesSheet }) {
  const text = useText('rules');
  const { language } = useFormat();
  const amounts = useAmountCurrency(sheet);
  return <span>{priceSentence(sheet.rules.price, amounts, text, language)}</span>;
}

function StockCell({ sheet }: { readonly sheet: RulesSheet }) {
  const text = useText('rules');
  const format = useFormat();
  const { rules, stopped } = sheet;
  return (
    <span>
      {stockSentence(rules.stock, text, format.language)}
      {stopped > 0 && (
        <span className={styles.muted}>
          {' · '}
          {text('sentence.stopped', { count: format.number(stopped) })}
        </span>
      )}
    </span>
  );
}

function SendsCell({ connection }: CellProps) {
  const text = useText('rules');
  const answer = useAnswer('rules.get', { connectionId: connection.id });
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.isPending) return <span aria-busy="true" />;
  const { rules, capabilities } = answer.data;
  const word = (kind: ValueKind) => {
    const state = !capabilities[kind] ? 'never' : rules[kind].send ? 'on' : 'off';
    return (
      <>
        <span className={state === 'on' ? undefined : styles.muted}>
          {text(`sends.${state}`, { kind: text(`kind.${kind}`) })}
        </span>
        {state === 'never' && (
          <span className={styles.reason}>
            {text(`notOffered.${kind}`, { channel: connection.integrationName })}
          </span>
        )}
      </>
    );
  };
  return (
    <span className={styles.sends}>
      {word('stock')}
      {word('price')}
    </span>
  );
}
