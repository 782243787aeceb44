import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { EmptyState, ErrorState, LoadingRows } from '../../ui';
import styles from './Connections.module.css';
import { LimitsTable } from './LimitsTable';

/** The channel's limits as its connector declares them. */
export function LimitsTab({ integration }: { readonly integration: string }) {
  const text = useText('connections');
  const answer = useAnswer('integrations.get', { id: integration });
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.isPending) return <LoadingRows columns={['30%', '30%', '20%']} />;
  if (answer.data.limits.length === 0) return <EmptyState sentence={text('limits.none')} />;
  return (
    <div className={styles.stack}>
      <p className={styles.muted}>{text('limits.intro')}</p>
      <LimitsTable limits={answer.data.limits} />
    </div>
  );
}
