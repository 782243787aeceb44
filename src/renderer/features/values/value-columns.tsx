import '../../lib/values-locale';
import { useMemo } from 'react';
import type { ValueRow } from '../../../shared/contract/values';
import { useText } from '../../i18n/use-text';
import { useConnections } from '../../lib/shell-facts';
import { ChannelTile, type GridColumn, PicturePlace, writtenColumn } from '../../ui';
import styles from './Values.module.css';
import type { GridValue } from './value-rows';
import { productName } from './value-words';

const NONE = '–';

/** Columns that say which value a row is about. */
export function useNameColumns(page: 'holds' | 'differences'): readonly GridColumn<GridValue>[] {
  const text = useText('values');
  const connections = useConnections();
  return useMemo(() => {
    const header = (id: 'product' | 'sku' | 'channel') => text(`${page}.column.${id}`);
    const channelOf = new Map(connections.map(({ id, integrationName }) => [id, integrationName] as const));
    return [
      {
        id: 'product',
        header: header('product'),
        width: 190,
        isFixed: true,
        text: productName,
        cell: (row) => <ProductCell row={row} />,
      },
      writtenColumn('sku', header('sku'), 140, (row) => row.sku ?? NONE, { isOptional: true }),
      {
        id: 'channel',
        header: header('channel'),
        width: 140,
        text: (row) => row.connectionName,
        cell: (row) => {
          const channel = channelOf.get(row.connectionId);
          return (
            <>
              {channel && <ChannelTile name={channel} size="small" />} {row.connectionName}
            </>
          );
        },
      },
    ];
  }, [text, page, connections]);
}

function ProductCell({ row }: { readonly row: ValueRow }) {
  return (
    <>
      <PicturePlace /> {row.title ?? row.sku ?? row.key}
      {row.variantTitle && <span className={styles.muted}> · {row.variantTitle}</span>}
    </>
  );
}
