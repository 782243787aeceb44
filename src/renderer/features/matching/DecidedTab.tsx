import { type RefObject, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { ConnectionId } from '../../../shared/domain/ids';
import { useText } from '../../i18n/use-text';
import { columnStore } from '../../lib/grid-page/column-store';
import { Button, DataGrid, type GridHandle, type GridSelection, NOTHING_SELECTED } from '../../ui';
import styles from './Matching.module.css';
import { decidedSource } from './match-sources';
import type { MatchActions } from './use-match-actions';
import { useDecisionColumns } from './use-match-columns';
import { useMatchToken } from './use-match-token';

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
  const navigate = useNavigate();
  const columns = useDecisionColumns(state, connections);
  const filter = useMemo(() => ({ state, connectionId }), [state, connectionId]);
  const [selection, setSelection] = useState<GridSelection>(NOTHING_SELECTED);
  const unlink = async () => {
    const chosen = selection;
    setSelection(NOTHING_SELECTED);
    await actions.unlink(filter, chosen);
    grid.current?.focus();
  };
  return (
    <DataGrid
      ref={grid}
      gridId={`matching-${state}`}
      label={text(`grid.${state}`)}
      columns={columns}
      source={decidedSource}
      filter={filter}
      columnStore={columnStore}
      changeToken={useMatchToken()}
      isSelectable
      selection={selection}
      onSelectionChange={setSelection}
      selectionActions={() => (
        <Button size="small" isDisabled={actions.isBusy} onPress={() => void unlink()}>
          {text(state === 'matched' ? 'unlink' : 'reopen')}
        </Button>
      )}
      onOpen={(row) => void navigate(`/products/${row.listingId}`)}
      toolbar={<span className={styles.muted}>{text(`hint.${state}`)}</span>}
    />
  );
}
