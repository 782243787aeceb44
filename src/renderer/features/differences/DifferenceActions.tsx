import '../../lib/values-locale';
import { useNavigate } from 'react-router';
import type { ListingValues, ValueRef } from '../../../shared/contract/values';
import { isPanelQuestion } from '../../../shared/domain/price-holds';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui';
import { isSolvable } from '../values/SolveMenu';
import type { ValueActions } from '../values/use-value-actions';

interface DifferenceActionsProps {
  readonly listing: ListingValues;
  readonly valueRef: ValueRef;
  readonly actions: ValueActions;
}

/** What can be done about one difference. */
export function DifferenceActions({ listing, valueRef, actions }: DifferenceActionsProps) {
  const text = useText('values');
  const navigate = useNavigate();
  const truth = listing[valueRef.kind];
  if (!isSolvable(truth)) return null;
  if (truth.state === 'held' && !isPanelQuestion(truth.error))
    return (
      <Button
        onPress={() => void navigate(`/holds?row=${valueRef.listingId}.${valueRef.kind}`)}
        variant="primary"
      >
        {text('solve.hold')}
      </Button>
    );
  return (
    <>
      {truth.difference !== null && truth.state !== 'unknown' && (
        <Button isDisabled={actions.isBusy} onPress={() => void actions.take([valueRef])}>
          {text('solve.channel')}
        </Button>
      )}
      <Button variant="primary" isDisabled={actions.isBusy} onPress={() => void actions.repair([valueRef])}>
        {text(truth.state === 'refused' ? 'solve.retry' : 'solve.kervan')}
      </Button>
    </>
  );
}
