import '../../lib/values-locale';
import { useState } from 'react';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { ListingValues } from '../../../shared/contract/values';
import type { VariantId } from '../../../shared/domain/ids';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { useConnections } from '../../lib/shell-facts';
import { Card, ChannelTile, ErrorState, Link, LoadingRows, StatusMark } from '../../ui';
import { MatrixRow } from './MatrixRow';
import { useValueActions } from './use-value-actions';
import styles from './Values.module.css';

const COLUMNS = 8;
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
  const actions = useValueActions();
  const connections = useConnections();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpened((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const unmatched = connections.filter(({ id }) => !listings.some(({ connectionId }) => connectionId === id));
  if (listings.length === 0 && unmatched.length === 0)
    return <p className={styles.muted}>{text('matrix.empty')}</p>;
  return (
    <>
      {listings.length === 0 && <p className={styles.muted}>{text('matrix.empty')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys */}
      <section className={styles.scroll} tabIndex={0} aria-label={text('matrix.table')}>
        <table className={styles.table}>
          <caption className="visually-hidden">{text('matrix.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{text('matrix.channel')}</th>
              <th scope="col">{text('matrix.listing')}</th>
              <th scope="col" className={styles.end}>
                {text('matrix.stock')}
              </th>
              <th scope="col" className={styles.end}>
                {text('matrix.stockThere')}
              </th>
              <th scope="col" className={styles.end}>
                {text('matrix.price')}
              </th>
              <th scope="col" className={styles.end}>
                {text('matrix.priceThere')}
              </th>
              <th scope="col">{text('matrix.state')}</th>
              <th scope="col">{text('matrix.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {listings.map((listing) => (
              <MatrixRow
                key={listing.listingId}
                listing={listing}
                connection={connections.find(({ id }) => id === listing.connectionId)}
                actions={actions}
                isOpened={opened.has(listing.listingId)}
                onToggle={() => toggle(listing.listingId)}
                columns={COLUMNS}
              />
            ))}
            {unmatched.slice(0, UNMATCHED_SHOWN).map((connection) => (
              <UnmatchedRow key={connection.id} connection={connection} />
            ))}
          </tbody>
        </table>
      </section>
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

function UnmatchedRow({ connection }: { readonly connection: ConnectionSummary }) {
  const text = useText('values');
  return (
    <tr>
      <td>
        <span className={styles.channel}>
          <ChannelTile name={connection.integrationName} size="small" /> {connection.name}
        </span>
      </td>
      <td className={styles.muted}>{text('matrix.unmatched')}</td>
      <td colSpan={4} />
      <td>
        <StatusMark state="value.none" />
      </td>
      <td>
        <Link
          href={`#/matching?connection=${connection.id}`}
          aria-label={text('matrix.matchLabel', { name: connection.name })}
        >
          {text('matrix.match')}
        </Link>
      </td>
    </tr>
  );
}
