import '../../lib/values-locale';
import { useNavigate } from 'react-router';
import type { ListingValues, ValueRef } from '../../../shared/contract/values';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui';
import { type Solution, solutionsOf } from '../values/solutions';
import type { ValueActions } from '../values/use-value-actions';
import { rowIdOf } from '../values/value-rows';

interface DifferenceActionsProps {
  readonly listing: ListingValues;
  readonly valueRef: ValueRef;
  readonly actions: ValueActions;
}

/** What can be done about one difference; the usual way is the last button. */
export function DifferenceActions({ listing, valueRef, actions }: DifferenceActionsProps) {
  const text = useText('values');
  const navigate = useNavigate();
  const act = (solution: Solution): void => {
    switch (solution) {
      case 'hold':
        void navigate(`/holds?row=${rowIdOf(valueRef)}`);
        return;
      case 'retry':
      case 'kervan':
        void actions.repair([valueRef]);
        return;
      case 'channel':
        void actions.take([valueRef]);
    }
  };
  return solutionsOf(listing[valueRef.kind])
    .toReversed()
    .map((solution) => (
      <Button
        key={solution}
        variant={solution === 'channel' ? 'secondary' : 'primary'}
        isDisabled={actions.isBusy}
        onPress={() => act(solution)}
      >
        {text(`solve.${solution}`)}
      </Button>
    ));
}
