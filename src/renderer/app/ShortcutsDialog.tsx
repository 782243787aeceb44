import { useText } from '../i18n/use-text';
import { usePreferences } from '../lib/preferences';
import { Dialog, StaticTable } from '../ui';
import { PLACES } from './places';
import { type ShortcutRow, shortcutRows } from './shortcuts';

interface ShortcutsDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Every key of the window and of its tables, as F1 shows them. */
export function ShortcutsDialog({ isOpen, onClose }: ShortcutsDialogProps) {
  const text = useText('shell');
  const { singleKeys } = usePreferences();
  const isMac = window.kervan?.platform === 'darwin';
  const wordOf = (row: ShortcutRow) =>
    row.kind === 'place'
      ? text('shortcuts.goTo', { page: text(`page.${row.id}`) })
      : text(`shortcuts.does.${row.id}`);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={text('shortcuts.title')} size="medium">
      <StaticTable
        caption={text('shortcuts.title')}
        rows={shortcutRows(PLACES, { isMac, singleKeys })}
        columns={[
          { id: 'keys', header: text('shortcuts.keys'), cell: ({ keys }) => <kbd>{keys}</kbd> },
          { id: 'does', header: text('shortcuts.what'), cell: wordOf },
        ]}
      />
    </Dialog>
  );
}
