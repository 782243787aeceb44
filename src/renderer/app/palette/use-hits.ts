import { useEffect, useState } from 'react';
import type { Hit } from '../../../shared/contract/overview';
import { useAnswer } from '../../lib/queries';
import { readTyped } from './palette-items';

const REST_MS = 120;
const MOST_CHARACTERS = 200;
const NO_HITS: readonly Hit[] = [];

/** Products and orders for what is typed, asked once the typing rests. */
export function useHits(typed: string): { readonly hits: readonly Hit[]; readonly isSearching: boolean } {
  const { scope, wanted } = readTyped(typed);
  const text = scope === 'all' || scope === 'orders' ? wanted.slice(0, MOST_CHARACTERS) : '';
  const rested = useRested(text, REST_MS);
  const isAsked = rested.length >= 2;
  const { data, isFetching } = useAnswer(
    'search.quick',
    { text: isAsked ? rested : '-' },
    { enabled: isAsked },
  );
  return {
    hits: isAsked ? (data ?? NO_HITS) : NO_HITS,
    isSearching: text.length >= 2 && (text !== rested || isFetching),
  };
}

function useRested(value: string, ms: number): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}
