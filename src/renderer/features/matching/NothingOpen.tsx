import { useNavigate } from 'react-router';
import type { MatchSummary } from '../../../shared/contract/matching';
import { useText } from '../../i18n/use-text';
import { NoRows } from '../../lib/grid-page/NoRows';
import { Button, EmptyState } from '../../ui';
import type { TabId } from './tabs';
import { useCounted } from './use-counted';

interface NothingOpenProps {
  readonly tab: TabId;
  readonly sums: MatchSummary;
  readonly onGo: (tab: TabId) => void;
}

/** A tab with nothing in it says whether anything waits elsewhere, and leads there. */
export function NothingOpen({ tab, sums, onGo }: NothingOpenProps) {
  const text = useText('matching');
  const counted = useCounted();
  const navigate = useNavigate();
  const open = sums.sure + sums.doubtful + sums.new;
  if (open + sums.matched + sums.ignored === 0) {
    return (
      <NoRows
        words={{
          empty: text('empty.first'),
          emptyReading: text('empty.reading'),
          runs: text('empty.runs'),
          connect: text('empty.connect'),
        }}
      />
    );
  }
  if (open === 0 && tab !== 'ignored' && tab !== 'matched') {
    return (
      <EmptyState
        sentence={text('empty.none')}
        actions={<Button onPress={() => void navigate('/stock')}>{text('empty.stock')}</Button>}
      />
    );
  }
  const next = (['doubtful', 'sure', 'new'] as const).find((one) => one !== tab && sums[one] > 0);
  return (
    <EmptyState
      sentence={text(`empty.${tab}`)}
      actions={
        next && <Button onPress={() => onGo(next)}>{text(`empty.go.${next}`, counted(sums[next]))}</Button>
      }
    />
  );
}
