import '../../lib/values-locale';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { HoldFilter } from '../../../shared/contract/values';
import { useText } from '../../i18n/use-text';
import { call } from '../../lib/kervan';
import { Button, EmptyState, Select } from '../../ui';
import { ConnectionSelect } from '../connections/ConnectionSelect';
import { useValueList } from '../values/use-value-list';
import { ValuesPage } from '../values/ValuesPage';
import { refOf } from '../values/value-rows';
import type { ValueQuestions } from '../values/value-source';
import { ApproveManyDialog } from './ApproveManyDialog';
import { ApproveOneDialog } from './ApproveOneDialog';
import { GUARDS, type Guard, guardSchema } from './guards';
import { HoldActions } from './HoldActions';
import { useHoldColumns } from './use-hold-columns';

const ALL = 'all';
const QUESTIONS: ValueQuestions<HoldFilter> = {
  count: (filter) => call('holds.count', filter),
  window: (query, window) => call('holds.window', { query, window }),
};

/** Prices a guard holds: let through as they are, or mended at their source. */
export function HoldsPage() {
  const text = useText('values');
  const navigate = useNavigate();
  const list = useValueList();
  const { address, change, actions, selection, connectionId } = list;
  const columns = useHoldColumns();
  const [isAsking, setAsking] = useState(false);
  const guard = guardSchema.safeParse(address.get('reason')).data ?? null;
  const filter = useMemo(
    (): HoldFilter => ({ ...(connectionId && { connectionId }), ...(guard && { code: guard }) }),
    [connectionId, guard],
  );
  const approving = refOf(address.get('approve'));
  return (
    <ValuesPage
      name="holds"
      list={list}
      columns={columns}
      questions={QUESTIONS}
      filter={filter}
      onClearFilters={() => change({ connection: null, reason: null })}
      toolbar={
        <>
          <ConnectionSelect
            label={text('holds.filter.channel')}
            allLabel={text('holds.filter.all')}
            value={connectionId}
            onChange={(id) => change({ connection: id })}
          />
          <Select<Guard | typeof ALL>
            isInline
            label={text('holds.filter.reason')}
            value={guard ?? ALL}
            options={[
              { value: ALL, label: text('holds.filter.allReasons') },
              ...GUARDS.map((code) => ({ value: code, label: text(`guard.${code}`) })),
            ]}
            onChange={(code) => change({ reason: code === ALL ? null : code })}
          />
        </>
      }
      selectionActions={() => (
        <Button size="small" isDisabled={actions.isBusy} onPress={() => setAsking(true)}>
          {text('holds.approveSelected')}
        </Button>
      )}
      panelActions={(listing, opened) => (
        <HoldActions
          listing={listing}
          kind={opened.kind}
          isBusy={actions.isBusy}
          onApprove={() => change({ approve: address.get('row') })}
        />
      )}
      empty={
        <EmptyState
          sentence={text('holds.empty')}
          actions={<Button onPress={() => void navigate('/rules')}>{text('holds.emptyLink')}</Button>}
        />
      }
    >
      {isAsking && (
        <ApproveManyDialog
          selection={selection}
          filter={filter}
          isBusy={actions.isBusy}
          onClose={() => setAsking(false)}
          onApprove={async (rows) => {
            await actions.approve(rows.map((row) => ({ row })));
            setAsking(false);
            list.settle();
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
            list.grid.current?.focus();
          }}
        />
      )}
    </ValuesPage>
  );
}
