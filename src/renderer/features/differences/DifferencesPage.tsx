import '../../lib/values-locale';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { type DifferenceFilter, differingSchema } from '../../../shared/contract/values';
import { valueKindSchema } from '../../../shared/domain/listing-value';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { call } from '../../lib/kervan';
import { isAnythingSent } from '../../lib/next-step';
import { useAnswer } from '../../lib/queries';
import { useMatchSummary, useValuesSummary } from '../../lib/shell-facts';
import { Button, ConfirmDialog, EmptyState, type GridSelection, selectedCount } from '../../ui';
import { useValueList, type ValueList } from '../values/use-value-list';
import { ValuesPage } from '../values/ValuesPage';
import { selectedRows } from '../values/value-rows';
import type { ValueQuestions } from '../values/value-source';
import { DifferenceActions } from './DifferenceActions';
import { DifferenceFilters } from './DifferenceFilters';
import { ReadAgain } from './ReadAgain';
import { ReadingLine } from './ReadingLine';
import { useDifferenceColumns } from './use-difference-columns';

const AT_ONCE = 500;
const QUESTIONS: ValueQuestions<DifferenceFilter> = {
  count: (filter) => call('differences.count', filter),
  window: (query, window) => call('differences.window', { query, window }),
};

/** What is asked before it is done: some rows, or everything the filters leave. */
type Asked =
  | { readonly what: 'repair' | 'take'; readonly selection: GridSelection }
  | { readonly what: 'all' };

/** Values that stand otherwise at a channel: repaired by Kervan's value, or taken over. */
export function DifferencesPage() {
  const text = useText('values');
  const list = useValueList();
  const { address, change, actions, connectionId } = list;
  const columns = useDifferenceColumns();
  const [asked, setAsked] = useState<Asked | null>(null);
  const filter = useMemo(() => readFilter(address, connectionId), [address, connectionId]);
  const matching = useAnswer('differences.count', filter, { keepBefore: true }).data?.count ?? 0;
  const act = async (question: Asked) => {
    if (question.what === 'all') await actions.repairAll(filter);
    else {
      const rows = selectedRows(question.selection, (cursor) =>
        call('differences.page', { ...filter, cursor, limit: AT_ONCE }),
      );
      await (question.what === 'repair' ? actions.repair(rows) : actions.take(rows));
    }
    setAsked(null);
    list.settle();
  };
  const ask = (what: 'repair' | 'take', words: string, selection: GridSelection) => (
    <Button size="small" isDisabled={actions.isBusy} onPress={() => setAsked({ what, selection })}>
      {words}
    </Button>
  );
  return (
    <ValuesPage
      name="differences"
      list={list}
      columns={columns}
      questions={QUESTIONS}
      filter={filter}
      onClearFilters={() => change({ connection: null, kind: null, cause: null })}
      headerActions={
        <>
          <ReadAgain connectionId={connectionId} />
          {matching > 0 && <RepairAll count={matching} onPress={() => setAsked({ what: 'all' })} />}
        </>
      }
      above={<ReadingLine connectionId={connectionId} />}
      toolbar={<DifferenceFilters filter={filter} onChange={change} />}
      selectionActions={(chosen) => (
        <>
          {ask('repair', text('differences.repairSelected'), chosen)}
          {ask('take', text('differences.takeSelected'), chosen)}
        </>
      )}
      panelActions={(listing, opened) => (
        <DifferenceActions listing={listing} valueRef={opened} actions={actions} />
      )}
      empty={<NoDifferences />}
    >
      {asked && (
        <Question
          asked={asked}
          count={asked.what === 'all' ? matching : selectedCount(asked.selection)}
          isBusy={actions.isBusy}
          onConfirm={() => void act(asked)}
          onCancel={() => setAsked(null)}
        />
      )}
    </ValuesPage>
  );
}

/** Nothing differs; or nothing is compared yet, and the way there. */
function NoDifferences() {
  const text = useText('values');
  const navigate = useNavigate();
  const match = useMatchSummary();
  const values = useValuesSummary();
  if (match?.matched === 0) {
    return (
      <EmptyState
        sentence={text('differences.unmatched')}
        actions={
          <Button onPress={() => void navigate('/matching')}>{text('differences.openMatching')}</Button>
        }
      />
    );
  }
  if (values && !isAnythingSent(values)) {
    return (
      <EmptyState
        sentence={text('differences.unsent')}
        actions={<Button onPress={() => void navigate('/rules')}>{text('differences.openRules')}</Button>}
      />
    );
  }
  return <EmptyState sentence={text('differences.empty')} />;
}

function readFilter(address: URLSearchParams, connectionId: ValueList['connectionId']): DifferenceFilter {
  const kind = valueKindSchema.safeParse(address.get('kind')).data;
  const cause = differingSchema.safeParse(address.get('cause')).data;
  return { ...(connectionId && { connectionId }), ...(kind && { kind }), ...(cause && { cause }) };
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
