import { useCallback } from 'react';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { useToast } from '../../ui';
import './locale';

/** Opens a page of documentation in the system's browser; says so when it may not. */
export function useOpenDocument(): (url: string) => void {
  const text = useText('catalogue');
  const errorText = useErrorText();
  const toast = useToast();
  const open = useAction('desktop.openExternal', {
    onFailed: (error) => void toast({ kind: 'failed', text: text('docsFailed'), detail: errorText(error) }),
  });
  const { mutate } = open;
  return useCallback((url) => mutate({ url }), [mutate]);
}
