import '../../lib/values-locale';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { InputOf, WindowOperations } from '../../../shared/contract';
import {
  type DifferenceFilter,
  MOST_VALUE_ROWS,
  type RowOutcomes,
  type ValueRef,
  type ValueRow,
} from '../../../shared/contract/values';
import { toAppError } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { inGroups } from '../../lib/in-groups';
import { call } from '../../lib/kervan';
import { useToast } from '../../ui';

export interface Approval {
  readonly row: ValueRow;
  /** Minor units typed again. */
  readonly typed?: number;
}

/** Of a large selection the rows have to be read first; that is part of the action, and may fail like it. */
type Rows = readonly ValueRef[] | Promise<readonly ValueRef[]>;

const NOTHING = () => undefined;
const ANSWERS = [
  'values.ofVariant',
  'values.ofListing',
  'values.summary',
  'holds.count',
  'differences.count',
] as const;

/** What a person may do with values; each says what came of it. `onChanged` runs afterwards. */
export function useValueActions(onChanged: () => void = NOTHING) {
  const text = useText('values');
  const format = useFormat();
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);

  const run = useCallback(
    async (
      sentence: 'action.sent' | 'action.taken' | 'action.approved',
      work: () => Promise<RowOutcomes>,
    ): Promise<RowOutcomes | null> => {
      setBusy(true);
      const running = toast({ kind: 'running', text: text('action.working') });
      const counted = (count: number) => ({ count, formatted: format.number(count) });
      try {
        const outcomes = await work();
        const [first] = outcomes.failed;
        const reason = first?.error ? errorText(first.error) : '';
        const rest =
          outcomes.failed.length === 0
            ? undefined
            : text('action.rest', { ...counted(outcomes.failed.length), reason });
        running.replace(
          outcomes.done === 0 && rest !== undefined
            ? { kind: 'failed', text: text('action.failed'), detail: rest }
            : {
                kind: rest === undefined ? 'done' : 'info',
                text: text(sentence, counted(outcomes.done)),
                ...(rest === undefined ? {} : { detail: rest }),
              },
        );
        return outcomes;
      } catch (thrown) {
        running.replace({
          kind: 'failed',
          text: text('action.failed'),
          detail: errorText(toAppError(thrown)),
        });
        return null;
      } finally {
        setBusy(false);
        for (const name of ANSWERS) void client.invalidateQueries({ queryKey: [name] });
        onChanged();
      }
    },
    [text, format, errorText, toast, client, onChanged],
  );

  return {
    isBusy,
    /** Kervan's value again. */
    repair: (rows: Rows) =>
      run('action.sent', async () =>
        inTurn(await rows, (group) => call('differences.repair', { rows: group.map(plain) })),
      ),
    repairAll: (filter: DifferenceFilter) => run('action.sent', () => call('differences.repair', { filter })),
    /** The channel's value becomes Kervan's. */
    take: (rows: Rows) =>
      run('action.taken', async () =>
        inTurn(await rows, (group) => call('differences.takeChannel', { rows: group.map(plain) })),
      ),
    approve: (approvals: readonly Approval[]) =>
      run('action.approved', () =>
        inTurn(approvals, (group) => call('holds.approve', { rows: group.flatMap(approvedRow) })),
      ),
  };
}

export type ValueActions = ReturnType<typeof useValueActions>;

function plain({ listingId, kind }: ValueRef): ValueRef {
  return { listingId, kind };
}

type ApprovedRow = InputOf<WindowOperations['holds.approve']>['rows'][number];

function approvedRow({ row, typed }: Approval): ApprovedRow[] {
  const { listingId } = row;
  const more = typed === undefined ? {} : { typed };
  switch (row.kind) {
    case 'price':
      return row.wanted === null ? [] : [{ listingId, kind: row.kind, value: row.wanted, ...more }];
    case 'stock':
      return row.wanted === null ? [] : [{ listingId, kind: row.kind, value: row.wanted, ...more }];
  }
}

async function inTurn<Row>(
  rows: readonly Row[],
  ask: (group: readonly Row[]) => Promise<RowOutcomes>,
): Promise<RowOutcomes> {
  const all: { done: number; failed: RowOutcomes['failed'] } = { done: 0, failed: [] };
  for (const group of inGroups(rows, MOST_VALUE_ROWS)) {
    const { done, failed } = await ask(group);
    all.done += done;
    all.failed = [...all.failed, ...failed];
  }
  return all;
}
