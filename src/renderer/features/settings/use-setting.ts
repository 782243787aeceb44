import './locale';
import type { Preferences } from '../../../shared/contract/desktop';
import { toAppError } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { usePreferences, usePreferencesStore } from '../../lib/preferences';
import { useToast } from '../../ui';

/** Changes a setting at once; the message offers the way back. */
export function useSetting(): (name: string, change: Partial<Preferences>) => void {
  const text = useText('settings');
  const common = useText('common');
  const toast = useToast();
  const errorText = useErrorText();
  const preferences = usePreferences();
  const keep = async (change: Partial<Preferences>) => {
    try {
      await usePreferencesStore.getState().change(change);
      return true;
    } catch (thrown) {
      toast({ kind: 'failed', text: text('failed'), detail: errorText(toAppError(thrown)) });
      return false;
    }
  };
  return (name, change) => {
    const parts = Object.keys(change) as (keyof Preferences)[];
    const before: Partial<Preferences> = Object.fromEntries(parts.map((part) => [part, preferences[part]]));
    void keep(change).then((isKept) => {
      if (!isKept) return;
      toast({
        kind: 'info',
        text: text('changed', { name }),
        action: { label: common('action.undo'), onAction: () => void keep(before) },
      });
    });
  };
}
