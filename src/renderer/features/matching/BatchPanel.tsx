import './locale';
import { useState } from 'react';
import type { Batch } from '../../../shared/contract/matching';
import type { BatchId } from '../../../shared/domain/ids';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Button, EmptyState, ErrorState, LoadingRows, SidePanel } from '../../ui';
import styles from './Matching.module.css';
import { useCounted } from './use-counted';
import type { MatchActions } from './use-match-actions';

const PAGE = 30;
const MOST = 200;
const NOTES = ['match.sure', 'match.new', 'match.ignored', 'match.unlinked', 'match.decided'] as const;

interface BatchPanelProps {
  readonly actions: Pick<MatchActions, 'undo'>;
  readonly onClose: () => void;
}

/** What was changed together, the newest first, each with the way back. */
export function BatchPanel({ actions, onClose }: BatchPanelProps) {
  const text = useText('matching');
  const common = useText('common');
  const [limit, setLimit] = useState(PAGE);
  const { data, error, refetch } = useAnswer('batches.list', { limit }, { keepBefore: true });
  return (
    <SidePanel title={text('batches.title')} subtitle={text('batches.detail')} onClose={onClose}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingRows rows={5} columns={['60%', '20%']} />}
      {data && data.batches.length === 0 && <EmptyState sentence={text('batches.none')} />}
      {data && data.batches.length > 0 && (
        <ul className={styles.batches}>
          {data.batches.map((batch) => (
            <BatchLine key={batch.id} batch={batch} onUndo={(id) => actions.undo([id])} />
          ))}
        </ul>
      )}
      {data?.nextCursor && limit < MOST && (
        <Button onPress={() => setLimit(Math.min(MOST, limit + PAGE))}>{common('action.more')}</Button>
      )}
    </SidePanel>
  );
}

interface BatchLineProps {
  readonly batch: Batch;
  readonly onUndo: (id: BatchId) => Promise<void>;
}

function BatchLine({ batch, onUndo }: BatchLineProps) {
  const text = useText('matching');
  const common = useText('common');
  const format = useFormat();
  const counted = useCounted();
  const [isPending, setPending] = useState(false);
  const known = NOTES.find((note) => note === batch.note);
  const what =
    batch.kind === 'match'
      ? text(`batches.${known ?? 'match.decided'}`)
      : text(`batches.${batch.kind}`, { note: batch.note ?? '' });
  const facts = [
    text('batches.rows', counted(batch.rows)),
    format.dateTime(batch.createdAt),
    ...(batch.actor === 'api' ? [text('actor.api')] : []),
  ].join(' · ');
  const undo = async () => {
    setPending(true);
    await onUndo(batch.id);
    setPending(false);
  };
  return (
    <li className={styles.batch}>
      <span className={styles.batchText}>
        <span>{what}</span>
        <span className={styles.muted}>{facts}</span>
      </span>
      <span className={styles.batchEnd}>
        {batch.undoneAt === null ? (
          <Button
            size="small"
            isPending={isPending}
            aria-label={`${common('action.undo')}: ${what}, ${facts}`}
            onPress={() => void undo()}
          >
            {common('action.undo')}
          </Button>
        ) : (
          <span className={styles.muted}>{text('batches.undone')}</span>
        )}
      </span>
    </li>
  );
}
