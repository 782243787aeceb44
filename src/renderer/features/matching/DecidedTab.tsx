import { type RefObject, useMemo } from 'react';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { ConnectionId } from '../../../shared/domain/ids';
import { useText } from '../../i18n/use-text';
import { Button, type GridHandle } from '../../ui';
import { MatchGrid } from './MatchGrid';
import { decidedSource } from './match-sources';
import type { MatchActions } from './use-match-actions';
import { useDecisionColumns } from './use-match-columns';

interface DecidedTabProps {
  readonly state: 'matched' | 'ignored';
  readonly connectionId: ConnectionId | undefined;
  readonly connections: readonly ConnectionSummary[];
  readonly actions: MatchActions;
  readonly grid: RefObject<GridHandle | null>;
}

/** What was matched or ignored, and the way back to undecided. */
export function DecidedTab({ state, connectionId, connections, actions, grid }: DecidedTabProps) {
  const text = useText('matching');
  const columns = useDecisionColumns(state, connections);
  const filter = useMemo(() => ({ state, connectionId }), [state, connectionId]);
  return (
    <MatchGrid
      tab={state}
      columns={columns}
      source={decidedSource}
      filter={filter}
      grid={grid}
      actions={(act) => (
        <Button
          size="small"
          isDisabled={actions.isBusy}
          onPress={() => act((selection) => actions.unlink(filter, selection))}
        >
          {text(state === 'matched' ? 'unlink' : 'reopen')}
        </Button>
      )}
    />
  );
}
