import '../../lib/values-locale';
import { ChevronDown } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { ListingValues, ValueTruth } from '../../../shared/contract/values';
import type { PriceValue, StockValue, ValueKind } from '../../../shared/domain/listing-value';
import { isPanelQuestion } from '../../../shared/domain/price-holds';
import { useText } from '../../i18n/use-text';
import { Button, Menu, type MenuEntry } from '../../ui';
import type { ValueActions } from './use-value-actions';
import { useValueWords, valueStatus } from './value-words';

type AnyTruth = ValueTruth<StockValue | PriceValue>;

/** A person can do something about this value. */
export function isSolvable(truth: AnyTruth): boolean {
  return ['value.refused', 'value.unknown', 'value.differs', 'value.held'].includes(valueStatus(truth));
}

interface SolveMenuProps {
  readonly listing: ListingValues;
  readonly kind: ValueKind;
  readonly actions: ValueActions;
  readonly isShort?: boolean;
}

/** What can be done about a value that does not stand at the channel as it should. */
export function SolveMenu({ listing, kind, actions, isShort }: SolveMenuProps) {
  const text = useText('values');
  const words = useValueWords();
  const navigate = useNavigate();
  const truth: AnyTruth = listing[kind];
  const ref = { listingId: listing.listingId, kind };
  const isHeld = truth.state === 'held' && !isPanelQuestion(truth.error);
  const place = (path: string) => () =>
    void navigate(`${path}?connection=${listing.connectionId}&row=${listing.listingId}.${kind}`);
  const [wanted, shown] = [words.value(truth.wanted), words.value(truth.shown)];
  const entries: MenuEntry[] = isHeld
    ? [{ id: 'hold', label: text('solve.hold'), onAction: place('/holds') }]
    : [
        {
          id: 'kervan',
          label: text(truth.state === 'refused' ? 'solve.retry' : 'solve.kervan'),
          note: text('solve.kervanNote', { wanted, shown }),
          onAction: () => void actions.repair([ref]),
        },
        {
          id: 'channel',
          label: text('solve.channel'),
          note: text('solve.channelNote', { shown }),
          onAction: () => void actions.take([ref]),
        },
        { id: 'differences', label: text('solve.differences'), onAction: place('/differences') },
      ];
  const name = `${listing.connectionName}, ${text(`kind.${kind}`)}`;
  return (
    <Menu
      label={text('solve.menuLabel', { name })}
      trigger={
        <Button
          size="small"
          isDisabled={actions.isBusy}
          aria-label={text('solve.menuLabel', { name })}
          icon={ChevronDown}
        >
          {isShort ? text('solve.menu') : `${text('solve.menu')}: ${text(`kind.${kind}`)}`}
        </Button>
      }
      entries={entries}
    />
  );
}
