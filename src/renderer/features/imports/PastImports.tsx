import './locale';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import type { PastImport } from '../../../shared/contract/imports';
import { toAppError } from '../../../shared/errors/app-error';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { call } from '../../lib/kervan';
import {
  Button,
  Card,
  Count,
  EmptyState,
  ErrorState,
  LoadingRows,
  RelativeTime,
  StaticTable,
} from '../../ui';
import styles from './Imports.module.css';
import { useUndoImport } from './use-undo-import';

const PAGE_ROWS = 20;
type ShownImport = PastImport & { readonly id: string };

/** What was imported before, newest first, with the way back. */
export function PastImports() {
  const text = useText('imports');
  const format = useFormat();
  const now = useNow();
  const { ask, dialog, undoing } = useUndoImport();
  const pages = useInfiniteQuery({
    queryKey: ['imports.history'],
    queryFn: ({ pageParam }) =>
      call('imports.history', { limit: PAGE_ROWS, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as PastImport['batchId'] | null,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const rows = useMemo(
    () =>
      (pages.data?.pages ?? [])
        .flatMap(({ imports }) => imports)
        .map((one): ShownImport => ({ ...one, id: one.batchId })),
    [pages.data],
  );
  const stateOf = (row: ShownImport): string => {
    if (row.undoneAt !== null) return text('past.undone', { date: format.dateTime(row.undoneAt) });
    if (row.undoableUntil < now) return text('past.final');
    return text('past.undoableUntil', { date: format.date(row.undoableUntil) });
  };
  const nameOf = (row: ShownImport) => row.fileName ?? text('past.unnamed');
  return (
    <Card title={text('past.title')}>
      {pages.error ? (
        <ErrorState error={toAppError(pages.error)} onRetry={() => void pages.refetch()} />
      ) : pages.isPending ? (
        <LoadingRows columns={['30%', '20%', '10%', '30%']} />
      ) : rows.length === 0 ? (
        <EmptyState sentence={text('past.empty')} />
      ) : (
        <>
          <StaticTable
            caption={text('past.title')}
            rows={rows}
            columns={[
              {
                id: 'file',
                header: text('past.file'),
                cell: (row) => <span className={styles.file}>{nameOf(row)}</span>,
              },
              {
                id: 'when',
                header: text('past.when'),
                cell: (row) => <RelativeTime at={row.createdAt} now={now} />,
              },
              {
                id: 'rows',
                header: text('past.rows'),
                isEnd: true,
                cell: (row) => <Count value={row.rows} />,
              },
              {
                id: 'who',
                header: text('past.who'),
                cell: (row) => text(row.actor === 'api' ? 'past.api' : 'past.person'),
              },
              { id: 'state', header: text('past.state'), cell: stateOf },
              {
                id: 'undo',
                header: text('past.undo'),
                cell: (row) =>
                  row.undoneAt === null &&
                  row.undoableUntil >= now && (
                    <Button
                      size="small"
                      icon={Undo2}
                      isPending={undoing === row.batchId}
                      aria-label={text('past.undoOf', { file: nameOf(row) })}
                      onPress={() => ask({ batchId: row.batchId, rows: row.rows })}
                    >
                      {text('past.undo')}
                    </Button>
                  ),
              },
            ]}
          />
          {pages.hasNextPage && (
            <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
              {text('past.more')}
            </Button>
          )}
        </>
      )}
      {dialog}
    </Card>
  );
}
