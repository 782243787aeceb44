import './locale';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { BatchUndone, MatchTotals } from '../../../shared/contract/matching';
import { type BatchId, type ConnectionId, type ListingId, listingIdSchema } from '../../../shared/domain/ids';
import type { ProposalClass } from '../../../shared/domain/matching';
import { toAppError } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { inGroups } from '../../lib/in-groups';
import { call } from '../../lib/kervan';
import { useUndoKey } from '../../lib/use-undo-key';
import { type GridSelection, type ToastHandle, useToast } from '../../ui';
import { type DecidedFilter, decidedIds } from './match-sources';

/** Rows at once; more are done in several batches. */
const MOST_ROWS = 5000;

export interface BulkScope {
  readonly connectionId?: ConnectionId;
  readonly listingIds?: ListingId[];
  readonly except?: ListingId[];
}

/** What a selection means for an action in bulk. Ids of the grid are those of its rows' listings. */
export function scopeOf(selection: GridSelection, connectionId: ConnectionId | undefined): BulkScope {
  return selection.kind === 'ids'
    ? { listingIds: ids(selection.ids), connectionId }
    : { connectionId, except: ids(selection.except) };
}

const ids = (set: ReadonlySet<string>) => [...set].map((id) => listingIdSchema.parse(id));

interface Done {
  readonly batchIds: readonly BatchId[];
  readonly onUndone?: () => void;
}

/** Actions on many listings, each with a message that takes it back. `onChanged` runs after each, also after taking back. */
export function useMatchActions(onChanged: () => void) {
  const text = useText('matching');
  const common = useText('common');
  const format = useFormat();
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  /** What was done on this page, the last one last; Ctrl+Z takes it back from there. */
  const done = useRef<Done[]>([]);

  const changed = useCallback(() => {
    for (const name of ['matching.summary', 'matching.window', 'batches.list'])
      void client.invalidateQueries({ queryKey: [name] });
    onChanged();
  }, [client, onChanged]);

  const fail = useCallback(
    (thrown: unknown, running?: ToastHandle) => {
      const message = {
        kind: 'failed',
        text: text('failed'),
        detail: errorText(toAppError(thrown)),
      } as const;
      if (running) running.replace(message);
      else toast(message);
    },
    [text, errorText, toast],
  );

  const undo = useCallback(
    async (batchIds: readonly BatchId[]) => {
      const running = toast({ kind: 'running', text: text('undo.running') });
      const ended = done.current.filter((one) => one.batchIds.some((id) => batchIds.includes(id)));
      done.current = done.current.filter((one) => !ended.includes(one));
      try {
        const sums = { undone: 0, skipped: 0 };
        for (const id of [...batchIds].reverse()) {
          const { undone, skipped }: BatchUndone = await call('batches.undo', { id });
          sums.undone += undone;
          sums.skipped += skipped.length;
        }
        for (const { onUndone } of ended) onUndone?.();
        running.replace({
          kind: sums.skipped > 0 ? 'info' : 'done',
          text: text('undo.done', { count: sums.undone, formatted: format.number(sums.undone) }),
          ...(sums.skipped > 0 && {
            detail: text('undo.skipped', { count: sums.skipped, formatted: format.number(sums.skipped) }),
          }),
        });
      } catch (thrown) {
        fail(thrown, running);
      }
      changed();
    },
    [toast, text, format, fail, changed],
  );

  const run = useCallback(
    async (
      sentence: 'done.sure' | 'done.new' | 'done.ignored' | 'done.unlinked',
      work: () => Promise<{ readonly batchIds: readonly BatchId[]; readonly count: number }>,
    ) => {
      setBusy(true);
      const running = toast({ kind: 'running', text: text('working') });
      try {
        const { batchIds, count } = await work();
        if (batchIds.length > 0) done.current.push({ batchIds });
        running.replace(
          batchIds.length === 0
            ? { kind: 'info', text: text('nothingChanged') }
            : {
                kind: 'done',
                text: text(sentence, { count, formatted: format.number(count) }),
                action: { label: common('action.undo'), onAction: () => void undo(batchIds) },
              },
        );
      } catch (thrown) {
        fail(thrown, running);
      } finally {
        setBusy(false);
      }
      changed();
    },
    [toast, text, common, format, undo, fail, changed],
  );

  const undoLast = useCallback(() => {
    const last = done.current.at(-1);
    if (last) void undo(last.batchIds);
  }, [undo]);
  useUndoKey(undoLast);

  const inBulk = async (scope: BulkScope, ask: (scope: BulkScope) => Promise<MatchTotals>) => {
    const scopes =
      scope.listingIds === undefined
        ? [scope]
        : inGroups(scope.listingIds, MOST_ROWS).map((listingIds) => ({
            ...scope,
            listingIds: [...listingIds],
          }));
    const batchIds: BatchId[] = [];
    let count = 0;
    for (const one of scopes) {
      const { batchId, matched } = await ask(one);
      if (batchId !== null) batchIds.push(batchId);
      count += matched;
    }
    return { batchIds, count };
  };
  return {
    isBusy,
    undo,
    undoLast,
    /** A single decision was made; `onUndone` runs when it was taken back. */
    decided: (batchId: BatchId, onUndone: () => void) => {
      done.current.push({ batchIds: [batchId], onUndone });
      changed();
    },
    fail,
    accept: (scope: BulkScope) =>
      run('done.sure', () => inBulk(scope, (one) => call('matching.acceptSure', one))),
    create: (scope: BulkScope) =>
      run('done.new', () => inBulk(scope, (one) => call('matching.createNew', one))),
    ignore: (wanted: ProposalClass, scope: BulkScope) =>
      run('done.ignored', () =>
        inBulk(scope, (one) => call('matching.ignoreAll', { ...one, class: wanted })),
      ),
    unlink: (filter: DecidedFilter, selection: GridSelection) =>
      run('done.unlinked', async () => {
        const wanted =
          selection.kind === 'ids' ? ids(selection.ids) : await decidedIds(filter, selection.except);
        const batchIds: BatchId[] = [];
        for (const group of inGroups(wanted, MOST_ROWS)) {
          const rows = group.map((listingId) => ({ listingId, action: 'unlink' as const }));
          const { batchId } = await call('matching.decide', { rows });
          if (batchId !== null) batchIds.push(batchId);
        }
        return { batchIds, count: wanted.length };
      }),
  };
}

export type MatchActions = ReturnType<typeof useMatchActions>;
