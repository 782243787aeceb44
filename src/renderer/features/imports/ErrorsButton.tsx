import './locale';
import { Download } from 'lucide-react';
import type { ImportView } from '../../../shared/contract/imports';
import { toAppError } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { call } from '../../lib/kervan';
import { Button, useToast } from '../../ui';

/** Saves the rows that are not taken over, with the reason beside each, in the format the file came in. */
export function ErrorsButton({ view }: { readonly view: ImportView }) {
  const text = useText('imports');
  const form = useFormat();
  const toast = useToast();
  const errorText = useErrorText();
  const save = async () => {
    const { token, format } = view;
    try {
      const suggestedName = `kervan-${form.language === 'tr' ? 'hatali-satirlar' : 'import-errors'}.${format}`;
      const result = await call('desktop.saveImportErrors', {
        ...{ token, format, suggestedName },
        language: form.language,
      });
      if (result === null) return;
      toast({
        kind: 'done',
        text: text('preview.errorsSaved', { count: result.rows, formatted: form.number(result.rows) }),
        action: {
          label: text('preview.openFolder'),
          onAction: () => void call('desktop.showInFolder', { path: result.path }).catch(failed),
        },
      });
    } catch (thrown) {
      failed(thrown);
    }
  };
  const failed = (thrown: unknown) =>
    void toast({ kind: 'failed', text: text('preview.errorsFailed'), detail: errorText(toAppError(thrown)) });
  return (
    <Button icon={Download} onPress={() => void save()}>
      {text('preview.errors')}
    </Button>
  );
}
