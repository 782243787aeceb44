import { useMemo } from 'react';
import type { ListingRow } from '../../../shared/contract/catalogue-data';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { variantName } from '../../lib/variant-name';
import { ChannelTile, type GridColumn, PicturePlace, StatusLabel, useStatusWord } from '../../ui';
import { listingStatus } from './listing-status';
import styles from './Products.module.css';

const NONE = '–';

/** Name of an export column for each column of the table. */
export const EXPORT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  title: ['title', 'variantTitle'],
  sku: ['sku'],
  barcode: ['barcode'],
  stock: ['stock'],
  price: ['price', 'currency'],
  listPrice: ['listPrice'],
  status: ['status'],
  channel: ['connection'],
  brand: ['brand'],
  category: ['category'],
  vatRate: ['vatRate'],
  channelStatus: ['channelStatus'],
  updatedAt: ['updatedAt'],
  modifiedAt: ['modifiedAt'],
};

export const ALL_EXPORT_COLUMNS = [
  'title',
  'variantTitle',
  'sku',
  'barcode',
  'brand',
  'category',
  'connection',
  'stock',
  'price',
  'listPrice',
  'currency',
  'vatRate',
  'status',
  'channelStatus',
  'url',
  'modifiedAt',
  'updatedAt',
] as const;

/** Columns of the products table; a new list only when language, channels or the minute change. */
export function useProductColumns(
  connections: readonly ConnectionSummary[],
): readonly GridColumn<ListingRow>[] {
  const text = useText('products');
  const format = useFormat();
  const word = useStatusWord();
  const now = useNow(60_000);
  return useMemo(() => {
    const channelOf = new Map(connections.map((connection) => [connection.id, connection] as const));
    const plain = (value: string | null) => value ?? NONE;
    const money = (value: ListingRow['price']) => (value ? format.money(value) : NONE);
    const name = (row: ListingRow) => row.title ?? row.sku ?? text('unnamed');
    const stock = (row: ListingRow) => (row.stock === null ? text('uncounted') : format.number(row.stock));
    const column = (
      id: keyof typeof EXPORT_COLUMNS & Parameters<typeof headerOf>[0],
      width: number,
      write: (row: ListingRow) => string,
      more: Partial<GridColumn<ListingRow>> = {},
    ): GridColumn<ListingRow> => ({ id, header: headerOf(id), width, cell: write, text: write, ...more });
    const headerOf = (
      id:
        | 'title'
        | 'sku'
        | 'barcode'
        | 'stock'
        | 'price'
        | 'listPrice'
        | 'status'
        | 'channel'
        | 'brand'
        | 'category'
        | 'vatRate'
        | 'channelStatus'
        | 'updatedAt'
        | 'modifiedAt',
    ) => text(`column.${id}`);
    const stateOf = (row: ListingRow) => {
      const state = listingStatus(row);
      return state ? word(state) : NONE;
    };
    return [
      column('title', 300, (row) => variantName(name(row), row.variantTitle), {
        isSortable: true,
        isFixed: true,
        cell: (row) => (
          <>
            <PicturePlace /> {name(row)}
            {row.variantTitle && <span className={styles.variant}> · {row.variantTitle}</span>}
          </>
        ),
      }),
      column('channel', 160, (row) => channelOf.get(row.connectionId)?.name ?? NONE, {
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
      column('sku', 130, (row) => plain(row.sku), { isSortable: true }),
      column('barcode', 140, (row) => plain(row.barcode)),
      column('stock', 100, stock, {
        isEnd: true,
        isSortable: true,
        cell: (row) =>
          row.stock === null ? (
            <span className={styles.muted}>{stock(row)}</span>
          ) : row.stock <= 0 ? (
            <strong>{stock(row)}</strong>
          ) : (
            stock(row)
          ),
      }),
      column('price', 120, (row) => money(row.price), { isEnd: true, isSortable: true }),
      column('status', 150, stateOf, {
        cell: (row) => {
          const state = listingStatus(row);
          // On sale is the ordinary case and stays plain; a mark is for what differs.
          return state && state !== 'listing.active' ? (
            <StatusLabel state={state} word={word(state)} />
          ) : (
            stateOf(row)
          );
        },
      }),
      column('listPrice', 130, (row) => money(row.listPrice), { isEnd: true }),
      column('brand', 140, (row) => plain(row.brand)),
      column('category', 200, (row) => plain(row.category)),
      column('vatRate', 80, (row) => (row.vatRate === null ? NONE : format.percent(row.vatRate / 100)), {
        isEnd: true,
        isOptional: true,
      }),
      column('channelStatus', 180, (row) => plain(row.channelStatus), { isOptional: true }),
      column('updatedAt', 150, (row) => format.relative(row.updatedAt, Math.max(now, row.updatedAt)), {
        isSortable: true,
      }),
      column('modifiedAt', 170, (row) => (row.modifiedAt === null ? NONE : format.dateTime(row.modifiedAt)), {
        isSortable: true,
        isOptional: true,
      }),
    ];
  }, [text, format, word, now, connections]);
}
