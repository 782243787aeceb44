import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

type Urgency = 'polite' | 'assertive';
export type Announce = (message: string, urgency?: Urgency) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Speaks a sentence to screen readers without showing it. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

/** Holds the window's two live regions; everything inside may speak through `useAnnounce`. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [spoken, setSpoken] = useState({ polite: '', assertive: '', turn: 0 });
  const announce = useCallback<Announce>((message, urgency = 'polite') => {
    setSpoken((before) => ({ ...before, [urgency]: message, turn: before.turn + 1 }));
  }, []);
  // A trailing mark that is not read makes the same sentence twice in a row two changes.
  const mark = useMemo(() => (spoken.turn % 2 === 0 ? '' : '\u00a0'), [spoken.turn]);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="visually-hidden" aria-live="polite">
        {spoken.polite && spoken.polite + mark}
      </div>
      <div className="visually-hidden" aria-live="assertive">
        {spoken.assertive && spoken.assertive + mark}
      </div>
    </AnnounceContext>
  );
}
