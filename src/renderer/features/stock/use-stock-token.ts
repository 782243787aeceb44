import { useNewsToken } from '../../lib/use-news-token';

const NEWS = ['stock.changed', 'matching.changed'] as const;

/** Grows whenever stock, fields or matches of variants changed, so that a table looks again. */
export const useStockToken = (): number => useNewsToken(NEWS);
