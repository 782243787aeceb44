import { type RefObject, useMemo } from 'react';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { ConnectionId } from '../../../shared/domain/ids';
import { useText } from '../../i18n/use-text';
import { Button, type GridHandle } from '../../ui';
import { MatchGrid } from './MatchGrid';
import { proposalSource } from './match-sources';
import { type BulkScope, type MatchActions, scopeOf } from './use-match-actions';
import { useProposalColumns } from './use-match-columns';

interface ProposalTabProps {
  readonly kind: 'sure' | 'new';
  readonly connectionId: ConnectionId | undefined;
  readonly connections: readonly ConnectionSummary[];
  readonly actions: MatchActions;
  readonly grid: RefObject<GridHandle | null>;
}

/** Sure or new listings: taken as proposed, or left alone. */
export function ProposalTab({ kind, connectionId, connections, actions, grid }: ProposalTabProps) {
  const text = useText('matching');
  const columns = useProposalColumns(kind, connections);
  const filter = useMemo(() => ({ class: kind, connectionId }), [kind, connectionId]);
  return (
    <MatchGrid
      tab={kind}
      columns={columns}
      source={proposalSource}
      filter={filter}
      grid={grid}
      actions={(act) => {
        const button = (label: string, work: (scope: BulkScope) => Promise<void>) => (
          <Button
            size="small"
            isDisabled={actions.isBusy}
            onPress={() => act((selection) => work(scopeOf(selection, connectionId)))}
          >
            {label}
          </Button>
        );
        return (
          <>
            {kind === 'sure'
              ? button(text('accept'), actions.accept)
              : button(text('create'), actions.create)}
            {button(text('ignore'), (scope) => actions.ignore(kind, scope))}
          </>
        );
      }}
    />
  );
}
