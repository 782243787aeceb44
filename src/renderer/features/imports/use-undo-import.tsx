import './locale';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BatchId } from '../../../shared/domain/ids';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { ConfirmDialog, useToast } from '../../ui';

interface Undoable {
  readonly batchId: BatchId;
  readonly rows: number;
}

/** Asks once, takes an import back and says what came of it. `dialog` belongs somewhere on the page. */
export function useUndoImport(onUndone: () => void = () => undefined) {
  const text = useText('imports');
  const format = useFormat();
  const toast = useToast();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Undoable | null>(null);
  const undo = useAction('batches.undo', {
    onDone: ({ undone, skipped }) => {
      toast({
        kind: skipped.length > 0 ? 'info' : 'done',
        text: text('undo.done', { count: undone, formatted: format.number(undone) }),
        ...(skipped.length > 0 && {
          detail: text('undo.skipped', { count: skipped.length, formatted: format.number(skipped.length) }),
        }),
      });
      void client.invalidateQueries({ queryKey: ['imports.history'] });
      onUndone();
    },
    onFailed: (error) => void toast({ kind: 'failed', text: text('undo.failed'), detail: errorText(error) }),
  });
  const dialog = (
    <ConfirmDialog
      isOpen={asked !== null}
      title={text('undo.title')}
      confirmLabel={text('undo.confirm')}
      onCancel={() => setAsked(null)}
      onConfirm={() => {
        if (asked !== null) undo.mutate({ id: asked.batchId });
        setAsked(null);
      }}
    >
      {text('undo.text', { count: asked?.rows ?? 0, formatted: format.number(asked?.rows ?? 0) })}
    </ConfirmDialog>
  );
  return { ask: setAsked, dialog, undoing: undo.isPending ? undo.variables.id : null };
}
