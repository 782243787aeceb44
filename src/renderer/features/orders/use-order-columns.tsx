import { useMemo } from 'react';
import type { OrderRow } from '../../../shared/contract/catalogue-data';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { ChannelTile, type GridColumn, StatusLabel, useStatusWord } from '../../ui';
import { isLate } from './lateness';
import styles from './Orders.module.css';

const NONE = '–';

/** Name of the export columns for each column of the table. */
export const EXPORT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  number: ['number'],
  channel: ['connection'],
  placedAt: ['placedAt'],
  customer: ['customerName'],
  lines: ['lineCount'],
  pieces: ['pieceCount'],
  total: ['total', 'currency'],
  dueAt: ['dueAt'],
  status: ['status'],
  channelStatus: ['channelStatus'],
  city: ['city'],
  carrier: ['carrier'],
  tracking: ['trackingNumber'],
  updatedAt: ['updatedAt'],
  modifiedAt: ['modifiedAt'],
};

export const ALL_EXPORT_COLUMNS = [
  'number',
  'connection',
  'placedAt',
  'status',
  'channelStatus',
  'customerName',
  'city',
  'lineCount',
  'pieceCount',
  'total',
  'currency',
  'dueAt',
  'carrier',
  'trackingNumber',
  'modifiedAt',
  'updatedAt',
] as const;

type ColumnId =
  | 'number'
  | 'channel'
  | 'placedAt'
  | 'customer'
  | 'lines'
  | 'pieces'
  | 'total'
  | 'dueAt'
  | 'status'
  | 'channelStatus'
  | 'city'
  | 'carrier'
  | 'tracking'
  | 'updatedAt'
  | 'modifiedAt';

/** Columns of the orders table; a new list only when language, channels or the minute change. */
export function useOrderColumns(connections: readonly ConnectionSummary[]): readonly GridColumn<OrderRow>[] {
  const text = useText('orders');
  const format = useFormat();
  const word = useStatusWord();
  const now = useNow(60_000);
  return useMemo(() => {
    const channelOf = new Map(connections.map((connection) => [connection.id, connection] as const));
    const plain = (value: string | null) => value ?? NONE;
    const time = (value: number | null) => (value === null ? NONE : format.dateTime(value));
    const due = (row: OrderRow) => {
      const at = time(row.dueAt);
      return isLate(row, now) ? text('late', { time: at }) : at;
    };
    const column = (
      id: ColumnId,
      width: number,
      write: (row: OrderRow) => string,
      more: Partial<GridColumn<OrderRow>> = {},
    ): GridColumn<OrderRow> => ({
      id,
      header: text(`column.${id}`),
      width,
      cell: write,
      text: write,
      ...more,
    });
    return [
      column('number', 150, (row) => row.number, { isSortable: true, isFixed: true }),
      column('channel', 150, (row) => channelOf.get(row.connectionId)?.name ?? NONE, {
        cell: (row) => {
          const channel = channelOf.get(row.connectionId);
          if (!channel) return NONE;
          return (
            <>
              <ChannelTile name={channel.integrationName} size="small" /> {channel.name}
            </>
          );
        },
      }),
      column('placedAt', 160, (row) => time(row.placedAt), { isSortable: true }),
      column('customer', 135, (row) => plain(row.customerName)),
      column('lines', 60, (row) => format.number(row.lineCount), { isEnd: true }),
      column('total', 120, (row) => (row.total ? format.money(row.total) : NONE), {
        isEnd: true,
        isSortable: true,
      }),
      column('status', 160, (row) => word(`order.${row.status}`), {
        cell: (row) => <StatusLabel state={`order.${row.status}`} word={word(`order.${row.status}`)} />,
      }),
      column('dueAt', 220, due, {
        isSortable: true,
        cell: (row) => (isLate(row, now) ? <span className={styles.late}>{due(row)}</span> : due(row)),
      }),
      column('updatedAt', 130, (row) => format.relative(row.updatedAt, Math.max(now, row.updatedAt)), {
        isSortable: true,
      }),
      column('pieces', 70, (row) => format.number(row.pieceCount), { isEnd: true, isOptional: true }),
      column('channelStatus', 170, (row) => plain(row.channelStatus), { isOptional: true }),
      column('city', 120, (row) => plain(row.city), { isOptional: true }),
      column('carrier', 150, (row) => plain(row.carrier), { isOptional: true }),
      column('tracking', 160, (row) => plain(row.trackingNumber), { isOptional: true }),
      column('modifiedAt', 170, (row) => time(row.modifiedAt), { isSortable: true, isOptional: true }),
    ];
  }, [text, format, word, now, connections]);
}
