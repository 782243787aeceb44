/**
 * Puts text on the clipboard from within a press or key event. The browser's copy command is taken first because it needs
 * no permission, and the window has none to give.
 */
export async function copyText(text: string): Promise<boolean> {
  const fill = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
  };
  document.addEventListener('copy', fill, { capture: true });
  const wasCopied = document.execCommand('copy');
  document.removeEventListener('copy', fill, { capture: true });
  if (wasCopied) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
