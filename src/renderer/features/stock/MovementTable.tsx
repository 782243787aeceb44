import { useMemo } from 'react';
import type { MovementRow } from '../../../shared/contract/stock';
import type { VariantId } from '../../../shared/domain/ids';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import {
  Button,
  DateTime,
  EmptyState,
  ErrorState,
  Link,
  LoadingRows,
  type StaticColumn,
  StaticTable,
} from '../../ui';
import { piecesText } from './movement-words';
import styles from './Stock.module.css';
import { type MovementGroup, useMovements } from './use-movements';
import { useWarehouses } from './use-warehouses';

interface MovementTableProps {
  readonly variantId: VariantId;
  readonly group: MovementGroup;
}

/** Every step to the sums above it, newest first, with what caused it. */
export function MovementTable({ variantId, group }: MovementTableProps) {
  const text = useText('stock');
  const pages = useMovements(variantId, group);
  const columns = useMovementColumns();
  if (pages.isPending) return <LoadingRows columns={['14%', '20%', '8%', '8%', '30%', '10%']} />;
  if (pages.isError) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const rows = pages.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0)
    return <EmptyState sentence={text(group === 'all' ? 'movement.empty' : 'movement.emptyFiltered')} />;
  return (
    <>
      <StaticTable caption={text('movement.title')} columns={columns} rows={rows} />
      {pages.hasNextPage && (
        <div className={styles.foot}>
          <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {text('movement.older')}
          </Button>
        </div>
      )}
    </>
  );
}

function useMovementColumns(): readonly StaticColumn<MovementRow>[] {
  const text = useText('stock');
  const format = useFormat();
  const hasSeveral = useWarehouses().length > 1;
  return useMemo(
    () => [
      { id: 'time', header: text('movement.time'), cell: (row) => <DateTime at={row.at} /> },
      { id: 'kind', header: text('movement.kind'), cell: (row) => text(`movement.kinds.${row.kind}`) },
      {
        id: 'pieces',
        header: text('movement.pieces'),
        isEnd: true,
        cell: (row) => <span className={styles.number}>{piecesText(row, format.number)}</span>,
      },
      {
        id: 'onHand',
        header: text('movement.onHand'),
        isEnd: true,
        cell: (row) => format.number(row.onHandAfter),
      },
      {
        id: 'source',
        header: text('movement.source'),
        cell: (row) => <Source row={row} hasSeveral={hasSeveral} />,
      },
      {
        id: 'who',
        header: text('movement.who'),
        cell: (row) =>
          row.actor === 'system' || row.actor === 'person' || row.actor === 'api'
            ? text(`movement.actor.${row.actor}`)
            : row.actor,
      },
    ],
    [text, format, hasSeveral],
  );
}

/** The order, batch or note behind a movement. */
function Source({ row, hasSeveral }: { readonly row: MovementRow; readonly hasSeveral: boolean }) {
  const text = useText('stock');
  const isOrder = row.orderNumber !== null || row.lineKey !== null;
  const channel = row.connectionId && (row.connectionName ?? text('movement.lostConnection'));
  const parts = [
    channel,
    row.orderNumber !== null && row.orderId !== null ? (
      <Link key="order" href={`#/orders/${row.orderId}`}>
        {row.orderNumber}
      </Link>
    ) : null,
    isOrder && row.lineKey !== null ? text('movement.line', { line: row.lineKey }) : null,
    row.batchId === null ? null : text('movement.batch', { id: row.batchId }),
    hasSeveral && !isOrder ? row.warehouseName : null,
    row.note === null ? null : `“${row.note}”`,
  ].filter((part) => part !== null);
  if (parts.length === 0) return <span className={styles.muted}>–</span>;
  return (
    <span className={styles.source}>
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one movement never change
        <span key={place}>
          {place > 0 && ' · '}
          {part}
        </span>
      ))}
    </span>
  );
}
