const MODAL = '[role="dialog"][aria-modal="true"], .react-aria-ModalOverlay';
const TEXTLESS = ['checkbox', 'radio', 'button', 'range'];

/** A dialog has the window: keys are not for the page under it. */
export function isDialogOpen(): boolean {
  return document.querySelector(MODAL) !== null;
}

/** The key goes into a field that takes text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !TEXTLESS.includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
