import type { ValueTruth } from '../../../shared/contract/values';
import type { PriceValue, StockValue } from '../../../shared/domain/listing-value';
import { isPanelQuestion } from '../../../shared/domain/price-holds';
import { valueStatus } from './value-words';

/** hold = a guard waits for a person; retry, kervan = Kervan's value is sent again; channel = the channel's becomes Kervan's. */
export type Solution = 'hold' | 'retry' | 'kervan' | 'channel';

type Truth = Pick<ValueTruth<StockValue | PriceValue>, 'state' | 'difference' | 'wanted' | 'shown' | 'error'>;

/** What a person can do about a value that does not stand at the channel as it should, the usual way first. */
export function solutionsOf(truth: Truth): readonly Solution[] {
  const { state, difference, shown, error } = truth;
  switch (valueStatus(truth)) {
    case 'value.refused':
    case 'value.unknown':
    case 'value.differs':
    case 'value.held':
      break;
    default:
      return [];
  }
  if (state === 'held' && !isPanelQuestion(error)) return ['hold'];
  const again = state === 'refused' ? 'retry' : 'kervan';
  // Only what the channel is known to show otherwise can be taken over.
  const canTake = difference !== null && shown !== null && state !== 'unknown';
  return canTake ? [again, 'channel'] : [again];
}
