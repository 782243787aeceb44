import { useCallback } from 'react';
import { useFormat } from '../../i18n/use-format';

/** A number for the plural and as it is written. */
export function useCounted(): (count: number) => { readonly count: number; readonly formatted: string } {
  const format = useFormat();
  return useCallback((count) => ({ count, formatted: format.number(count) }), [format]);
}
