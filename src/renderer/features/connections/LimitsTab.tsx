import type { Budget } from '../../../shared/connector/definition';
import type { ConnectionDetail, LastLimit } from '../../../shared/contract/connections';
import { useFormat } from '../../i18n/use-format';
import { useLanguage, useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { EmptyState, ErrorState, type KeyValue, KeyValueList, LoadingRows } from '../../ui';
import styles from './Connections.module.css';
import { LimitsTable } from './LimitsTable';

/** The channel's limits as its connector declares them, and when it last asked to slow down. */
export function LimitsTab({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const answer = useAnswer('integrations.get', { id: connection.integration });
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.isPending) return <LoadingRows columns={['30%', '30%', '20%']} />;
  const { limits } = answer.data;
  return (
    <div className={styles.stack}>
      <LastLimitLine last={connection.lastLimit} limits={limits} />
      {limits.length === 0 ? (
        <EmptyState sentence={text('limits.none')} />
      ) : (
        <>
          <p className={styles.muted}>{text('limits.intro')}</p>
          <LimitsTable limits={limits} />
        </>
      )}
    </div>
  );
}

/** When the channel last asked to slow down, what it counted, and how long it told to wait. */
function LastLimitLine({
  last,
  limits,
}: {
  readonly last: LastLimit | null;
  readonly limits: readonly Budget[];
}) {
  const text = useText('connections');
  const language = useLanguage();
  const format = useFormat();
  if (last === null) return <p>{text('limits.neverReached')}</p>;
  const budget = limits.find(({ name }) => name === last.budget)?.title[language];
  const entries: KeyValue[] = [
    { key: 'last', label: text('limits.last'), value: format.dateTime(last.at) },
    { key: 'budget', label: text('limits.lastBudget'), value: budget ?? text('limits.all') },
    {
      key: 'wait',
      label: text('limits.lastWait'),
      value: last.waitMs === null ? text('limits.notTold') : format.duration(last.waitMs),
    },
  ];
  return <KeyValueList entries={entries} />;
}
