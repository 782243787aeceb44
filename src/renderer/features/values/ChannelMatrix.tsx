import '../../lib/values-locale';
import { useState } from 'react';
import type { ListingValues } from '../../../shared/contract/values';
import type { VariantId } from '../../../shared/domain/ids';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { useConnections } from '../../lib/shell-facts';
import { Card, ErrorState, LoadingRows, StaticTable } from '../../ui';
import { MatrixDetail, type MatrixRow } from './MatrixDetail';
import { useMatrixColumns } from './use-matrix-columns';
import styles from './Values.module.css';

const UNMATCHED_SHOWN = 5;

/** Where a product is sold, what each channel is told and how far that came. */
export function ChannelMatrix({ variantId }: { readonly variantId: VariantId }) {
  const text = useText('values');
  const { data, error, refetch } = useAnswer('values.ofVariant', { variantId }, { keepBefore: true });
  return (
    <Card title={text('matrix.title')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingRows rows={3} columns={['25%', '15%', '15%', '20%']} />}
      {data && <Matrix listings={data.listings} />}
    </Card>
  );
}

function Matrix({ listings }: { readonly listings: readonly ListingValues[] }) {
  const text = useText('values');
  const connections = useConnections();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const columns = useMatrixColumns(opened, (id) =>
    setOpened((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    }),
  );
  const unmatched = connections.filter(({ id }) => !listings.some(({ connectionId }) => connectionId === id));
  const rows: readonly MatrixRow[] = [
    ...listings.map((listing) => ({
      id: listing.listingId,
      listing,
      channel: connections.find(({ id }) => id === listing.connectionId)?.integrationName,
    })),
    ...unmatched
      .slice(0, UNMATCHED_SHOWN)
      .map((connection) => ({ id: `unmatched-${connection.id}`, connection })),
  ];
  return (
    <>
      {listings.length === 0 && <p className={styles.muted}>{text('matrix.empty')}</p>}
      {rows.length > 0 && (
        <StaticTable
          caption={text('matrix.table')}
          columns={columns}
          rows={rows}
          detail={(row) => 'listing' in row && opened.has(row.id) && <MatrixDetail listing={row.listing} />}
        />
      )}
      <MoreUnmatched count={unmatched.length - UNMATCHED_SHOWN} />
    </>
  );
}

function MoreUnmatched({ count }: { readonly count: number }) {
  const text = useText('values');
  const format = useFormat();
  if (count <= 0) return null;
  return <p className={styles.muted}>{text('matrix.more', { count, formatted: format.number(count) })}</p>;
}
