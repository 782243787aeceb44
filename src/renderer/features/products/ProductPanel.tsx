import { useNavigate } from 'react-router';
import type { ListingId } from '../../../shared/domain/ids';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Button, ErrorState, LoadingRows, PicturePlace, SidePanel } from '../../ui';
import { IdentityFacts, TimeFacts, ValueFacts } from './ProductFacts';

/** One listing beside the table. */
export function ProductPanel({ id, onClose }: { readonly id: ListingId; readonly onClose: () => void }) {
  const text = useText('products');
  const page = useText('gridPage');
  const navigate = useNavigate();
  const { data: listing, error, refetch } = useAnswer('listings.get', { id }, { keepBefore: true });
  const title = listing?.title ?? listing?.sku ?? text('unnamed');
  return (
    <SidePanel
      title={listing ? title : ''}
      mark={<PicturePlace size="large" />}
      subtitle={[listing?.variantTitle, listing?.sku, listing?.barcode].filter(Boolean).join(' · ')}
      onClose={onClose}
      actions={<Button onPress={() => void navigate(`/products/${id}`)}>{page('panel.open')}</Button>}
    >
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!listing && !error && <LoadingRows rows={6} columns={['40%', '50%']} />}
      {listing && (
        <>
          <ValueFacts listing={listing} />
          <IdentityFacts listing={listing} />
          <TimeFacts listing={listing} />
        </>
      )}
    </SidePanel>
  );
}
