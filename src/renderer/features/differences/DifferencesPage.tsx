import '../../lib/values-locale';
import { useCallback, useMemo, useRef, useState } from 'react';
import { type DifferenceFilter, differingSchema } from '../../../shared/contract/values';
import { connectionIdSchema } from '../../../shared/domain/ids';
import { valueKindSchema } from '../../../shared/domain/listing-value';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { columnStore } from '../../lib/grid-page/column-store';
import { call } from '../../lib/kervan';
import { useAnswer } from '../../lib/queries';
import { useConnections } from '../../lib/shell-facts';
import {
  Button,
  ConfirmDialog,
  DataGrid,
  EmptyState,
  type GridHandle,
  type GridSelection,
  NOTHING_SELECTED,
  Page,
  PageHeader,
  selectedCount,
} from '../../ui';
import { useAddress } from '../connections/use-address';
import { useValueActions } from '../values/use-value-actions';
import { useValuesToken } from '../values/use-values-token';
import { ValuePanel } from '../values/ValuePanel';
import { refOf, selectedRows } from '../values/value-rows';
import { DifferenceActions } from './DifferenceActions';
import { DifferenceFilters } from './DifferenceFilters';
import { differenceSource } from './difference-source';
import { ReadAgain } from './ReadAgain';
import { ReadingLine } from './ReadingLine';
import { useDifferenceColumns } from './use-difference-columns';

const AT_ONCE = 500;

/** What is asked before it is done: some rows, or everything the filters leave. */
type Asked =
  | { readonly what: 'repair' | 'take'; readonly selection: GridSelection }
  | { readonly what: 'all' };

/** Values that stand otherwise at a channel: repaired by Kervan's value, or taken over. */
export function DifferencesPage() {
  const text = useText('values');
  const [address, change] = useAddress();
  const connections = useConnections();
  const grid = useRef<GridHandle>(null);
  const refresh = useCallback(() => grid.current?.refresh(), []);
  const actions = useValueActions(refresh);
  const [total, setTotal] = useState<number | undefined>(undefined);
  const source = useMemo(() => differenceSource(setTotal), []);
  const columns = useDifferenceColumns(connections);
  const [selection, setSelection] = useState<GridSelection>(NOTHING_SELECTED);
  const [asked, setAsked] = useState<Asked | null>(null);
  const filter = useMemo(() => readFilter(address), [address]);
  const matching = useAnswer('differences.count', filter, { keepBefore: true }).data?.count ?? 0;
  const opened = refOf(address.get('row'));
  const close = useCallback(() => {
    change({ row: null });
    grid.current?.focus();
  }, [change]);
  const rowsOf = (chosen: GridSelection) =>
    selectedRows(chosen, (cursor) => call('differences.page', { ...filter, cursor, limit: AT_ONCE }));
  const act = async (question: Asked) => {
    if (question.what === 'all') await actions.repairAll(filter);
    else {
      const rows = await rowsOf(question.selection);
      await (question.what === 'repair' ? actions.repair(rows) : actions.take(rows));
    }
    setAsked(null);
    setSelection(NOTHING_SELECTED);
    grid.current?.focus();
  };
  return (
    <Page
      isFilled
      header={
        <PageHeader
          title={text('differences.title')}
          status={<span>{text('differences.purpose')}</span>}
          actions={
            <>
              <ReadAgain connections={connections} connectionId={filter.connectionId ?? null} />
              {matching > 0 && <RepairAll count={matching} onPress={() => setAsked({ what: 'all' })} />}
            </>
          }
        />
      }
      sidePanel={
        opened && (
          <ValuePanel
            valueRef={opened}
            onClose={close}
            actions={(listing) => <DifferenceActions listing={listing} valueRef={opened} actions={actions} />}
          />
        )
      }
    >
      <ReadingLine connectionId={filter.connectionId ?? null} />
      <DataGrid
        ref={grid}
        gridId="differences"
        label={text('differences.grid')}
        columns={columns}
        source={source}
        filter={filter}
        nameColumn="product"
        columnStore={columnStore}
        changeToken={useValuesToken()}
        isSelectable
        selection={selection}
        onSelectionChange={setSelection}
        selectionActions={(chosen) => (
          <>
            <Button
              size="small"
              isDisabled={actions.isBusy}
              onPress={() => setAsked({ what: 'repair', selection: chosen })}
            >
              {text('differences.repairSelected')}
            </Button>
            <Button
              size="small"
              isDisabled={actions.isBusy}
              onPress={() => setAsked({ what: 'take', selection: chosen })}
            >
              {text('differences.takeSelected')}
            </Button>
          </>
        )}
        onPreview={(row) => change({ row: row.id })}
        onOpen={(row) => change({ row: row.id })}
        isFiltered={Object.keys(filter).length > 0}
        unfilteredTotal={total}
        onClearFilters={() => change({ connection: null, kind: null, cause: null })}
        toolbar={<DifferenceFilters filter={filter} onChange={change} />}
        empty={<EmptyState sentence={text('differences.empty')} />}
      />
      {asked && (
        <Question
          asked={asked}
          count={asked.what === 'all' ? matching : selectedCount(asked.selection)}
          isBusy={actions.isBusy}
          onConfirm={() => void act(asked)}
          onCancel={() => setAsked(null)}
        />
      )}
    </Page>
  );
}

function readFilter(address: URLSearchParams): DifferenceFilter {
  const connection = connectionIdSchema.safeParse(address.get('connection'));
  const kind = valueKindSchema.safeParse(address.get('kind'));
  const cause = differingSchema.safeParse(address.get('cause'));
  return {
    ...(connection.success ? { connectionId: connection.data } : {}),
    ...(kind.success ? { kind: kind.data } : {}),
    ...(cause.success ? { cause: cause.data } : {}),
  };
}

function RepairAll({ count, onPress }: { readonly count: number; readonly onPress: () => void }) {
  const text = useText('values');
  const format = useFormat();
  return (
    <Button variant="primary" onPress={onPress}>
      {text('differences.repairAll', { count, formatted: format.number(count) })}
    </Button>
  );
}

interface QuestionProps {
  readonly asked: Asked;
  readonly count: number;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Says in numbers what happens before it does. */
function Question({ asked, count, isBusy, onConfirm, onCancel }: QuestionProps) {
  const text = useText('values');
  const format = useFormat();
  const about = asked.what === 'take' ? 'take' : 'repairDialog';
  return (
    <ConfirmDialog
      isOpen
      title={text(`differences.${about}.title`, { count, formatted: format.number(count) })}
      confirmLabel={text(`differences.${about}.confirm`)}
      isPending={isBusy}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>{text(`differences.${about}.body`)}</p>
    </ConfirmDialog>
  );
}
