import { useBlocker } from 'react-router';
import { useText } from '../../i18n/use-text';
import { ConfirmDialog } from '../../ui';

/** Asks before a page with unsaved changes is left; another tab of the same page keeps them. */
export function LeaveGuard({ isDirty }: { readonly isDirty: boolean }) {
  const text = useText('rules');
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  return (
    <ConfirmDialog
      isOpen={blocker.state === 'blocked'}
      title={text('leave.title')}
      confirmLabel={text('leave.confirm')}
      isDestructive
      onConfirm={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      {text('leave.text')}
    </ConfirmDialog>
  );
}
