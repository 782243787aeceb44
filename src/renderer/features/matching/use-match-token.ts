import { useEffect, useState } from 'react';
import { listen } from '../../lib/kervan';

/** Grows whenever matches or proposals changed, so that a table looks again. */
export function useMatchToken(): number {
  const [token, setToken] = useState(0);
  useEffect(() => listen('matching.changed', () => setToken((before) => before + 1)), []);
  return token;
}
