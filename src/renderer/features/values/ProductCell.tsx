import { Package } from 'lucide-react';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { ValueRow } from '../../../shared/contract/values';
import { ChannelTile, type GridColumn } from '../../ui';
import styles from './Values.module.css';
import type { GridValue } from './value-rows';
import { productName } from './value-words';

const NONE = '–';

type Words = (id: 'product' | 'sku' | 'channel') => string;

/** Columns that say which value a row is about. */
export function nameColumns(
  header: Words,
  connections: readonly ConnectionSummary[],
): readonly [GridColumn<GridValue>, GridColumn<GridValue>, GridColumn<GridValue>] {
  const channelOf = new Map(connections.map((connection) => [connection.id, connection] as const));
  return [
    {
      id: 'product',
      header: header('product'),
      width: 190,
      isFixed: true,
      text: productName,
      cell: (row) => <ProductCell row={row} />,
    },
    {
      id: 'sku',
      header: header('sku'),
      width: 140,
      isOptional: true,
      text: (row) => row.sku ?? NONE,
      cell: (row) => row.sku ?? NONE,
    },
    {
      id: 'channel',
      header: header('channel'),
      width: 140,
      text: (row) => row.connectionName,
      cell: (row) => {
        const channel = channelOf.get(row.connectionId);
        return (
          <>
            {channel && <ChannelTile name={channel.integrationName} size="small" />} {row.connectionName}
          </>
        );
      },
    },
  ];
}

function ProductCell({ row }: { readonly row: ValueRow }) {
  return (
    <>
      <span className={styles.picture} aria-hidden="true">
        <Package size={14} />
      </span>{' '}
      {row.title ?? row.sku ?? row.key}
      {row.variantTitle && <span className={styles.muted}> · {row.variantTitle}</span>}
    </>
  );
}
