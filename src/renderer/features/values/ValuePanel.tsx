import '../../lib/values-locale';
import { Package } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ListingValues, ValueRef } from '../../../shared/contract/values';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { ErrorState, KeyValueList, Link, LoadingRows, SidePanel } from '../../ui';
import { ValueSide } from './ValueChain';
import styles from './Values.module.css';
import { productName } from './value-words';

interface ValuePanelProps {
  readonly valueRef: ValueRef;
  readonly onClose: () => void;
  /** Buttons for the value as it stands now. */
  readonly actions: (listing: ListingValues) => ReactNode;
}

/** One value beside the table: its chain, why it stands there, how it was computed, and what can be done. */
export function ValuePanel({ valueRef: { listingId, kind }, onClose, actions }: ValuePanelProps) {
  const text = useText('values');
  const { data, error, refetch } = useAnswer('values.ofListing', { listingId }, { keepBefore: true });
  const listing = data?.listing ?? null;
  return (
    <SidePanel
      title={listing ? productName(listing) : ''}
      mark={<Package size={18} aria-hidden />}
      subtitle={listing?.connectionName}
      onClose={onClose}
      actions={listing && actions(listing)}
    >
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingRows rows={6} columns={['40%', '50%']} />}
      {data && listing === null && <p className={styles.muted}>{text('panel.gone')}</p>}
      {listing && (
        <>
          <ValueSide kind={kind} chain={listing[kind]} />
          <Identity listing={listing} />
        </>
      )}
    </SidePanel>
  );
}

function Identity({ listing }: { readonly listing: ListingValues }) {
  const text = useText('values');
  const code = (value: string | null) => <span className={styles.code}>{value ?? '–'}</span>;
  return (
    <>
      <KeyValueList
        entries={[
          { key: 'sku', label: text('panel.sku'), value: code(listing.sku) },
          { key: 'barcode', label: text('panel.barcode'), value: code(listing.barcode) },
          { key: 'key', label: text('panel.key'), value: code(listing.key) },
        ]}
      />
      <Link href={`#/products/${listing.listingId}`}>{text('panel.listing')}</Link>
    </>
  );
}
