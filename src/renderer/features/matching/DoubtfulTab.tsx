import { useMemo, useState } from 'react';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { ConnectionId, ListingId } from '../../../shared/domain/ids';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Button, EmptyState, ErrorState, LoadingRows } from '../../ui';
import { DoubtfulCard } from './DoubtfulCard';
import styles from './Matching.module.css';
import { useCounted } from './use-counted';
import type { MatchActions } from './use-match-actions';

/** Enough to decide quickly while the next ones are asked for. */
const AHEAD = 20;

interface DoubtfulTabProps {
  readonly count: number;
  readonly connectionId: ConnectionId | undefined;
  readonly connections: readonly ConnectionSummary[];
  readonly actions: MatchActions;
}

/** Doubtful listings one by one, in their order; what is decided goes, what is put off is met again at the end. */
export function DoubtfulTab({ count, connectionId, connections, actions }: DoubtfulTabProps) {
  const text = useText('matching');
  const counted = useCounted();
  const [position, setPosition] = useState(0);
  const [gone, setGone] = useState<ReadonlySet<ListingId>>(new Set());
  const { data, error, isFetching, refetch } = useAnswer(
    'matching.window',
    { class: 'doubtful', connectionId, offset: position, limit: AHEAD },
    { keepBefore: true },
  );
  const row = useMemo(() => data?.rows.find(({ listingId }) => !gone.has(listingId)), [data, gone]);
  const decidedNow = (listingId: ListingId, batchId: Parameters<MatchActions['decided']>[0]) => {
    const at = position;
    setGone((before) => new Set([...before, listingId]));
    actions.decided(batchId, () => {
      setGone((before) => new Set([...before].filter((id) => id !== listingId)));
      setPosition(at);
    });
  };
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  // Decided faster than the next ones came.
  if (!data || (row === undefined && isFetching)) return <LoadingRows rows={6} columns={['45%', '45%']} />;
  if (row === undefined) {
    return (
      <EmptyState
        sentence={text('doubtful.end')}
        actions={<Button onPress={() => setPosition(0)}>{text('doubtful.again', counted(count))}</Button>}
      />
    );
  }
  return (
    <div className={styles.deck}>
      <DoubtfulCard
        key={row.listingId}
        row={row}
        place={{ at: Math.min(position + 1, count), of: count }}
        connection={connections.find(({ id }) => id === row.connectionId)}
        isFirst={position === 0}
        onDecided={(batchId) => decidedNow(row.listingId, batchId)}
        onLater={() => setPosition(position + 1)}
        onBefore={() => setPosition(Math.max(0, position - 1))}
        onFailed={actions.fail}
        foot={
          gone.size > 0 && (
            <span className={styles.foot}>
              {text('doubtful.decided', counted(gone.size))}
              <Button size="small" variant="quiet" onPress={actions.undoLast}>
                {text('doubtful.undo')} <kbd>Ctrl+Z</kbd>
              </Button>
            </span>
          )
        }
      />
    </div>
  );
}
