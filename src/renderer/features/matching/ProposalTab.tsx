import { type RefObject, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { ConnectionId } from '../../../shared/domain/ids';
import { useText } from '../../i18n/use-text';
import { columnStore } from '../../lib/grid-page/column-store';
import { Button, DataGrid, type GridHandle, type GridSelection, NOTHING_SELECTED } from '../../ui';
import styles from './Matching.module.css';
import { proposalSource } from './match-sources';
import { type MatchActions, scopeOf } from './use-match-actions';
import { useProposalColumns } from './use-match-columns';
import { useMatchToken } from './use-match-token';

interface ProposalTabProps {
  readonly kind: 'sure' | 'new';
  readonly connectionId: ConnectionId | undefined;
  readonly connections: readonly ConnectionSummary[];
  readonly actions: MatchActions;
  readonly grid: RefObject<GridHandle | null>;
}

/** Sure or new listings in a table; what is to be done with some of them stands over the selection. */
export function ProposalTab({ kind, connectionId, connections, actions, grid }: ProposalTabProps) {
  const text = useText('matching');
  const navigate = useNavigate();
  const columns = useProposalColumns(kind, connections);
  const filter = useMemo(() => ({ class: kind, connectionId }), [kind, connectionId]);
  const [selection, setSelection] = useState<GridSelection>(NOTHING_SELECTED);
  const act = async (work: (scope: ReturnType<typeof scopeOf>) => Promise<void>) => {
    const scope = scopeOf(selection, connectionId);
    setSelection(NOTHING_SELECTED);
    await work(scope);
    grid.current?.focus();
  };
  return (
    <DataGrid
      ref={grid}
      gridId={`matching-${kind}`}
      label={text(`grid.${kind}`)}
      columns={columns}
      source={proposalSource}
      filter={filter}
      columnStore={columnStore}
      changeToken={useMatchToken()}
      isSelectable
      selection={selection}
      onSelectionChange={setSelection}
      selectionActions={() => (
        <>
          {kind === 'sure' ? (
            <Button size="small" isDisabled={actions.isBusy} onPress={() => void act(actions.accept)}>
              {text('accept')}
            </Button>
          ) : (
            <Button size="small" isDisabled={actions.isBusy} onPress={() => void act(actions.create)}>
              {text('create')}
            </Button>
          )}
          <Button
            size="small"
            isDisabled={actions.isBusy}
            onPress={() => void act((scope) => actions.ignore(kind, scope))}
          >
            {text('ignore')}
          </Button>
        </>
      )}
      onOpen={(row) => void navigate(`/products/${row.listingId}`)}
      toolbar={<span className={styles.muted}>{text(`hint.${kind}`)}</span>}
    />
  );
}
