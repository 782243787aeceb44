import { useEffect, useState } from 'react';
import { listen } from '../../lib/kervan';

const PACE_MS = 1000;

/** Grows after values moved on, at most once a second, so that a table looks again. */
export function useValuesToken(): number {
  const [token, setToken] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const grow = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setToken((before) => before + 1);
      }, PACE_MS);
    };
    const stops = [listen('values.changed', grow), listen('stock.changed', grow)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, []);
  return token;
}
