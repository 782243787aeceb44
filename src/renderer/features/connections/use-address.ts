import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Reads and changes single values of the address; null takes a value away. Filters do not fill the Back button. */
export function useAddress(): [URLSearchParams, (change: Readonly<Record<string, string | null>>) => void] {
  const [address, setAddress] = useSearchParams();
  const change = useCallback(
    (values: Readonly<Record<string, string | null>>) =>
      setAddress(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(values)) {
            if (value === null || value === '') next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setAddress],
  );
  return [address, change];
}
