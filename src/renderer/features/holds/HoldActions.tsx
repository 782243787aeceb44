import '../../lib/values-locale';
import { useNavigate } from 'react-router';
import type { ListingValues } from '../../../shared/contract/values';
import type { ValueKind } from '../../../shared/domain/listing-value';
import { isApprovable } from '../../../shared/domain/price-holds';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui';

interface HoldActionsProps {
  readonly listing: ListingValues;
  readonly kind: ValueKind;
  readonly isBusy: boolean;
  readonly onApprove: () => void;
}

/** Lets the value through, or leads to where it is mended. */
export function HoldActions({ listing, kind, isBusy, onApprove }: HoldActionsProps) {
  const text = useText('values');
  const navigate = useNavigate();
  const { state, error, wanted } = listing[kind];
  const mayPass = state === 'held' && isApprovable(error, wanted !== null);
  return (
    <>
      <Button onPress={() => void navigate(`/rules/${listing.connectionId}`)}>
        {text('holds.mendRule')}
      </Button>
      {listing.variantId !== null && (
        <Button onPress={() => void navigate(`/stock/${listing.variantId}`)}>
          {text('holds.mendProduct')}
        </Button>
      )}
      {mayPass && (
        <Button variant="primary" isDisabled={isBusy} onPress={onApprove}>
          {text('holds.approve')}
        </Button>
      )}
    </>
  );
}
