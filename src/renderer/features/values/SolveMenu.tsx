import '../../lib/values-locale';
import { ChevronDown } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { ListingValues } from '../../../shared/contract/values';
import type { ValueKind } from '../../../shared/domain/listing-value';
import { useText } from '../../i18n/use-text';
import { Button, Menu, type MenuEntry } from '../../ui';
import { type Solution, solutionsOf } from './solutions';
import type { ValueActions } from './use-value-actions';
import { rowIdOf } from './value-rows';
import { useValueWords } from './value-words';

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
  const { connectionId, connectionName, listingId } = listing;
  const ref = { listingId, kind };
  const [wanted, shown] = [words.value(listing[kind].wanted), words.value(listing[kind].shown)];
  const place = (path: string) => () =>
    void navigate(`${path}?connection=${connectionId}&row=${rowIdOf(ref)}`);
  const entryOf = (solution: Solution): MenuEntry => {
    const named = { id: solution, label: text(`solve.${solution}`) };
    switch (solution) {
      case 'hold':
        return { ...named, onAction: place('/holds') };
      case 'retry':
      case 'kervan':
        return {
          ...named,
          note: text('solve.kervanNote', { wanted, shown }),
          onAction: () => void actions.repair([ref]),
        };
      case 'channel':
        return {
          ...named,
          note: text('solve.channelNote', { shown }),
          onAction: () => void actions.take([ref]),
        };
    }
  };
  const solutions = solutionsOf(listing[kind]);
  const entries = solutions.map(entryOf);
  if (!solutions.includes('hold'))
    entries.push({ id: 'differences', label: text('solve.differences'), onAction: place('/differences') });
  const name = `${connectionName}, ${text(`kind.${kind}`)}`;
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
