import { useErrorText } from '../../i18n/use-error-text';
import { useToast } from '../../ui';

/** Says why an action did not work, in a sentence. */
export function useFailedToast() {
  const toast = useToast();
  const errorText = useErrorText();
  return (error: Parameters<typeof errorText>[0]) => void toast({ kind: 'failed', text: errorText(error) });
}
