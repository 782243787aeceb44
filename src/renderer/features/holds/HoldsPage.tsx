import '../../lib/values-locale';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { HoldFilter } from '../../../shared/contract/values';
import { connectionIdSchema } from '../../../shared/domain/ids';
import { useText } from '../../i18n/use-text';
import { columnStore } from '../../lib/grid-page/column-store';
import { useConnections } from '../../lib/shell-facts';
import {
  Button,
  DataGrid,
  EmptyState,
  type GridHandle,
  type GridSelection,
  NOTHING_SELECTED,
  Page,
  PageHeader,
  Select,
} from '../../ui';
import { ConnectionSelect } from '../connections/ConnectionSelect';
import { useAddress } from '../connections/use-address';
import { useValueActions } from '../values/use-value-actions';
import { useValuesToken } from '../values/use-values-token';
import { ValuePanel } from '../values/ValuePanel';
import { refOf } from '../values/value-rows';
import { ApproveManyDialog } from './ApproveManyDialog';
import { ApproveOneDialog } from './ApproveOneDialog';
import { GUARDS, guardSchema } from './guards';
import { HoldActions } from './HoldActions';
import { holdSource } from './hold-source';
import { useHoldColumns } from './use-hold-columns';

const ALL = 'all';

/** Prices a guard holds: let through as they are, or mended at their source. */
export function HoldsPage() {
  const text = useText('values');
  const navigate = useNavigate();
  const [address, change] = useAddress();
  const connections = useConnections();
  const grid = useRef<GridHandle>(null);
  const refresh = useCallback(() => grid.current?.refresh(), []);
  const actions = useValueActions(refresh);
  const [total, setTotal] = useState<number | undefined>(undefined);
  const source = useMemo(() => holdSource(setTotal), []);
  const columns = useHoldColumns(connections);
  const [selection, setSelection] = useState<GridSelection>(NOTHING_SELECTED);
  const [isAsking, setAsking] = useState(false);
  const connection = connectionIdSchema.safeParse(address.get('connection'));
  const guard = guardSchema.safeParse(address.get('reason'));
  const filter = useMemo(
    (): HoldFilter => ({
      ...(connection.success ? { connectionId: connection.data } : {}),
      ...(guard.success ? { code: guard.data } : {}),
    }),
    [connection.data, connection.success, guard.data, guard.success],
  );
  const opened = refOf(address.get('row'));
  const approving = refOf(address.get('approve'));
  const close = useCallback(() => {
    change({ row: null });
    grid.current?.focus();
  }, [change]);
  const clear = () => change({ connection: null, reason: null });
  return (
    <Page
      isFilled
      header={<PageHeader title={text('holds.title')} status={<span>{text('holds.purpose')}</span>} />}
      sidePanel={
        opened && (
          <ValuePanel
            valueRef={opened}
            onClose={close}
            actions={(listing) => (
              <HoldActions
                listing={listing}
                kind={opened.kind}
                isBusy={actions.isBusy}
                onApprove={() => change({ approve: address.get('row') })}
              />
            )}
          />
        )
      }
    >
      <DataGrid
        ref={grid}
        gridId="holds"
        label={text('holds.grid')}
        columns={columns}
        source={source}
        filter={filter}
        nameColumn="product"
        columnStore={columnStore}
        changeToken={useValuesToken()}
        isSelectable
        selection={selection}
        onSelectionChange={setSelection}
        selectionActions={() => (
          <Button size="small" isDisabled={actions.isBusy} onPress={() => setAsking(true)}>
            {text('holds.approveSelected')}
          </Button>
        )}
        onPreview={(row) => change({ row: row.id })}
        onOpen={(row) => change({ row: row.id })}
        isFiltered={connection.success || guard.success}
        unfilteredTotal={total}
        onClearFilters={clear}
        toolbar={
          <>
            <ConnectionSelect
              label={text('holds.filter.channel')}
              allLabel={text('holds.filter.all')}
              value={connection.success ? connection.data : null}
              onChange={(id) => change({ connection: id })}
            />
            <Select
              isInline
              label={text('holds.filter.reason')}
              value={guard.success ? guard.data : ALL}
              options={[
                { value: ALL, label: text('holds.filter.allReasons') },
                ...GUARDS.map((code) => ({ value: code, label: text(`guard.${code}`) })),
              ]}
              onChange={(code) => change({ reason: code === ALL ? null : code })}
            />
          </>
        }
        empty={
          <EmptyState
            sentence={text('holds.empty')}
            actions={<Button onPress={() => void navigate('/rules')}>{text('holds.emptyLink')}</Button>}
          />
        }
      />
      {isAsking && (
        <ApproveManyDialog
          selection={selection}
          filter={filter}
          isBusy={actions.isBusy}
          onClose={() => setAsking(false)}
          onApprove={async (rows) => {
            await actions.approve(rows.map((row) => ({ row })));
            setAsking(false);
            setSelection(NOTHING_SELECTED);
            grid.current?.focus();
          }}
        />
      )}
      {approving && (
        <ApproveOneDialog
          valueRef={approving}
          isBusy={actions.isBusy}
          onClose={() => change({ approve: null })}
          onApprove={async (approval) => {
            const outcome = await actions.approve([approval]);
            change(outcome?.done === 1 ? { approve: null, row: null } : { approve: null });
            grid.current?.focus();
          }}
        />
      )}
    </Page>
  );
}
