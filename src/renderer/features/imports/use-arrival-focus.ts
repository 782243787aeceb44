import { type RefObject, useEffect, useRef } from 'react';

/** The place a person goes on from: focused when it comes up, and again when `round` changes, since the button pressed is gone then. */
export function useArrivalFocus<Place extends HTMLElement>(round: number | string): RefObject<Place | null> {
  const place = useRef<Place>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round is the reason
  useEffect(() => {
    place.current?.focus();
  }, [round]);
  return place;
}
