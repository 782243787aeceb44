import './locale';
import { useCallback, useRef } from 'react';
import type { BatchId } from '../../../shared/domain/ids';
import { toAppError } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { call } from '../../lib/kervan';
import { useUndoKey } from '../../lib/use-undo-key';
import { useToast } from '../../ui';

/** Tells what was done with a button that takes it back; Ctrl+Z takes back the last one too. */
export function useUndo(onUndone: () => void) {
  const text = useText('stock');
  const common = useText('common');
  const format = useFormat();
  const toast = useToast();
  const errorText = useErrorText();
  const last = useRef<BatchId | null>(null);

  const undo = useCallback(
    async (id: BatchId) => {
      if (last.current === id) last.current = null;
      try {
        const { undone, skipped } = await call('batches.undo', { id });
        toast({
          kind: skipped.length > 0 ? 'info' : 'done',
          text: text('undo.done', { count: undone, formatted: format.number(undone) }),
          ...(skipped.length > 0 && {
            detail: text('undo.skipped', {
              count: skipped.length,
              formatted: format.number(skipped.length),
            }),
          }),
        });
      } catch (thrown) {
        toast({ kind: 'failed', text: text('undo.failed'), detail: errorText(toAppError(thrown)) });
      }
      onUndone();
    },
    [toast, text, format, errorText, onUndone],
  );

  const latest = useRef(undo);
  latest.current = undo;
  useUndoKey(() => {
    if (last.current !== null) void undo(last.current);
  });

  return useCallback(
    (batchId: BatchId | null, done: string) => {
      if (batchId === null) return;
      last.current = batchId;
      toast({
        kind: 'done',
        text: done,
        action: { label: common('action.undo'), onAction: () => void latest.current(batchId) },
      });
    },
    [toast, common],
  );
}
