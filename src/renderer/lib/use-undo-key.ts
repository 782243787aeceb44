import { useEffect, useRef } from 'react';
import { isDialogOpen, isTyping } from './key-target';

/** Ctrl+Z, on a Mac Cmd+Z, while the page is on screen; a field that takes text has its own. */
export function useUndoKey(onUndo: () => void): void {
  const latest = useRef(onUndo);
  latest.current = onUndo;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isHeld = window.kervan.platform === 'darwin' ? event.metaKey : event.ctrlKey;
      if (!isHeld || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'z') return;
      if (event.defaultPrevented || isDialogOpen() || isTyping(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
