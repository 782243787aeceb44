import { useEffect, useState } from 'react';
import type { EventName } from '../../shared/contract';
import { listen } from './kervan';

/**
 * Grows after news of these names, so that a table looks again; with a pace at most once in so many ms. `names` must stay the same
 * array.
 */
export function useNewsToken(names: readonly EventName[], paceMs = 0): number {
  const [token, setToken] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const grow = () => {
      timer = undefined;
      setToken((before) => before + 1);
    };
    const hear = () => {
      if (paceMs === 0) grow();
      else timer ??= setTimeout(grow, paceMs);
    };
    const stops = names.map((name) => listen(name, hear));
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [names, paceMs]);
  return token;
}
