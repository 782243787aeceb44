import { useEffect, useRef, useState } from 'react';

const REST_MS = 250;

/**
 * What is typed into a search field, handed on once the typing rests; follows the address when somebody else changes that.
 * The address answers late, so what was asked from here is never written back over letters typed since.
 */
export function useSearchText(asked: string, ask: (text: string) => void) {
  const [typed, setTyped] = useState(asked);
  const latest = useRef(ask);
  latest.current = ask;
  const onTheWay = useRef<string[]>([]);
  useEffect(() => {
    const own = onTheWay.current.indexOf(asked);
    if (own >= 0) onTheWay.current.splice(0, own + 1);
    else setTyped(asked);
  }, [asked]);
  useEffect(() => {
    if (typed === asked) return;
    const timer = setTimeout(() => {
      onTheWay.current.push(typed);
      latest.current(typed);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [typed, asked]);
  return [typed, setTyped] as const;
}
