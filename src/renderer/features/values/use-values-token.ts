import { useEffect, useState } from 'react';
import { listen } from '../../lib/kervan';

const PACE_MS = 1000;

/** Grows after values moved on, at most once a second, so that a table looks again. */
export function useValuesToken(): number {
  const [token, setToken] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen('values.changed', () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setToken((before) => before + 1);
      }, PACE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return token;
}
