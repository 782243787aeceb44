import type { Place, PlaceId } from './places';

const SHELL = {
  palette: 'Ctrl+K',
  find: 'Ctrl+F',
  save: 'Ctrl+S',
  primary: 'Ctrl+Enter',
  sync: 'Ctrl+Shift+S',
  view: 'Alt+1…9',
  help: 'F1',
  refresh: 'F5',
  region: 'F6',
  close: 'Esc',
} as const;

const GRID = {
  openRow: 'Enter',
  panel: 'Space',
  selectRow: 'Shift+Space',
  selectAll: 'Ctrl+A',
  extend: 'Shift+↑↓',
  ends: 'Ctrl+Home/End',
  edit: 'F2',
  copy: 'Ctrl+C',
  moveColumn: 'Ctrl+Shift+←→',
} as const;

const COMMANDS = { ...SHELL, ...GRID };
export type ShortcutId = keyof typeof COMMANDS;

export type ShortcutRow =
  | { readonly kind: 'command'; readonly id: ShortcutId; readonly keys: string }
  | { readonly kind: 'place'; readonly id: PlaceId; readonly keys: string };

/** The keys as they are on this machine; single letters only while they are switched on. */
export function shortcutRows(
  places: readonly Place[],
  { isMac, singleKeys }: { readonly isMac: boolean; readonly singleKeys: boolean },
): readonly ShortcutRow[] {
  const command = (id: ShortcutId): ShortcutRow => ({
    kind: 'command',
    id,
    keys: isMac ? COMMANDS[id].replace('Ctrl', '⌘').replace('Alt', '⌘') : COMMANDS[id],
  });
  const letters = places.flatMap(({ id, letter }): ShortcutRow[] =>
    letter === undefined ? [] : [{ kind: 'place', id, keys: `G ${letter.toUpperCase()}` }],
  );
  return [...namesOf(SHELL).map(command), ...(singleKeys ? letters : []), ...namesOf(GRID).map(command)];
}

function namesOf<Name extends ShortcutId>(keys: Readonly<Record<Name, string>>): readonly Name[] {
  // Object.keys forgets that the names are known.
  return Object.keys(keys) as Name[];
}
