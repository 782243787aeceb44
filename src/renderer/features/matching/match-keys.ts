import { useEffect, useRef } from 'react';
import { isDialogOpen, isTyping } from '../../lib/key-target';
import { usePreferences } from '../../lib/preferences';

export type DecisionKey = 'match' | 'create' | 'ignore' | 'later' | 'before';

const KEYS: Readonly<Record<string, DecisionKey>> = {
  e: 'match',
  y: 'create',
  x: 'ignore',
  ArrowRight: 'later',
  ArrowLeft: 'before',
};

/** The decision a key stands for; the letter produced counts, and letters only while single keys are switched on. */
export function decisionOf(key: string, singleKeys: boolean): DecisionKey | undefined {
  const isLetter = key.length === 1;
  return isLetter && !singleKeys ? undefined : KEYS[isLetter ? key.toLowerCase() : key];
}

/** E, Y, X and the arrows decide on the listing on screen, wherever the focus is on the page. */
export function useDecisionKeys(onKey: (decision: DecisionKey) => void): void {
  const { singleKeys } = usePreferences();
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    let afterG = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
      if (isDialogOpen() || isTyping(event.target) || isInTabs(event.target)) return;
      // G and a letter go to another page.
      const isAfterG = event.timeStamp < afterG;
      afterG = event.key.toLowerCase() === 'g' ? event.timeStamp + 1500 : 0;
      const decision = decisionOf(event.key, singleKeys);
      if (decision === undefined || (isAfterG && event.key.length === 1)) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) latest.current(decision);
    };
    // Before a radio button takes the arrow for itself; up and down stay its own.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [singleKeys]);
}

/** Arrows walk through tabs and menus there. */
function isInTabs(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('[role="tablist"], [role="menu"], [role="listbox"]') !== null
  );
}
