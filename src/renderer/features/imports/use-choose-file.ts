import './locale';
import { useNavigate } from 'react-router';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { useToast } from '../../ui';

/** Asks for a file through the system's dialog and goes to its columns. */
export function useChooseFile() {
  const text = useText('imports');
  const navigate = useNavigate();
  const toast = useToast();
  const errorText = useErrorText();
  const open = useAction('desktop.openImport', {
    onDone: (view) => {
      if (view !== null) void navigate(`/imports/${view.token}`);
    },
    onFailed: (error) => void toast({ kind: 'failed', text: text('start.failed'), detail: errorText(error) }),
  });
  return { choose: () => open.mutate({}), isPending: open.isPending, error: open.error };
}
