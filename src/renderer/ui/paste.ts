import type { ClipboardEvent } from 'react';

/** Outer blanks and every line break or tab go: what panels add when a key is copied from them. */
export function trimPasted(pasted: string): string {
  return pasted.replace(/[\r\n\t\u200b\ufeff]/g, '').trim();
}

/**
 * Pastes the trimmed text instead of the raw one, through the browser's own editing so that undo works.
 * Returns true when something was removed.
 */
export function pasteTrimmed(event: ClipboardEvent<HTMLInputElement>): boolean {
  const pasted = event.clipboardData.getData('text/plain');
  const trimmed = trimPasted(pasted);
  if (trimmed === pasted) return false;
  event.preventDefault();
  const input = event.currentTarget;
  const start = input.selectionStart ?? input.value.length;
  const end = input.selectionEnd ?? start;
  input.setRangeText(trimmed, start, end, 'end');
  // React listens to the native input event; setRangeText alone fires none.
  input.dispatchEvent(
    new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste', data: trimmed }),
  );
  return true;
}
