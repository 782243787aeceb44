import { useEffect, useState } from 'react';
import { listen } from '../../lib/kervan';

/** Grows whenever stock, fields or matches of variants changed, so that a table looks again. */
export function useStockToken(): number {
  const [token, setToken] = useState(0);
  useEffect(() => {
    const grow = () => setToken((before) => before + 1);
    const stops = [listen('stock.changed', grow), listen('matching.changed', grow)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return token;
}
