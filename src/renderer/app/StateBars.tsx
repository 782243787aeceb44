import { useNavigate } from 'react-router';
import { useText } from '../i18n/use-text';
import { useIsPractice, useOverview } from '../lib/shell-facts';
import { Button, StateBar, type StateBarKind, topStateBar } from '../ui';

/** At most one bar under the header. */
export function StateBars() {
  const text = useText('shell');
  const navigate = useNavigate();
  const isPractice = useIsPractice();
  const { data } = useOverview();
  const holding = new Set<StateBarKind>();
  if (isPractice) holding.add('practice');
  if (data?.state === 'offline') holding.add('offline');
  if (data?.problems.some((problem) => problem.error.code === 'clock.wrong')) holding.add('clock');
  const top = topStateBar(holding);
  if (!top) return null;
  const actions =
    top === 'practice' ? undefined : (
      <Button size="small" variant="quiet" onPress={() => void navigate('/errors')}>
        {text('page.errors')}
      </Button>
    );
  return <StateBar kind={top} actions={actions} />;
}
