import { PLACES } from './places';

/** What a key means to the window as a whole. */
export type ShellCommand =
  | { readonly kind: 'palette' }
  | { readonly kind: 'find' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'region'; readonly step: 1 | -1 }
  | { readonly kind: 'view'; readonly number: number }
  | { readonly kind: 'sync' }
  | { readonly kind: 'help' }
  | { readonly kind: 'save' }
  | { readonly kind: 'primary' }
  | { readonly kind: 'awaitLetter' }
  | { readonly kind: 'go'; readonly path: string };

export interface KeyPress {
  /** The letter produced, not the physical key: Turkish F puts letters elsewhere. */
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export interface KeySurroundings {
  readonly isMac: boolean;
  /** The focus is in a field that takes text. */
  readonly isTyping: boolean;
  readonly singleKeys: boolean;
  /** G was pressed just before. */
  readonly isAfterG: boolean;
}

/** The command of a key press, or null when it belongs to whatever has the focus. */
export function commandOf(press: KeyPress, around: KeySurroundings): ShellCommand | null {
  // Ctrl+Alt is AltGr, which types € and ₺ on a Turkish keyboard.
  if (press.ctrlKey && press.altKey) return null;
  return (
    functionKey(press) ??
    withCommandKey(press, around) ??
    withAlt(press, around) ??
    singleLetter(press, around)
  );
}

function functionKey({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyPress): ShellCommand | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === 'F1' && !shiftKey) return { kind: 'help' };
  if (key === 'F6') return { kind: 'region', step: shiftKey ? -1 : 1 };
  if (key === 'F5') return { kind: 'refresh' };
  return null;
}

function withCommandKey(press: KeyPress, { isMac }: KeySurroundings): ShellCommand | null {
  const isHeld = isMac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
  if (!isHeld) return null;
  const key = press.key.toLowerCase();
  if (press.shiftKey) return key === 's' ? { kind: 'sync' } : null;
  if (key === 's') return { kind: 'save' };
  if (key === 'enter') return { kind: 'primary' };
  if (key === 'k') return { kind: 'palette' };
  if (key === 'f') return { kind: 'find' };
  return isMac ? viewOf(press.key) : null;
}

function withAlt(press: KeyPress, { isMac }: KeySurroundings): ShellCommand | null {
  if (isMac || !press.altKey || press.ctrlKey || press.metaKey || press.shiftKey) return null;
  return viewOf(press.key);
}

function viewOf(key: string): ShellCommand | null {
  return /^[1-9]$/.test(key) ? { kind: 'view', number: Number(key) } : null;
}

function singleLetter(
  press: KeyPress,
  { isTyping, singleKeys, isAfterG }: KeySurroundings,
): ShellCommand | null {
  if (isTyping || !singleKeys || press.ctrlKey || press.metaKey || press.altKey || press.shiftKey)
    return null;
  const key = press.key.toLowerCase();
  if (!isAfterG) return key === 'g' ? { kind: 'awaitLetter' } : null;
  const place = PLACES.find(({ letter }) => letter === key);
  return place ? { kind: 'go', path: place.path } : null;
}
